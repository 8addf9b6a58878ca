"""The conversation as a graph: how it is drawn, run once at a time, and read back."""

from config import hardening as _hardening  # noqa: F401 - before anything of langgraph loads
