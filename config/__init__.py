"""Settings, logging, hardening and the data folder: how one process is set up."""
