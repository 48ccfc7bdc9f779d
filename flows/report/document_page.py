"""A document block by block as a page for the browser: one file, no script, nothing fetched.

In: a document in full. Out: HTML. Everything that comes from a document is escaped by the template engine, control
characters are shown as signs, and the page forbids the browser to load or run anything (Content-Security-Policy).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from flows.clean.rule_meanings import find_meaning
from flows.command.terminal import visible
from flows.contracts.columns import ZONES
from flows.load.document_view import AnnotationView, BlockView, DocumentView
from flows.report.page_environment import page_environment
from flows.report.pieces import block_at, cut_block, marks_of_blocks, removed_share

MARK_KINDS = ("person", "organisation", "place", "role", "quotation", "cue", "speaker", "expression")


def document_page(view: DocumentView) -> str:
    """Return the page of a document. The texts of its blocks, joined, are the document's text."""
    return (
        page_environment()
        .get_template("document.html")
        .render(
            title=view.facts.get("title") or view.facts["path"],
            facts={name: value for name, value in view.facts.items() if name != "title"},
            fields=view.fields,
            blocks=list(_shown(view)),
            annotations=[(found, block_at(view.blocks, found.start_char)) for found in view.annotations],
            block_at=lambda place: block_at(view.blocks, place),
            kept_count=sum(block.zone != "removed" for block in view.blocks),
            removed_share=removed_share(view),
            zones=[zone for zone in ZONES if any(block.zone == zone for block in view.blocks)],
            mark_kinds=[kind for kind in MARK_KINDS if any(mark.kind == kind for mark in view.marks)],
        )
    )


def _shown(view: DocumentView) -> Iterator[dict[str, Any]]:
    """Yield what the template needs of each block; the sentence on a rule stands where the rule comes first."""
    explained: set[str] = set()
    for number, (block, marks) in enumerate(zip(view.blocks, marks_of_blocks(view), strict=True)):
        yield {
            "number": number,
            "zone": block.zone,
            "kind": block.kind,
            "rule_code": block.rule_code,
            "meaning": find_meaning(block.rule_code) or "",
            "is_explained": block.rule_code in explained,
            "keep_score": block.keep_score,
            "char_count": len(block.text),
            "text": _block_text(block, marks),
        }
        explained.add(block.rule_code)


def _block_text(block: BlockView, marks: Sequence[AnnotationView]) -> Markup:
    """Return a block's text as HTML; blank space at its ends is set apart, for shown it would be empty lines."""
    bare = block.text.strip()
    start = block.text.index(bare)
    core = replace(block, start_char=block.start_char + start, end_char=block.start_char + start + len(bare), text=bare)
    pieces = Markup("").join(_marked(piece.text, piece.marks) for piece in cut_block(core, marks))
    gaps = (_gap(gap) for gap in (block.text[:start], block.text[start + len(bare) :]))
    return Markup("{}{}{}").format(next(gaps), pieces, next(gaps))


def _gap(blank: str) -> Markup:
    return Markup('<span class="gap">{}</span>').format(_escaped(blank)) if blank else Markup("")


def _marked(text: str, marks: Sequence[AnnotationView]) -> Markup:
    shown = _escaped(text)
    if not marks:
        return shown
    kinds, meanings = (
        " ".join(dict.fromkeys(m.kind for m in marks)),
        " · ".join(dict.fromkeys(m.meaning for m in marks)),
    )
    return Markup('<span class="mark {}" title="{}">{}</span>').format(kinds, visible(meanings), shown)


def _escaped(text: str) -> Markup:
    """Return a text as it stands in HTML, where a bare carriage return would be read as a line end."""
    return Markup("&#13;").join(escape(visible(part)) for part in text.split("\r"))
