"""Values that were given with a document and cannot be taken for what they are said to be.

In: a document. Out: a value of its field each, which nobody chose, so that the words stay where people look for them:
in core.article_fields. A time of collection without its zone is one, for it names no moment. A date of publication that
cannot be read is kept by `publication_date.py`.
"""

from flows.extract.annotations import FieldValue
from flows.extract.header.bylines import split_authors
from flows.extract.header.language import language_of_tag
from flows.extract.header.publication import parse_moment
from flows.read.documents import Document


def find_unread(document: Document, own_names: list[str]) -> list[FieldValue]:
    """Return the given values that no column of the document shows; `own_names` are those of its outlet."""
    given = document.given
    fetched = parse_moment(given.fetched_at, keeps_midnight=True) if given.fetched_at else None
    told = (
        ("author", "author", given.author, bool(given.author and split_authors(given.author, own_names))),
        ("language", "language", given.language, bool(given.language and language_of_tag(given.language))),
        ("fetched", "fetched_at", given.fetched_at, bool(fetched and fetched.at)),
    )
    return [
        FieldValue(code, " ".join(text.split()), given.method_of(name))
        for code, name, text, is_read in told
        if text and text.strip() and not is_read
    ]
