"""Measures the networks of glgan.py and the joint training step of a preset in plain PyTorch, with the library's default objective and rates.

Usage: pytorch_baseline.py SCENARIO PRESET [--batch N] [--threads N] [--device cpu|cuda] [--precision float32|tf32|bfloat16] [--compile] [--folder FOLDER]

train-step  prints the median milliseconds of a step and, on the CPU, the median milliseconds of processor time.
synthesis   the same of the generator's forward pass in evaluation and inference mode.
counts      prints the numbers of trainable values of the generator and of the discriminators.
check       reads the weights, the batch and the image of the parity scenario from FOLDER and prints the largest difference of the image in evaluation
            mode, in float64, and the losses of a step: discriminator, generator, feature matching, pixel, global pixel, local pixel.
"""
import argparse
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

import glgan

# As the other contenders are measured: seconds of warm-up, seconds of measurement, and the fewest runs unless they take that many seconds.
WARM_UP, SHORTEST, FEWEST_RUNS, ENOUGH = 2, 4, 3, 30

ADAM = dict(lr=2e-4, betas=(0.5, 0.999))
HALF_LIFE = 5000
# Width and height as fractions of the side, and the centre on an aligned face of 128 pixels.
REGIONS = [{"name": name, "width": width / 128, "height": height / 128, "center": center} for name, width, height, center in (
    ("left_eye", 40, 40, (43.5823, 41.0)),
    ("right_eye", 40, 40, (86.4177, 41.0)),
    ("nose", 40, 32, (64.1165, 64.7510)),
    ("mouth", 48, 32, ((47.5863 + 82.5904) / 2, (88.8635 + 89.1124) / 2)))]
# Of a discriminator: channels of the first layer, and layers.
PRESETS = {
    "standard": dict(size=128, base=64, depth=6, bottleneck=2, local=32, fusion=64, pyramid=(64, 3), region=(64, 2)),
    "small": dict(size=64, base=32, depth=5, bottleneck=1, local=16, fusion=32, pyramid=(32, 2), region=(32, 1)),
    "compact": dict(size=64, base=16, depth=5, bottleneck=1, local=8, fusion=16, pyramid=(16, 2), region=(16, 1)),
    "tiny": dict(size=32, base=16, depth=4, bottleneck=0, local=8, fusion=16, pyramid=(16, 1), region=(16, 1)),
}


class Discriminators(nn.Module):
    """Conditional PatchGANs on a pyramid of two scales, and one per region."""

    def __init__(self, preset):
        super().__init__()
        self.pyramid = glgan.MultiScaleDiscriminator(patch(*preset["pyramid"], conditional=True), 2)
        self.regions = glgan.RegionDiscriminator(patch(*preset["region"], conditional=False), REGIONS)

    def forward(self, image, condition, placement):
        return [network(image, condition, placement) for network in (self.pyramid, self.regions)]


def generator(preset):
    return glgan.Generator({
        "imageSize": preset["size"], "pathways": "Both", "regions": REGIONS,
        "global": {"baseChannels": preset["base"], "depth": preset["depth"], "norm": "Batch", "bottleneckBlocks": preset["bottleneck"]},
        "local": {"baseChannels": preset["local"], "norm": "Batch", "localInputSize": None},
        "fusion": {"channels": preset["fusion"], "kind": "MaskedMaximum", "norm": "Batch"},
    })


def patch(base, layers, conditional):
    return {"baseChannels": base, "layers": layers, "outputs": 2, "conditional": conditional, "norm": "Batch", "padding": 1}


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
        self.generator, self.average = (generator(preset).to(device) for _ in range(2))
        self.discriminators = Discriminators(preset).to(device)
        self.average.eval()
        self.generator_optimizer = torch.optim.Adam(self.generator.parameters(), **ADAM)
        self.discriminator_optimizer = torch.optim.Adam(self.discriminators.parameters(), **ADAM)
        self.images = 0

    def compile(self):
        self.generator, self.discriminators = torch.compile(self.generator), torch.compile(self.discriminators)

    def step(self, image, crops, placement, target):
        result, global_image, local_images, _ = self.generator(image, crops, placement)

        self.discriminator_optimizer.zero_grad()
        real = self.discriminators(target, image, placement)
        fake = self.discriminators(result.detach(), image, placement)
        discriminator = 0.5 * (cross_entropy(real, 0) + cross_entropy(fake, 1))
        discriminator.backward()
        self.discriminator_optimizer.step()
        torch.clear_autocast_cache()  # It holds casts of weights that have changed.

        self.generator_optimizer.zero_grad()
        with torch.no_grad():
            real = self.discriminators(target, image, placement)
        torch.clear_autocast_cache()  # What was cast here has no gradient.
        fake = self.discriminators(result, image, placement)
        adversarial, matching = cross_entropy(fake, 0), feature_matching(real, fake)
        pixel, global_pixel = F.l1_loss(result, target), F.l1_loss(global_image, target)
        local_pixel = sum(F.l1_loss(local, glgan.crop(target, placement[name], *local.shape[2:])) for name, local in local_images.items()) / len(local_images)
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
    for region in REGIONS:
        (width, height), name = glgan.box(region, size), region["name"]
        crops[name] = noise(batch, 3, height, width)
        placement[name] = (torch.tensor(region["center"], device=device) + 0.5) * (size / 128) - 0.5 + noise(batch, 2) * size / 32
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


def synthesis(preset, batch, device, compiled=False):
    network = generator(preset).to(device).eval()
    if compiled:
        network = torch.compile(network)
    inputs = random_batch(preset["size"], batch, device)[:3]
    with torch.inference_mode():
        return median_times(lambda: network(*inputs), device)


def train_step(preset, batch, device, compiled=False, precision="float32"):
    training, values = Training(preset, device), random_batch(preset["size"], batch, device)
    if compiled:
        training.compile()
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision != "float32"
    if precision == "bfloat16":
        for network in (training.generator, training.discriminators, training.average):
            network.to(memory_format=torch.channels_last)

    def step():
        # Casts of weights are kept while this is open.
        with torch.autocast(device, torch.bfloat16, enabled=precision == "bfloat16"):
            training.step(*values)

    return median_times(step, device)


def counts(preset):
    return [sum(parameter.numel() for parameter in network(preset).parameters()) for network in (generator, Discriminators)]


def check(preset, folder, device):
    training = Training(preset, device)

    def tensors(name):
        return glgan.read(f"{folder}/{name}.safetensors")[1]

    training.generator.load_state_dict(tensors("generator"))
    training.discriminators.pyramid.load_state_dict(tensors("pyramid"))
    training.discriminators.regions.load_state_dict(tensors("regions"))
    values = {name: tensor.to(device) for name, tensor in tensors("batch").items()}
    crops, placement = ({region["name"]: values[f"{kind}.{region['name']}"] for region in REGIONS} for kind in ("local", "placement"))
    training.generator.eval().double()
    with torch.no_grad():
        exact = [{name: tensor.double() for name, tensor in part.items()} for part in (crops, placement)]
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
    parser.add_argument("--precision", choices=("float32", "tf32", "bfloat16"), default="float32")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--folder")
    chosen = parser.parse_args()
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    torch.manual_seed(0)
    preset = PRESETS[chosen.preset]
    print(*{
        "train-step": lambda: train_step(preset, chosen.batch, chosen.device, chosen.compile, chosen.precision),
        "synthesis": lambda: synthesis(preset, chosen.batch, chosen.device, chosen.compile),
        "counts": lambda: counts(preset),
        "check": lambda: check(preset, chosen.folder, chosen.device),
    }[chosen.scenario]())


if __name__ == "__main__":
    main()
