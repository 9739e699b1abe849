"""Says whether a library can be loaded beside others: symbols.py LIBRARY FOLDER...

Prints the symbols of libtorch (C++ names of at, c10, caffe2 and torch) that LIBRARY needs and no *.so* file of the folders defines, one a line, and one line of judgement
at the end. Exit status 1 where some are missing. Needs nothing but Python.
"""
import glob
import os
import struct
import sys

SHT_DYNSYM = 11
OURS = ("2at", "3c10", "6caffe2", "5torch")


def symbols(path):
    """Names of the dynamic symbols: those that are defined, and those that are not but must be."""
    with open(path, "rb") as file:
        header = file.read(64)
        if header[:5] != b"\x7fELF\x02":
            return set(), set()
        (offset,) = struct.unpack_from("<Q", header, 40)
        size, count = struct.unpack_from("<HH", header, 58)
        file.seek(offset)
        raw = file.read(size * count)
        sections = [struct.unpack_from("<IIQQQQIIQQ", raw, i * size) for i in range(count)]
        defined, needed = set(), set()
        for section in sections:
            if section[1] != SHT_DYNSYM:
                continue
            names_at, names_size = sections[section[6]][4:6]
            file.seek(names_at)
            names = file.read(names_size)
            file.seek(section[4])
            table = file.read(section[5])
            for name_at, info, _, index, _, _ in struct.iter_unpack("<IBBHQQ", table):
                name = names[name_at:names.index(b"\0", name_at)].decode("ascii", "replace")
                if index:
                    defined.add(name)
                elif info >> 4 == 1:  # Not weak.
                    needed.add(name)
    return defined, needed


def is_ours(name):
    return name.startswith("_Z") and any(f"N{part}" in name[:12] or f"NK{part}" in name[:12] or f"{part}" in name[2:8] for part in OURS)


def main():
    library, folders = sys.argv[1], sys.argv[2:]
    files = [file for folder in folders for file in sorted(glob.glob(os.path.join(folder, "*.so*"))) if os.path.isfile(file)]
    defined = set().union(*(symbols(file)[0] for file in files)) if files else set()
    missing = sorted(name for name in symbols(library)[1] - defined if is_ours(name))
    for name in missing:
        print(name)
    if not files:
        print(f"{os.path.basename(library)} cannot be loaded: there is no library in {', '.join(folders)}.")
    elif missing:
        print(f"{os.path.basename(library)} cannot be loaded: {len(missing)} symbols of libtorch are missing.")
    else:
        print(f"{os.path.basename(library)} can be loaded: {len(files)} libraries define every symbol of libtorch that it needs.")
    return 1 if missing or not files else 0


if __name__ == "__main__":
    sys.exit(main())
