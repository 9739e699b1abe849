"""Writes ../golden/diff_augmentation.safetensors and ../golden/clipping.safetensors with plain PyTorch.

    /usr/bin/python3 make_augmentation.py        (Debian's python3-torch; the seeds are fixed)
"""
import torch
from torch import nn

from make_layers import FOLDER
from make_safetensors import save


def diff_augmentation():
    """The formulas of DiffAugment (Zhao et al., 2020) with given parameters; shifts are to the right and down."""
    n, size, side = 4, 9, 5
    x = torch.rand(n, 3, size, size) * 2 - 1
    brightness, saturation, contrast = torch.rand(n) - 0.5, torch.rand(n) * 2, torch.rand(n) + 0.5
    right, down = torch.tensor([1.0, -1.0, 0.0, 3.0]), torch.tensor([0.0, 1.0, -1.0, -9.0])
    left, top = torch.tensor([-2.0, 0.0, 6.0, 2.0]), torch.tensor([3.0, -2.0, 5.0, 0.0])

    brighter = x + brightness.view(-1, 1, 1, 1)
    grey = x.mean(1, keepdim=True)
    saturated = grey + (x - grey) * saturation.view(-1, 1, 1, 1)
    mean = x.flatten(1).mean(1).view(-1, 1, 1, 1)
    contrasted = mean + (x - mean) * contrast.view(-1, 1, 1, 1)
    translated, cut = torch.zeros_like(x), x.clone()
    for i in range(n):
        for row in range(size):
            for column in range(size):
                from_row, from_column = row - int(down[i]), column - int(right[i])
                if 0 <= from_row < size and 0 <= from_column < size:
                    translated[i, :, row, column] = x[i, :, from_row, from_column]
                if 0 <= row - int(top[i]) < side and 0 <= column - int(left[i]) < side:
                    cut[i, :, row, column] = 0
    save(FOLDER / "diff_augmentation.safetensors", {
        "input": x, "brightness": brightness, "saturation": saturation, "contrast": contrast, "right": right, "down": down, "left": left, "top": top,
        "brighter": brighter, "saturated": saturated, "contrasted": contrasted, "translated": translated, "cut": cut,
    }, {"note": "made by make_augmentation.py"})


def clipping():
    tensors = {}
    for name, largest in (("clipped", 1.0), ("untouched", 100.0)):
        parameters = [nn.Parameter(torch.zeros(shape)) for shape in ((3, 4), (5,), ())]
        for i, parameter in enumerate(parameters):
            parameter.grad = torch.randn(parameter.shape) * (i + 1)
            tensors[f"{name}.before.{i}"] = parameter.grad.clone()
        tensors[f"{name}.norm"] = nn.utils.clip_grad_norm_(parameters, largest)
        tensors |= {f"{name}.after.{i}": parameter.grad for i, parameter in enumerate(parameters)}
    save(FOLDER / "clipping.safetensors", tensors, {"note": "made by make_augmentation.py"})


if __name__ == "__main__":
    torch.manual_seed(20240608)
    diff_augmentation()
    clipping()
