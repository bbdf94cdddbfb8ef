"""A manifest keeps the parts of an ensemble, and says which encoder was expected."""

from __future__ import annotations

import json

import pytest

from index.encoders.choose import open_encoder
from index.encoders.ensemble import EnsembleEncoder
from index.encoders.hashing import HashEncoder
from index.errors import EncoderMismatch, IndexDamaged
from index.manifest import Manifest


def read(text: str) -> Manifest:
    return Manifest.from_json(text, collection="main")


@pytest.mark.parametrize("spec", ["hash", "hash+hash:64", "hash:8+hash:16+hash:32"])
def test_an_encoder_is_found_again_with_its_parts(spec: str) -> None:
    manifest = Manifest.new(open_encoder(spec).identity)
    again = read(manifest.to_json())
    assert again == manifest
    assert again.encoder.part_dimensions == manifest.encoder.part_dimensions


def test_a_manifest_from_before_there_were_parts_opens() -> None:
    fields = json.loads(Manifest.new(HashEncoder().identity).to_json())
    del fields["encoder"]["parts"]
    manifest = read(json.dumps(fields))
    assert manifest.encoder == HashEncoder().identity
    manifest.require_encoder(HashEncoder().identity, collection="main")


@pytest.mark.parametrize("parts", [3, "text", [3], [{}], {"name": "hash"}, [["hash"]], None])
def test_broken_parts_are_damage(parts: object) -> None:
    fields = json.loads(Manifest.new(HashEncoder().identity).to_json())
    fields["encoder"]["parts"] = parts
    with pytest.raises(IndexDamaged, match="'main'"):
        read(json.dumps(fields))


def test_a_part_alone_is_refused_and_all_parts_are_named() -> None:
    ensemble = EnsembleEncoder([HashEncoder(64), HashEncoder(32)]).identity
    with pytest.raises(EncoderMismatch, match=r"hash \(\w+, 64 .*\) \+ hash \(\w+, 32 ") as caught:
        Manifest.new(ensemble).require_encoder(HashEncoder(64).identity, collection="main")
    assert "Set the encoder to hash+hash" in caught.value.hint
    with pytest.raises(EncoderMismatch):
        Manifest.new(ensemble).require_encoder(
            EnsembleEncoder([HashEncoder(32), HashEncoder(64)]).identity, collection="main"
        )
