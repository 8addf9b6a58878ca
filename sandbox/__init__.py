"""Strict local stand-ins for social platforms and test sites; imports nothing of the product."""
