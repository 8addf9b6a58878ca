"""The commands. They act through the HTTP API; only serving, migrating and checking is local."""
