"""Record what the original runtime says about photographs, with the weights that we keep: `pretrained.json`.

pip install ai-edge-litert==2.3.0 tflite==2.18.0
python tests/oracles/record_pretrained.py objectron_solution_packed_assets.data

The file is from npm's package @mediapipe/objectron 0.4. Its weights are replaced by ours, which are rounded to int8
with a scale, before the runtime gets them; "original" are the scores with its own. The fixture keeps, for each
photograph, the ten surest boxes: their places among all 1917, classes, scores and encodings.
"""

import json
import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets import load_photograph
from deepcourse.datasets.course4.pretrained import load_pretrained

FIXTURE = Path(__file__).with_name("pretrained.json")
PHOTOGRAPHS = ("cat", "coffee", "astronaut")
SIDE = 300
TOP = 10


def picture(name):
    """Return a photograph as 300 x 300 pixels from -1 to 1, each the nearest one: no library's resizing is needed."""
    image = load_photograph(name)
    rows, columns = (np.arange(SIDE) * n // SIDE for n in image.shape[:2])
    return (2 * image[rows][:, columns] - 1)[None].astype(np.float32)


def with_our_weights(content):
    """Return the file of the network with our weights in the places of its own."""
    import tflite

    content = bytearray(content)
    model = tflite.Model.GetRootAs(content, 0)
    graph, ours = model.Subgraphs(0), iter([step for step in load_pretrained().steps if step.W is not None])
    source = {}  # of a weight in single precision: the one in half precision that it is made from
    for place in range(graph.OperatorsLength()):
        operator = graph.Operators(place)
        inputs, output = operator.InputsAsNumpy(), int(operator.OutputsAsNumpy()[0])
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
        if kind == tflite.BuiltinOperator.DEQUANTIZE:
            source[output] = int(inputs[0])
        elif kind in (tflite.BuiltinOperator.CONV_2D, tflite.BuiltinOperator.DEPTHWISE_CONV_2D):
            W = next(ours).W
            W = W.transpose(3, 0, 1, 2) if kind == tflite.BuiltinOperator.CONV_2D else W[None]
            buffer = model.Buffers(graph.Tensors(source[int(inputs[1])]).Buffer()).DataAsNumpy()
            buffer[...] = np.frombuffer(np.ascontiguousarray(W, np.float16).tobytes(), np.uint8)
    return bytes(content)


def answers(content, name):
    """Return (scores, boxes) of a photograph, (1917, 24) and (1917, 4)."""
    from ai_edge_litert.interpreter import Interpreter

    network = Interpreter(model_content=content)
    network.allocate_tensors()
    network.set_tensor(network.get_input_details()[0]["index"], picture(name))
    network.invoke()
    by_width = {out["shape"][-1]: network.get_tensor(out["index"])[0] for out in network.get_output_details()}
    return 1 / (1 + np.exp(-by_width[24].astype(float))), by_width[4].astype(float)


def main():
    """Write the fixture."""
    content = Path(sys.argv[1]).read_bytes()
    content = content[content.index(b"TFL3") - 4 :]
    said = {}
    for name in PHOTOGRAPHS:
        scores, boxes = answers(with_our_weights(content), name)
        original, _ = answers(content, name)
        surest = np.argsort(-scores[:, 1:].max(axis=1), kind="stable")[:TOP]
        classes = 1 + scores[surest, 1:].argmax(axis=1)
        said[name] = {
            "places": surest.tolist(),
            "classes": classes.tolist(),
            "scores": scores[surest, classes].tolist(),
            "original": original[surest, classes].tolist(),
            "boxes": boxes[surest].tolist(),
        }
    FIXTURE.write_text(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
