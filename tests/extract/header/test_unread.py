import pytest

from flows.extract.header.unread import find_unread
from flows.read.documents import Document, Given


def unread(**given: str) -> list[tuple[str, str, str]]:
    document = Document("d", "a.txt", None, "txt", "", 0, "utf-8", "", Given(**given))
    return [(value.field_code, value.value_text, value.method_code) for value in find_unread(document, ["The Courier"])]


@pytest.mark.parametrize(
    ("name", "code", "value"),
    [
        ("fetched_at", "fetched", "soon"),
        ("fetched_at", "fetched", "2031-03-09 08:15"),
        ("fetched_at", "fetched", "2031-03-09"),
        ("language", "language", "of the coast"),
        ("author", "author", "The Courier"),
    ],
)
def test_a_given_value_that_cannot_be_read_is_kept(name: str, code: str, value: str) -> None:
    assert unread(**{name: value}) == [(code, value, "supplied")]


def test_what_can_be_read_is_kept_elsewhere() -> None:
    assert unread(fetched_at="2031-03-09T00:00:00Z", language="en-GB", author="Ines Tolm", title="A") == []


def test_where_the_value_came_from_is_told() -> None:
    assert unread(fetched_at="soon", methods=(("fetched_at", "manifest"),)) == [("fetched", "soon", "manifest")]
