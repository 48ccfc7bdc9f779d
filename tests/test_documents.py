"""Every code block of README.md and docs/ does what it says, from the first `parallax run` on."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.code_blocks import Shell, compare, read_blocks, run_blocks
from tests.conftest import ROOT, SAMPLE

# Made by `make docs` from what was run, and held to it by tests of their own: test_cookbook.py and others.
GENERATED = {"cookbook.md", "cleaning.md"}
BY_CLIENTS = {"bi.md"}  # test_clients.py runs it in an environment of its own
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN_HERE = [path for path in DOCUMENTS if path.name not in GENERATED | BY_CLIENTS and read_blocks(path)]


@pytest.fixture(scope="module")
def shell(tmp_path_factory) -> Shell:
    """Return a folder as a clone has it, with `parallax` among its programs; the README's tour comes first in it."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(SAMPLE, folder / "data" / "raw")
    return Shell(folder, (parallax_command(folder / "bin"),))


def parallax_command(folder: Path) -> Path:
    """Write the command of this checkout to a folder of programs, and return the folder."""
    folder.mkdir()
    for name, module in (("parallax", "-m flows.cli "), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {module}"$@"\n')
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("path", RUN_HERE, ids=lambda path: path.name)
def test_every_block_that_can_be_run_does_what_it_shows(shell, path):
    faults = run_blocks(shell, path)
    assert faults == [], "\n\n".join(faults)


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.name not in GENERATED], ids=lambda path: path.name)
def test_every_block_can_be_run_or_says_why_not(path):
    known = ("python", "sql", "toml", "json", "text")
    odd = [
        f"{path.name}:{block.line}"
        for block in read_blocks(path)
        if not (block.not_run or block.kind in known or block.text.startswith("$ "))
    ]
    assert odd == [], "begin its lines with '$ ', name its language, or say <!-- not run: why --> before it"


def test_lines_that_are_left_out_are_marked_and_the_rest_stands_in_order():
    compare("b\n…\nd\n", "a\nb\nc\nd\n")
    compare("", "whatever")
    with pytest.raises(AssertionError, match="not printed"):
        compare("b\nd\n", "a\nb\nc\nd\n")
    with pytest.raises(AssertionError, match="not printed"):
        compare("d\n…\nb\n", "a\nb\nc\nd\n")
