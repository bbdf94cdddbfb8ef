"""Measure the web page in a real browser: weight and time of the first load, and Enter to result.

Serves the sample corpus with the encoder given, in a folder of its own. Needs chromium and the
package playwright. Prints one line a figure; judges none of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from index.sample import sample_folder

CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
READY_SECONDS = 600

LOADED = """() => {
  const entries = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
  const drawn = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    bytes: entries.reduce((sum, one) => sum + one.encodedBodySize, 0),
    files: entries.length,
    drawn: drawn ? drawn.startTime : 0,
    loaded: Math.max(...entries.map((one) => one.responseEnd)),
  };
}"""

ASKED = """(question) => new Promise((resolve) => {
  const results = document.querySelector(".results");
  const box = document.getElementById("question");
  const before = results.querySelector(".cards");
  box.value = question;
  const begun = performance.now();
  const observer = new MutationObserver(() => {
    const cards = results.querySelector(".cards");
    if (!cards || cards === before) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
  });
  observer.observe(results, { childList: true, subtree: true });
  box.form.requestSubmit();
})"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="", help="the server's own where absent")
    parser.add_argument("--loads", type=int, default=5, help="first loads in each language")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "", help="the browser")
    given = parser.parse_args(arguments)
    if not given.chromium:
        sys.exit("needs chromium: install it, or name it with --chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), given.encoder) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=given.chromium, args=CHROMIUM_ARGUMENTS
        )
        measure_loads(browser, url, given.loads)
        measure_questions(browser, url)
        browser.close()
    return 0


def measure_loads(browser: Browser, url: str, loads: int) -> None:
    """First loads with nothing kept, in every language of the page."""
    for lang in LANGUAGES:
        found = []
        for _ in range(loads):
            context = browser.new_context(locale=lang)
            page = context.new_page()
            page.goto(url, wait_until="networkidle")
            found.append(page.evaluate(LOADED))
            context.close()
        drawn = statistics.median(one["drawn"] for one in found)
        loaded = statistics.median(one["loaded"] for one in found)
        print(
            f"first load, {lang}: {found[0]['bytes']:,} bytes in {found[0]['files']} files, "
            f"first drawn after {drawn:.0f} ms, last answer after {loaded:.0f} ms"
        )


def measure_questions(browser: Browser, url: str) -> None:
    """Enter to result for each question of the sample, after one to warm up."""
    lines = (sample_folder() / "questions" / "queries.jsonl").read_text("utf-8").splitlines()
    page = browser.new_page(locale="en")
    page.goto(url, wait_until="networkidle")
    page.evaluate(ASKED, "warm up")
    times = sorted(page.evaluate(ASKED, json.loads(line)["text"]) for line in lines)
    worst = times[int(0.95 * (len(times) - 1))]
    print(
        f"Enter to result, {len(times)} questions: median {statistics.median(times):.0f} ms, "
        f"95 of 100 within {worst:.0f} ms, slowest {times[-1]:.0f} ms"
    )


@contextmanager
def serving(folder: Path, encoder: str) -> Iterator[str]:
    """A server over the sample."""
    environment = {**os.environ, "PILCROW_DATA_DIR": str(folder / "data")}
    if encoder:
        environment["PILCROW_ENCODER"] = encoder
    pilcrow = [sys.executable, "-m", "api"]
    subprocess.run(
        [*pilcrow, "index", str(sample_folder() / "documents")],
        env=environment,
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [*pilcrow, "serve", "--port", "0", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        url = json.loads(server.stdout.readline())["url"]
        wait_ready(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_ready(url: str) -> None:
    """Wait until the models are loaded."""
    for _ in range(READY_SECONDS * 2):
        try:
            with urllib.request.urlopen(f"{url}/readyz"):  # noqa: S310 - our own server
                return
        except urllib.error.HTTPError:
            time.sleep(0.5)
    sys.exit("the server did not become ready")


if __name__ == "__main__":
    sys.exit(main())
