"""A block: a contiguous typed part of a document's text. The blocks of a document tile it without gap or overlap."""

import math
from collections.abc import Sequence
from typing import NamedTuple

BODY_ZONES = frozenset({"lede", "body"})


class Block(NamedTuple):
    """One block. `zone` and `kind` come from the closed lists of the contract (flows/contracts/columns.py).

    `start` and `end` are code points of the document's text. Blank space between two lines belongs to the block
    before it, leading blank space to the first block, so that the blocks tile the text.
    """

    start: int
    end: int
    zone: str
    kind: str
    rule_code: str
    keep_score: float

    def content_span(self, text: str) -> tuple[int, int]:
        """Return the span of the block's visible text, without blank space at either end."""
        shown = text[self.start : self.end].rstrip()
        end = self.start + len(shown) if shown else self.end
        return end - len(shown.lstrip()), end


def body_text(text: str, blocks: Sequence[Block], enough: float = math.inf) -> str:
    """Return the text of the lede and body blocks in order, joined by blank lines; of whole blocks as many as hold
    `enough` characters."""
    taken: list[str] = []
    for block in blocks:
        if enough <= 0:
            break
        start, end = block.content_span(text) if block.zone in BODY_ZONES else (0, 0)
        if end > start:
            taken.append(text[start:end])
            enough -= end - start
    return "\n\n".join(taken)
