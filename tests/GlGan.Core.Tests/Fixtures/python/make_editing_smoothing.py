"""Makes Fixtures/editing/smoothing: a synthetic picture, a guide, and what OpenCV's filters make of them.

Made with Debian's python3-opencv 4.6.0 (which has ximgproc) and numpy 1.24.2:
    /usr/bin/python3 tests/GlGan.Core.Tests/Fixtures/python/make_editing_smoothing.py
"""
import pathlib

import cv2
import numpy as np

WIDTH, HEIGHT = 67, 48  # a width that is no multiple of a vector
OUT = pathlib.Path(__file__).resolve().parents[1] / "editing" / "smoothing"


def picture(random, phase):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    channels = [128 + 90 * np.sin(x / 9 + y / 17 + phase), 128 + 80 * np.cos(y / 7 + phase), 128 + 100 * np.sin((x + y) / 13)]
    image = np.stack(channels, -1)
    image[(x - WIDTH * 0.6) ** 2 + (y - HEIGHT * 0.4) ** 2 < (HEIGHT * 0.25) ** 2] = [200, 60, 40]
    image[:, : WIDTH // 6] *= 0.4
    return np.clip(np.rint(image + random.normal(0, 6, image.shape)), 0, 255).astype(np.uint8)


def save(name, image):
    cv2.imwrite(str(OUT / f"{name}.png"), cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 9])


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(1)
    image, guide = picture(random, 0), picture(random, 0.4)
    save("picture", image)
    save("guide", guide)
    grey = cv2.cvtColor(guide, cv2.COLOR_RGB2GRAY)
    save("guide_grey", cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))
    for name, its_guide, radius, epsilon in [
        ("self_r4", image, 4, 0.002),
        ("self_r100", image, 100, 0.01),
        ("color_r8", guide, 8, 0.01),
        ("grey_r3", grey, 3, 0.0004),
    ]:
        save(f"guided_{name}", cv2.ximgproc.guidedFilter(its_guide, image, radius, epsilon * 255**2))
    for name, diameter, sigma_color, sigma_space in [("d9", 9, 75, 75), ("auto", 0, 40, 4), ("d121", 121, 60, 20)]:
        save(f"bilateral_{name}", cv2.bilateralFilter(image, diameter, sigma_color, sigma_space))
    for mode, flag in [("recursive", cv2.RECURS_FILTER), ("convolution", cv2.NORMCONV_FILTER)]:
        for sigma_space, sigma_color in [(60, 0.4), (10, 0.8)]:
            filtered = cv2.edgePreservingFilter(image, flags=flag, sigma_s=sigma_space, sigma_r=sigma_color)
            save(f"domain_{mode}_s{sigma_space}", filtered)


if __name__ == "__main__":
    main()
