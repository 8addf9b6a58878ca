"""Injected faults against real processes: kills, freezes, stops, bad answers. Never shipped."""
