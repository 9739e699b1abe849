"""Writes ../imaging/codec: files in the encodings the image codec must read, each with what PIL reads from it as <name>.expected.png.

Needs Debian's python3-pil, python3-numpy and python3-opencv. PIL has no 16-bit RGB and no YCCK: those are put together here.
"""
import pathlib
import struct
import zlib

import cv2
import numpy
from PIL import Image, ImageCms, ImageOps
from io import BytesIO

folder = pathlib.Path(__file__).parent.parent / "imaging" / "codec"
folder.mkdir(exist_ok=True)

# A smooth picture whose sides are no multiples of 8 or 16, with strong colours at every edge.
WIDTH, HEIGHT = 45, 35
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH].astype(float)
picture = numpy.stack([
    127.5 + 125 * numpy.sin(0.13 * x + 0.05 * y),
    127.5 + 125 * numpy.cos(0.008 * x * y),
    127.5 + 125 * numpy.sin(0.21 * y - 0.07 * x)], axis=2)
exact = numpy.clip(picture, 0, 255)
image = Image.fromarray(numpy.floor(exact + 0.5).astype(numpy.uint8))
alpha = numpy.clip(8 * x - 40, 0, 255)


def expect(name, array):
    Image.fromarray(numpy.asarray(array, dtype=numpy.uint8)).save(folder / f"{name}.expected.png", optimize=True)


def as_read(name):
    with Image.open(folder / name) as stored:
        expect(name, stored.convert("RGB"))


def png(name, color_type, rows, depth=16, width=WIDTH, height=HEIGHT):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, 0)
    (folder / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)) + chunk(b"IEND", b""))


def rounded(array):
    return numpy.floor(array + 0.5)


# Orientation. What is stored is the same each time; PIL turns it upright.
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = f"orientation_{orientation}.jpg"
    image.save(folder / name, exif=exif, quality=90)
    with Image.open(folder / name) as stored:
        expect(name, ImageOps.exif_transpose(stored).convert("RGB"))

# Few levels and palettes.
image.convert("L").save(folder / "grey8.png")
as_read("grey8.png")
image.convert("1").save(folder / "grey1.png")
as_read("grey1.png")
image.quantize(32).save(folder / "palette.png", optimize=True)
as_read("palette.png")

# Alpha, composited on white.
transparent = numpy.concatenate([numpy.asarray(image).astype(float), rounded(alpha)[:, :, None]], axis=2)
on_white = rounded((transparent[:, :, :3] * transparent[:, :, 3:] + 255 * (255 - transparent[:, :, 3:])) / 255)
rgba = Image.fromarray(transparent.astype(numpy.uint8), "RGBA")
rgba.save(folder / "rgba8.png")
expect("rgba8.png", on_white)
rgba.save(folder / "rgba.webp", lossless=True, exact=True)
expect("rgba.webp", on_white)
grey = numpy.asarray(image.convert("L")).astype(float)[:, :, None]
Image.merge("LA", [image.convert("L"), rgba.getchannel("A")]).save(folder / "grey_alpha.png")
expect("grey_alpha.png", numpy.repeat(rounded((grey * transparent[:, :, 3:] + 255 * (255 - transparent[:, :, 3:])) / 255), 3, axis=2))
image.quantize(32).save(folder / "palette_alpha.png", optimize=True, transparency=5)
with Image.open(folder / "palette_alpha.png") as stored:
    flat = Image.new("RGBA", image.size, "white")
    flat.alpha_composite(stored.convert("RGBA"))
    expect("palette_alpha.png", flat.convert("RGB"))

# 16 bits, brought to 8 by rounding.
wide = rounded(exact * 257)
png("rgb16.png", 2, [row.astype(">u2").tobytes() for row in wide])
expect("rgb16.png", rounded(wide / 257))
png("grey16.png", 0, [row.astype(">u2").tobytes() for row in wide[:, :, 1]])
expect("grey16.png", numpy.repeat(rounded(wide[:, :, 1:2] / 257), 3, axis=2))
wide_alpha = rounded(numpy.clip(8 * x - 40, 0, 255) * 257)[:, :, None]
png("rgba16.png", 6, [row.astype(">u2").tobytes() for row in numpy.concatenate([wide, wide_alpha], axis=2)])
expect("rgba16.png", rounded((wide * wide_alpha / 65535 + 65535 - wide_alpha) / 257))

# JPEG.
for name, options in {
    "444.jpg": {"quality": 90, "subsampling": "4:4:4"},
    "422.jpg": {"quality": 90, "subsampling": "4:2:2"},
    "420.jpg": {"quality": 90, "subsampling": "4:2:0"},
    "coarse.jpg": {"quality": 12, "subsampling": "4:2:0"},
    "fine.jpg": {"quality": 100, "subsampling": "4:4:4", "optimize": True},
    "progressive.jpg": {"quality": 90, "progressive": True},
}.items():
    image.save(folder / name, **options)
    as_read(name)
image.convert("L").save(folder / "grey.jpg", quality=90)
as_read("grey.jpg")
cv2.imwrite(str(folder / "restarts.jpg"), numpy.asarray(image)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90, cv2.IMWRITE_JPEG_RST_INTERVAL, 2])
as_read("restarts.jpg")
noise = numpy.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=numpy.uint8)
Image.fromarray(noise).save(folder / "noise.jpg", quality=97, subsampling="4:2:0")
as_read("noise.jpg")

# CMYK as Adobe writes it (inverted). PIL writes that; YCCK is the same file with converted planes and another flag in Adobe's segment.
cmyk = image.convert("CMYK")
inks = numpy.asarray(cmyk).copy()
inks[:, :, 3] = rounded(x * 2)
Image.fromarray(inks, "CMYK").save(folder / "cmyk.jpg", quality=95, subsampling=0)
as_read("cmyk.jpg")
# In YCCK the inks are converted as if they were RGB, after inversion: PIL inverts what it is given once more.
planes = numpy.asarray(Image.fromarray(inks[:, :, :3], "RGB").convert("YCbCr"))
buffer = BytesIO()
Image.fromarray(255 - numpy.concatenate([planes, 255 - inks[:, :, 3:]], axis=2), "CMYK").save(buffer, "JPEG", quality=95, subsampling=0)
encoded = bytearray(buffer.getvalue())
encoded[encoded.index(b"Adobe") + 11] = 2
(folder / "ycck.jpg").write_bytes(encoded)
as_read("ycck.jpg")

# WebP and BMP.
image.save(folder / "lossy.webp", quality=90)
as_read("lossy.webp")
image.save(folder / "lossless.webp", lossless=True)
as_read("lossless.webp")
image.save(folder / "animated.webp", lossless=True, save_all=True, append_images=[ImageOps.mirror(image)])
image.save(folder / "rgb.bmp")
as_read("rgb.bmp")
image.quantize(16).save(folder / "palette.bmp")
as_read("palette.bmp")


def display_p3():
    """A matrix profile with Display P3's primaries (Bradford-adapted to D50, as in its published profile) and sRGB's curve."""
    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    curve = b"para\0\0\0\0\0\3\0\0" + b"".join(fixed(value) for value in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
    tags = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(78)),
        (b"wtpt", xyz((0.9642, 1, 0.8249))),
        (b"rXYZ", xyz((0.51512, 0.24120, -0.00105))),
        (b"gXYZ", xyz((0.29198, 0.69225, 0.04189))),
        (b"bXYZ", xyz((0.15710, 0.06657, 0.78407))),
        (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, data, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags:
        content += bytes(-len(content) % 4)
        table += name + struct.pack(">II", offset + len(data), len(content))
        data += content
    body = struct.pack(">I", len(tags)) + table + data
    header = struct.pack(">I4sI4s4s4s12s4s", 128 + len(body), b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp") + bytes(28) \
        + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return header + bytes(128 - len(header)) + body


profile = display_p3()
for name in ("p3.png", "p3.jpg"):
    image.save(folder / name, icc_profile=profile, **({"quality": 95, "subsampling": 0} if name.endswith("jpg") else {"optimize": True}))
    with Image.open(folder / name) as stored:
        expect(name, ImageCms.profileToProfile(
            stored, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), ImageCms.INTENT_RELATIVE_COLORIMETRIC))

# A few bytes that say they are 60000x60000 pixels.
png("bomb.png", 2, [bytes(16)], 8, 60000, 60000)
