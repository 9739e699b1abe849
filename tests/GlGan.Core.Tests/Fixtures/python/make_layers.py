"""Writes ../golden/*.safetensors: networks, losses and optimiser steps of plain PyTorch, with our checkpoint keys.

    /usr/bin/python3 make_layers.py        (Debian's python3-torch; the seeds are fixed)
"""
import pathlib

import torch
from torch import nn
from torch.nn import functional

from make_safetensors import save

FOLDER = pathlib.Path(__file__).parent.parent / "golden"


class Block(nn.Module):
    def __init__(self, conv, norm, slope=0.0):
        super().__init__()
        self.conv = conv
        if norm is not None:
            self.norm = norm
        self.slope = slope

    def forward(self, x):
        x = self.conv(x)
        return functional.leaky_relu(self.norm(x) if hasattr(self, "norm") else x, self.slope)


def same(i, o, kernel, norm=True, transposed=False):
    kind = nn.ConvTranspose2d if transposed else nn.Conv2d
    return Block(kind(i, o, kernel, padding=kernel // 2, bias=not norm), nn.BatchNorm2d(o) if norm else None)


class Pair(nn.Module):
    def __init__(self, i, o, transposed):
        super().__init__()
        self.first = same(i, o, 3, transposed=transposed)
        self.second = same(o, o, 3)

    def forward(self, x):
        return self.second(self.first(x))


class Residual(nn.Module):
    def __init__(self, channels, kernels):
        super().__init__()
        self.blocks = nn.ModuleList(same(channels, channels, kernel) for kernel in kernels)

    def forward(self, x):
        hidden = x
        for block in self.blocks:
            hidden = block(hidden)
        return x + hidden


class GlobalGenerator(nn.Module):
    """Base 4, depth 2, one bottleneck block."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleList([Pair(3, 4, False), Pair(4, 8, False)])
        self.bottleneck = nn.ModuleList([Residual(8, [3, 3])])
        self.decoder = nn.ModuleList([Pair(8 + 4, 4, True)])
        self.head = nn.Conv2d(4, 3, 3, padding=1)

    def forward(self, x):
        skip = self.encoder[0](x)
        low = self.bottleneck[0](self.encoder[1](functional.max_pool2d(skip, 2)))
        features = self.decoder[0](torch.cat([functional.interpolate(low, scale_factor=2, mode="nearest"), skip], 1))
        return {"image": torch.tanh(self.head(features)), "features": features}


class LocalGenerator(nn.Module):
    """Base 2."""

    def __init__(self):
        super().__init__()
        self.stem = same(3, 2, 3)
        self.stages = nn.ModuleList(Residual(2, kernels) for kernels in ([3, 3, 3, 3], [3, 5, 3], [3, 5, 7], [3, 5, 7]))
        self.expand = nn.Conv2d(8, 8, 1)
        self.merge = nn.ModuleList([same(10, 8, 3, norm=False), same(8, 8, 5, norm=False)])
        self.head = nn.Conv2d(8, 3, 1)

    def forward(self, x):
        fine = self.stem(x)
        hidden = functional.max_pool2d(fine, 2)
        outputs = []
        for stage in self.stages:
            hidden = stage(hidden)
            outputs.append(hidden)
        coarse = functional.interpolate(self.expand(torch.cat(outputs, 1)), scale_factor=2, mode="nearest")
        features = torch.cat([coarse, fine], 1)
        for block in self.merge:
            features = block(features)
        return {"features": features, "image": torch.tanh(self.head(features))}

    def resized(self, x, side):
        results = self(functional.interpolate(x, size=(side, side), mode="bilinear", align_corners=False, antialias=True))
        return {name: functional.interpolate(y, size=x.shape[2:], mode="bilinear", align_corners=False, antialias=True) for name, y in results.items()}


class PatchNetwork(nn.Module):
    """Base 4, two stride-2 layers, batch normalisation, two classes, padding 1."""

    def __init__(self):
        super().__init__()
        sizes = [(3, 4, 2), (4, 8, 2), (8, 16, 1)]
        self.layers = nn.ModuleList(
            Block(nn.Conv2d(i, o, 4, stride, 1, bias=i == 3), None if i == 3 else nn.BatchNorm2d(o), slope=0.2) for i, o, stride in sizes)
        self.output = nn.Conv2d(16, 2, 4, 1, 1)

    def forward(self, x):
        results = {}
        for i, layer in enumerate(self.layers):
            results[f"features.{i}"] = x = layer(x)
        results["logits"] = self.output(x)
        return results


def randomize(module):
    for name, tensor in module.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2)
        elif tensor.is_floating_point():
            tensor.normal_(0, 0.3)
    return module


def network(name, module, x, **extra):
    randomize(module)
    save(FOLDER / f"{name}.safetensors", module.state_dict(), {"format": "pt"})
    io = {"input": x}
    for mode, call in {"eval": module, **extra}.items():
        module.eval()
        io |= {f"{mode}.{key}": value for key, value in call(x).items()}
    module.train()
    io |= {f"train.{key}": value for key, value in module(x).items()}
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
    local = LocalGenerator()
    network("local_generator", local, torch.rand(2, 3, 10, 12) * 2 - 1, resized=lambda x: local.resized(x, 16))
    network("patch_network", PatchNetwork(), torch.rand(2, 3, 32, 32) * 2 - 1)
    spectral_norm()
    losses()
    adam()
