#!/bin/bash
# Packs everything a machine with a GPU needs into one file, without libtorch: this commit's tree, the built tests, benchmarks and command, and the .NET runtime.
# Usage: bundle.sh [FILE]   (default out/glgan-gpu.tar.xz in the repository)
# CONFIGURATION=Debug packs another build than Release; BUILD=no takes what is there.
set -euo pipefail

largest=$((64 * 1000 * 1000))
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
file=$(realpath -m "${1:-$root/out/glgan-gpu.tar.xz}")
mkdir -p "$(dirname "$file")"
configuration=${CONFIGURATION:-Release}
cd "$root"
if [ "${BUILD:-yes}" = yes ]; then
    dotnet build tests/GlGan.Core.Tests -c "$configuration" --nologo -v quiet
    dotnet build benchmarks/GlGan.Benchmarks -c "$configuration" --nologo -v quiet
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bundle=$folder/glgan-gpu
mkdir "$bundle"
git archive HEAD | tar -x -C "$bundle" --exclude='*.cs' --exclude='docs/images'
# Tests that read sources find them.
git archive HEAD src tests | tar -x -C "$bundle"
# The library has them in it.
rm -f "$bundle"/src/GlGan.Core/Features/*.safetensors "$bundle"/src/GlGan.Core/Features/*/*.safetensors
for project in tests/GlGan.Core.Tests benchmarks/GlGan.Benchmarks; do
    output=$project/bin/$configuration/net10.0
    [ -d "$output" ] || { echo "$output is not there: build it, or leave BUILD=no out." >&2; exit 1; }
    mkdir -p "$bundle/$output"
    # Links become files; libtorch, other systems' libraries and debugging symbols stay here.
    tar -c -h -C "$output" --exclude='./runtimes' --exclude='./amd64' --exclude='./arm64' --exclude='./x86' --exclude='*.pdb' --exclude='./TestResults' --exclude='./BenchmarkDotNet.Artifacts' . | tar -x -C "$bundle/$output"
    for runtime in linux-x64 linux unix any; do
        [ -d "$output/runtimes/$runtime" ] || continue
        tar -c -h -C "$output" --exclude='libtorch*' --exclude='libc10*' --exclude='libgomp*' --exclude='libaoti*' --exclude='libbackend_with*' --exclude='libjitbackend*' --exclude='libnnapi*' \
            --exclude='libshm*' --exclude='libcapstone*' "./runtimes/$runtime" | tar -x -C "$bundle/$output"
    done
done

# Equal files are kept once.
(cd "$bundle" && find tests benchmarks -path '*/bin/*' -type f -size +20k -exec sha256sum {} + | sort | awk '{ if ($1 == last) print first "\t" substr($0, 67); else { last = $1; first = substr($0, 67) } }' |
    while IFS=$'\t' read -r kept twin; do ln -f "$kept" "$twin"; done)
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
mkdir -p "$bundle/dotnet"
cp -a "$dotnet/host" "$dotnet/dotnet" "$bundle/dotnet/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    version=$(ls -v "$dotnet/shared/$framework" | grep '^10\.' | tail -1)
    mkdir -p "$bundle/dotnet/shared/$framework"
    cp -a "$dotnet/shared/$framework/$version" "$bundle/dotnet/shared/$framework/"
done
# What only debuggers, tracers and other garbage collectors need.
rm -f "$bundle"/dotnet/shared/*/*/{libmscor,libclrgc,libcoreclrtraceptprovider}*.so
cp benchmarks/gpu/run.sh benchmarks/gpu/symbols.py "$bundle/"
{ echo "$(git rev-parse HEAD)$(git diff --quiet HEAD || echo -dirty)"; echo "$configuration"; } > "$bundle/COMMIT"
tar -c -C "$folder" glgan-gpu | xz -9 > "$file"
size=$(stat -c %s "$file")
echo "$file: $size bytes"
[ "$size" -le "$largest" ] || { echo "It is larger than $largest bytes." >&2; exit 1; }
