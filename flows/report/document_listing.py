"""A document block by block on a terminal: zone, kind and score at the left, the text and the rule beside them.

In: a document in full and a console. Out: lines on the console, as wide as it is and no wider than reads well. Runs of
removed blocks are folded into one line each unless all are asked for. Nothing from a document reaches the console but
through terminal.py.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.clean.rule_meanings import find_meaning
from flows.command.terminal import visible
from flows.load.document_view import AnnotationView, BlockView, DocumentView
from flows.report.pieces import cut_block, marks_of_blocks, removed_share

ZONE_STYLES = {
    "title": "bold cyan",
    "dek": "cyan",
    "byline": "magenta",
    "caption": "blue",
    "lede": "bold green",
    "body": "green",
    "removed": "red",
}
MARK_STYLES = {
    "person": "yellow",
    "organisation": "bright_blue",
    "place": "bright_magenta",
    "role": "underline",
    "quotation": "italic",
    "expression": "bold",
}
WIDEST = 110  # columns; longer lines are hard to find back from
LABEL_WIDTH = 22
NARROWEST_BESIDE = 64  # columns from which on the label stands beside the text, else above it
BAR_CELLS, BAR_PARTS = 6, " ▏▎▍▌▋▊▉█"
SHOWN_REMOVED = 3  # removed blocks in a row that are shown, not folded
BLANKS = {ord(sign): " " for sign in "\n\r\t"}
SHORT = 160  # characters of a removed block, or of an extracted text, that are shown


class Blocks(StrEnum):
    """Which blocks are shown."""

    kept = "kept"
    removed = "removed"


def print_document(console: Console, view: DocumentView, *, is_whole: bool = False, only: Blocks | None = None) -> None:
    """Print a document's facts, fields, blocks and what was extracted; `is_whole` folds and shortens nothing."""
    console.width = min(console.width, WIDEST)
    _print_facts(console, view)
    _print_head(console, "blocks")
    explained: set[str] = set()
    marked = zip(view.blocks, marks_of_blocks(view), strict=True)
    for is_removed, run in itertools.groupby(marked, key=lambda pair: pair[0].zone == "removed"):
        blocks = list(run)
        if only is not None and is_removed is not (only is Blocks.removed):
            continue
        if is_removed and len(blocks) > SHOWN_REMOVED and not is_whole and only is None:
            lines = _folded([block for block, _ in blocks], console)
        else:
            lines = _lines_of(blocks, console, explained, is_whole=is_whole)
        console.print(Text("\n").join(lines), no_wrap=True, overflow="ellipsis", end="\n\n")
    if view.marks:
        names = [Text(*pair) for pair in MARK_STYLES.items()]
        console.print(Text(" ").join([Text("marked in the text:", "dim"), *names]))
    if view.annotations:
        _print_head(console, "extracted")
        table = _grid("right", "left", "left")
        for found in view.annotations:
            words = Text.assemble((_short(found.text), "bold"), (" → ", "dim"), visible(found.meaning))
            table.add_row(
                Text(f"{found.start_char}–{found.end_char}", "dim"), Text(found.kind, _mark_style(found)), words
            )
        console.print(table)


def _print_head(console: Console, name: str) -> None:
    console.print()
    console.rule(f"[bold]{name}[/]", align="left", style="dim")


def _print_facts(console: Console, view: DocumentView) -> None:
    table = _grid("left", "left")
    for name, value in view.facts.items():
        table.add_row(Text(name, "dim"), Text(visible(value), "bold" if name == "title" else ""))
    console.print(table)
    if view.fields:
        _print_head(console, "fields")
        table = _grid("left", "left", "left", "right")
        for found in view.fields:
            place = "" if found.start_char is None else f"{found.start_char}–{found.end_char}"
            style = "" if found.is_chosen else "dim"
            table.add_row(
                Text(found.name, "dim"),
                Text(visible(found.value), style),
                Text(found.method, style),
                Text(place, "dim"),
            )
        console.print(table)
    count = sum(block.zone != "removed" for block in view.blocks)
    console.print()
    console.print(
        f"{len(view.blocks)} blocks: {count} kept, {len(view.blocks) - count} removed; "
        f"{removed_share(view):.0%} of the text removed"
    )
    console.print(_map_of(view.blocks, console.width))


def _grid(*aligned: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for name in aligned:
        table.add_column(justify="right" if name == "right" else "left", overflow="fold")
    return table


def _map_of(blocks: Sequence[BlockView], width: int) -> Text:
    """Return the document as one line, each cell in the colour of the zone that its text is in."""
    ends = list(itertools.accumulate(len(block.text) for block in blocks))
    line, index = Text(), 0
    for cell in range(width if ends else 0):
        while ends[index] * width <= cell * ends[-1]:
            index += 1
        zone = blocks[index].zone
        line.append("░" if zone == "removed" else "█", ZONE_STYLES.get(zone, ""))
    return line


def _folded(blocks: Sequence[BlockView], console: Console) -> Iterator[Text]:
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(block.kind for block in blocks).most_common())
    size = sum(len(block.text) for block in blocks)
    words = Text(f"{len(blocks)} blocks removed, {size:,} characters: {kinds} (--all shows them)", "dim")
    for line in words.wrap(console, console.width - 2):
        yield Text.assemble(("▌", ZONE_STYLES["removed"]), line)


def _lines_of(
    blocks: Sequence[tuple[BlockView, Sequence[AnnotationView]]],
    console: Console,
    explained: set[str],
    *,
    is_whole: bool,
) -> Iterator[Text]:
    """Yield the lines of a run of blocks; the sentence on a rule stands where the rule comes first."""
    for number, (block, marks) in enumerate(blocks):
        if number and block.zone != "removed":
            yield Text("▌", ZONE_STYLES.get(block.zone, ""))
        meaning = None if block.rule_code in explained else find_meaning(block.rule_code)
        explained.add(block.rule_code)
        why = Text.assemble((visible(block.rule_code), "dim bold"), (f": {meaning}" if meaning else "", "dim"))
        yield from _block_lines(block, _text(block, marks, is_whole=is_whole), why, console)


def _block_lines(block: BlockView, text: Text, why: Text, console: Console) -> Iterator[Text]:
    style = ZONE_STYLES.get(block.zone, "")
    labels = [Text.assemble((f"{block.zone:<8}", style), *_bar(block.keep_score))]
    if block.kind != block.zone:
        labels.append(Text(block.kind, "dim"))
    is_beside = console.width >= NARROWEST_BESIDE
    width = console.width - (LABEL_WIDTH + 1 if is_beside else 2)
    lines = [*text.wrap(console, width), *why.wrap(console, width)]
    if not is_beside:
        labels, lines = [], [Text("  ").join(labels), *lines]
    for label, line in itertools.zip_longest(labels, lines, fillvalue=Text()):
        left = label.copy()
        left.pad_right(max(0, LABEL_WIDTH - 1 - label.cell_len) if is_beside else 0)
        line.rstrip()
        yield Text.assemble(("▌", style), left, " ", line)


def _bar(score: float) -> tuple[tuple[str, str], tuple[str, str]]:
    parts = round(score * BAR_CELLS * 8)
    full, rest = divmod(parts, 8)
    bar = ("█" * full + (BAR_PARTS[rest] if rest else "")).ljust(BAR_CELLS)
    return (bar, "green on grey23"), (f" {score:.2f}", "")


def _text(block: BlockView, marks: Sequence[AnnotationView], *, is_whole: bool) -> Text:
    """Return a block's text with what was extracted from it in style, line breaks as blanks."""
    if block.zone == "removed":
        return Text(visible(" ".join(block.text.split())) if is_whole else _short(block.text), "dim")
    text = Text()
    for piece in cut_block(block, marks):
        styles = dict.fromkeys(_mark_style(mark) for mark in piece.marks)
        text.append(visible(piece.text.translate(BLANKS)), " ".join(styles))
    start = len(text.plain) - len(text.plain.lstrip())
    return text[start : max(start, len(text.plain.rstrip()))]


def _mark_style(mark: AnnotationView) -> str:
    kind = mark.kind.rpartition(" ")[2]
    return MARK_STYLES.get(kind, "" if kind in ("cue", "speaker") else MARK_STYLES["expression"])


def _short(text: str) -> str:
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…"
