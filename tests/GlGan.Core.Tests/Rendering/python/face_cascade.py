"""Counts the images of a folder in which OpenCV's stock frontal-face cascade finds a face.

Usage: face_cascade.py FOLDER. Prints `found N of M`. Exit status 3: OpenCV or the cascade is missing (the reason is on standard error).
"""
import glob
import os
import sys

NAME = "haarcascade_frontalface_default.xml"


def cascade_path(cv2):
    folders = [os.path.join(root, "haarcascades") for root in ("/usr/share/opencv4", "/usr/share/opencv", "/usr/local/share/opencv4")]
    if hasattr(cv2, "data"):
        folders.insert(0, cv2.data.haarcascades)
    return next((path for path in (os.path.join(folder, NAME) for folder in folders) if os.path.exists(path)), None)


def main(folder):
    try:
        import cv2
    except ImportError as error:
        print(f"OpenCV for Python is missing: {error}", file=sys.stderr)
        return 3
    path = cascade_path(cv2)
    if path is None:
        print(f"{NAME} is missing (Debian: opencv-data)", file=sys.stderr)
        return 3
    cascade = cv2.CascadeClassifier(path)
    files = sorted(file for kind in ("png", "ppm") for file in glob.glob(os.path.join(folder, f"*.{kind}")))
    found = sum(len(cascade.detectMultiScale(cv2.imread(file, cv2.IMREAD_GRAYSCALE), scaleFactor=1.1, minNeighbors=3)) > 0 for file in files)
    print(f"found {found} of {len(files)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
