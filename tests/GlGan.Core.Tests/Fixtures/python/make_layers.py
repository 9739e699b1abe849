"""Writes ../golden/*.safetensors: networks, losses and optimiser steps of plain PyTorch, with our checkpoint keys.

    /usr/bin/python3 make_layers.py        (Debian's python3-torch; the seeds are fixed)
"""
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional

from make_safetensors import save

FOLDER = pathlib.Path(__file__).parent.parent / "golden"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "samples" / "python"))

import glgan


class GlobalGenerator(glgan.GlobalGenerator):
    """Base 4, depth 2, one bottleneck block."""

    def __init__(self):
        super().__init__({"baseChannels": 4, "depth": 2, "norm": "Batch", "bottleneckBlocks": 1})


def named(module):
    """GP-Gen's, an LP-Gen's or a PatchGAN's results by name."""
    names = {GlobalGenerator: ("image", "features"), glgan.LocalGenerator: ("image", "features"), glgan.PatchNetwork: ("logits", "features")}[type(module)]

    def call(x):
        results = dict(zip(names, module(x)))
        if isinstance(results["features"], list):
            results = {f"features.{i}": feature for i, feature in enumerate(results.pop("features"))} | results
        return results

    return call


def randomize(module):
    for name, tensor in module.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2)
        elif tensor.is_floating_point():
            tensor.normal_(0, 0.3)
    return module


def resized(local, x):
    local.input_size = 16
    try:
        return named(local)(x)
    finally:
        local.input_size = None


def network(name, module, x, **extra):
    randomize(module)
    save(FOLDER / f"{name}.safetensors", module.state_dict(), {"format": "pt"})
    io = {"input": x}
    for mode, call in {"eval": named(module), **extra}.items():
        module.eval()
        io |= {f"{mode}.{key}": value for key, value in call(x).items()}
    module.train()
    io |= {f"train.{key}": value for key, value in named(module)(x).items()}
    io |= {f"after.{key}": value for key, value in module.state_dict().items() if "running" in key or "tracked" in key}
    save(FOLDER / f"{name}.io.safetensors", io, {"note": "made by make_layers.py"})


def spectral_norm():
    weight, bias, x = torch.randn(5, 3, 4, 4), torch.randn(5), torch.randn(2, 3, 8, 8)
    conv = nn.utils.spectral_norm(nn.Conv2d(3, 5, 4, 2, 1), eps=1e-12)
    tensors = {"weight": weight, "bias": bias, "input": x}
    conv.weight_orig.data.copy_(weight)
    conv.bias.data.copy_(bias)
    conv.weight_u.fill_(5 ** -0.5)
    for step in range(3):
        conv.zero_grad()
        with torch.enable_grad():
            output = conv(x)
            output.square().sum().backward()
        tensors |= {f"output.{step}": output.detach(), f"u.{step}": conv.weight_u.clone(), f"gradient.{step}": conv.weight_orig.grad.clone()}
    for _ in range(500):
        conv(x)
    conv.eval()
    tensors["eval"] = conv(x)
    save(FOLDER / "spectral_norm.safetensors", tensors, {"note": "made by make_layers.py"})


def losses():
    tensors = {}
    for outputs in (1, 2):
        real, fake = torch.randn(2, outputs, 3, 4), torch.randn(2, outputs, 3, 4)
        tensors |= {f"real.{outputs}": real, f"fake.{outputs}": fake}
    labels = torch.zeros(2, 3, 4, dtype=torch.long)
    real, fake = tensors["real.2"], tensors["fake.2"]
    tensors["cross_entropy.d"] = (functional.cross_entropy(real, labels) + functional.cross_entropy(fake, labels + 1)) * 0.5
    tensors["cross_entropy.g"] = functional.cross_entropy(fake, labels)
    real, fake = tensors["real.1"], tensors["fake.1"]
    mse = nn.MSELoss()
    tensors["least_squares.d"] = (mse(fake, torch.zeros_like(fake)) + mse(real, torch.ones_like(real))) * 0.5
    tensors["least_squares.g"] = mse(fake, torch.ones_like(fake))

    # pix2pixHD: two scales, n_layers 3, hence four feature maps, and logits that do not count.
    n_layers, scales, total = 3, 2, 0
    for scale in range(scales):
        for layer in range(n_layers + 1):
            pair = torch.randn(2, 2, 3 + layer, 2, 3 - scale)
            tensors |= {f"feature.real.{scale}.{layer}": pair[0], f"feature.fake.{scale}.{layer}": pair[1]}
            total = total + 4.0 / (n_layers + 1) * (1.0 / scales) * functional.l1_loss(pair[1], pair[0])
    tensors["feature_matching"] = total
    save(FOLDER / "losses.safetensors", tensors, {"note": "made by make_layers.py"})


def adam():
    shapes = {"a": (3, 4), "b": (5,), "c": ()}
    parameters = {name: nn.Parameter(torch.randn(shape)) for name, shape in shapes.items()}
    tensors = {f"start.{name}": value.detach().clone() for name, value in parameters.items()}
    optimizer = torch.optim.Adam(parameters.values(), lr=0.01, betas=(0.5, 0.999))
    for step in range(5):
        for name, parameter in parameters.items():
            parameter.grad = torch.randn(shapes[name])
            tensors[f"gradient.{step}.{name}"] = parameter.grad
        optimizer.step()
        tensors |= {f"after.{step}.{name}": value.detach().clone() for name, value in parameters.items()}
    save(FOLDER / "adam.safetensors", tensors, {"note": "made by make_layers.py"})


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    torch.manual_seed(20240607)
    network("global_generator", GlobalGenerator(), torch.rand(2, 3, 16, 16) * 2 - 1)
    local = glgan.LocalGenerator({"baseChannels": 2, "norm": "Batch", "localInputSize": None})
    network("local_generator", local, torch.rand(2, 3, 10, 12) * 2 - 1, resized=lambda x: resized(local, x))
    patch = {"baseChannels": 4, "layers": 2, "outputs": 2, "conditional": False, "norm": "Batch", "padding": 1}
    network("patch_network", glgan.PatchNetwork(patch), torch.rand(2, 3, 32, 32) * 2 - 1)
    spectral_norm()
    losses()
    adam()
