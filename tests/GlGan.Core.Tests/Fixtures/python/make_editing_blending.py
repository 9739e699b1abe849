"""Writes the images in ../editing/blending: what OpenCV's seamlessClone makes of two made-up pictures and several masks, and Lab colours by scikit-image.

Needs Debian's python3-opencv, python3-numpy and python3-skimage.
"""
import pathlib

import cv2
import numpy
from skimage import color

folder = pathlib.Path(__file__).parent.parent / "editing" / "blending"
folder.mkdir(parents=True, exist_ok=True)

random = numpy.random.default_rng(7)
height, width = 56, 68
y, x = numpy.mgrid[0:height, 0:width].astype(float)


def picture(*planes, noise):
    pixels = numpy.stack(planes, axis=2) + random.normal(0, noise, (height, width, 3))
    return numpy.clip(numpy.rint(pixels), 0, 255).astype(numpy.uint8)


def save(name, bgr):
    cv2.imwrite(str(folder / name), bgr)


foreground = picture(
    120 + 60 * numpy.sin(x / 7) + 30 * (x // 12 % 2), 150 + 50 * numpy.cos(y / 9 + x / 20), 100 + 60 * numpy.exp(-((x - 36) ** 2 + (y - 27) ** 2) / 200), noise=1)
background = picture(60 + x, 190 - 1.2 * y, 90 + 40 * numpy.sin(x / 15 + y / 11), noise=1)
save("foreground.png", foreground)
save("background.png", background)

angle, radius = numpy.arctan2(y - 28, x - 34), numpy.hypot(x - 34, y - 28)
masks = {
    "rectangle": (x >= 14) & (x < 51) & (y >= 9) & (y < 44),
    "star": radius < 19 + 7 * numpy.sin(5 * angle),
    "border": ((x - 8) / 28) ** 2 + ((y - 50) / 27) ** 2 < 1,
}
modes = {"normal": cv2.NORMAL_CLONE, "mixed": cv2.MIXED_CLONE, "monochrometransfer": cv2.MONOCHROME_TRANSFER}
for name, covered in masks.items():
    mask = covered.astype(numpy.uint8) * 255
    save(f"{name}.png", cv2.cvtColor(mask, cv2.COLOR_GRAY2BGR))
    # seamlessClone leaves out the outermost pixels, and centres the rectangle around the rest of the mask on a point.
    inner = mask.copy()
    inner[[0, -1]] = 0
    inner[:, [0, -1]] = 0
    left, top, columns, rows = cv2.boundingRect(inner)
    for mode, flag in modes.items():
        save(f"{name}_{mode}.png", cv2.seamlessClone(foreground, background, mask, (left + columns // 2, top + rows // 2), flag))

colors = numpy.array([[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0], [0, 0, 255], [119, 119, 119], [1, 2, 3], [200, 150, 90], [12, 200, 240]], numpy.uint8)
lab = color.rgb2lab(colors[None] / 255.0)[0]
with open(folder / "lab.csv", "w") as file:
    file.write("red,green,blue,l,a,b\n")
    for (red, green, blue), values in zip(colors, lab):
        file.write(f"{red},{green},{blue}," + ",".join(f"{value:.6f}" for value in values) + "\n")
