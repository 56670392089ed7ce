"""Make `pretrained.npz` from npm's package `@mediapipe/objectron` 0.4: its detector, the weights as int8.

    python -m deepcourse.datasets.course4.make_pretrained objectron_solution_packed_assets.data

Users never need this: the file is committed. It is here so that anyone can see where every number comes from. It needs
PyPI's package `tflite` 2.18.0, which reads the format.
"""

import json
import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets.course4.pretrained import FILE

FLOATS = {0: np.float32, 1: np.float16, 2: np.int32}  # the format's numbers for types
RELU6 = 3


def steps_of(model):
    """Return [(kind, inputs, output, W or None, b or None, stride, relu6)] of a network, kinds as in `pretrained`.

    Inputs and outputs are the format's numbers of arrays. Weights stand as in this course: (f, f, n_C_prev, n_C), those
    of a depthwise layer (f, f, n_C).
    """
    import tflite

    graph = model.Subgraphs(0)
    names = {value: name for name, value in vars(tflite.BuiltinOperator).items() if isinstance(value, int)}

    def constant(number):
        tensor = graph.Tensors(number)
        data = model.Buffers(tensor.Buffer()).DataAsNumpy()
        if isinstance(data, int):
            return None
        return np.frombuffer(data.tobytes(), FLOATS[tensor.Type()]).reshape(tensor.ShapeAsNumpy())

    halves, steps = {}, []
    for place in range(graph.OperatorsLength()):
        operator = graph.Operators(place)
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = names[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs, output = [int(i) for i in operator.InputsAsNumpy()], int(operator.OutputsAsNumpy()[0])
        if kind == "DEQUANTIZE":
            halves[output] = constant(inputs[0]).astype(np.float32)
        elif kind == "ADD":
            steps.append(("add", inputs, output, None, None, 1, False))
        elif kind in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            read = tflite.Conv2DOptions() if kind == "CONV_2D" else tflite.DepthwiseConv2DOptions()
            read.Init(operator.BuiltinOptions().Bytes, operator.BuiltinOptions().Pos)
            W, b = (halves[i] if i in halves else constant(i) for i in inputs[1:])
            W = W.transpose(1, 2, 3, 0) if kind == "CONV_2D" else W[0]
            kind = "conv" if kind == "CONV_2D" else "depthwise"
            relu6 = read.FusedActivationFunction() == RELU6
            steps.append((kind, inputs[:1], output, W, b, read.StrideH(), relu6))
    return steps


def quantized(W):
    """Return (int8, scale of each output channel): W is nearly int8 * scale."""
    scale = np.abs(W).max(axis=tuple(range(W.ndim - 1))) / 127
    scale[scale == 0] = 1
    return np.round(W / scale).astype(np.int8), scale.astype(np.float32)


def make(assets):
    """Write the file: arrays W0, scale0, b0, ... and a table of the steps, whose inputs are places of earlier steps."""
    import tflite

    content = Path(assets).read_bytes()
    start = content.index(b"TFL3") - 4  # before it stand the names of the classes
    classes = content[:start].decode().split("\n")
    steps = steps_of(tflite.Model.GetRootAs(content[start:], 0))
    place_of = {step[2]: place for place, step in enumerate(steps)}
    arrays, table = {}, []
    for place, (kind, inputs, _, W, b, stride, relu6) in enumerate(steps):
        table.append([kind, [place_of.get(number, -1) for number in inputs], stride, relu6])
        if W is not None:
            arrays[f"W{place}"], arrays[f"scale{place}"] = quantized(W)
            arrays[f"b{place}"] = b.astype(np.float32)
    plan = json.dumps({"steps": table, "classes": [name for name in classes if name]})
    np.savez_compressed(FILE, plan=np.array(plan), **arrays)


if __name__ == "__main__":
    make(sys.argv[1])
