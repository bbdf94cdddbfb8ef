"""The files of the web page, read and compressed once, each with what a browser may keep of it.

Every path holds a digest of all files together, so that a browser keeps them for good and never
mixes two versions. Must not know what the page does.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Final

from api import web

STATIC: Final = "/static/"
SHELL: Final = "index.html"

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

_VERSION_LENGTH: Final = 12
_MODULES: Final = b"<!-- modules -->"
_PRELOADED: Final = ".js"
_NOT_PRELOADED: Final = "boot.js"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent.

    Attributes:
        content: its bytes.
        compressed: the same, with gzip.
        media_type: its type.
        etag: its entity tag.
    """

    content: bytes
    compressed: bytes
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files of the page.

    Attributes:
        shell: the HTML that every view begins with.
        files: by their path below `STATIC`, which begins with the version.
    """

    shell: Asset
    files: Mapping[str, Asset]


def load_assets() -> Assets:
    """The page as this version of Pilcrow brings it."""
    return make_assets(dict(_read(files(web), PurePosixPath())))


def make_assets(contents: Mapping[str, bytes]) -> Assets:
    """The page made of some files.

    Args:
        contents: by relative path; `SHELL` is the HTML, which names the others below `STATIC`.
    """
    digest = hashlib.sha256()
    for path in sorted(contents):
        digest.update(b"%s\0%d\0" % (path.encode(), len(contents[path])))
        digest.update(contents[path])
    version = digest.hexdigest()[:_VERSION_LENGTH]
    base = f"{STATIC}{version}/"
    served = {path: content for path, content in contents.items() if path != SHELL}
    shell = contents[SHELL].replace(_MODULES, _preloads(served))
    return Assets(
        shell=_asset(SHELL, shell.replace(STATIC.encode(), base.encode())),
        files={f"{version}/{path}": _asset(path, content) for path, content in served.items()},
    )


def _read(folder: Traversable, path: PurePosixPath) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read(entry, path / entry.name)
        elif PurePosixPath(entry.name).suffix in MEDIA_TYPES:
            yield str(path / entry.name), entry.read_bytes()


def _preloads(paths: Iterable[str]) -> bytes:
    """Links that let a browser fetch all modules at once instead of one import after another."""
    modules = sorted(path for path in paths if path.endswith(_PRELOADED) and path != _NOT_PRELOADED)
    return "\n".join(
        f'<link rel="modulepreload" href="{STATIC}{path}">' for path in modules
    ).encode()


def _asset(path: str, content: bytes) -> Asset:
    return Asset(
        content=content,
        compressed=gzip.compress(content, mtime=0),
        media_type=MEDIA_TYPES[PurePosixPath(path).suffix],
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
    )
