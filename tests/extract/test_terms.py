from hypothesis import given
from hypothesis import strategies as st

from flows.clean.blocks import Block
from flows.extract.annotations import Entity, Mention, Naming
from flows.extract.sentences import find_sentences
from flows.extract.terms import MOST_TERMS, find_terms

NO_NAMES = Naming()
TITLE = "Ferry fares rise as harbour dredging begins"
PARAGRAPHS = (
    "Ferry fares will rise by a tenth while the harbour is dredged, the port of Ardmouth said on Friday.",
    "Passengers said the ferry fares were already too high. The council promised lower harbour fees next year.",
    "Sea grass meadows also came up at the meeting. The harbour office will replant them before the dredging ends.",
)


def _terms(*paragraphs: str, title: str | None = None, naming: Naming = NO_NAMES) -> dict[str, float]:
    text, blocks = "", []
    for line, zone in [(title, "title")] * (title is not None) + [(line, "body") for line in paragraphs]:
        blocks.append(
            Block(len(text), len(text) + len(line) + 1, zone, "title" if zone == "title" else "paragraph", "t", 1.0)
        )
        text += line + "\n"
    return {term.text: term.score for term in find_terms(text, find_sentences(text, blocks), naming)}


def test_what_the_article_is_about_comes_first() -> None:
    terms = list(_terms(*PARAGRAPHS, title=TITLE))
    assert terms[0] == "ferry fares"


def test_a_rare_phrase_that_opens_a_paragraph_is_a_term() -> None:
    assert "sea grass meadows" in _terms(*PARAGRAPHS, title=TITLE)


def test_words_of_any_news_are_no_terms() -> None:
    terms = _terms(*PARAGRAPHS, title=TITLE)
    assert not {"year", "council", "meeting", "said", "friday", "next year", "promised"} & set(terms)


def test_scores_fall_from_one() -> None:
    scores = list(_terms(*PARAGRAPHS, title=TITLE).values())
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 and score == round(score, 4) for score in scores)


def test_singular_and_plural_are_one_term() -> None:
    terms = _terms("The tariff on steel was raised again.", "Tariffs hurt makers of steel, and tariffs stay.")
    assert [term for term in terms if term.startswith("tariff")] == ["tariffs"]


def test_a_word_inside_a_better_phrase_gives_way() -> None:
    assert "fares" not in _terms(*PARAGRAPHS, title=TITLE)


def test_small_letters_unless_a_name() -> None:
    terms = _terms("Dredging helps. They praised Ardmouth for its dredging.", "Voters in Ardmouth agree with dredging.")
    assert "Ardmouth" in terms
    assert not any(term.startswith("Dredging") for term in terms)


def test_a_name_is_one_term_under_its_canonical_form() -> None:
    text = "The mayor of Port Ardmouth spoke. Ardmouth paid for the sea wall."
    first, second = text.index("Port Ardmouth"), text.rindex("Ardmouth")
    naming = Naming(
        (Entity("e", "place", "Port Ardmouth"),),
        (
            Mention(first, first + 13, "name", "e", "place", "body"),
            Mention(second, second + 8, "name", "e", "place", "body"),
        ),
    )
    terms = _terms(text, naming=naming)
    assert "Port Ardmouth" in terms
    assert "Ardmouth" not in terms


def test_captions_and_removed_text_give_no_terms() -> None:
    text = "Walrus statue, walrus statue, walrus statue\n"
    sentences = find_sentences(text, [Block(0, len(text), "caption", "caption", "t", 1.0)])
    assert find_terms(text, sentences, Naming()) == ()


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_gives_at_most_twenty_distinct_terms(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    found = find_terms(text, find_sentences(text, [Block(0, len(text), "body", "paragraph", "t", 1.0)]), Naming())
    assert len(found) == len({term.text for term in found}) <= MOST_TERMS
    assert all(term.text.strip() for term in found)
