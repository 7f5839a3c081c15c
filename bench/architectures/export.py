"""Writes architectures with random weights as ONNX files, each with the gradient that PyTorch finds for it in f64.

    python bench/architectures/export.py <folder> [--only resnet18,swin_t] [--exporter torchscript|dynamo|both]

Per architecture: `<name>.onnx` (TorchScript exporter, opset 17) and, for a part of them, `<name>.dynamo.onnx` (current exporter, opset 18) or another opset,
all with a dynamic batch; `<name>.input.npy` and `<name>.seed.npy` in f32, `<name>.gradient.npy` in f64: d(seed . logits)/d(input) at that input;
`<name>.json`: versions, seconds, and how far PyTorch's own f32 gradient is from its f64 one. `ops.json` describes all graphs of the folder.
What exists is kept. Architectures that cannot be exported are named in `failed.json`.
"""

import argparse
import json
import time
import traceback
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch

from architectures import ALSO_WITH_DYNAMO, ARCHITECTURES, ONLY_WITH_DYNAMO, OTHER_OPSETS
from graphs import describe


def main():
    arguments = parse_arguments()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = arguments.only.split(",") if arguments.only else list(ARCHITECTURES)
    plans = [
        *((name, "torchscript", 17) for name in ARCHITECTURES if name not in ONLY_WITH_DYNAMO),
        *((name, "dynamo", 18) for name in ALSO_WITH_DYNAMO),
        *OTHER_OPSETS,
    ]
    for name, exporter, opset in plans:
        if name in names and arguments.exporter in (exporter, "both"):
            attempt(folder, name, exporter, opset)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--only", help="names, separated by commas")
    parser.add_argument("--exporter", choices=["torchscript", "dynamo", "both"], default="both")
    return parser.parse_args()


def attempt(folder, name, exporter, opset):
    file = folder / f"{name}{suffix(exporter, opset)}.onnx"
    if file.exists():
        return
    started = time.perf_counter()
    try:
        model, picture = build(name)
        if not (folder / f"{name}.gradient.npy").exists():
            write_reference(folder, name, model, picture)
        export(model, picture, file, exporter, opset)
        update(folder / "ops.json", file.stem, describe(file))
        print(f"{file.stem} {time.perf_counter() - started:.0f} s", flush=True)
    except Exception as error:  # One architecture that a new library version breaks must not cost the others.
        file.unlink(missing_ok=True)
        update(folder / "failed.json", file.stem, f"{type(error).__name__}: {str(error)[:500]}")
        print(f"{file.stem} failed\n{traceback.format_exc(limit=-4)[:3000]}", flush=True)


def suffix(exporter, opset):
    """The usual operator set of each exporter goes without saying."""
    if exporter == "torchscript":
        return "" if opset == 17 else f".opset{opset}"
    return ".dynamo" if opset == 18 else f".dynamo{opset}"


class Logits(torch.nn.Module):
    """Any of the classifiers as pictures in, logits out."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pictures):
        answer = self.model(pictures)
        return answer.logits if hasattr(answer, "logits") else answer


def build(name):
    """The model in f32 and evaluation mode and one picture, both from the same seed in every run."""
    create, side = ARCHITECTURES[name]
    torch.manual_seed(1)
    model = Logits(create())
    pictures = torch.randn(4, 3, side, side)
    leave_no_parameter_trivial(model)
    settle_statistics(model, pictures)
    return model.eval(), pictures[:1].clone()


def leave_no_parameter_trivial(model):
    """Constant parameters (scales of one, shifts of zero, layer scales of a millionth, empty heads) would hide wrong rules."""
    for parameter in model.parameters():
        values = parameter.data
        if values.numel() > 1 and values.min() == values.max():
            constant = values.flatten()[0].item()
            if values.dim() > 1 and constant == 0:
                values.normal_(0, 0.02)
            elif constant == 0:
                values.normal_(0, 0.1)
            else:
                values.uniform_(0.6, 1.4).mul_(constant if abs(constant) > 0.05 else 0.3)


def settle_statistics(model, pictures):
    """Batch norms get the statistics of random pictures, so that signals neither die nor explode, and then differ from them a little."""
    norms = batch_norms(model)
    if not norms:
        return
    momenta = [norm.momentum for norm in norms]
    model.eval()
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
        norm.train()
    with torch.no_grad():
        model(pictures)
    for norm, momentum in zip(norms, momenta):
        norm.momentum = momentum
        deviation = norm.running_var.sqrt()
        norm.running_mean += 0.1 * deviation * torch.randn_like(deviation)
        norm.running_var *= torch.empty_like(deviation).uniform_(0.8, 1.25)


def batch_norms(model):
    return [module for module in model.modules() if isinstance(module, torch.nn.modules.batchnorm._BatchNorm) and module.running_mean is not None]


def write_reference(folder, name, model, picture):
    with torch.no_grad():
        logits = model(picture)
    seed = torch.randn(logits.shape, generator=torch.Generator().manual_seed(2))
    single = gradient_of(model, picture, seed)
    model.double()
    double = gradient_of(model, picture.double(), seed.double())
    error = check_reference(model, picture.double(), seed.double(), double)
    model.float()
    difference = single.double() - double
    np.save(folder / f"{name}.input.npy", picture.numpy())
    np.save(folder / f"{name}.seed.npy", seed.numpy())
    np.save(folder / f"{name}.logits.npy", logits.numpy())
    np.save(folder / f"{name}.gradient.npy", double.numpy())
    facts = {
        "torch": torch.__version__,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "gradientNorm": double.norm().item(),
        "differenceError": error,
        "singleRelative": (difference.norm() / double.norm()).item(),
        "singleCosine": torch.nn.functional.cosine_similarity(single.double().flatten(), double.flatten(), dim=0).item(),
    }
    (folder / f"{name}.json").write_text(json.dumps(facts))


def gradient_of(model, picture, seed):
    picture = picture.clone().requires_grad_()
    hooks = [module.register_forward_hook(ask_for_plain_gradient) for module in batch_norms(model)]
    for module in model.modules():
        if hasattr(module, "attention_bias_cache"):
            # What is kept there belongs to the tape of an earlier run, and to another precision.
            module.attention_bias_cache.clear()
    (model(picture) * seed).sum().backward()
    for hook in hooks:
        hook.remove()
    return picture.grad.detach()


def ask_for_plain_gradient(module, inputs, output):
    """PyTorch 2.15 reads a gradient that is not contiguous in the wrong order behind a batch norm in evaluation mode (XCiT, LeViT, EfficientViT-M)."""
    if output.requires_grad:
        output.register_hook(lambda gradient: gradient.contiguous())


def check_reference(model, picture, seed, gradient):
    """Relative error of the gradient against differences of the f64 forward, half along the gradient and half at random; raises where it is wrong."""
    direction = torch.randn(picture.shape, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    direction = direction / direction.norm() + gradient / gradient.norm()
    direction /= direction.norm()
    expected = (gradient * direction).sum()
    with torch.no_grad():
        measured = [((model(picture + step * direction) - model(picture - step * direction)) * seed).sum() / (2 * step) for step in (1e-5, 1e-4)]
    error = min(((value - expected) / expected).abs().item() for value in measured)
    if error > 1e-3:
        raise ArithmeticError(f"PyTorch's gradient is {error:.1e} away from differences of its own forward")
    return error


def export(model, picture, file, exporter, opset):
    shared = dict(input_names=["input"], output_names=["logits"])
    if exporter == "torchscript":
        axes = {"input": {0: "batch"}, "logits": {0: "batch"}}
        torch.onnx.export(model, (picture,), str(file), dynamo=False, opset_version=opset, dynamic_axes=axes, **shared)
    else:
        # A batch of one would be taken for a constant.
        example = torch.cat([picture, picture])
        shapes = ({0: torch.export.Dim("batch")},)
        torch.onnx.export(model, (example,), str(file), dynamo=True, opset_version=opset, dynamic_shapes=shapes, external_data=False, verbose=False, **shared)
    onnx.checker.check_model(str(file))


def update(file, key, value):
    entries = json.loads(file.read_text()) if file.exists() else {}
    entries[key] = value
    file.write_text(json.dumps(entries, indent=1))


if __name__ == "__main__":
    main()
