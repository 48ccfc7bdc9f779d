"""Short news texts written for this project, with the topics they are about (`topic_texts/*.txt`), and how they score.

A text is three paragraphs of a file: `[labels]`, the headline, the body. A label is the beginning of a topic's name;
broader topics need no label of their own. `development` was written before the lexicon and used while it was made;
`held_out` was written after it, and no word or weight was changed for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.clean.cleaning import clean_document
from flows.extract.annotations import Topic
from flows.extract.article import annotate
from flows.extract.wordlists import load_table
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem

FOLDER = Path(__file__).parent / "topic_texts"
HALVES = ("development", "held_out")
TOPICS = {code: (broader, name) for code, broader, _, name in load_table("topics.csv")}


@dataclass(frozen=True)
class LabelledText:
    """A text with the codes of its topics, broader ones among them."""

    title: str
    body: str
    codes: frozenset[str]


@dataclass(frozen=True)
class TopicScore:
    """How one topic fared over some texts."""

    code: str
    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Right among found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Found among labelled; 1 where nothing was labelled."""
        return self.right / self.labelled if self.labelled else 1.0


def read_labelled_texts(half: str) -> list[LabelledText]:
    """Return the texts of a half, in order."""
    pieces = (FOLDER / f"{half}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    texts = []
    for piece in pieces:
        labels, title, body = piece.split("\n", 2)
        named = [_code_of(label) for label in re.findall(r"[^\[\],]+", labels)]
        texts.append(LabelledText(title, body, frozenset(code for name in named for code in with_broader(name))))
    return texts


def with_broader(code: str) -> Iterator[str]:
    """Yield the code and all broader ones."""
    while code:
        yield code
        code = TOPICS[code][0]


def _code_of(label: str) -> str:
    begun = [code for code, (_, name) in TOPICS.items() if name.startswith(label.strip())]
    found = [code for code in begun if TOPICS[code][1] == label.strip()] or begun
    if len(found) != 1:
        raise ValueError(f"{label.strip()!r} begins the names of {len(found)} topics: write more of it")
    return found[0]


def topics_of(text: LabelledText) -> tuple[Document, tuple[Topic, ...]]:
    """Return what the pipeline finds in a text, from its bytes on."""
    payload = f"{text.title}\n\n{text.body}\n".encode()
    document = decode_item(RawItem("text.txt", None, "txt", is_html=False, payload=payload))
    assert isinstance(document, Document)
    return document, annotate(document, clean_document(document)).topics


def score_topics(texts: Sequence[LabelledText]) -> list[TopicScore]:
    """Return the counts of every topic over the texts."""
    found = [{topic.code for topic in topics_of(text)[1]} for text in texts]
    return [
        TopicScore(
            code,
            right=sum(code in codes and code in text.codes for text, codes in zip(texts, found, strict=True)),
            found=sum(code in codes for codes in found),
            labelled=sum(code in text.codes for text in texts),
        )
        for code in TOPICS
    ]
