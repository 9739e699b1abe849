#!/bin/bash
# Proves and measures on the machine's GPU, with the libtorch of its PyTorch. Runs in the unpacked bundle.
# Usage: run.sh [FOLDER]   (default result beside this file): result.json, logs and pictures go there.
# DEVICE=cpu rehearses on a CPU. PYTHON names the interpreter that has PyTorch. IMAGES (default 20000) is the length of each training.
# STEPS picks from: doctor tests speed train (default all).
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

# One line of the result: a name and a JSON value.
note() { printf '%s\t%s\n' "$1" "$2" >> "$out/parts"; echo "$1: $2"; }
finish() {
    "$python" - "$out" <<'END'
import json, os, sys
folder = sys.argv[1]
with open(os.path.join(folder, "parts")) as lines:
    result = {name: json.loads(value) for name, value in (line.rstrip("\n").split("\t", 1) for line in lines)}
speed = os.path.join(folder, "speed.json")
if os.path.exists(speed):
    with open(speed) as file:
        result["speed"] = json.load(file)
with open(os.path.join(folder, "result.json"), "w") as file:
    json.dump(result, file, indent=2)
END
    rm "$out/parts"
    echo "$out/result.json"
}
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
if [ $loadable -ne 0 ]; then finish; exit 1; fi

if [[ $steps == *" doctor "* ]]; then
    "$tests/glgan" doctor > "$out/doctor.txt" 2>&1
    note doctor_exit "$?"
    grep -qE "$device" "$out/doctor.txt" || echo "doctor does not name $device: see $out/doctor.txt" >&2
fi

if [[ $steps == *" tests "* ]]; then
    (cd "$tests" && GLGAN_TEST_DEVICE=$device ./GlGan.Core.Tests ${TESTS:-} -xml "$out/tests.xml" > "$out/tests.txt" 2>&1)
    note tests_exit "$?"
    note tests "$(tr -d '\0' < "$out/tests.txt" | grep -oE 'Total: .*' | tail -1 | text)"
fi

if [[ $steps == *" speed "* ]]; then
    "$benchmarks/GlGan.Benchmarks" gpu "$device" "$out/speed.json" ${SPEED:-small:16 standard:16 standard:64} > "$out/speed.txt" 2>&1
    note speed_exit "$?"
fi

if [[ $steps == *" train "* ]]; then
    for size in ${SIZES:-128 256}; do
        rm -rf "$out/train-$size"
        start=$(date +%s)
        "$tests/glgan" train --data synthetic --task frontal --preset "${PRESET:-standard}" --size "$size" --images "${IMAGES:-20000}" --device "$device" --out "$out/train-$size" > "$out/train-$size.txt" 2>&1
        note "train_${size}_exit" "$?"
        note "train_${size}_seconds" "$(($(date +%s) - start))"
    done
fi

finish
