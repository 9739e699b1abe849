"""Writes ../safetensors/from_python.safetensors by the format's specification, and reads a file of ours when one is named.

Needs Debian's python3-numpy and python3-torch.
    python3 make_safetensors.py            writes the fixture
    python3 make_safetensors.py FILE       checks FILE: prints name, dtype, shape and sum of every tensor
"""
import json
import pathlib
import struct
import sys

import numpy
import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64,
         "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool}


def raw(tensor):
    flat = tensor.contiguous().view(-1)
    return flat.view(torch.int16).numpy().tobytes() if tensor.dtype == torch.bfloat16 else flat.numpy().tobytes()


def save(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    names = {dtype: name for name, dtype in TYPES.items()}
    for name, tensor in tensors.items():
        piece = raw(tensor)
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def write(path):
    ramp = torch.arange(24, dtype=torch.float64).reshape(2, 3, 4)
    tensors = {
        "f64": ramp / 7, "f32": (ramp / 7).float(), "f16": (ramp / 7).half(), "bf16": (ramp / 7).bfloat16(),
        "i64": torch.tensor([-2**62, 0, 2**62]), "i32": torch.tensor([-2**31, 2**31 - 1], dtype=torch.int32),
        "i16": torch.tensor([[-32768], [32767]], dtype=torch.int16), "i8": torch.tensor([-128, 127], dtype=torch.int8),
        "u8": torch.arange(256, dtype=torch.uint8), "bool": torch.tensor([True, False, True]),
        "scalar": torch.tensor(2.5), "nothing": torch.empty(0, 3), "größe.weight": torch.tensor([1.0, 2.0]),
    }
    save(path, tensors, {"format": "pt", "note": "made by make_safetensors.py"})


def check(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    assert length % 8 == 0, "header is not padded"
    header = json.loads(data[8:8 + length])
    print("metadata", json.dumps(header.pop("__metadata__"), sort_keys=True))
    assert list(header) == sorted(header), "keys are not in order"
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        dtype = TYPES[entry["dtype"]]
        assert begin % torch.empty(0, dtype=dtype).element_size() == 0, f"{name} is not aligned"
        piece = numpy.frombuffer(data[begin:end], dtype=numpy.uint8).copy()
        tensor = torch.from_numpy(piece).view(dtype).reshape(entry["shape"])
        print(name, entry["dtype"], entry["shape"], tensor.double().sum().item())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        check(pathlib.Path(sys.argv[1]))
    else:
        write(pathlib.Path(__file__).parent.parent / "safetensors" / "from_python.safetensors")
