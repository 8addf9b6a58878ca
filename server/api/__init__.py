"""The product's HTTP API, by version."""
