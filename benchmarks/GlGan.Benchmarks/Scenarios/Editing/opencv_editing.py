"""Prints how long OpenCV needs for an edit: milliseconds on the clock and of processor time, the mean of some runs after a first one.

Usage: opencv_editing.py EDIT FOLDER THREADS, with image.png, other.png and mask.png in the folder. Needs python3-opencv.
"""
import sys
import time

import cv2

edit, folder, threads = sys.argv[1:]
image, other, mask = (cv2.imread(f"{folder}/{name}.png") for name in ("image", "other", "mask"))
middle = (image.shape[1] // 2, image.shape[0] // 2)
repeats = 4
cv2.setNumThreads(int(threads))

edits = {
    "poisson": lambda: cv2.seamlessClone(image, other, mask, middle, cv2.NORMAL_CLONE),
    "poisson-perez": lambda: cv2.seamlessClone(image, other, mask, middle, cv2.NORMAL_CLONE),
    "poisson-mixed": lambda: cv2.seamlessClone(image, other, mask, middle, cv2.MIXED_CLONE),
    "guided": lambda: cv2.ximgproc.guidedFilter(image, image, 8, 0.01 * 255**2),
    "guided-grey": lambda: cv2.ximgproc.guidedFilter(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), image, 8, 0.01 * 255**2),
    "bilateral": lambda: cv2.bilateralFilter(image, 9, 75, 75),
    "domain": lambda: cv2.edgePreservingFilter(image, flags=cv2.NORMCONV_FILTER, sigma_s=60, sigma_r=0.4),
    "domain-recursive": lambda: cv2.edgePreservingFilter(image, flags=cv2.RECURS_FILTER, sigma_s=60, sigma_r=0.4),
}
run = edits[edit]
run()
cpu, start = time.process_time(), time.perf_counter()
for _ in range(repeats):
    run()
print(1000 * (time.perf_counter() - start) / repeats, 1000 * (time.process_time() - cpu) / repeats)
