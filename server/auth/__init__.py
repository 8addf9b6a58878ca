"""Accounts: passwords, tokens, and who may call what. Knows no route but its own errors."""
