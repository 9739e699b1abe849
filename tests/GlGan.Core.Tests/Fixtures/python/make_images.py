"""Writes the images in ../imaging: results of PIL, SciPy and scikit-image on one made-up picture, and files in several encodings.

Needs Debian's python3-pil, python3-numpy, python3-scipy and python3-skimage.
"""
import pathlib

import numpy
from PIL import Image
from scipy import ndimage
from skimage import transform

folder = pathlib.Path(__file__).parent.parent / "imaging"
folder.mkdir(exist_ok=True)


def save(name, array):
    Image.fromarray(numpy.clip(numpy.floor(array + 0.5), 0, 255).astype(numpy.uint8)).save(folder / name)


y, x = numpy.mgrid[0:48, 0:64].astype(float)
picture = numpy.stack([
    127.5 + 120 * numpy.sin(0.31 * x + 0.05 * y),
    127.5 + 120 * numpy.cos(0.02 * x * y / 4),
    255.0 * ((x // 5 + y // 7) % 2)], axis=2)
save("picture.png", picture)
image = Image.open(folder / "picture.png")
pixels = numpy.asarray(image).astype(float)

for name, kernel in (("box", Image.BOX), ("bilinear", Image.BILINEAR), ("lanczos3", Image.LANCZOS)):
    for width, height in ((23, 17), (101, 30)):
        # In mode F, PIL neither rounds nor clamps between its two passes.
        planes = [Image.fromarray(pixels[:, :, channel].astype(numpy.float32), "F").resize((width, height), kernel) for channel in range(3)]
        save(f"resize_{name}_{width}x{height}.png", numpy.stack([numpy.asarray(plane) for plane in planes], axis=2))

for sigma in (0.8, 2.5):
    save(f"blur_{sigma}.png", ndimage.gaussian_filter(pixels, (sigma, sigma, 0), mode="nearest", truncate=4))

# x' = A x - B y + Tx, y' = B x + A y + Ty, from picture to result.
a, b, tx, ty = 1.1, 0.35, -4.25, 2.6
similarity = transform.AffineTransform(matrix=numpy.array([[a, -b, tx], [b, a, ty], [0, 0, 1]]))
for border, mode in (("replicate", "edge"), ("reflect", "symmetric")):
    save(f"warp_{border}.png", transform.warp(pixels, similarity.inverse, output_shape=(40, 56), order=1, mode=mode, preserve_range=True))

small = image.resize((16, 12), Image.BILINEAR)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    small.save(folder / f"orientation_{orientation}.jpg", exif=exif, quality=95, subsampling=0)
small.convert("L").save(folder / "grey.png")
small.convert("P").save(folder / "palette.png")
small.save(folder / "lossless.webp", lossless=True)
small.save(folder / "small.png")
small.save(folder / "small.gif")
rgba = numpy.zeros((1, 4, 4), numpy.uint8)
rgba[0, :, :3] = (200, 100, 0)
rgba[0, :, 3] = (0, 51, 128, 255)
Image.fromarray(rgba, "RGBA").save(folder / "alpha.png")
