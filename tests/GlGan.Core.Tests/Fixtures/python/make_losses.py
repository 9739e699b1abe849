"""Writes ../golden/{adversarial,generator_losses,region_encoder,penalty_*}.safetensors: losses and penalties of plain PyTorch, second order included.

    /usr/bin/python3 make_losses.py        (Debian's python3-torch; the seeds are fixed)
"""
import torch
from torch import nn
from torch.nn import functional

from make_features import SCRIPTS, AsList
from make_layers import FOLDER, GlobalGenerator, glgan, randomize
from make_safetensors import save

NOTE = {"note": "made by make_losses.py"}
SEED, STREAM, STEP = 9, 0x4750, 41


def adversarial():
    r, f = torch.randn(2, 1, 3, 4) * 3, torch.randn(2, 1, 3, 4) * 3
    l1, bce, softplus, relu = functional.l1_loss, functional.binary_cross_entropy_with_logits, functional.softplus, functional.relu
    one, zero, smooth = torch.ones_like(r), torch.zeros_like(r), torch.full_like(r, 0.9)
    save(FOLDER / "adversarial.safetensors", {
        "real": r, "fake": f,
        "LabelDistanceLoss.d": (l1(r.sigmoid(), one) + l1(f.sigmoid(), zero)) / 2, "LabelDistanceLoss.g": l1(f.sigmoid(), one),
        "VanillaLoss.d": bce(r, smooth) + bce(f, zero), "VanillaLoss.g": bce(f, smooth),
        "NonSaturatingLoss.d": softplus(-r).mean() + softplus(f).mean(), "NonSaturatingLoss.g": softplus(-f).mean(),
        "HingeLoss.d": relu(1 - r).mean() + relu(1 + f).mean(), "HingeLoss.g": -f.mean(),
        "WassersteinLoss.d": f.mean() - r.mean(), "WassersteinLoss.g": -f.mean(),
        "RelativisticLoss.d": softplus(-(r - f)).mean(), "RelativisticLoss.g": softplus(-(f - r)).mean(),
    }, NOTE)


def patch(conditional, outputs, norm):
    """Base 2, one stride-2 layer."""
    return glgan.PatchNetwork({"baseChannels": 2, "layers": 1, "outputs": outputs, "conditional": conditional, "norm": norm, "padding": 1})


class Pyramid(nn.Module):
    """Two scales, one logit, no normalisation."""

    def __init__(self):
        super().__init__()
        self.scales = nn.ModuleList(patch(False, 1, "None") for _ in range(2))

    def score(self, x, condition):
        coarse = functional.avg_pool2d(x, 3, 2, 1, count_include_pad=False)
        return self.scales[0](x)[0].mean((1, 2, 3)) + self.scales[1](coarse)[0].mean((1, 2, 3))


class Classes(nn.Module):
    """Conditional, two classes, batch normalisation."""

    def __init__(self):
        super().__init__()
        self.network = patch(True, 2, "Batch")

    def score(self, x, condition):
        logits, _ = self.network(torch.cat([x, condition], 1))
        return (logits[:, 0] - logits[:, 1]).mean((1, 2))


def gradient(critic, x, condition):
    x = x.clone().requires_grad_(True)
    return torch.autograd.grad(critic.score(x, condition).sum(), x, create_graph=True)[0].flatten(1)


def shares(count):
    """CounterRandom: SplitMix64 over (seed, stream, index)."""
    mask, golden = (1 << 64) - 1, 0x9E3779B97F4A7C15

    def mix(z):
        z = (z + golden) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    state, values = mix(mix(mix(SEED) ^ ((STREAM + golden) & mask)) ^ ((STEP * golden + 1) & mask)), []
    for _ in range(count):
        state = mix(state)
        values.append((state >> 40) / (1 << 24))
    return torch.tensor(values).double().reshape(-1, 1, 1, 1)


def penalty(name, critic):
    critic = critic.double()
    for parameter in critic.parameters():
        parameter.data.normal_(0, 0.5)
    real, fake, condition = (torch.rand(3, 3, 16, 16).double() * 2 - 1 for _ in range(3))
    alpha = shares(3)
    save(FOLDER / f"penalty_{name}.safetensors", {key: value.clone() for key, value in critic.state_dict().items()}, {"format": "pt"})
    tensors = {"real": real, "fake": fake, "condition": condition}
    penalties = {
        "r1": 0.6 / 2 * gradient(critic, real, condition).square().sum(1).mean(),
        "r2": 0.6 / 2 * gradient(critic, fake, condition).square().sum(1).mean(),
        "gradient_penalty": 10 * (gradient(critic, alpha * real + (1 - alpha) * fake, condition).norm(2, 1) - 1).square().mean(),
    }
    for key, value in penalties.items():
        tensors[key] = value.detach()
        gradients = torch.autograd.grad(value, list(critic.parameters()), allow_unused=True)
        for (parameter, weight), slope in zip(critic.named_parameters(), gradients):
            tensors[f"{key}.{parameter}"] = torch.zeros_like(weight) if slope is None else slope
    save(FOLDER / f"penalty_{name}.io.safetensors", {key: value.detach() for key, value in tensors.items()}, NOTE)


def crop(canvas, centers, height, width):
    """Bilinear, pixel centres at integers, border pixels repeated."""
    x = centers[:, :1] - (width - 1) / 2 + torch.arange(width)
    y = centers[:, 1:] - (height - 1) / 2 + torch.arange(height)
    shape = (len(canvas), height, width)
    grid = torch.stack([(2 * x / (canvas.shape[3] - 1) - 1)[:, None, :].expand(shape), (2 * y / (canvas.shape[2] - 1) - 1)[:, :, None].expand(shape)], 3)
    return functional.grid_sample(canvas, grid, mode="bilinear", padding_mode="border", align_corners=True)


def generator_losses():
    l1, pool = functional.l1_loss, functional.avg_pool2d
    image, target = (torch.rand(2, 3, 16, 16) * 2 - 1).requires_grad_(True), torch.rand(2, 3, 16, 16) * 2 - 1
    tensors, values = {"image": image, "target": target}, {}
    values["multi_scale_pixel"] = l1(image, target) + l1(pool(image, 2), pool(target, 2)) + 1.5 * l1(pool(image, 4), pool(target, 4))
    half = pool(image, 2)
    values["symmetry"] = l1(half[..., 4:].flip(3), half[..., :4].detach())
    values["total_variation"] = (image[..., 1:] - image[..., :-1]).abs().mean() + (image[:, :, 1:] - image[:, :, :-1]).abs().mean()

    network = AsList().eval()
    network.load_state_dict(torch.load(SCRIPTS / "weights_only.pt"))
    fake, real = network(image), [feature.detach() for feature in network(target)]
    values["perceptual"] = 0.25 * l1(fake[0], real[0]) + 2 * l1(fake[1], real[1])
    values["identity"] = (1 - functional.cosine_similarity(fake[1], real[1])).mean()

    encoder = randomize_without_gradients(GlobalGenerator()).eval()
    save(FOLDER / "region_encoder.safetensors", encoder.state_dict(), {"format": "pt"})
    boxes = {"a": (6, 4, torch.tensor([[4.25, 5.0], [0.5, 14.75]])), "b": (3, 5, torch.tensor([[9.0, 8.5], [12.25, 3.0]]))}
    total = 0
    for scale in (1, 2):
        def features(x):
            first = encoder.encoder[0](x)
            return first if scale == 1 else encoder.encoder[1](functional.max_pool2d(first, 2))
        for height, width, centers in boxes.values():
            at, size = (centers - (scale - 1) / 2) / scale, (round(height / scale), round(width / scale))
            total = total + l1(crop(features(image), at, *size), crop(features(target), at, *size).detach()) / 4
    values["region_feature_matching"] = total
    tensors |= {f"center.{name}": centers for name, (_, _, centers) in boxes.items()}
    for name, value in values.items():
        tensors |= {name: value, f"{name}.gradient": torch.autograd.grad(value, image, retain_graph=True)[0]}
    save(FOLDER / "generator_losses.safetensors", {key: value.detach() for key, value in tensors.items()}, NOTE)


def randomize_without_gradients(module):
    with torch.no_grad():
        return randomize(module)


if __name__ == "__main__":
    torch.manual_seed(20240608)
    adversarial()
    penalty("pyramid", Pyramid())
    penalty("classes", Classes())
    generator_losses()
