"""The forms in which a document can be shown in full: text for a terminal, a page for a browser, JSON for programs."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from rich.console import Console

from flows.command.terminal import VisibleStream
from flows.load.document_view import DocumentView
from flows.report.document_listing import Blocks, print_document
from flows.report.document_page import document_page

SUFFIXES = {"": "text", ".txt": "text", ".html": "html", ".htm": "html", ".json": "json"}


class DocumentFormat(StrEnum):
    """Forms in which a document can be shown."""

    text = "text"
    html = "html"
    json = "json"


def format_of_suffix(path: Path | None) -> DocumentFormat:
    """Return the form that a file's name asks for: text where it asks for none. ValueError for one not known.

    >>> format_of_suffix(Path("ferry.HTML"))
    <DocumentFormat.html: 'html'>
    """
    suffix = path.suffix.lower() if path else ""
    if suffix not in SUFFIXES:
        raise ValueError(
            f"nothing is written as {suffix}: name the file .html, .json or .txt, or choose a form with --format"
        )
    return DocumentFormat(SUFFIXES[suffix])


def write_document(
    view: DocumentView, form: DocumentFormat, stream: TextIO, *, is_whole: bool = False, only: Blocks | None = None
) -> None:
    """Write a document; `is_whole` and `only` choose what is shown as text, the other forms hold everything."""
    if form is DocumentFormat.text:
        console = Console(emoji=False, highlight=False, file=stream)
        print_document(console, view, is_whole=is_whole, only=only)
        return
    out = VisibleStream(stream) if stream.isatty() else stream
    out.write(
        document_page(view)
        if form is DocumentFormat.html
        else json.dumps(asdict(view), ensure_ascii=False, indent=2) + "\n"
    )
