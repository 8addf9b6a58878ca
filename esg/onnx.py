"""The packaged model in onnxruntime: the vectors of sentence-transformers, without torch."""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from esg.embedder import (
    MINILM,
    Embedder,
    MiniLM,
    encodable,
    folder_embedder,
    packaged_folder,
    weights_digest,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = "graph.onnx"
FORM = 1
"""Raised when the graph is built otherwise, so that an older one is exported anew."""
WINDOW = 256
"""Tokens read of a text (the model's sentence_bert_config.json)."""
RUN_TOKENS = 512
"""Tokens per run: more of them leave the processor's cache."""
TURN_TOKENS = 4096
"""Tokens per turn of the worker thread, so that a search never waits for a whole import."""
EXPORT = "esg.export"
"""The module that writes the graph."""


def packaged_embedder() -> Embedder:
    """The packaged model: in onnxruntime where its graph was exported, else the reference."""
    return OnnxMiniLM() if is_exported() else MiniLM()


def build_embedder(folder: str) -> Embedder:
    """The embedder of this setting: a folder, or empty for the packaged model.

    Raises:
        InvalidError: Not a folder, or not of that kind.
    """
    return folder_embedder(folder) if folder else packaged_embedder()


def is_exported() -> bool:
    """Whether this installation has the graph of the weights it has."""
    return (graph_folder() / GRAPH).is_file()


def graph_folder() -> Path:
    """Where the graph of the packaged weights lies: it belongs to the installation."""
    digest = weights_digest(packaged_folder())
    return Path(sys.prefix) / "share" / "insta-media" / f"{MINILM}-{digest}-{FORM}"


class OnnxMiniLM:
    """all-MiniLM-L6-v2 as `esg.export` wrote it, loaded on first use in its own thread.

    Args:
        folder: Where graph and weights lie; this installation's unless given.
    """

    name = MINILM
    dim = 384
    languages = frozenset({"en"})

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or graph_folder()
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None
        # one thread: loading happens once, and onnxruntime spreads each run over the cores itself
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dim), float32, unit rows.

        Raises:
            InvalidError: The exported graph cannot be loaded.
        """
        loop = asyncio.get_running_loop()
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        tokens = await loop.run_in_executor(self._thread, self._tokens, texts)
        # texts of like length share a run, so that little is padded
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        for turn in _parts(order, tokens, TURN_TOKENS):
            chosen = [tokens[i] for i in turn]
            vectors[turn] = await loop.run_in_executor(self._thread, self._encode, chosen)
        return vectors

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        tokenizer, _ = self._model()
        encoded = tokenizer.encode_batch_fast([encodable(text) for text in texts])
        return [one.ids for one in encoded]

    def _encode(self, tokens: Sequence[list[int]]) -> NDArray[np.float32]:
        _, session = self._model()
        rows = [
            session.run(None, _inputs([tokens[i] for i in part]))[0][:, 0]
            for part in _parts(range(len(tokens)), tokens, RUN_TOKENS)
        ]
        means: NDArray[np.float32] = np.concatenate(rows)
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return means

    def _model(self) -> tuple["Tokenizer", "InferenceSession"]:
        if self._loaded is None:
            self._loaded = _tokenizer(), _session(self._folder)
        return self._loaded


def _parts(order: Sequence[int], tokens: Sequence[list[int]], most: int) -> Iterator[list[int]]:
    """Runs of the order, which rises by length, of at most so many tokens with their padding."""
    part: list[int] = []
    for i in order:
        if part and (len(part) + 1) * len(tokens[i]) > most:
            yield part
            part = []
        part.append(i)
    if part:
        yield part


def _inputs(tokens: Sequence[list[int]]) -> dict[str, NDArray[np.generic]]:
    """What the graph takes (`esg.export`)."""
    lengths = np.array([len(ids) for ids in tokens], dtype=np.int32)
    inside = np.arange(lengths.max()) < lengths[:, None]
    ids = np.zeros(inside.shape, dtype=np.int64)
    ids[inside] = [number for one in tokens for number in one]
    means = (inside / lengths[:, None]).astype(np.float32)[:, None, :]
    return {"ids": ids, "lengths": lengths, "means": means}


def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(WINDOW)
    return tokenizer


def _session(folder: Path) -> "InferenceSession":
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    # a waiting thread sleeps: spinning would take the cores from whoever else needs them
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # the graph is as it shall be: the wider fusions make it slower
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        return ort.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # its classes share no other base
        raise InvalidError(
            f"The exported embedding model in {folder} cannot be loaded ({error}). Remove that "
            f"folder, then run `{sys.executable} -m {EXPORT}`; without it sentence-transformers "
            "embeds, only slower.",
            code="bad_embedder",
        ) from error
