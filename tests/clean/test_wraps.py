import textwrap

from flows.clean.lines import split_lines
from flows.clean.wraps import join_wrapped

FIRST = (
    "The harbour board of Tallow Bay voted on Tuesday to close the old ferry pier after engineers found that two of "
    "its wooden piles had rotted through, a decision that leaves about nine hundred commuters without a crossing "
    "until spring."
)
SECOND = (
    "Residents who spoke at the meeting asked for a temporary landing at the fish market, which the board said "
    "it would study, though its chair warned that the water there is too shallow at low tide for the larger of the "
    "two boats."
)


def paragraphs(text):
    return [text[start:end].strip() for start, end in join_wrapped(text, split_lines(text))]


def test_a_paragraph_wrapped_at_a_width_is_one():
    text = "\n\n".join(textwrap.fill(p, 72) for p in (FIRST, SECOND))
    joined = [" ".join(p.split()) for p in paragraphs(text) if p]
    assert joined == [FIRST, SECOND]


def test_wrapped_paragraphs_without_blank_lines_between_them_end_at_their_short_line():
    text = "\n".join(textwrap.fill(p, 72) for p in (FIRST, SECOND))
    assert [" ".join(p.split()) for p in paragraphs(text)] == [FIRST, SECOND]


def test_one_paragraph_per_line_stays_as_it_is():
    text = f"{FIRST}\n{SECOND}\nA short last line."
    assert paragraphs(text) == [FIRST, SECOND, "A short last line."]


def test_a_menu_of_short_lines_is_not_joined():
    menu = [
        "Home",
        "World",
        "Business and markets",
        "Culture",
        "Sport",
        "A long entry about the weather over the whole coast",
    ]
    assert paragraphs("\n".join(menu)) == menu


def test_verse_with_lines_of_like_length_is_not_joined():
    lines = [
        "We walked along the pier at night, and all the boats were still.",
        "The lamps went out across the bay, and darkness took the hill.",
    ]
    assert paragraphs("\n".join(lines * 3)) == lines * 3


def test_a_byline_below_a_wrapped_title_is_a_line_of_its_own():
    title, byline = "Harbour board of Tallow Bay votes to close the old ferry pier", "by Ada Moreno, Harbour Reporter"
    text = f"{title}\n{byline}\n\n" + textwrap.fill(FIRST, 66) + "\n\n" + textwrap.fill(SECOND, 66)
    assert paragraphs(text)[:2] == [title, byline]


def test_a_line_of_a_paragraph_that_opens_with_by_goes_on():
    text = (
        "The pier was built in 1931 on the plans of a woman of the town,\nby Ada Moreno, who had seen such piers in "
        "other harbours, and it\nwas repaired after the storm of 2009, when waves took its roof.\n"
    )
    assert len([p for p in paragraphs(text) if p]) == 1
