"""The code blocks of a Markdown document, and how each of them is run.

A block runs by its kind: lines `$ command` in a shell, what follows them being what the command prints (`…` on a line
of its own leaves lines out); `sql` through `parallax sql`; `python` as a program whose output is in the `text` block
behind it, where there is one; `toml` and `json` are parsed. A comment before the block tells otherwise:

    <!-- not run: why -->            a server, an installation
    <!-- first: commands -->         done before the block, such as taking a file away
"""

import json
import os
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^(?P<fence>```+)(?P<kind>\w*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!-- (not run|first): (.+?) -->\s*\Z", re.DOTALL)
WIDTH = 112  # columns of the terminal in which the README's tour was taken down
BYTE_ORDER_MARK = "\ufeff"  # at the head of a CSV; no terminal shows it
SECONDS = 300  # a run over the sample takes some 20 alone, and others may be at work


@dataclass(frozen=True)
class Block:
    """One fenced block: where it begins, its kind, its text, and what the comment before it says."""

    line: int
    kind: str
    text: str
    not_run: str | None
    first: str | None


@dataclass(frozen=True)
class Shell:
    """A folder with programs in which blocks are run one after the other."""

    folder: Path
    programs: tuple[Path, ...]

    def give(self, command: list[str]) -> str:
        """Run a command and return what it prints; AssertionError where it fails."""
        path = os.pathsep.join([*map(str, self.programs), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        assert done.returncode == 0, f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout


def read_blocks(path: Path) -> list[Block]:
    """Return the blocks of a document in order."""
    text = path.read_text(encoding="utf-8")
    blocks = []
    end = 0
    for match in BLOCK.finditer(text):
        mark = MARK.search(text[end : match.start()])
        said = {mark[1]: mark[2]} if mark else {}
        line = text.count("\n", 0, match.start()) + 1
        blocks.append(Block(line, match["kind"], match["text"], said.get("not run"), said.get("first")))
        end = match.end()
    return blocks


def run_blocks(shell: Shell, path: Path) -> list[str]:
    """Run the blocks of a document that can be run, in order, and return what is wrong with which."""
    faults = []
    blocks = read_blocks(path)
    for i, block in enumerate(blocks):
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.not_run or block.kind == "text":
            continue
        try:
            run_block(shell, block, after.text if after and after.kind == "text" else "")
        except AssertionError as error:
            faults.append(f"{path.name}:{block.line} {error}")
    return faults


def run_block(shell: Shell, block: Block, shown: str = "") -> None:
    """Run a block; AssertionError where it fails, prints something else than it shows, or is of no kind that is run.

    `shown` is what a program prints, from the block behind it.
    """
    if block.first:
        shell.give(["bash", "-ec", block.first])
    if block.kind == "python":
        compare(shown, shell.give(["python", "-W", "error", "-c", block.text]))
    elif block.kind == "sql":
        shell.give(["parallax", "sql", block.text])
    elif block.kind == "toml":
        tomllib.loads(block.text)
    elif block.kind == "json":
        json.loads(block.text)
    else:
        assert block.text.startswith("$ "), "is of no kind that is run: say <!-- not run: why --> before it"
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            compare(output, shell.give(["bash", "-ec", command]))


def compare(shown: str, printed: str) -> None:
    """Raise AssertionError where the lines that are shown are not those that are printed."""
    lines = [line.rstrip() for line in printed.replace(BYTE_ORDER_MARK, "").splitlines()]
    at = 0
    for part in re.split(r"^…\n", f"{shown.rstrip()}\n" if shown.strip() else "", flags=re.MULTILINE):
        wanted = [line.rstrip() for line in part.splitlines()]
        places = (i for i in range(at, len(lines) - len(wanted) + 1) if lines[i : i + len(wanted)] == wanted)
        found = next(places, None) if wanted else at
        assert found is not None, f"shown, but not printed:\n{part}\nprinted:\n{printed[:4000]}"
        at = found + len(wanted)
