"""api → retriever → index, never backwards; and a light command line."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HEAVY = (
    "numpy",
    "torch",
    "faiss",
    "fastapi",
    "pydantic",
    "pydantic_settings",
    "sentence_transformers",
    "uvicorn",
    "jieba",
    "lingua",
    "opencc",
    "httpx",
    "rich",
)


def test_import_contracts_hold():
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_command_line_imports_nothing_heavy():
    """`pilcrow --help` is quick because of what it leaves out, whatever the machine."""
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from api.cli import run; code = run(['--help']); "
            f"heavy = [name for name in {HEAVY!r} if name in sys.modules]; "
            "sys.stderr.write(' '.join(heavy)); sys.exit(code)",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert listed.returncode == 0
    assert "documents" in listed.stdout
    assert listed.stderr == ""


@pytest.mark.parametrize("module", ["index.model", "index.errors", "index.encoders.base"])
def test_types_of_the_index_import_nothing_but_numpy(module):
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, {module}; "
            f"print(*[name for name in {HEAVY!r} if name in sys.modules and name != 'numpy'])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.strip() == ""
