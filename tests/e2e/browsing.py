"""A real browser on the web page: how it is found and started, and what every visit keeps to.

Must not know what the page shows.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from platformdirs import user_cache_path
from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Nothing asks the network but the page."""

AXE = "axe-core@4.14.1"
FETCH_SECONDS = 120


def chromium_executable() -> str | None:
    """The browser: `CHROMIUM`, else the first that is installed."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@dataclass
class Visit:
    """One window of the browser, and what went wrong in it.

    Attributes:
        page: the window.
        context: what it keeps: storage, permissions.
        base: the server that it is for.
        requests: every address that was asked.
        faults: errors of scripts, and what the Content-Security-Policy refused.
    """

    page: Page
    context: BrowserContext
    base: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, browser: Browser, base: str, path: str = "/", **options: Any) -> Self:
        """Open a window; `options` are those of a browser's context."""
        settings = {"locale": "en-GB", "viewport": {"width": 1200, "height": 900}, **options}
        context = browser.new_context(base_url=base, **settings)
        context.set_default_timeout(20_000)
        page = context.new_page()
        visit = cls(page, context, base)
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("pageerror", lambda error: visit.faults.append(str(error)))
        page.on("console", lambda message: visit._note(message.text))
        page.goto(path)
        return visit

    def _note(self, text: str) -> None:
        if "Content Security Policy" in text or "Trusted" in text:
            self.faults.append(text)

    def end(self) -> None:
        """Close the window; nothing may have failed in it, and nobody else may have been asked."""
        self.context.close()
        outside = [url for url in self.requests if not url.startswith((self.base, "data:"))]
        assert outside == []
        assert self.faults == []


def violations(page: Page, axe_source: str) -> list[str]:
    """What axe-core finds wrong with the page as it is: rule, why, and where."""
    page.evaluate(f"() => {{ {axe_source} }}")
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {node['failureSummary']} — {node['html']}"
        for one in found
        for node in one["nodes"]
    ]


def fetch_axe() -> str:
    """The source of axe-core, kept in the user's cache; npm brings it the first time.

    It is a test's tool under a licence of its own, and never part of the project.
    """
    kept = user_cache_path("pilcrow") / "tests" / AXE.replace("@", "-") / "axe.min.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            _pack(Path(folder)).replace(kept)
    return kept.read_text(encoding="utf-8")


def _pack(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm to fetch axe-core, and it is not installed here")
    try:
        packed = subprocess.run(
            [npm, "pack", AXE, "--json", "--loglevel=error"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"needs axe-core, which npm cannot fetch here: {error}")
    archive = folder / json.loads(packed.stdout)[0]["filename"]
    with tarfile.open(archive) as opened:
        member = opened.extractfile("package/axe.min.js")
        assert member is not None
        script = folder / "axe.min.js"
        script.write_bytes(member.read())
    return script
