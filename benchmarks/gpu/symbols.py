"""Says whether a library can be loaded beside others: symbols.py LIBRARY FOLDER...

Prints the symbols of libtorch (C++ names of at, c10, caffe2 and torch) that LIBRARY needs and no *.so* file of the folders defines, one a line, and one line of judgement
at the end. The loader looks functions up when they are first called (System V ABI, "lazy binding"): without them the library can be loaded, and a call of one ends the
process with its name. Exit status 1 where something is missing that the loader looks up at once. Needs nothing but Python.
"""
import glob
import os
import struct
import sys

SHT_RELA, SHT_DYNSYM = 4, 11
JUMP_SLOT = 7  # R_X86_64_JUMP_SLOT
OURS = ("2at", "3c10", "6caffe2", "5torch")


def symbols(path):
    """Names of the dynamic symbols: those that are defined, those that are not but must be, and those of them that are needed at once."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:5] != b"\x7fELF\x02":
        return set(), set(), set()
    (offset,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", content, offset + i * size) for i in range(count)]
    bodies = [(section[1], content[section[4]:section[4] + section[5]], section[6]) for section in sections]
    defined, needed, at_once = set(), set(), set()
    for kind, table, link in bodies:
        if kind != SHT_DYNSYM:
            continue
        names = bodies[link][1]
        entries = [(names[at:names.index(b"\0", at)].decode("ascii", "replace"), info, index) for at, info, _, index, _, _ in struct.iter_unpack("<IBBHQQ", table)]
        defined.update(name for name, _, index in entries if index)
        needed.update(name for name, info, index in entries if not index and info >> 4 == 1)  # Not weak.
        relocations = (info for kind, table, _ in bodies if kind == SHT_RELA for _, info, _ in struct.iter_unpack("<QQq", table))
        at_once.update(entries[info >> 32][0] for info in relocations if info & 0xFFFFFFFF != JUMP_SLOT and info >> 32)
    return defined, needed, at_once


def is_ours(name):
    return name.startswith("_Z") and any(f"N{part}" in name[:12] or f"NK{part}" in name[:12] or f"{part}" in name[2:8] for part in OURS)


def main():
    library, folders = sys.argv[1], sys.argv[2:]
    files = [file for folder in folders for file in sorted(glob.glob(os.path.join(folder, "*.so*"))) if os.path.isfile(file)]
    defined = set().union(*(symbols(file)[0] for file in files)) if files else set()
    _, needed, at_once = symbols(library)
    missing = sorted(name for name in needed - defined if is_ours(name))
    name = os.path.basename(library)
    if not files:
        print(f"{name} cannot be loaded: there is no library in {', '.join(folders)}.")
        return 1
    for symbol in missing:
        print(symbol, "(at once)" if symbol in at_once else "(when called)")
    if not missing:
        print(f"{name} can be loaded: {len(files)} libraries define every symbol of libtorch that it needs.")
        return 0
    early = sum(symbol in at_once for symbol in missing)
    if early:
        print(f"{name} cannot be loaded; missing symbols of libtorch: {len(missing)}, needed at once: {early}.")
        return 1
    print(f"{name} can be loaded; missing functions of libtorch: {len(missing)}. The process ends when one is called.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
