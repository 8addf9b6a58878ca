"""The exported graph against the model it was made from, and what is said when it is broken."""

import asyncio
import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.errors import InvalidError
from esg.embedder import MiniLM
from esg.export import AGREEMENT, export
from esg.onnx import GRAPH, RUN_TOKENS, OnnxMiniLM, _parts, is_exported, packaged_embedder

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def graph():
    return export()


@pytest.fixture(scope="module")
def onnx(graph):
    return OnnxMiniLM(graph)


def real_texts():
    """Every sixteenth caption and every two-hundredth tweet; `make bench` compares all of them."""
    captions = DATA / "instagram_creator" / "posts.csv", DATA / "x_topic" / "posts.csv"
    if not all(file.is_file() for file in captions):
        pytest.skip("needs the outside data in ../shared/data, which is not part of the repository")
    columns = zip(captions, ("Caption", "text"), (16, 200), strict=True)
    found = []
    for file, column, step in columns:
        with file.open(encoding="utf-8", errors="replace", newline="") as opened:
            found += [row[column] for row in csv.DictReader(opened)][::step]
    return list(dict.fromkeys(found))


async def test_vectors_are_unit_rows_in_the_order_of_the_texts(onnx):
    texts = ["a long sentence about masala chai on a rainy evening", "tea", "quarterly tax filing"]
    vectors = await onnx.embed(texts)
    assert vectors.shape == (3, onnx.dim) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.slow
async def test_real_posts_have_the_vectors_of_the_reference(onnx):
    texts = [*real_texts(), "", "chai " * 400, "broken \ud83d text", "बारिश और चाय", "👩‍🍳"]
    reference = MiniLM()
    assert (onnx.name, onnx.dim, onnx.languages) == (
        reference.name,
        reference.dim,
        reference.languages,
    )
    cosines = np.einsum("ij,ij->i", await onnx.embed(texts), await reference.embed(texts))
    assert cosines.min() >= AGREEMENT
    assert cosines.min() >= 1 - 1e-5


async def test_a_text_has_the_same_vector_alone_and_among_many(onnx):
    texts = [f"post number {n} " * (1 + n % 7) for n in range(150)]
    together = await onnx.embed(texts)
    alone = await onnx.embed([texts[77]])
    assert together[77] @ alone[0] == pytest.approx(1, abs=1e-6)


async def test_nothing_in_gives_nothing_out(onnx):
    assert (await onnx.embed([])).shape == (0, 384)


async def test_callers_at_the_same_time_share_one_model(onnx):
    one, two = await asyncio.gather(onnx.embed(["chai"]), onnx.embed(["chai"]))
    assert (one == two).all()


def test_runs_hold_every_text_once_and_not_too_many_tokens():
    tokens = [[0] * length for length in sorted([3, 5, 8, 8, 200, 200, 256, 256, 256])]
    parts = list(_parts(range(len(tokens)), tokens, RUN_TOKENS))
    assert [i for part in parts for i in part] == list(range(len(tokens)))
    assert max(len(part) * len(tokens[part[-1]]) for part in parts) <= RUN_TOKENS


def test_what_was_exported_serves_and_is_exported_once(graph):
    before = (graph / GRAPH).stat()
    assert is_exported()
    assert isinstance(packaged_embedder(), OnnxMiniLM)
    assert export() == graph
    assert (graph / GRAPH).stat().st_mtime_ns == before.st_mtime_ns
    assert not list(graph.parent.glob(".export-*"))


async def test_a_broken_graph_is_named_with_what_to_do(tmp_path):
    (tmp_path / GRAPH).write_bytes(b"half a graph")
    with pytest.raises(InvalidError, match=r"Remove that folder.*-m esg\.export") as caught:
        await OnnxMiniLM(tmp_path).embed(["chai"])
    assert str(tmp_path) in str(caught.value)
    assert caught.value.code == "bad_embedder"


@pytest.mark.usefixtures("graph")
def test_embedding_loads_no_torch_says_nothing_and_needs_no_network():
    code = """
import asyncio, socket, sys
def refuse(*_): raise AssertionError("the network was asked")
socket.getaddrinfo = socket.socket.connect = refuse
from esg.onnx import packaged_embedder
assert asyncio.run(packaged_embedder().embed(["chai"])).shape == (1, 384)
print(sorted({"torch", "transformers", "sentence_transformers", "onnx"} & set(sys.modules)))
"""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
