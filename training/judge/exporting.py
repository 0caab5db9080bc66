"""Exports a trained judge to `data/judge/`: the model in ONNX with eight-bit integers, its features and its table."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from bot.knowledge.packing import packed
from bot.knowledge.shipped import SUMS
from bot.reading.judging.questions import ANSWERS
from training.judge.course import WIDTHS
from training.judge.weights import fetched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from training.judge.calibrating import Sure
    from training.judge.learning import Material
    from training.judge.network import Judge

_INPUTS = ("pieces", "sides", "spans", *(f"{kind}_{what}" for kind in ANSWERS for what in ("asked", "features")))
_CUED = ("stance", "said")
_WIDE = "/outer/"
"""Products whose inputs have too wide a range for eight bits: with both sides in eight bits one mode in 26 changed, with only the weights one in
100."""
FILES = ("features.txt", "judge.onnx", "judge.toml", "pieces.txt")
_OUTPUTS = (*(f"to_{head}" for heads in ANSWERS.values() for head in heads), *(f"{kind}_cue" for kind in _CUED))


class _Shipped(nn.Module):
    """The judge with its arrays as separate inputs, and only the answers that reading needs."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        said = self.judge(dict(zip(_INPUTS, given, strict=True)))
        heads = [said[kind][0][head] for kind, rows in ANSWERS.items() for head in rows]
        return (*heads, *(said[kind][1].argmax(-1) for kind in _CUED))


def export(judge: Judge, material: Material, out: Path) -> None:
    """Writes `judge.onnx` and the word pieces; `material` gives the shapes."""
    out.mkdir(parents=True, exist_ok=True)
    judge.eval()
    rows = material.groups()[0][:2]
    arrays = packed(
        [material.examples[i].passage for i in rows], [material.pieces[i] for i in rows], material.known, WIDTHS
    )
    axes = {name: {0: "passages", 1: name if name in _INPUTS[:3] else name.split("_")[0]} for name in _INPUTS}
    for name in _INPUTS:
        if name.endswith("_features"):
            axes[name][2] = name  # as many as the question of a batch that has most
    axes["sides"] = axes["pieces"]
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            _Shipped(judge), tuple(torch.from_numpy(arrays[name]) for name in _INPUTS), str(plain), input_names=list(_INPUTS),
            output_names=list(_OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        model = onnx.load(str(ready))
        wide = [node.name for node in model.graph.node if _WIDE in node.name and node.op_type == "MatMul"]
        quantize_dynamic(
            str(ready), str(out / "judge.onnx"), op_types_to_quantize=["MatMul", "Gemm", "Gather"], per_channel=True,
            reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=wide,
        )  # fmt: skip
    _weights_alone(out / "judge.onnx", set(wide))
    shutil.copy(fetched() / "vocab.txt", out / "pieces.txt")


def _weights_alone(path: Path, nodes: set[str]) -> None:
    """Stores the weights of some products (named by their outputs) in eight bits, and keeps their other side unchanged."""
    model = onnx.load(str(path))
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    made: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.name in nodes:
            weight = weights[node.input[1]]
            values = onnx.numpy_helper.to_array(weight)
            scale = np.maximum(np.abs(values).max(axis=0), 1e-12) / 127
            for name, array in (
                ("q", np.round(values / scale).astype(np.int8)),
                ("s", scale.astype(np.float32)),
                ("z", np.zeros(len(scale), np.int8)),
            ):
                graph.initializer.append(onnx.numpy_helper.from_array(array, f"{weight.name}_{name}"))
            graph.initializer.remove(weight)
            inputs = [f"{weight.name}_{name}" for name in "qsz"]
            made.append(onnx.helper.make_node("DequantizeLinear", inputs, [f"{weight.name}_wide"], axis=1))
            node.input[1] = f"{weight.name}_wide"
        made.append(node)
    del graph.node[:]
    graph.node.extend(made)
    onnx.save(model, str(path))


def pruned(judge: Judge, known: Mapping[str, int], kept: Sequence[str]) -> dict[str, int]:
    """Removes all but some features from a judge. Returns their new numbers."""
    rows = [0, *(known[name] for name in kept)]
    for question in judge.questions.values():
        table: nn.Embedding = question.features  # type: ignore[assignment]
        question.features = nn.Embedding.from_pretrained(table.weight[rows].detach().clone(), padding_idx=0)
    return {name: number for number, name in enumerate(kept, 1)}


def answered_by(model: Path, material: Material) -> list[dict[str, NDArray[np.float32]]]:
    """Returns the answers of the shipped model: for each example and head the logits of all questions of its kind."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    made: list[dict[str, NDArray[np.float32]]] = [{} for _ in material.examples]
    for rows in material.groups():
        passages = [material.examples[i].passage for i in rows]
        found = session.run(
            list(_OUTPUTS), packed(passages, [material.pieces[i] for i in rows], material.known, WIDTHS)
        )
        said = dict(zip(_OUTPUTS, found, strict=True))
        for row, i in enumerate(rows):
            for kind, heads in ANSWERS.items():
                asked = len(passages[row].asked.get(kind, ()))
                made[i] |= {head: said[f"to_{head}"][row, :asked] for head in heads}
    return made


def write_table(known: Mapping[str, int], heat: Mapping[str, float], sure: Mapping[str, Sure], out: Path) -> None:
    """Write `features.txt`, `judge.toml` and the digests of all files."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "features.txt").write_text("\n".join(sorted(known, key=lambda name: known[name])) + "\n", encoding="utf-8")
    lines = [
        "# How the judge's answers become confidences; written by `python -m training.judge export`.",
        "",
        "[features]",
    ]
    lines += [f"{kind} = {width}" for kind, width in WIDTHS.items()]
    lines += ["", "[heat]", *(f"{head} = {value}" for head, value in heat.items())]
    for kind, sureness in sure.items():
        points = ", ".join(f"[{x}, {y}]" for x, y in sureness.right)
        lines += ["", f"[sure.{kind}]", f"right = [{points}]", f"shown = {sureness.shown}"]
    (out / "judge.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sums = [f"{sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (out / SUMS).write_text("".join(sums), encoding="utf-8")


def agreement(judge: Judge, material: Material, model: Path) -> dict[str, float]:
    """Returns for each head the share of questions that the shipped and the trained model answer alike."""
    session = InferenceSession(str(model), providers=["CPUExecutionProvider"])
    same = dict.fromkeys(_OUTPUTS, 0)
    asked = dict.fromkeys(_OUTPUTS, 0)
    shipped = _Shipped(judge).eval()
    for rows in material.groups():
        arrays = packed(
            [material.examples[i].passage for i in rows], [material.pieces[i] for i in rows], material.known, WIDTHS
        )
        theirs = session.run(list(_OUTPUTS), arrays)
        with torch.inference_mode():
            ours = shipped(*(torch.from_numpy(arrays[name]) for name in _INPUTS))
        for name, our, their in zip(_OUTPUTS, ours, theirs, strict=True):
            kind = next(
                kind for kind, heads in ANSWERS.items() if name.removeprefix("to_") in heads or name == f"{kind}_cue"
            )
            real = arrays[f"{kind}_asked"].any(-1)
            mine, its = (our.numpy(), their) if name.endswith("_cue") else (our.numpy().argmax(-1), their.argmax(-1))
            same[name] += int((mine == its)[real].sum())
            asked[name] += int(np.count_nonzero(real))
    return {name: round(same[name] / max(1, asked[name]), 4) for name in _OUTPUTS}
