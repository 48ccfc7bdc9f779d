from flows.clean.blocks import Block
from flows.extract.header.standfirsts import find_standfirst
from flows.read.documents import Document, MarkupLine

DEK = "Ferries run again from Monday, says the council of the harbour"


def _find(*classes: str) -> tuple[int, int] | None:
    text = "\n".join([DEK] * len(classes))
    starts = [index * (len(DEK) + 1) for index in range(len(classes))]
    lines = [
        MarkupLine(start, start + len(DEK), "p", ("body",), words, 0.0)
        for start, words in zip(starts, classes, strict=True)
    ]
    blocks = [Block(start, min(start + len(DEK) + 1, len(text)), "dek", "dek", "standfirst", 0.5) for start in starts]
    return find_standfirst(Document("d", "a", None, "html", "0", 0, "utf-8", text, markup=tuple(lines)), blocks)


def test_the_block_that_markup_calls_a_standfirst_is_one() -> None:
    assert _find("article__subtitle") == (0, len(DEK))
    assert _find("article__body") is None


def test_several_standfirsts_belong_to_a_list_of_stories() -> None:
    assert _find("dek", "dek") is None
