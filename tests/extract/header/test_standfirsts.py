from flows.clean.blocks import Block
from flows.extract.header.standfirsts import find_standfirst
from flows.read.documents import Document, MarkupLine

DEK = "Ferries run again from Monday, says the council of the harbour"


def _find(*classes: str, dek: str = DEK) -> tuple[int, int] | None:
    text = "\n".join([dek] * len(classes))
    starts = [index * (len(dek) + 1) for index in range(len(classes))]
    lines = [
        MarkupLine(start, start + len(dek), "p", ("body",), words, 0.0)
        for start, words in zip(starts, classes, strict=True)
    ]
    blocks = [Block(start, min(start + len(dek) + 1, len(text)), "dek", "dek", "standfirst", 0.5) for start in starts]
    return find_standfirst(Document("d", "a", None, "html", "0", 0, "utf-8", text, markup=tuple(lines)), blocks)


def test_the_block_that_markup_calls_a_standfirst_is_one() -> None:
    assert _find("article__subtitle") == (0, len(DEK))
    assert _find("article__body") is None


def test_several_standfirsts_belong_to_a_list_of_stories() -> None:
    assert _find("dek", "dek") is None


def test_a_line_that_dates_the_page_is_no_standfirst() -> None:
    assert _find("lead", dek=f"{DEK}, 9 March 2031 18:40") is None
    assert _find("lead", dek=f"{DEK}, 09.03.2031, 18.40 Uhr") is None
    assert _find("lead", dek=f"{DEK}, from 18:40 on") is not None
