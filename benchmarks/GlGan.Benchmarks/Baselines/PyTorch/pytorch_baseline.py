"""Measures the networks and the joint training step of a preset in plain PyTorch, with the library's default objective and rates.

Usage: pytorch_baseline.py SCENARIO PRESET [--batch N] [--threads N] [--device cpu|cuda] [--folder FOLDER]

train-step  prints the median milliseconds of a step and, on the CPU, the median milliseconds of processor time.
synthesis   the same of the generator's forward pass in evaluation and inference mode.
counts      prints the numbers of trainable values of the generator and of the discriminators.
check       reads the weights, the batch and the image of the parity scenario from FOLDER and prints the largest difference of the image in evaluation
            mode, in float64, and the losses of a step: discriminator, generator, feature matching, pixel, global pixel, local pixel.
"""
import argparse
import json
import math
import os
import statistics
import sys
import time

if "--threads" in sys.argv:  # The BLAS of some builds has threads of its own and reads their number when it is loaded.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = sys.argv[sys.argv.index("--threads") + 1]

import torch
from torch import nn
from torch.nn import functional as F

# As the other contenders are measured: seconds of warm-up, seconds of measurement, and the fewest runs unless they take that many seconds.
WARM_UP, SHORTEST, FEWEST_RUNS, ENOUGH = 2, 4, 3, 30

ADAM = dict(lr=2e-4, betas=(0.5, 0.999))
HALF_LIFE = 5000
# Width and height at 128 pixels, and the centre on an aligned face of 128 pixels.
REGIONS = {
    "left_eye": (40, 40, (43.5823, 41.0)),
    "right_eye": (40, 40, (86.4177, 41.0)),
    "nose": (40, 32, (64.1165, 64.7510)),
    "mouth": (48, 32, ((47.5863 + 82.5904) / 2, (88.8635 + 89.1124) / 2)),
}
# Of a discriminator: channels of the first layer, and layers.
PRESETS = {
    "standard": dict(size=128, base=64, depth=6, bottleneck=2, local=32, fusion=64, pyramid=(64, 3), region=(64, 2)),
    "small": dict(size=64, base=32, depth=5, bottleneck=1, local=16, fusion=32, pyramid=(32, 2), region=(32, 1)),
    "compact": dict(size=64, base=16, depth=5, bottleneck=1, local=8, fusion=16, pyramid=(16, 2), region=(16, 1)),
    "tiny": dict(size=32, base=16, depth=4, bottleneck=0, local=8, fusion=16, pyramid=(16, 1), region=(16, 1)),
}


def box_size(region, size):
    return tuple(2 * round(length * size / 128 / 2) for length in REGIONS[region][:2])


def weights(positions, length):
    grid = torch.arange(length, dtype=positions.dtype, device=positions.device)
    return (1 - (positions.clamp(0, length - 1).unsqueeze(2) - grid).abs()).clamp(min=0)


def transport(source, rows, columns):
    return rows.unsqueeze(1) @ (source.flatten(1, 2) @ columns.transpose(1, 2)).unflatten(1, source.shape[1:3])


def place(boxes, centers, size):
    height, width = boxes.shape[2:]
    canvas = torch.arange(size, dtype=boxes.dtype, device=boxes.device)
    rows = weights(canvas - (centers[:, 1:] - (height - 1) / 2), height)
    columns = weights(canvas - (centers[:, :1] - (width - 1) / 2), width)
    return transport(boxes, rows, columns)


def crop(canvas, centers, height, width):
    rows = torch.arange(height, dtype=canvas.dtype, device=canvas.device) + centers[:, 1:] - (height - 1) / 2
    columns = torch.arange(width, dtype=canvas.dtype, device=canvas.device) + centers[:, :1] - (width - 1) / 2
    return transport(canvas, weights(rows, canvas.shape[2]), weights(columns, canvas.shape[3]))


def mask(centers, height, width, size):
    canvas = torch.arange(size, dtype=centers.dtype, device=centers.device)
    rows = (((height + 1) / 2 - (canvas - centers[:, 1:]).abs()) / (height / 8 + 1)).clamp(0, 1)
    columns = (((width + 1) / 2 - (canvas - centers[:, :1]).abs()) / (width / 8 + 1)).clamp(0, 1)
    return (rows.unsqueeze(2) * columns.unsqueeze(1)).unsqueeze(1)


class Named(nn.Sequential):
    """Modules in a row, under names."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)


def conv(inputs, outputs, kernel):
    return Named(conv=nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False), norm=nn.BatchNorm2d(outputs), relu=nn.ReLU(True))


def transposed(inputs, outputs):
    return Named(conv=nn.ConvTranspose2d(inputs, outputs, 3, padding=1, bias=False), norm=nn.BatchNorm2d(outputs), relu=nn.ReLU(True))


def conv_only(inputs, outputs, kernel):
    return Named(conv=nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2), relu=nn.ReLU(True))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, *kernels):
        super().__init__()
        self.blocks = nn.Sequential(*(conv(inputs if i == 0 else outputs, outputs, kernel) for i, kernel in enumerate(kernels)))
        self.project = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else None

    def forward(self, x):
        return self.blocks(x) + (x if self.project is None else self.project(x))


class UNet(nn.Module):
    def __init__(self, base, depth, bottleneck):
        super().__init__()
        channels = [base * min(2**stage, 8) for stage in range(depth)]
        self.encoder = nn.ModuleList(Named(first=conv(before, after, 3), second=conv(after, after, 3)) for before, after in zip([3] + channels, channels))
        self.bottleneck = nn.Sequential(*(Residual(channels[-1], channels[-1], 3, 3) for _ in range(bottleneck)))
        self.decoder = nn.ModuleList(
            Named(first=transposed(below + after, after), second=conv(after, after, 3)) for below, after in zip(channels[:0:-1], channels[-2::-1]))
        self.head = nn.Conv2d(base, 3, 3, padding=1)

    def forward(self, x):
        skips = []
        for stage in self.encoder:
            x = stage(F.max_pool2d(x, 2) if skips else x)
            skips.append(x)
        x = self.bottleneck(skips.pop())
        for stage in self.decoder:
            x = stage(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skips.pop()], 1))
        return self.head(x).tanh(), x


class Local(nn.Module):
    def __init__(self, base):
        super().__init__()
        self.stem = conv(3, base, 3)
        self.stages = nn.ModuleList(Residual(base, base, *kernels) for kernels in ((3, 3, 3, 3), (3, 5, 3), (3, 5, 7), (3, 5, 7)))
        self.expand = nn.Conv2d(4 * base, 4 * base, 1)
        self.merge = nn.Sequential(conv_only(5 * base, 4 * base, 3), conv_only(4 * base, 4 * base, 5))
        self.head = nn.Conv2d(4 * base, 3, 1)

    def forward(self, x):
        fine, outputs = self.stem(x), []
        x = F.max_pool2d(fine, 2)
        for stage in self.stages:
            x = stage(x)
            outputs.append(x)
        features = self.merge(torch.cat([F.interpolate(self.expand(torch.cat(outputs, 1)), scale_factor=2, mode="nearest"), fine], 1))
        return features, self.head(features).tanh()


class Fusion(nn.Module):
    def __init__(self, channels, base, local):
        super().__init__()
        self.reduce = nn.ModuleDict({name: nn.Conv2d(4 * local, channels, 1) for name in REGIONS})
        self.blocks = nn.Sequential(Residual(channels + base + 6, channels, 3, 3), Residual(channels, channels, 3, 3))
        self.head = nn.Conv2d(channels, 3, 3, padding=1)

    def forward(self, global_image, global_features, local, placement):
        size, highest, union, blended, weight = global_image.shape[2], None, None, 0, 0
        for name, reduce in self.reduce.items():
            features, image = local[name]
            features = reduce(features)
            features = place(features * torch.rsqrt(features.pow(2).mean(1, keepdim=True) + 1e-2), placement[name], size)
            region = mask(placement[name], *image.shape[2:], size)
            features = features.masked_fill(region <= 0, -math.inf)
            highest = features if highest is None else torch.maximum(highest, features)
            union = region if union is None else torch.maximum(union, region)
            blended = blended + place(image, placement[name], size) * region
            weight = weight + region
        merged = highest.masked_fill(union <= 0, 0) * union
        canvas = blended * (union / weight.masked_fill(weight <= 0, 1))
        return self.head(self.blocks(torch.cat([merged, canvas, global_features, global_image], 1))).tanh()


class Generator(nn.Module):
    def __init__(self, preset):
        super().__init__()
        self.add_module("global", UNet(preset["base"], preset["depth"], preset["bottleneck"]))
        self.local = nn.ModuleDict({name: Local(preset["local"]) for name in REGIONS})
        self.fusion = Fusion(preset["fusion"], preset["base"], preset["local"])

    def forward(self, image, crops, placement):
        global_image, global_features = getattr(self, "global")(image)
        local = {name: pathway(crops[name]) for name, pathway in self.local.items()}
        fused = self.fusion(global_image, global_features, local, placement)
        return fused, global_image, {name: image for name, (_, image) in local.items()}


class PatchGan(nn.Module):
    def __init__(self, inputs, base, layers):
        super().__init__()
        channels = [base * min(2**layer, 8) for layer in range(layers + 1)]
        self.layers = nn.ModuleList([Named(conv=nn.Conv2d(inputs, base, 4, 2, 1), relu=nn.LeakyReLU(0.2, True))])
        for layer in range(1, layers + 1):
            self.layers.append(Named(
                conv=nn.Conv2d(channels[layer - 1], channels[layer], 4, 1 if layer == layers else 2, 1, bias=False),
                norm=nn.BatchNorm2d(channels[layer]),
                relu=nn.LeakyReLU(0.2, True)))
        self.output = nn.Conv2d(channels[-1], 2, 4, padding=1)

    def forward(self, x):
        features = []
        for layer in self.layers:
            x = layer(x)
            features.append(x)
        return self.output(x), features


class Discriminators(nn.Module):
    """Conditional PatchGANs on a pyramid of two scales, and one per region."""

    def __init__(self, preset):
        super().__init__()
        self.scales = nn.ModuleList(PatchGan(6, *preset["pyramid"]) for _ in range(2))
        self.regions = nn.ModuleDict({name: PatchGan(3, *preset["region"]) for name in REGIONS})

    def forward(self, image, condition, placement):
        level, pyramid, crops = torch.cat([image, condition], 1), [], []
        for i, scale in enumerate(self.scales):
            if i > 0:
                level = F.avg_pool2d(level, 3, 2, 1, count_include_pad=False)
            pyramid.append(scale(level))
        for name, network in self.regions.items():
            width, height = box_size(name, image.shape[2])
            crops.append(network(crop(image, placement[name], height, width)))
        return [pyramid, crops]


def cross_entropy(judgement, label):
    return sum(
        F.cross_entropy(logits, torch.full((logits.shape[0], *logits.shape[2:]), label, device=logits.device))
        for outputs in judgement for logits, _ in outputs)


def feature_matching(real, fake):
    total = 0
    for reals, fakes in zip(real, fake):
        for (_, real_features), (_, fake_features) in zip(reals, fakes):
            for real_feature, fake_feature in zip(real_features, fake_features):
                total = total + F.l1_loss(fake_feature, real_feature.detach()) * (4 / (len(reals) * len(real_features)))
    return total


class Training:
    def __init__(self, preset, device):
        self.generator, self.average = (Generator(preset).to(device) for _ in range(2))
        self.discriminators = Discriminators(preset).to(device)
        self.average.eval()
        self.generator_optimizer = torch.optim.Adam(self.generator.parameters(), **ADAM)
        self.discriminator_optimizer = torch.optim.Adam(self.discriminators.parameters(), **ADAM)
        self.images = 0

    def step(self, image, crops, placement, target):
        result, global_image, local_images = self.generator(image, crops, placement)

        self.discriminator_optimizer.zero_grad()
        real = self.discriminators(target, image, placement)
        fake = self.discriminators(result.detach(), image, placement)
        discriminator = 0.5 * (cross_entropy(real, 0) + cross_entropy(fake, 1))
        discriminator.backward()
        self.discriminator_optimizer.step()

        self.generator_optimizer.zero_grad()
        with torch.no_grad():
            real = self.discriminators(target, image, placement)
        fake = self.discriminators(result, image, placement)
        adversarial, matching = cross_entropy(fake, 0), feature_matching(real, fake)
        pixel, global_pixel = F.l1_loss(result, target), F.l1_loss(global_image, target)
        local_pixel = sum(F.l1_loss(local, crop(target, placement[name], *local.shape[2:])) for name, local in local_images.items()) / len(local_images)
        (adversarial + 10 * matching + 100 * pixel + 50 * global_pixel + 50 * local_pixel).backward()
        self.generator_optimizer.step()

        self.update_average(len(image))
        return [loss.detach() for loss in (discriminator, adversarial, matching, pixel, global_pixel, local_pixel)]

    @torch.no_grad()
    def update_average(self, batch):
        self.images += batch
        decay = 0.5 ** (batch / min(HALF_LIFE, 0.05 * self.images))
        for average, parameter in zip(self.average.parameters(), self.generator.parameters()):
            average.mul_(decay).add_(parameter, alpha=1 - decay)
        for average, value in zip(self.average.buffers(), self.generator.buffers()):
            average.copy_(value)


def random_batch(size, batch, device):
    def noise(*shape):
        return torch.rand(shape, device=device) * 2 - 1

    crops, placement = {}, {}
    for name, (_, _, center) in REGIONS.items():
        width, height = box_size(name, size)
        crops[name] = noise(batch, 3, height, width)
        placement[name] = (torch.tensor(center, device=device) + 0.5) * (size / 128) - 0.5 + noise(batch, 2) * size / 32
    return noise(batch, 3, size, size), crops, placement, noise(batch, 3, size, size)


def median_times(run, device):
    def wait():
        if device == "cuda":
            torch.cuda.synchronize()

    begin = time.perf_counter()
    while True:
        run()  # The first run chooses algorithms and brings memory in.
        wait()
        if time.perf_counter() - begin >= WARM_UP:
            break

    clock, cpu = [], []
    while sum(clock) < 1000 * SHORTEST or (len(clock) < FEWEST_RUNS and sum(clock) < 1000 * ENOUGH):
        used, start = time.process_time(), time.perf_counter()
        run()
        wait()
        clock.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - used))
    return [statistics.median(times) for times in ([clock] if device == "cuda" else [clock, cpu])]


def synthesis(preset, batch, device):
    generator = Generator(preset).to(device).eval()
    inputs = random_batch(preset["size"], batch, device)[:3]
    with torch.inference_mode():
        return median_times(lambda: generator(*inputs), device)


def train_step(preset, batch, device):
    training, values = Training(preset, device), random_batch(preset["size"], batch, device)
    return median_times(lambda: training.step(*values), device)


def counts(preset):
    return [sum(parameter.numel() for parameter in network(preset).parameters()) for network in (Generator, Discriminators)]


def read_tensors(path):
    with open(path, "rb") as file:
        content = bytearray(file.read())
    start = 8 + int.from_bytes(content[:8], "little")
    types = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            data = bytearray(content[start + begin:start + end])
            tensors[name] = torch.frombuffer(data, dtype=types[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def check(preset, folder, device):
    training = Training(preset, device)
    training.generator.load_state_dict(read_tensors(f"{folder}/generator.safetensors"))
    training.discriminators.load_state_dict({**read_tensors(f"{folder}/pyramid.safetensors"), **read_tensors(f"{folder}/regions.safetensors")})
    values = {name: tensor.to(device) for name, tensor in read_tensors(f"{folder}/batch.safetensors").items()}
    crops, placement = ({name: values[f"{kind}.{name}"] for name in REGIONS} for kind in ("local", "placement"))
    training.generator.eval().double()
    with torch.no_grad():
        exact = [{name: tensor.double() for name, tensor in tensors.items()} for tensors in (crops, placement)]
        image = training.generator(values["global"].double(), *exact)[0]
    training.generator.train().float()
    losses = training.step(values["global"], crops, placement, values["target"])
    return [(image - values["image"]).abs().max().item()] + [loss.item() for loss in losses]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", choices=("train-step", "synthesis", "counts", "check"))
    parser.add_argument("preset", choices=PRESETS)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--folder")
    chosen = parser.parse_args()
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    torch.manual_seed(0)
    preset = PRESETS[chosen.preset]
    print(*{
        "train-step": lambda: train_step(preset, chosen.batch, chosen.device),
        "synthesis": lambda: synthesis(preset, chosen.batch, chosen.device),
        "counts": lambda: counts(preset),
        "check": lambda: check(preset, chosen.folder, chosen.device),
    }[chosen.scenario]())


if __name__ == "__main__":
    main()
