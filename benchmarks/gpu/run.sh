#!/bin/bash
# Proves and measures on the machine's GPU, with the libtorch of its PyTorch. Runs in the unpacked bundle.
# Usage: run.sh [FOLDER]   (default result beside this file): result.json, logs and pictures go there.
# DEVICE=cpu rehearses on a CPU. PYTHON names the interpreter that has PyTorch. STEPS picks from: doctor tests speed train (default all); LIMIT (default 3600) is the most seconds for each of their commands.
# TESTS are options of the test program (-namespace GlGan.Tests.Layers), SPEED presets with batches (standard:16), SIZES, PRESET and IMAGES (default 20000) those of the trainings.
# What was reached is in result.json also where the run is ended early; another run into the same folder adds to it.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$(realpath -m "${1:-$here/result}")
device=${DEVICE:-cuda}
python=${PYTHON:-python3}
steps=" ${STEPS:-doctor tests speed train} "
configuration=$(tail -1 "$here/COMMIT")
tests=$here/tests/GlGan.Core.Tests/bin/$configuration/net10.0
benchmarks=$here/benchmarks/GlGan.Benchmarks/bin/$configuration/net10.0
mkdir -p "$out"
: > "$out/parts"
limit="timeout ${LIMIT:-3600}"

# One line of the result: a name and a JSON value.
note() { printf '%s\t%s\n' "$1" "$2" >> "$out/parts"; echo "$1: $2"; }
finish() {
    "$python" - "$out" <<'END'
import json, os, sys
folder = sys.argv[1]
with open(os.path.join(folder, "parts")) as lines:
    parts = {name: json.loads(value) for name, value in (line.rstrip("\n").split("\t", 1) for line in lines)}
file = os.path.join(folder, "result.json")
result = json.load(open(file)) if os.path.exists(file) else {}
result.update(parts)
speed = os.path.join(folder, "speed.json")
if os.path.exists(speed):
    with open(speed) as rows:
        result["speed"] = json.load(rows)
with open(file, "w") as written:
    json.dump(result, written, indent=2)
END
    rm "$out/parts"
    echo "$out/result.json"
}
trap finish EXIT
trap 'exit 124' INT TERM
text() { "$python" -c 'import json, sys; print(json.dumps(sys.stdin.read().strip()))'; }

# PyTorch's libraries, and those of NVIDIA that its wheels bring beside it.
torch=$("$python" -c 'import torch; print(torch.__path__[0])') || { echo "$python has no PyTorch: name one that has with PYTHON." >&2; exit 1; }
paths=$torch/lib
for folder in "$torch"/../nvidia/*/lib; do [ -d "$folder" ] && paths=$paths:$(realpath "$folder"); done
export LD_LIBRARY_PATH=$paths${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export DOTNET_ROOT=$here/dotnet PATH=$here/dotnet:$PATH DOTNET_CLI_TELEMETRY_OPTOUT=1 GLGAN_PYTHON=$(command -v "$python")
note commit "\"$(head -1 "$here/COMMIT")\""
note device "\"$device\""
note pytorch "$("$python" -c 'import torch; print(torch.__version__, torch.version.cuda or "without CUDA")' | text)"
note gpu "$( (nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null || echo none) | text)"

# NativeSearch and the .NET host look beside the application.
for application in "$tests" "$benchmarks"; do
    for library in "$torch"/lib/libtorch*.so "$torch"/lib/libc10*.so; do ln -sf "$library" "$application/runtimes/linux-x64/native/"; done
done
shim=$tests/runtimes/linux-x64/native/libLibTorchSharp.so
"$python" "$here/symbols.py" "$shim" "$torch/lib" > "$out/symbols.txt"
loadable=$?
note shim "$(tail -1 "$out/symbols.txt" | text)"
if [ $loadable -ne 0 ]; then exit 1; fi

if [[ $steps == *" doctor "* ]]; then
    $limit "$tests/glgan" doctor > "$out/doctor.txt" 2>&1
    note doctor_exit "$?"
    grep -q "ran forward and backward on $device" "$out/doctor.txt" || { echo "Nothing can be computed on $device: see $out/doctor.txt" >&2; exit 1; }
fi

if [[ $steps == *" tests "* ]]; then
    (cd "$tests" && GLGAN_TEST_DEVICE=$device $limit ./GlGan.Core.Tests ${TESTS:-} -xml "$out/tests.xml" > "$out/tests.txt" 2>&1)
    note tests_exit "$?"
    note tests "$(tr -d '\0' < "$out/tests.txt" | grep -oE 'Total: .*' | tail -1 | text)"
fi

if [[ $steps == *" speed "* ]]; then
    rm -f "$out/speed.json"
    $limit "$benchmarks/GlGan.Benchmarks" gpu "$device" "$out/speed.json" ${SPEED:-small:16 standard:16 standard:64} > "$out/speed.txt" 2>&1
    note speed_exit "$?"
fi

# train NAME SIZE [OPTION...]
train() {
    local name=train_$1 start
    rm -rf "$out/$name"
    start=$(date +%s)
    $limit "$tests/glgan" train --data synthetic --task frontal --preset "${PRESET:-standard}" --size "$2" --images "${IMAGES:-20000}" --device "$device" --out "$out/$name" "${@:3}" > "$out/$name.txt" 2>&1
    note "${name}_exit" "$?"
    note "${name}_seconds" "$(($(date +%s) - start))"
}
if [[ $steps == *" train "* ]]; then
    for size in ${SIZES:-128 256}; do
        train "$size" "$size"
        train "${size}_bfloat16" "$size" --bfloat16 --channels-last
    done
fi
