"""Times OpenCV's smoothing filters on one image. Arguments: image, threads, calls per filter. Prints "name milliseconds cpu_milliseconds" lines.

Needs Debian's python3-opencv (with ximgproc).
"""
import sys
import time

import cv2

image = cv2.imread(sys.argv[1])
threads, calls = int(sys.argv[2]), int(sys.argv[3])
cv2.setNumThreads(threads)
grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
filters = {
    "guided": lambda: cv2.ximgproc.guidedFilter(image, image, 8, 0.01 * 255**2),
    "guided-grey": lambda: cv2.ximgproc.guidedFilter(grey, image, 8, 0.01 * 255**2),
    "bilateral": lambda: cv2.bilateralFilter(image, 9, 75, 75),
    "domain": lambda: cv2.edgePreservingFilter(image, flags=cv2.NORMCONV_FILTER, sigma_s=60, sigma_r=0.4),
    "domain-recursive": lambda: cv2.edgePreservingFilter(image, flags=cv2.RECURS_FILTER, sigma_s=60, sigma_r=0.4),
}
for name, run in filters.items():
    run()
    best = best_cpu = float("inf")
    for _ in range(calls):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        best_cpu = min(best_cpu, time.process_time() - cpu)
        best = min(best, time.perf_counter() - wall)
    print(name, best * 1000, best_cpu * 1000)
