"""Version 1 of the HTTP API: one small file per resource."""
