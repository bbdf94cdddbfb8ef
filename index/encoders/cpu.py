"""Chooses how to compute on this machine's CPU. Must not load a model."""

from __future__ import annotations

import os
from typing import Literal

Dtype = Literal["float32", "bfloat16"]


def choose_dtype(asked: Dtype | Literal["auto"]) -> Dtype:
    """The type to compute in: bfloat16 where the CPU multiplies it natively.

    Measured on two cores: about three times as fast as float32 with AMX, one and a half times with
    AVX512-BF16 alone. Elsewhere float32. Vectors of the two have a cosine above 0.999.
    """
    if asked != "auto":
        return asked
    import torch

    # absent from old versions of torch, which then compute in float32
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    native = capabilities.get("amx_bf16") or capabilities.get("avx512_bf16")
    return "bfloat16" if native else "float32"


def set_torch_threads(asked: int | None) -> None:
    """Set how many threads torch computes with, for the whole process.

    Unless asked, torch's own choice stands where OMP_NUM_THREADS made it; else it is one thread
    per CPU that this process may run on, which in a container can be fewer than the machine has.
    """
    if asked is None and "OMP_NUM_THREADS" in os.environ:
        return
    import torch

    torch.set_num_threads(asked or min(torch.get_num_threads(), usable_cpus()))


def set_numpy_threads(asked: int | None) -> None:
    """Set how many threads numpy multiplies matrices with, for the whole process.

    Unless asked, one: the matrices of one question are small, and threads that have finished
    theirs keep the cores from torch's while they wait for more (measured: 77 ms a search on two
    cores, 47 with one thread). Where OMP_NUM_THREADS is set, numpy's own choice stands.
    """
    if asked is None and "OMP_NUM_THREADS" in os.environ:
        return
    from threadpoolctl import threadpool_limits

    threadpool_limits(asked or 1, user_api="blas")


def usable_cpus() -> int:
    """How many CPUs this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
