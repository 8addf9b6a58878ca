"""The networks and sites outside: one small adapter each, and the only holder of vendor rules."""
