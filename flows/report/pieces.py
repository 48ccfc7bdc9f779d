"""A block's text in pieces, each with all that was extracted from it.

In: a block and the marks that touch it. Out: pieces that together are the block's text. Marks
overlap (a person inside a quotation inside a sentence with a date), so each piece names every mark it lies in.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from flows.load.document_view import AnnotationView, BlockView, DocumentView


@dataclass(frozen=True)
class Piece:
    """Consecutive characters of a block that lie in the same marks."""

    text: str
    marks: tuple[AnnotationView, ...]


def cut_block(block: BlockView, marks: Sequence[AnnotationView]) -> list[Piece]:
    """Return the pieces of a block, cut by the marks that touch it; their texts joined are its text."""
    places = {place for mark in marks for place in (mark.start_char, mark.end_char)}
    cuts = sorted({block.start_char, block.end_char, *(p for p in places if block.start_char < p < block.end_char)})
    return [
        Piece(
            block.text[start - block.start_char : end - block.start_char],
            tuple(mark for mark in marks if mark.start_char <= start and end <= mark.end_char),
        )
        for start, end in itertools.pairwise(cuts)
    ]


def marks_of_blocks(view: DocumentView) -> list[list[AnnotationView]]:
    """Return the marks that touch each block, block by block, each in the document's order."""
    found: list[list[AnnotationView]] = [[] for _ in view.blocks]
    for mark in view.marks:
        index = block_at(view.blocks, mark.start_char)
        while index is not None and index < len(found) and view.blocks[index].start_char < mark.end_char:
            found[index].append(mark)
            index += 1
    return found


def block_at(blocks: Sequence[BlockView], place: int) -> int | None:
    """Return the number of the block in which a place lies, None where it lies in none."""
    index = bisect_right(blocks, place, key=lambda block: block.start_char) - 1
    return index if index >= 0 and place < blocks[index].end_char else None


def removed_share(view: DocumentView) -> float:
    """Return the share of a document's characters that cleaning removed; 0 for a text of length zero."""
    removed = sum(len(block.text) for block in view.blocks if block.zone == "removed")
    return removed / max(1, sum(len(block.text) for block in view.blocks))
