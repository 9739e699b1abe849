"""Prints how fast torchvision's DataLoader fills batches from an image folder: images per second, CPU microseconds per image, mean value.

Usage: torchvision_loader.py FOLDER CROP SIZE BATCH WORKERS PASSES. Needs python3-torchvision.
"""
import os
import sys
import time

import torch
from torchvision import datasets, transforms

folder = sys.argv[1]
crop, size, batch, workers, passes = map(int, sys.argv[2:])


def one_thread(_):
    torch.set_num_threads(1)


def cpu_seconds(processes):
    ticks = 0
    for process in processes:
        with open(f"/proc/{process}/stat") as stat:
            ticks += sum(map(int, stat.read().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


one_thread(0)
dataset = datasets.ImageFolder(folder, transforms.Compose([
    transforms.CenterCrop(crop), transforms.Resize(size), transforms.ToTensor(), transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))]))
loader = torch.utils.data.DataLoader(
    dataset, batch_size=batch, shuffle=True, drop_last=True, num_workers=workers, persistent_workers=True, prefetch_factor=2, worker_init_fn=one_thread)
for _ in loader:
    pass  # The first pass starts the workers and brings the files into memory.

processes = [os.getpid()] + [worker.pid for worker in loader._iterator._workers]
images, total = 0, 0.0
cpu, start = cpu_seconds(processes), time.perf_counter()
for _ in range(passes):
    for values, _ in loader:
        images += len(values)
seconds, cpu = time.perf_counter() - start, cpu_seconds(processes) - cpu
for values, _ in loader:
    total += values.mean().item() / len(loader)
print(images / seconds, 1e6 * cpu / images, total)
