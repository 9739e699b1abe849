"""Writes ../features/*.pt, small TorchScript networks, and ../golden/features.safetensors, what they give in evaluation mode.

    /usr/bin/python3 make_features.py        (Debian's python3-torch; the seeds are fixed)
"""
import zipfile
from typing import Dict, List, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from make_layers import FOLDER
from make_safetensors import save

SCRIPTS = FOLDER.parent / "features"


class Trunk(nn.Module):
    """Bare operators and parameters: a script of torch.nn's modules would carry torch's source text with it."""

    def __init__(self):
        super().__init__()
        for name, shape in (("weight", (4, 3, 3, 3)), ("scale", (4,)), ("shift", (4,)), ("head", (4, 5)), ("bias", (5,))):
            self.register_parameter(name, nn.Parameter(torch.randn(shape) * 0.5))
        self.register_buffer("running_mean", torch.randn(4) * 0.3)
        self.register_buffer("running_var", torch.rand(4) + 0.5)

    def maps(self, x: Tensor):
        x = torch.conv2d(x, self.weight, None, [2, 2], [1, 1])
        return torch.tanh(torch.batch_norm(x, self.scale, self.shift, self.running_mean, self.running_var, self.training, 0.1, 1e-5, False))

    def vector(self, maps: Tensor):
        return torch.addmm(self.bias, torch.dropout(maps.mean((2, 3)), 0.5, self.training), self.head)


class AsList(Trunk):
    def forward(self, x: Tensor) -> List[Tensor]:
        maps = self.maps(x)
        return [maps, self.vector(maps)]


class AsTuple(Trunk):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        maps = self.maps(x)
        return maps, self.vector(maps)


class AsTensor(Trunk):
    def forward(self, x: Tensor) -> Tensor:
        return self.vector(self.maps(x))


class AsDictionary(Trunk):
    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        return {"maps": self.maps(x)}


class AsNestedTuple(Trunk):
    def forward(self, x: Tensor) -> Tuple[Tensor, List[Tensor]]:
        maps = self.maps(x)
        return self.vector(maps), [maps]


def write(module, path):
    """Without the debugging entries, which hold source text and the paths of this machine."""
    torch.jit.script(module).save(str(path))
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist() if not name.endswith(".debug_pkl")]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data)


if __name__ == "__main__":
    torch.manual_seed(20240609)
    SCRIPTS.mkdir(exist_ok=True)
    weights = Trunk().state_dict()
    for name, kind in (("list", AsList), ("tuple", AsTuple), ("tensor", AsTensor), ("dictionary", AsDictionary), ("nested", AsNestedTuple)):
        module = kind()
        module.load_state_dict(weights)
        write(module.train(), SCRIPTS / f"{name}.pt")
    torch.save(weights, SCRIPTS / "weights_only.pt")

    network = AsList().eval()
    network.load_state_dict(weights)
    images = (torch.rand(2, 3, 10, 12) * 2 - 1).requires_grad_(True)
    mean, scale = torch.tensor([-0.03, -0.088, -0.188]).reshape(1, 3, 1, 1), torch.tensor([0.458, 0.448, 0.45]).reshape(1, 3, 1, 1)
    resized = functional.interpolate(images, size=(16, 16), mode="bilinear", align_corners=False, antialias=True)
    tensors = {"images": images}
    for name, x in (("plain", images), ("prepared", (resized - mean) / scale)):
        maps, vector = network(x)
        (slope,) = torch.autograd.grad((maps ** 2).sum() + (vector ** 2).sum(), images)
        tensors |= {f"{name}.maps": maps, f"{name}.vector": vector, f"{name}.gradient": slope}
    save(FOLDER / "features.safetensors", {key: value.detach() for key, value in tensors.items()}, {"note": "made by make_features.py"})
