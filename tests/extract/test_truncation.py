import pytest

from flows.clean.blocks import Block
from flows.extract.header.html_metadata import PageMetadata
from flows.extract.truncation import is_truncated
from flows.read.documents import Document

PROSE = "The harbour reopened on Friday after two days of storms, and ferries run again, the port authority said."
CUT = "Divers will look at the sea wall again on Monday before the larger ships are let in, and the"


def _is_truncated(*lines: str, after: tuple[str, ...] = (), kind: str = "paragraph") -> bool:
    text, blocks = "", []
    for line, zone in [(line, "body") for line in lines] + [(line, "removed") for line in after]:
        blocks.append(Block(len(text), len(text) + len(line) + 1, zone, kind if zone == "body" else "other", "t", 1.0))
        text += line + "\n"
    return is_truncated(Document("d", "a", None, "txt", "", 0, "utf-8", text), blocks)


def test_a_whole_article_is_whole() -> None:
    assert not _is_truncated(PROSE, PROSE, PROSE, after=("Leave a comment", "Subscribe to our newsletter", "Most read"))


@pytest.mark.parametrize("mark", [" [+1234 chars]", " [...]", " […]", " (more)"])
def test_a_mark_of_a_cut_breaks_the_text_off(mark: str) -> None:
    assert _is_truncated(PROSE, PROSE, CUT + mark)


@pytest.mark.parametrize("ending", ["…", "...", "… Read more", "... Continue reading"])
def test_an_ellipsis_at_the_end_of_a_short_body_breaks_it_off(ending: str) -> None:
    assert _is_truncated(PROSE, CUT + ending)


def test_an_ellipsis_at_the_end_of_a_long_body_is_style() -> None:
    assert not _is_truncated(*[PROSE] * 20, "And the sea wall waits…")


@pytest.mark.parametrize(
    "line",
    ["Subscribe to read the full story", "Already a subscriber? Log in", "Continue reading", "Jetzt weiterlesen"],
)
def test_a_paywall_after_a_short_body_breaks_it_off(line: str) -> None:
    assert _is_truncated(PROSE, PROSE, after=(line,))
    assert not _is_truncated(*[PROSE] * 30, after=(line,))


def test_read_more_breaks_off_a_teaser_only_right_after_it() -> None:
    assert _is_truncated(PROSE, after=("Read more",))
    assert not _is_truncated(PROSE, after=("Share", "Read more"))


def test_a_last_paragraph_that_stops_inside_a_sentence_breaks_off() -> None:
    assert _is_truncated(PROSE, PROSE, PROSE, CUT)
    assert _is_truncated(f"{PROSE} {PROSE} {PROSE} {CUT}")


@pytest.mark.parametrize(
    "last",
    [
        "What happens next",
        "Ana Ruiz and Tom Lee in Ardmouth with further reporting by the desk of the Harbour Post and by Carla Stone",
    ],
)
def test_headings_and_credits_at_the_end_are_no_cut(last: str) -> None:
    assert not _is_truncated(PROSE, PROSE, PROSE, last)


def test_a_list_item_needs_no_full_stop() -> None:
    assert not _is_truncated(PROSE, PROSE, PROSE, CUT, kind="list_item")


def test_a_text_without_closing_punctuation_anywhere_is_not_judged() -> None:
    assert not _is_truncated(CUT, CUT, CUT, CUT)


def test_a_document_without_body_is_not_truncated() -> None:
    assert not _is_truncated(after=("Subscribe to read",))


def test_a_text_that_is_not_free_is_cut_where_the_page_holds_little_of_it() -> None:
    def closed(lines: int, words: int | None) -> bool:
        text = "\n".join([PROSE] * lines)
        blocks = [Block(0, len(text), "body", "paragraph", "t", 1.0)]
        document = Document("d", "a", None, "html", "", 0, "utf-8", text, html="<p>")
        return is_truncated(document, blocks, PageMetadata(is_closed=True, declared_words=words))

    assert closed(2, None)
    assert not closed(20, None)
    assert closed(20, 900)
    assert not closed(20, 380)


def test_a_page_that_ends_in_a_credit_is_not_cut() -> None:
    text = "\n".join([PROSE, PROSE, PROSE, CUT])
    starts = [index * (len(PROSE) + 1) for index in range(4)]
    ends = [*starts[1:], len(text)]
    blocks = [Block(a, b, "body", "paragraph", "t", 1.0) for a, b in zip(starts, ends, strict=True)]
    assert is_truncated(Document("d", "a", None, "txt", "", 0, "utf-8", text), blocks)
    assert not is_truncated(Document("d", "a", None, "html", "", 0, "utf-8", text, html="<p>"), blocks)


@pytest.mark.parametrize(
    ("end", "is_cut"), [("according to two people familiar with the", True), ("Ana Ruiz, Elton", False)]
)
def test_an_article_or_a_preposition_at_the_end_is_a_cut_below_one_whole_paragraph(end: str, is_cut: bool) -> None:
    line = f"The head of the port told the board on Tuesday that he would not stand again, {end}"
    assert _is_truncated(PROSE, line) is is_cut
