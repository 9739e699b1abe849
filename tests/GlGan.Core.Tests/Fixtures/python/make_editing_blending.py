"""Writes the files in ../editing/blending: two made-up pictures blended by OpenCV's seamlessClone and pyramids,
and by scikit-image their histograms matched and colours in Lab.

Needs Debian's python3-opencv, python3-numpy and python3-skimage.
"""
import pathlib

import cv2
import numpy
from skimage import color, exposure

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

levels, details = 3, []
pyramid = [foreground.astype(numpy.float32), background.astype(numpy.float32), numpy.repeat(masks["star"].astype(numpy.float32)[:, :, None], 3, axis=2)]
for _ in range(levels):
    coarse = [cv2.pyrDown(plane) for plane in pyramid]
    size = (pyramid[0].shape[1], pyramid[0].shape[0])
    front, back = (plane - cv2.pyrUp(smaller, dstsize=size) for plane, smaller in zip(pyramid[:2], coarse))
    details.append((back + pyramid[2] * (front - back), size))
    pyramid = coarse
blended = pyramid[1] + pyramid[2] * (pyramid[0] - pyramid[1])
for detail, size in reversed(details):
    blended = detail + cv2.pyrUp(blended, dstsize=size)
save("star_pyramid.png", numpy.clip(numpy.floor(blended + 0.5), 0, 255).astype(numpy.uint8))

matched = exposure.match_histograms(foreground.astype(float), background.astype(float), channel_axis=-1)
save("histogram.png", numpy.floor(matched + 0.5).astype(numpy.uint8))

colors = numpy.array([[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0], [0, 0, 255], [119, 119, 119], [1, 2, 3], [200, 150, 90], [12, 200, 240]], numpy.uint8)
lab = color.rgb2lab(colors[None] / 255.0)[0]
with open(folder / "lab.csv", "w") as file:
    file.write("red,green,blue,l,a,b\n")
    for (red, green, blue), values in zip(colors, lab):
        file.write(f"{red},{green},{blue}," + ",".join(f"{value:.6f}" for value in values) + "\n")
