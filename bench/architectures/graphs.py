"""What an ONNX graph is made of: operator histogram and the attributes on which gradient rules turn."""

from collections import Counter

import onnx

# Attributes by operator whose values decide which case of a gradient rule applies.
TELLING = {
    "Conv": ["group", "auto_pad", "strides", "dilations", "kernel_shape"],
    "ConvTranspose": ["group", "auto_pad", "strides"],
    "MaxPool": ["ceil_mode", "auto_pad", "kernel_shape", "strides", "pads"],
    "AveragePool": ["ceil_mode", "count_include_pad", "auto_pad", "kernel_shape", "strides", "pads"],
    "Resize": ["mode", "coordinate_transformation_mode", "nearest_mode", "antialias", "cubic_coeff_a"],
    "Einsum": ["equation"],
    "Pad": ["mode"],
    "Gather": ["axis"],
    "ReduceMean": ["axes", "keepdims"],
    "Softmax": ["axis"],
    "LayerNormalization": ["axis"],
    "Gelu": ["approximate"],
    "ScatterND": ["reduction"],
    "DepthToSpace": ["mode", "blocksize"],
    "LpNormalization": ["p", "axis"],
}
# Of these, only what is rare is worth a line of its own.
BRIEF = {"Conv": ["group", "auto_pad"]}


def describe(file):
    model = onnx.load(str(file), load_external_data=False)
    nodes = list(nodes_of(model.graph))
    attributes = {}
    for node in nodes:
        for attribute in node.attribute:
            if attribute.name in BRIEF.get(node.op_type, TELLING.get(node.op_type, [])):
                value = onnx.helper.get_attribute_value(attribute)
                key = f"{node.op_type}.{attribute.name}"
                attributes.setdefault(key, Counter())[show(value)] += 1
    return {
        "opset": {entry.domain or "ai.onnx": entry.version for entry in model.opset_import},
        "nodes": len(nodes),
        "operators": dict(Counter(node.op_type for node in nodes).most_common()),
        "attributes": {key: dict(counts) for key, counts in sorted(attributes.items())},
        "functions": [function.name for function in model.functions],
    }


def nodes_of(graph):
    """All nodes, those of subgraphs included."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from nodes_of(attribute.g)


def show(value):
    return value.decode() if isinstance(value, bytes) else str(value)
