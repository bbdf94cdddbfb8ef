"""A specification opens the encoder it names, or says what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.hashing import HashEncoder
from index.errors import EncoderBuildFailed, InvalidSetting


def test_hash_encoders() -> None:
    assert open_encoder("hash").identity == HashEncoder().identity
    assert open_encoder("hash:64").identity == HashEncoder(64).identity


@pytest.mark.parametrize("spec", ["", "  ", "hash:", "hash:x", "hash:-1", "hash:٣٢", "hash:1"])
def test_senseless_specifications(spec: str) -> None:
    with pytest.raises(InvalidSetting):
        open_encoder(spec)


@pytest.mark.parametrize("spec", ["default", "multilingual-e5-small"])
def test_the_default_encoder_is_built_from_the_wheel_given(spec: str, tmp_path: Path) -> None:
    options = EncoderOptions(cache_dir=tmp_path, wheel=tmp_path / "absent.whl")
    with pytest.raises(EncoderBuildFailed, match=r"absent\.whl"):
        open_encoder(spec, options=options)


def test_choosing_imports_nothing_heavy() -> None:
    program = (
        "import sys, index.encoders.choose; "
        "print({'torch', 'transformers', 'sentence_transformers', 'httpx'} & set(sys.modules))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert printed == "set()"
