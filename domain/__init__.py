"""Frozen types, status machines, arithmetic and errors of the product: no I/O and no clock."""
