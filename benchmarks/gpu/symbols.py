"""Says whether a library can be loaded beside others: symbols.py LIBRARY FOLDER...

Prints the symbols of libtorch (C++ names of at, c10, caffe2 and torch) that LIBRARY needs and no *.so* file of the folders defines, one a line, and one line of judgement
at the end. The loader looks functions up when they are first called (System V ABI, "lazy binding"): without them the library can be loaded, and a call of one ends the
process with its name. Exit status 1 where something is missing that the loader looks up at once. Needs nothing but Python.
"""
import glob
import os
import struct
import sys

SHT_RELA, SHT_DYNAMIC, SHT_DYNSYM = 4, 6, 11
JUMP_SLOT = 7  # R_X86_64_JUMP_SLOT
DT_BIND_NOW, DT_FLAGS, DT_FLAGS_1 = 24, 30, 0x6FFFFFFB
DF_BIND_NOW, DF_1_NOW = 8, 1
OURS = ("2at", "3c10", "6caffe2", "5torch")


def sections(file):
    """Kind, place, length and link of each section of an ELF file for 64 bits; none of another file."""
    header = file.read(64)
    if header[:5] != b"\x7fELF\x02":
        return []
    (offset,) = struct.unpack_from("<Q", header, 40)
    size, count = struct.unpack_from("<HH", header, 58)
    file.seek(offset)
    raw = file.read(size * count)
    entries = (struct.unpack_from("<IIQQQQIIQQ", raw, i * size) for i in range(count))
    return [(entry[1], entry[4], entry[5], entry[6]) for entry in entries]


def body(file, section):
    file.seek(section[1])
    return file.read(section[2])


def dynamic_symbols(file, every):
    """Name, kind and section of each dynamic symbol; the section is 0 where it is defined elsewhere."""
    for section in every:
        if section[0] == SHT_DYNSYM:
            names = body(file, every[section[3]])
            for at, info, _, index, _, _ in struct.iter_unpack("<IBBHQQ", body(file, section)):
                yield names[at:names.index(b"\0", at)].decode("ascii", "replace"), info, index


def defined_by(path):
    """Names of the dynamic symbols that a library defines."""
    with open(path, "rb") as file:
        return {name for name, _, index in dynamic_symbols(file, sections(file)) if index}


def needs_of(path):
    """Names of the dynamic symbols that a library needs, and those of them that are looked up at once."""
    with open(path, "rb") as file:
        every = sections(file)
        entries = list(dynamic_symbols(file, every))
        needed = {name for name, info, index in entries if not index and info >> 4 == 1}  # Not weak.
        relocations = [info for section in every if section[0] == SHT_RELA for _, info, _ in struct.iter_unpack("<QQq", body(file, section))]
        tags = [tag for section in every if section[0] == SHT_DYNAMIC for tag in struct.iter_unpack("<qQ", body(file, section))]
    binds_now = any(kind == DT_BIND_NOW or kind == DT_FLAGS and value & DF_BIND_NOW or kind == DT_FLAGS_1 and value & DF_1_NOW for kind, value in tags)
    return needed, {entries[info >> 32][0] for info in relocations if info >> 32 and (binds_now or info & 0xFFFFFFFF != JUMP_SLOT)}


def is_ours(name):
    return name.startswith("_Z") and any(f"N{part}" in name[:12] or f"NK{part}" in name[:12] or f"{part}" in name[2:8] for part in OURS)


def main():
    library, folders = sys.argv[1], sys.argv[2:]
    files = [file for folder in folders for file in sorted(glob.glob(os.path.join(folder, "*.so*"))) if os.path.isfile(file)]
    defined = set().union(*map(defined_by, files))
    needed, at_once = needs_of(library)
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
