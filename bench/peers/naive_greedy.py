"""Naive greedy region selection as a plain Python loop: the reference design of submodular selection, without its defects.

Frame and regions come from a Telltale document, so that both sides rank the same regions of the same pixels. The score of a set is
consistency plus collaboration: the target's probability with the set shown alone, plus 1 minus the probability with the set hidden.
Each step makes two batches of all candidates, one shown and one hidden, and runs the model once on each; images are sums of region
images, normalised one by one. One thread. Prints one JSON object.
"""

import argparse
import json
import time

import numpy as np
import onnxruntime
from PIL import Image


def main():
    arguments = parse_arguments()
    with open(arguments.document, encoding="utf-8") as file:
        body = json.load(file)["body"]
    frame = np.asarray(Image.open(arguments.frame).convert("RGB"), dtype=np.float32)
    labels = read_labels(body["regions"], frame.shape)
    model = Model(arguments.model, body)
    # The first run of a shape allocates; a comparison should not pay for it.
    model.probabilities(np.repeat(frame[np.newaxis], body["regions"]["count"], axis=0))
    model.forwards = 0
    model.seconds = 0.0

    started, worked = time.perf_counter(), time.process_time()
    order, margins = naive_greedy(model, frame, baseline_of(frame, arguments.baseline), labels, body["regions"]["count"])
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
    print(json.dumps({
        "order": order,
        "margins": margins,
        "forwards": model.forwards,
        "seconds": seconds,
        "cpuSeconds": cpu_seconds,
        "modelSeconds": model.seconds,
        "versions": {"numpy": np.__version__, "onnxruntime": onnxruntime.__version__},
    }))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="the .onnx file")
    parser.add_argument("document", help="a Telltale document of the picture: gives regions, target and preprocessing")
    parser.add_argument("frame", help="the frame of that document as PNG: the pixels that the model sees")
    parser.add_argument("--baseline", choices=["mean", "black"], default="mean", help="what hidden pixels become")
    return parser.parse_args()


def read_labels(regions, shape):
    """The region map: one label per pixel, from row-major (label, length) pairs."""
    runs = np.asarray(regions["runs"]).reshape(-1, 2)
    return np.repeat(runs[:, 0], runs[:, 1]).reshape(shape[:2])


def baseline_of(frame, kind):
    colour = np.floor(frame.mean(axis=(0, 1), dtype=np.float64) + 0.5) if kind == "mean" else np.zeros(3)
    return np.broadcast_to(colour.astype(np.float32), frame.shape)


class Model:
    """The classifier with one thread: images in, probabilities of the document's target out."""

    def __init__(self, path, body):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.output = self.session.get_outputs()[0].name
        # The document may name a tensor before the model's own softmax; what the file puts out then are probabilities.
        self.needs_softmax = body["model"]["output"] == self.output and body["model"]["link"] == "softmax"
        self.target = body["target"]["class"]
        preprocess = body["model"]["preprocess"]
        self.channels = slice(None) if preprocess["channels"] == "rgb" else slice(None, None, -1)
        self.scale = np.float32(preprocess["scale"])
        self.mean = np.asarray(preprocess["mean"], dtype=np.float32)
        self.std = np.asarray(preprocess["std"], dtype=np.float32)
        self.forwards = 0
        self.seconds = 0.0

    def probabilities(self, images):
        batch = np.stack([self.normalise(image) for image in images])
        started = time.perf_counter()
        (outputs,) = self.session.run([self.output], {self.input: batch})
        self.seconds += time.perf_counter() - started
        self.forwards += len(images)
        return (softmax(outputs) if self.needs_softmax else outputs)[:, self.target]

    def normalise(self, image):
        pixels = (image[:, :, self.channels] * self.scale - self.mean) / self.std
        return pixels.transpose(2, 0, 1)


def softmax(logits):
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def naive_greedy(model, frame, baseline, labels, count):
    """The order of the regions, and by how much each chosen one was ahead of the next best."""
    region_images = [(frame - baseline) * (labels == region)[:, :, np.newaxis] for region in range(count)]
    order, margins = [], []
    candidates = list(range(count))
    while candidates:
        shown = [merge([*order, candidate], region_images, baseline) for candidate in candidates]
        hidden = [frame + baseline - image for image in shown]
        scores = model.probabilities(shown) + 1 - model.probabilities(hidden)
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        margins.append(float(scores[best] - others.max()) if len(others) else 0.0)
        order.append(candidates.pop(best))
    return order, margins


def merge(regions, region_images, baseline):
    """The image that shows these regions: whole images, added one after the other."""
    image = baseline.copy()
    for region in regions:
        image += region_images[region]
    return image


if __name__ == "__main__":
    main()
