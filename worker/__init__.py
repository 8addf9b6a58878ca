"""Durable work: turns, publishing, probing, measuring, and the poll that hands work over."""
