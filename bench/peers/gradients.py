"""PyTorch's gradient by the picture, timed on request: one thread, evaluation mode, no gradient by weights.

    python bench/peers/gradients.py <architecture> [--channels-last]

Prints a line of versions, then for each line of standard input one line of JSON: milliseconds of one forward (without a tape) and of one forward
with backward, for one picture. The architectures are those of bench/architectures.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "architectures"))

from export import build  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("architecture")
    parser.add_argument("--channels-last", action="store_true", help="the memory layout that suits some processors better")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, picture = build(arguments.architecture)
    model.requires_grad_(False)
    if arguments.channels_last:
        model = model.to(memory_format=torch.channels_last)
        picture = picture.contiguous(memory_format=torch.channels_last)
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for _ in sys.stdin:
        print(json.dumps({"forward": timed(lambda: forward(model, picture)), "gradient": timed(lambda: gradient(model, picture))}), flush=True)


def timed(run):
    started = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - started)


def forward(model, picture):
    with torch.inference_mode():
        return model(picture)


def gradient(model, picture):
    picture = picture.detach().requires_grad_()
    model(picture)[0, 0].backward()
    return picture.grad


if __name__ == "__main__":
    main()
