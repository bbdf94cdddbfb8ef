"""DOC (and RTF, ODT, WordPerfect) → DOCX by LibreOffice, where it is installed, then read as such.

LibreOffice runs apart, with a profile of its own that is thrown away, without macros and without
following links. Must not read a format itself.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from index.errors import UnreadableFile, UnsupportedFormat
from index.reading.docx import read_docx
from index.reading.isolation import Bounds, ChildFailed, Failure, lines_of
from index.reading.limits import DOC_MEMORY_BYTES, DOC_SECONDS, MAX_DOC_DOCX_BYTES
from index.reading.ole import SIGNATURE, CompoundFile, DamagedCompound
from index.reading.rendered import Rendered

_PROGRAMS = ("soffice", "libreoffice")
_ODT_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_SIGNATURES = ((SIGNATURE, ".doc"), (b"{\\rtf", ".rtf"), (b"\xffWPC", ".wpd"))
_BOUNDS = Bounds(
    memory_bytes=DOC_MEMORY_BYTES,
    seconds=DOC_SECONDS,
    silent_seconds=DOC_SECONDS,
    output_bytes=1_000_000,
)
_SAVE_HINT = "Save it as DOCX, PDF or text and add that."
_INSTALL_HINT = (
    "Install LibreOffice (its Writer), so that soffice is on the PATH, or save the document as "
    "DOCX, PDF or text and add that."
)
_FOREIGN = (
    (frozenset({"EncryptedPackage", "\x06DataSpaces", "\x09DRMContent"}), ""),
    (frozenset({"WordDocument"}), "doc"),
    (frozenset({"Workbook", "Book"}), "a spreadsheet (XLS)"),
    (frozenset({"PowerPoint Document"}), "a presentation (PPT)"),
    (frozenset({"VisioDocument"}), "a drawing (Visio)"),
)
_FLAGS = slice(10, 12)
_ENCRYPTED = 0x0100
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
)


def read_doc(content: bytes, *, name: str) -> Rendered:
    """Reads a document that LibreOffice can open and Pilcrow cannot.

    Args:
        content: the whole file: DOC, RTF, ODT or WordPerfect.
        name: its name, for messages.

    Raises:
        UnsupportedFormat: LibreOffice is not installed, or the file is no text document.
        UnreadableFile: it is encrypted or damaged, or LibreOffice makes nothing of it in time.
    """
    if content.startswith(SIGNATURE):
        _check_compound(content, name)
    suffix = _suffix(content)
    if not suffix:
        raise UnsupportedFormat(f"{name} is no document of a word processor.", hint=_SAVE_HINT)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnsupportedFormat(
            f"{name} can only be read with LibreOffice, which is not installed.",
            hint=_INSTALL_HINT,
        )
    try:
        return read_docx(_converted(content, suffix, program, name), name=name)
    except UnreadableFile as error:
        raise UnreadableFile(error.message, hint=_SAVE_HINT) from error


def _suffix(content: bytes) -> str:
    """The suffix by which LibreOffice knows the format; "" for what is none of them."""
    if content.startswith(b"PK\x03\x04") and _ODT_TYPE in content[:200]:
        return ".odt"
    return next((suffix for sign, suffix in _SIGNATURES if content.startswith(sign)), "")


def _check_compound(content: bytes, name: str) -> None:
    """Refuses what is protected, and Office files that are no text."""
    try:
        compound = CompoundFile(content)
    except DamagedCompound as error:
        raise UnreadableFile(
            f"{name} is damaged: it is no sound Office file, or was cut off.", hint=_SAVE_HINT
        ) from error
    names = compound.names()
    kind = next((kind for signs, kind in _FOREIGN if signs & names), "an Office file of no text")
    flags = int.from_bytes(compound.beginning("WordDocument", 12)[_FLAGS], "little")
    if not kind or (kind == "doc" and flags & _ENCRYPTED):
        raise UnreadableFile(
            f"{name} is encrypted or protected by rights management.",
            hint="Remove its password or protection and add it again.",
        )
    if kind != "doc":
        raise UnsupportedFormat(f"{name} is {kind}, which is not read.", hint=_SAVE_HINT)


def _converted(content: bytes, suffix: str, program: str, name: str) -> bytes:
    """The document as DOCX."""
    with tempfile.TemporaryDirectory(prefix="pilcrow-doc-") as place:
        folder = Path(place)
        source, made = folder / f"source{suffix}", folder / "made" / "source.docx"
        source.write_bytes(content)
        _write_profile(folder / "profile")
        command = (
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(source),
        )  # fmt: skip
        environment = {"HOME": place, "TMPDIR": place, "SAL_USE_VCLPLUGIN": "svp"}
        try:
            for _ in lines_of(command, bounds=_BOUNDS, environment=environment, folder=folder):
                pass
        except ChildFailed as error:
            raise _failed(name, error) from error
        if not made.is_file():
            raise UnreadableFile(
                f"{name} could not be opened by LibreOffice; it may be damaged, or protected by a "
                "password.",
                hint=_SAVE_HINT,
            )
        if made.stat().st_size > MAX_DOC_DOCX_BYTES:
            raise UnreadableFile(
                f"{name} becomes more than {MAX_DOC_DOCX_BYTES:,} bytes of DOCX.", hint=_SAVE_HINT
            )
        return made.read_bytes()


def _failed(name: str, error: ChildFailed) -> UnreadableFile:
    if error.failure in (Failure.TOO_LONG, Failure.SILENT):
        why = f"took LibreOffice more than {DOC_SECONDS:.0f} seconds and was given up"
    else:
        why = f"made LibreOffice fail ({error.failure})"
    return UnreadableFile(f"{name} {why}.", hint=_SAVE_HINT)


def _write_profile(folder: Path) -> None:
    """A profile in which nothing runs and nothing is fetched."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, key, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
