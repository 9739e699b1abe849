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
}
run = edits[edit]
run()
cpu, start = time.process_time(), time.perf_counter()
for _ in range(repeats):
    run()
print(1000 * (time.perf_counter() - start) / repeats, 1000 * (time.process_time() - cpu) / repeats)
