"""Every regular expression of flows/, found by watching what is compiled, and texts made to be its worst case.

`python -m tests.hostile.patterns` imports all modules of flows/, takes the sample corpus through them, so that patterns
that are built late are built, and prints the patterns as JSON with the places that asked for them.
"""

import ast
import functools
import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "flows"
# Pieces that texts are made of: each alone in a long run, and in pairs that take turns.
PIECES = [" ", "\n", "a", "A", "1", ".", ",", "-", '"', "’", "“", "<", ">", "(", "/", "&", ":", "é", "\u3000", "_"]
PAIRS = ["a ", "A ", "Aa ", "a.", "A. ", "1,", "1 ", "a\n", " \n", "\n\n ", "<a", "<a ", "a=", '"a', "a-", "(a", "a, ", "Aa, ",
         "1.1 ", "a and ", "the ", "said ", "of the ", "$1 ", "1-1-", "www.", "://", "a@", "By A ", "A-", "“A ", "’s "]  # fmt: skip
ENDS = ["", "\0", "a", "\n", "!"]


@dataclass(frozen=True)
class Pattern:
    """A pattern as it was compiled, and the file and line that asked for it."""

    text: str | bytes
    flags: int
    place: str

    @property
    def compiled(self) -> "re.Pattern[Any]":
        """The pattern, ready to be used."""
        return re.compile(self.text, self.flags)


def compiled_patterns() -> list[Pattern]:
    """Return the patterns of flows/, as a fresh interpreter compiles them."""
    command = [sys.executable, "-m", "tests.hostile.patterns"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    rows = json.loads(printed.splitlines()[-1])
    return [
        Pattern(text.encode("latin-1") if is_bytes else text, flags, place) for text, is_bytes, flags, place in rows
    ]


def watch_and_print() -> None:
    """Print the patterns that a run over the sample corpus compiles."""
    seen: dict[tuple[str | bytes, int], str] = {}
    within: set[str] = set()
    real = re._compile  # type: ignore[attr-defined]

    @functools.wraps(real)
    def watching(pattern: Any, flags: Any) -> Any:
        found = real(pattern, flags)
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            seen.setdefault((found.pattern, found.flags), f"{path.relative_to(ROOT)}:{frame.f_lineno}")
            within.add(f"{path.relative_to(ROOT)}:{frame.f_lineno}")
        return found

    re._compile = watching  # type: ignore[attr-defined]
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))
    from tests.hostile.journeys import take_sample_through

    take_sample_through()
    rows = [
        (text.decode("latin-1") if isinstance(text, bytes) else text, isinstance(text, bytes), flags, place)
        for (text, flags), place in seen.items()
    ]
    sys.stdout.write("\n" + json.dumps(rows))


METHODS = frozenset({"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"})


@functools.cache
def _uses() -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the name that each place gives its pattern, and the methods that are called by each name."""
    names: dict[str, str] = {}
    methods: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ""
            if isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                name = target.id if isinstance(target, ast.Name) else ""
            elif isinstance(node, ast.FunctionDef):
                name = node.name
            elif isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = node.value.func if isinstance(node.value, ast.Call) else node.value
                called = getattr(value, "id", getattr(value, "attr", ""))
                methods.setdefault(called, set()).add(node.attr)
            if name:
                for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                    names.setdefault(f"{path.relative_to(ROOT)}:{line}", name)
    return names, methods


def is_anchored(pattern: Pattern) -> bool:
    """Tell whether a pattern is asked at the beginning of a text only."""
    names, methods = _uses()
    used = methods.get(names.get(pattern.place, ""), set())
    return bool(used) and used <= {"match", "fullmatch"}


def worst_texts(pattern: Pattern, size: int) -> Iterator[str]:
    """Yield texts of about `size` characters: long runs, turns, and what each repeat of the pattern itself repeats."""
    for piece in [*PIECES, *PAIRS]:
        yield (piece * (size // len(piece) + 1))[:size]
    for before, pump in _pumps(pattern):
        body = pump * (size // max(1, len(pump)))
        for end in ENDS[:2]:
            yield before + body + end


def _pumps(pattern: Pattern) -> list[tuple[str, str]]:
    """Return what stands before each repeat of a pattern in a text that matches it, and what one turn of it takes."""
    text = pattern.text.decode("latin-1") if isinstance(pattern.text, bytes) else pattern.text
    flags = pattern.flags & ~re.UNICODE & ~re.LOCALE
    parser = re._parser  # type: ignore[attr-defined]
    found: list[tuple[str, str]] = []
    _walk(parser.parse(text, flags & ~re.DEBUG), "", found)
    return list(dict.fromkeys((b[-200:], p[:200]) for b, p in found if p))


def _walk(nodes: Any, before: str, found: list[tuple[str, str]]) -> str:
    """Return a text that the nodes match, and take down each repeat on the way."""
    made = ""
    for operation, argument in nodes:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = argument
            turn = _walk(body, before + made, found)
            if int(most) > 1:
                found.append((before + made, turn))
                found.append(("", before + made + turn))
            made += turn * max(1, int(least))
        elif name == "SUBPATTERN":
            made += _walk(argument[3], before + made, found)
        elif name == "ATOMIC_GROUP":
            made += _walk(argument, before + made, found)
        elif name == "BRANCH":
            branches = [_walk(branch, before + made, found) for branch in argument[1]]
            made += branches[0]
        elif name in ("ASSERT", "ASSERT_NOT"):
            direction, body = argument
            inside = _walk(body, before + made, found)
            if name == "ASSERT" and direction < 0 and not made:
                made += inside
        elif name == "IN":
            made += _member(argument)
        elif name == "LITERAL":
            made += chr(argument)
        elif name == "NOT_LITERAL":
            made += "a" if argument != ord("a") else "b"
        elif name == "ANY":
            made += "a"
    return made


def _member(items: Any) -> str:
    """Return a character of a class."""
    kinds = [(str(operation), argument) for operation, argument in items]
    if kinds[0][0] == "NEGATE":
        taken = re.compile("[" + "".join(_class_text(kind, argument) for kind, argument in kinds[1:]) + "]")
        return next((c for c in 'a 1,.\n"<é' if not taken.match(c)), "~")
    kind, argument = kinds[0]
    if kind == "LITERAL":
        return chr(argument)
    if kind == "RANGE":
        return chr(argument[0])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(argument), "~")


def _class_text(kind: str, argument: Any) -> str:
    if kind == "LITERAL":
        return re.escape(chr(argument))
    if kind == "RANGE":
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    letters = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}
    return letters[str(argument).removeprefix("CATEGORY_")]


def seconds_of(pattern: Pattern, text: str) -> float:
    """Return the processor time of finding all matches in a text."""
    compiled = pattern.compiled
    subject: Any = text.encode("utf-8") if isinstance(pattern.text, bytes) else text
    started = time.process_time()
    for _ in compiled.finditer(subject):
        pass
    return time.process_time() - started


if __name__ == "__main__":
    watch_and_print()
