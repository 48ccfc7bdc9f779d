"""A block's text in pieces, each with all that was extracted from it.

In: a block and the marks of its document, sorted by their start. Out: pieces that together are the block's text. Marks
overlap (a person inside a quotation inside a sentence with a date), so each piece names every mark it lies in.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from flows.load.document_view import AnnotationView, BlockView, DocumentView


@dataclass(frozen=True)
class Piece:
    """Consecutive characters of a block that lie in the same marks."""

    text: str
    marks: tuple[AnnotationView, ...]


def cut_block(block: BlockView, marks: Sequence[AnnotationView]) -> list[Piece]:
    """Return the pieces of a block; their texts joined are its text."""
    inside = [mark for mark in marks if mark.start_char < block.end_char and block.start_char < mark.end_char]
    places = {place for mark in inside for place in (mark.start_char, mark.end_char)}
    cuts = sorted({block.start_char, block.end_char, *(p for p in places if block.start_char < p < block.end_char)})
    return [
        Piece(
            block.text[start - block.start_char : end - block.start_char],
            tuple(mark for mark in inside if mark.start_char <= start and end <= mark.end_char),
        )
        for start, end in itertools.pairwise(cuts)
    ]


def removed_share(view: DocumentView) -> float:
    """Return the share of a document's characters that cleaning removed; 0 for a text of length zero."""
    removed = sum(len(block.text) for block in view.blocks if block.zone == "removed")
    return removed / max(1, sum(len(block.text) for block in view.blocks))
