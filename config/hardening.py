"""Process-wide safety switches; imported before anything of langgraph. Does nothing else."""

import os


def harden() -> None:
    """Make checkpoint rows data, never code, and forbid model downloads and call-home."""
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ["ANONYMIZED_TELEMETRY"] = "false"
    os.environ["LANGSMITH_TRACING"] = "false"


harden()
