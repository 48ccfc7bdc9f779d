from collections.abc import Sequence

import pytest

from flows.load.document_view import AnnotationView, BlockView, DocumentView, FieldView

Block = tuple[str, str, str, str, float]  # text, zone, kind, rule code, score
HOSTILE = '</script><script>document.title = "run"</script> <b>&amp; \x1b[2J \u202e\x85 "end"\r\n'


def make_view(blocks: Sequence[Block], marks: Sequence[tuple[str, str, str]] = ()) -> DocumentView:
    """Return a document of these blocks; a mark is a kind, the words it lies on, and what they mean."""
    text, shown = "", []
    for words, zone, kind, rule_code, score in blocks:
        shown.append(BlockView(len(text), len(text) + len(words), zone, kind, rule_code, score, words))
        text += words
    found = [AnnotationView(k, text.index(w), text.index(w) + len(w), w, meaning) for k, w, meaning in marks]
    found.sort(key=lambda mark: (mark.start_char, -mark.end_char, mark.kind))
    title = FieldView("title", "Council votes", "text", True, 0, 13)
    facts = {"document_id": "d1", "path": "post/council.txt", "title": "Council votes"}
    return DocumentView(facts, (title,), tuple(shown), tuple(found), tuple(found))


@pytest.fixture
def view() -> DocumentView:
    """Return a document with a title, a kept block that tries to break out of whatever shows it, and removed ones."""
    menu = [(f"Section {number}\n", "removed", "navigation", "navigation_phrase", 0.0) for number in range(5)]
    return make_view(
        [
            ("Council votes\n\n", "title", "title", "title_line", 0.0),
            ('"We vote at ten," said Ada Moreno.\n', "lede", "paragraph", "window", 0.75),
            (HOSTILE, "body", "paragraph", "window", 0.5),
            *menu,
            ("A last word.\n", "body", "paragraph", "rule_of_tomorrow", 1.0),
        ],
        [
            ("quotation", "We vote at ten,", "direct quotation: Ada Moreno"),
            ("expression", "at ten", "time: T10"),
            ("person", "Ada Moreno", 'person: "Ada" <Moreno>'),
        ],
    )
