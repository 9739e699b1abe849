"""The networks of GlGan.Core in plain PyTorch, and its model files. Copy this file wherever you need it; PyTorch is all it takes.

    model = glgan.load("model.safetensors")         # a Generator in evaluation mode
    output = model(face, crops, centers)            # output.image is the result

Images are float tensors in [-1, 1], [N, 3, height, width]. Centres are [N, 2] (x, y) in pixels, pixel centres at integers. Options are those in a file's
metadata, and the names of modules are its keys.
"""
import json
import math
from functools import reduce
from typing import Dict, NamedTuple, Optional

import torch
from torch import Tensor, nn
from torch.nn import functional as F

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64,
         "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool}


# Files

def read(path):
    """What a file says of itself (None where it holds weights alone), and its tensors by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    info = (header.pop("__metadata__", None) or {}).get("glgan.model", "null")

    def tensor(entry):
        (begin, end), dtype = entry["data_offsets"], TYPES[entry["dtype"]]
        return torch.frombuffer(data[begin:end], dtype=dtype).reshape(entry["shape"]) if end > begin else torch.empty(entry["shape"], dtype=dtype)

    return json.loads(info), {name: tensor(entry) for name, entry in header.items()}


def write(path, info, tensors):
    """A file that GlGan.Core loads; info as read, None for weights alone."""
    metadata = {"format": "pt"} if info is None else {"format": "pt", "glgan.model": json.dumps(info)}
    header, data = {"__metadata__": metadata}, bytearray()
    names = {dtype: name for name, dtype in TYPES.items()}
    for name, tensor in sorted(tensors.items(), key=lambda item: -item[1].element_size()):
        begin = len(data)
        data += tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().tobytes()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


def load(path):
    """The generator of a model file, in evaluation mode; its attribute info is what the file says of itself."""
    info, tensors = read(path)
    generator = Generator(info["generator"])
    generator.load_state_dict(tensors)
    generator.info = info
    return generator.eval()


# Regions on their canvas

def box(region, size):
    """Width and height of a region in pixels, both even."""
    lengths = torch.tensor([region["width"], region["height"]], dtype=torch.float32) * size
    return tuple(max(2, 2 * round(length / 2)) for length in lengths.tolist())


def bilinear(positions, length):
    grid = torch.arange(length, dtype=positions.dtype, device=positions.device)
    return (1 - (positions.clamp(0, length - 1).unsqueeze(2) - grid).abs()).clamp(min=0)


def transport(source, rows, columns):
    return rows.unsqueeze(1) @ (source.flatten(1, 2) @ columns.transpose(1, 2)).unflatten(1, source.shape[1:3])


def place(boxes, centers, size):
    """Boxes on a square canvas; beyond their borders the outermost pixels repeat."""
    height, width = boxes.shape[2:]
    canvas = torch.arange(size, dtype=boxes.dtype, device=boxes.device)
    rows = bilinear(canvas - (centers[:, 1:] - (height - 1) / 2), height)
    columns = bilinear(canvas - (centers[:, :1] - (width - 1) / 2), width)
    return transport(boxes, rows, columns)


def crop(canvas, centers, height, width):
    """Boxes cut out of square canvases."""
    rows = torch.arange(height, dtype=canvas.dtype, device=canvas.device) + centers[:, 1:] - (height - 1) / 2
    columns = torch.arange(width, dtype=canvas.dtype, device=canvas.device) + centers[:, :1] - (width - 1) / 2
    return transport(canvas, bilinear(rows, canvas.shape[2]), bilinear(columns, canvas.shape[3]))


def mask(centers, height, width, size):
    """1 inside a box, falling to 0 over the outer eighth of each side."""
    canvas = torch.arange(size, dtype=centers.dtype, device=centers.device)
    rows = (((height + 1) / 2 - (canvas - centers[:, 1:]).abs()) / (height / 8 + 1)).clamp(0, 1)
    columns = (((width + 1) / 2 - (canvas - centers[:, :1]).abs()) / (width / 8 + 1)).clamp(0, 1)
    return (rows.unsqueeze(2) * columns.unsqueeze(1)).unsqueeze(1)


# Layers

class Block(nn.Module):
    """Convolution, normalisation, ReLU or leaky ReLU."""

    def __init__(self, conv, norm, slope=0.0):
        super().__init__()
        self.conv = conv
        self.norm = {"Batch": nn.BatchNorm2d, "Instance": nn.InstanceNorm2d, "None": lambda _: None}[norm](conv.out_channels)
        self.slope = slope

    def forward(self, x):
        x = self.conv(x)
        return F.leaky_relu(x if self.norm is None else self.norm(x), self.slope, inplace=True)


def same(inputs, outputs, kernel, norm, kind=nn.Conv2d):
    return Block(kind(inputs, outputs, kernel, padding=kernel // 2, bias=norm != "Batch"), norm)


class Pair(nn.Module):
    def __init__(self, inputs, outputs, norm, kind=nn.Conv2d):
        super().__init__()
        self.first = same(inputs, outputs, 3, norm, kind)
        self.second = same(outputs, outputs, 3, norm)

    def forward(self, x):
        return self.second(self.first(x))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, kernels, norm):
        super().__init__()
        self.blocks = nn.Sequential(*(same(outputs if i else inputs, outputs, kernel, norm) for i, kernel in enumerate(kernels)))
        self.project = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else None

    def forward(self, x):
        return self.blocks(x) + (x if self.project is None else self.project(x))


# Generator

class GlobalGenerator(nn.Module):
    """GP-Gen, the U-Net that sees the whole face: its image and its features."""

    def __init__(self, options, inputs=3):
        super().__init__()
        norm, channels = options["norm"], [options["baseChannels"] * min(2 ** stage, 8) for stage in range(options["depth"])]
        self.encoder = nn.ModuleList(Pair(before, after, norm) for before, after in zip([inputs] + channels, channels))
        self.bottleneck = nn.Sequential(*(Residual(channels[-1], channels[-1], (3, 3), norm) for _ in range(options["bottleneckBlocks"])))
        self.decoder = nn.ModuleList(Pair(below + after, after, norm, nn.ConvTranspose2d) for below, after in zip(channels[:0:-1], channels[-2::-1]))
        self.head = nn.Conv2d(channels[0], 3, 3, padding=1)

    def forward(self, x):
        skips = []
        for stage in self.encoder:
            x = stage(F.max_pool2d(x, 2) if skips else x)
            skips.append(x)
        x = self.bottleneck(skips.pop())
        for stage in self.decoder:
            x = stage(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skips.pop()], 1))
        return self.head(x).tanh(), x


class LocalGenerator(nn.Module):
    """LP-Gen, the residual pathway that sees one region: its image and its features."""

    def __init__(self, options):
        super().__init__()
        stage, features, norm = options["baseChannels"], 4 * options["baseChannels"], options["norm"]
        self.input_size = options["localInputSize"]
        self.stem = same(3, stage, 3, norm)
        self.stages = nn.ModuleList(Residual(stage, stage, kernels, norm) for kernels in ((3, 3, 3, 3), (3, 5, 3), (3, 5, 7), (3, 5, 7)))
        self.expand = nn.Conv2d(features, features, 1)
        self.merge = nn.Sequential(same(features + stage, features, 3, "None"), same(features, features, 5, "None"))
        self.head = nn.Conv2d(features, 3, 1)

    def forward(self, x):
        if self.input_size is None:
            return self.synthesize(x)
        resize = dict(mode="bilinear", align_corners=False, antialias=True)
        results = self.synthesize(F.interpolate(x, size=(self.input_size, self.input_size), **resize))
        return tuple(F.interpolate(result, size=x.shape[2:], **resize) for result in results)

    def synthesize(self, x):
        fine, outputs = self.stem(x), []
        x = F.max_pool2d(fine, 2)
        for stage in self.stages:
            x = stage(x)
            outputs.append(x)
        coarse = F.interpolate(self.expand(torch.cat(outputs, 1)), scale_factor=2, mode="nearest")
        features = self.merge(torch.cat([coarse, fine], 1))
        return self.head(features).tanh(), features


def merge(kind, features, masks):
    """What several regions make of a pixel, 0 where none lies."""
    if kind == "Add":
        return sum(feature * region for feature, region in zip(features, masks))
    union = reduce(torch.maximum, masks)
    if kind == "MaskedBlend":
        weight = sum(masks)
        return sum(feature * region for feature, region in zip(features, masks)) * (union / weight.masked_fill(weight <= 0, 1))
    highest = reduce(torch.maximum, (feature.masked_fill(region <= 0, -math.inf) for feature, region in zip(features, masks)))
    return highest.masked_fill(union <= 0, 0) * union


class Fusion(nn.Module):
    """Merges what the pathways make: what the image is composed of, and the local images on one canvas."""

    def __init__(self, options, regions, global_channels, local_channels, outputs):
        super().__init__()
        channels, norm, self.kind = options["channels"], options["norm"], options["kind"]
        self.reduce = nn.ModuleDict({name: nn.Conv2d(local_channels, channels, 1) for name in regions})
        joined = (channels + 3 if regions else 0) + (global_channels + 3 if global_channels else 0)
        self.blocks = nn.Sequential(Residual(joined, channels, (3, 3), norm), Residual(channels, channels, (3, 3), norm))
        self.head = nn.Conv2d(channels, outputs, 3, padding=1)

    def forward(self, size, whole, local, centers):
        joined, canvas = [], None
        if self.reduce:
            features, images, masks = [], [], []
            for name, layer in self.reduce.items():
                image, feature = local[name]
                feature = layer(feature)
                features.append(place(feature * torch.rsqrt(feature.pow(2).mean(1, keepdim=True) + 1e-2), centers[name], size))
                images.append(place(image, centers[name], size))
                masks.append(mask(centers[name], *image.shape[2:], size))
            canvas = merge("MaskedBlend", images, masks)
            joined += [merge(self.kind, features, masks), canvas]
        if whole is not None:
            image, features = whole
            joined += [features, image]
        head = self.head(self.blocks(torch.cat(joined, 1)))
        return head, torch.zeros_like(head[:, :3]) if canvas is None else canvas


class Output(NamedTuple):
    image: Tensor
    global_image: Optional[Tensor]
    local_images: Dict[str, Tensor]
    canvas: Tensor


class Generator(nn.Module):
    def __init__(self, options):
        super().__init__()
        self.size, pathways = options["imageSize"], options["pathways"]
        self.regions = {} if pathways == "Global" else {region["name"]: box(region, self.size) for region in options["regions"]}
        self.boxes = {region["name"]: box(region, self.size) for region in options["regions"]}
        self.composition = options.get("composition", "Automatic")
        inputs, outputs = 8 if self.composition in ("Prior", "Refine") else 3, {"Automatic": 3, "Repaint": 3, "Prior": 4}.get(self.composition, 5)
        self.add_module("global", None if pathways == "Local" else GlobalGenerator(options["global"], inputs))
        self.local = nn.ModuleDict({name: LocalGenerator(options["local"]) for name in self.regions})
        self.fusion = Fusion(
            options["fusion"], self.regions, None if pathways == "Local" else options["global"]["baseChannels"], 4 * options["local"]["baseChannels"], outputs)

    def cut(self, face, centers):
        """The regions of an aligned face, where their centres are."""
        return {name: crop(face, centers[name], height, width) for name, (width, height) in self.regions.items()}

    def compose(self, head, face, centers, prior):
        """The image: painted anew, or what is given with a change where it has to be."""
        if self.composition in ("Automatic", "Repaint"):
            return head.tanh()
        given = face if self.composition == "Regions" else prior[:, :3]
        if self.composition == "Prior":
            difference = 2 * (0.5 * head[:, :3]).tanh() - (head[:, 3:4] + 2 - 5 * prior[:, 3:].sum(1, keepdim=True)).sigmoid() * given
        else:
            difference = 2 * (0.3 * head[:, :3]).tanh() - (head[:, 3:4] - 4).sigmoid() * given
        if self.composition in ("Regions", "Refine"):
            difference = difference * (head[:, 4:] + 1).sigmoid()
        if self.composition == "Regions":
            boxes = {name: (math.ceil(1.35 * height), math.ceil(1.35 * width)) for name, (width, height) in self.boxes.items()}
            difference = difference * reduce(torch.maximum, (mask(centers[name], *lengths, self.size) for name, lengths in boxes.items()))
        elif self.composition == "Refine":
            difference = difference * prior[:, 3:].sum(1, keepdim=True)
        return given + difference

    def forward(self, face, crops, centers, prior=None):
        """Synthesises from an aligned face, the regions to put in, where their centres go on the result, and for models that read one the geometric prior."""
        if (prior is None) == (self.composition in ("Prior", "Refine")):
            raise ValueError(f"A model of composition {self.composition} reads {'a' if prior is None else 'no'} geometric prior.")
        pathway = getattr(self, "global")
        whole = None if pathway is None else pathway(face if prior is None else torch.cat([face, prior], 1))
        local = {name: pathway(crops[name]) for name, pathway in self.local.items()}
        head, canvas = self.fusion(self.size, whole, local, centers)
        return Output(self.compose(head, face, centers, prior), None if whole is None else whole[0], {name: image for name, (image, _) in local.items()}, canvas)


# Discriminators, which only checkpoints of a training hold: discriminator-I.safetensors. Without spectral normalisation.

class PatchNetwork(nn.Module):
    """One PatchGAN: its logits, and the features of every layer."""

    def __init__(self, options):
        super().__init__()
        layers, padding = options["layers"], options["padding"]
        channels = [6 if options["conditional"] else 3] + [options["baseChannels"] * min(2 ** layer, 8) for layer in range(layers + 1)]
        norms = ["None"] + [options["norm"]] * layers
        self.layers = nn.ModuleList(
            Block(nn.Conv2d(before, after, 4, 1 if layer == layers else 2, padding, bias=norm != "Batch"), norm, slope=0.2)
            for layer, (before, after, norm) in enumerate(zip(channels, channels[1:], norms)))
        self.output = nn.Conv2d(channels[-1], options["outputs"], 4, padding=padding)

    def forward(self, x):
        features = []
        for layer in self.layers:
            x = layer(x)
            features.append(x)
        return self.output(x), features


class PatchDiscriminator(nn.Module):
    """A PatchGAN on the whole image."""

    def __init__(self, options):
        super().__init__()
        self.conditional = options["conditional"]
        self.network = PatchNetwork(options)

    def forward(self, image, condition, centers):
        return [self.network(torch.cat([image, condition], 1) if self.conditional else image)]


class MultiScaleDiscriminator(nn.Module):
    """PatchGANs on a pyramid, finest first."""

    def __init__(self, options, scales):
        super().__init__()
        self.conditional = options["conditional"]
        self.scales = nn.ModuleList(PatchNetwork(options) for _ in range(scales))

    def forward(self, image, condition, centers):
        level, outputs = torch.cat([image, condition], 1) if self.conditional else image, []
        for scale in self.scales:
            level = F.avg_pool2d(level, 3, 2, 1, count_include_pad=False) if outputs else level
            outputs.append(scale(level))
        return outputs


class RegionDiscriminator(nn.Module):
    """One PatchGAN per region."""

    def __init__(self, options, regions):
        super().__init__()
        self.conditional, self.boxes = options["conditional"], {region["name"]: region for region in regions}
        self.regions = nn.ModuleDict({name: PatchNetwork(options) for name in self.boxes})

    def forward(self, image, condition, centers):
        joined = torch.cat([image, condition], 1) if self.conditional else image
        sizes = {name: box(region, image.shape[2]) for name, region in self.boxes.items()}
        return [network(crop(joined, centers[name], sizes[name][1], sizes[name][0])) for name, network in self.regions.items()]
