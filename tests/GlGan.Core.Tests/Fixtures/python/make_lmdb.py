"""Writes ../lmdb/*.mdb with LMDB itself, each with what mdb_dump says is in it, and larger databases for tests when a folder is named.

Needs Debian's python3-lmdb and lmdb-utils; the fixtures also need gcc, because LMDB takes its page size from sysconf alone.
    python3 make_lmdb.py                   writes the fixtures
    python3 make_lmdb.py FOLDER COUNT      writes a database of COUNT entries like LSUN's into FOLDER (exit status 3 without python3-lmdb)
"""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import lmdb
except ImportError as problem:
    print(f"python3-lmdb is not installed: {problem}", file=sys.stderr)
    sys.exit(3)

FIXTURES = pathlib.Path(__file__).parent.parent

SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
long sysconf(int name)
{
    if (name == _SC_PAGESIZE && getenv("PAGE_SIZE")) return atol(getenv("PAGE_SIZE"));
    long (*real)(int) = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
    return real(name);
}
"""


def key(index):
    return hashlib.sha1(str(index).encode()).hexdigest().encode()


def value(index, length):
    return bytes((index * 7 + place * place) % 251 for place in range(length))


def fill(folder, count, length, delete=lambda index: False):
    with lmdb.open(folder, map_size=1 << 30) as environment:
        with environment.begin(write=True) as transaction:
            for index in range(count):
                transaction.put(key(index), value(index, length(index)))
        with environment.begin(write=True) as transaction:
            for index in filter(delete, range(count)):
                transaction.delete(key(index))


def commits(folder, count):
    with lmdb.open(folder, map_size=1 << 20) as environment:
        for commit in range(1, count + 1):
            with environment.begin(write=True) as transaction:
                transaction.put(b"newest", str(commit).encode())
                transaction.put(f"commit {commit}".encode(), b"")


def named(folder):
    with lmdb.open(folder, map_size=1 << 20, max_dbs=1) as environment:
        with environment.begin(write=True) as transaction:
            transaction.put(b"key", b"value", db=environment.open_db(b"pictures", transaction))


def pictures(folder, names):
    with lmdb.open(folder, map_size=1 << 20) as environment:
        with environment.begin(write=True) as transaction:
            for index, name in enumerate(names):
                picture = b"no picture" if name is None else (FIXTURES / "imaging" / name).read_bytes()
                transaction.put(key(index), picture)


def loaded(folder):
    lines = ["VERSION=3", "format=print", "type=btree", "HEADER=END"]
    for word in ["", "a", "a\\00", "ab", "b", "\\ff", "\\ff\\00"]:
        lines += [f" key {word}", f" value of {word}"]
    subprocess.run(["mdb_load", folder], input="\n".join(lines + ["DATA=END", ""]), text=True, check=True)


MAKERS = {
    "empty": (4096, lambda folder: fill(folder, 0, len)),
    "one": (4096, lambda folder: fill(folder, 1, lambda index: 10)),
    "loaded": (4096, loaded),
    "small": (512, lambda folder: fill(folder, 9, lambda index: 1000 if index == 4 else index)),
    "pages_512": (512, lambda folder: fill(folder, 150, lambda index: 2000 if index % 50 == 7 else index % 130)),
    "pages_4096": (4096, lambda folder: fill(folder, 120, lambda index: 9000 if index == 60 else index)),
    "pages_16384": (16384, lambda folder: fill(folder, 60, lambda index: 10000 if index == 30 else index)),
    "deleted": (512, lambda folder: fill(folder, 120, lambda index: index * 2, lambda index: index % 3 < 2)),
    "emptied": (512, lambda folder: fill(folder, 20, lambda index: index, lambda index: True)),
    "two_commits": (512, lambda folder: commits(folder, 2)),
    "three_commits": (512, lambda folder: commits(folder, 3)),
    "named": (512, named),
    "church_outdoor_val": (4096, lambda folder: pictures(folder, ["picture.png", "lossless.webp", "orientation_1.jpg", None])),
    "tower_train": (4096, lambda folder: pictures(folder, ["alpha.png", "grey.png"])),
}


def write_fixtures(target):
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        shim = pathlib.Path(work) / "shim.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", shim, "-ldl"], input=SHIM, text=True, check=True)
        for name, (page_size, _) in MAKERS.items():
            folder = pathlib.Path(work) / name
            folder.mkdir()
            environment = dict(os.environ, LD_PRELOAD=str(shim), PAGE_SIZE=str(page_size))
            subprocess.run([sys.executable, __file__, "--one", name, folder], env=environment, check=True)
            shutil.copy(folder / "data.mdb", target / f"{name}.mdb")
            dump = subprocess.run(["mdb_dump", folder], check=True, capture_output=True, text=True).stdout
            (target / f"{name}.txt").write_text("".join(line + "\n" for line in dump.splitlines() if line.startswith(" ")))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        MAKERS[sys.argv[2]][1](sys.argv[3])
    elif len(sys.argv) == 3:
        fill(sys.argv[1], int(sys.argv[2]), lambda index: 100 * (index % 100) if index % 10 == 3 else index % 300)
    else:
        write_fixtures(FIXTURES / "lmdb")
