import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.letters import WESTERN_LETTERS
from flows.clean.lines import LINE, Unit, make_units, normalise, split_lines

BREAKS = st.sampled_from(
    ["\n", "\r\n", "\r", "\f", "\v", "\u2028", "\u2029", "\xa0", " ", "\t", "", "word", "Two words."]
)
LAID_OUT = st.lists(BREAKS | st.text(max_size=5), max_size=30).map("".join)


@given(LAID_OUT)
def test_lines_tile_the_text(text):
    spans = split_lines(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)


@given(LAID_OUT)
def test_units_tile_the_text_and_each_shows_something_unless_nothing_does(text):
    units = make_units(text, split_lines(text))
    assert "".join(text[unit.start : unit.end] for unit in units) == text
    assert all(unit.text for unit in units) or len(units) == 1


def test_a_windows_line_break_is_one_break():
    assert split_lines("a\r\nb") == [(0, 3), (3, 4)]


def test_blank_lines_belong_to_the_unit_before_them_and_leading_ones_to_the_first():
    text = "\n\nFirst.\n\n\xa0\nSecond."
    assert [(u.start, u.end, u.text) for u in make_units(text, split_lines(text))] == [
        (0, 12, "First."),
        (12, 19, "Second."),
    ]


def test_normal_form_keeps_words_only_and_straightens_apostrophes():
    assert normalise("• Don’t  MISS: this!") == "don't miss this"


# Windows-1252 lacks Greek letters: a word of them at the end sends a text the general way.
WESTERN = st.text(st.sampled_from(WESTERN_LETTERS), max_size=40)


@given(WESTERN)
def test_the_tables_of_windows_1252_give_the_words_that_the_patterns_give(text):
    assert normalise(f"{text} αλφα") == f"{normalise(text)} αλφα".strip()


@given(WESTERN)
def test_the_tables_of_windows_1252_sort_the_beginnings_of_words_as_the_letters_themselves_do(text):
    unit = Unit(0, len(text), text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.clean.lines.encode_western", lambda _: None)
        general = Unit(0, len(text), text)
    for name in ("lower_share", "has_digit", "has_bar", "is_quoting", "word_count", "plain_words"):
        assert getattr(unit, name) == getattr(general, name)


@given(st.text(st.sampled_from("a \n\r\f\v\u2028\u2029\x1c\x85"), max_size=12))
def test_lines_end_at_the_breaks_that_the_module_names_and_at_no_others(text):
    assert split_lines(text) == [match.span() for match in LINE.finditer(text) if match.end() > match.start()]


def test_bullets_and_list_numbers_are_list_markers_but_years_and_dashes_in_words_are_not():
    marked = ["* Bread", "• Bread", "3. Bread", "12) Bread"]
    unmarked = ["2024. It was a good year", "-based teams", "*", "Bread"]
    assert all(Unit(0, 0, text).has_list_marker for text in marked)
    assert not any(Unit(0, 0, text).has_list_marker for text in unmarked)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("हिन्दी समाचार।", "हिन्दी समाचार"),
        ("ที่เกี่ยวข้อง", "ที่เกี่ยวข้อง"),
        ("اقرأ أيضًا:", "اقرأ أيضا"),
        ("İletişim", "iletişim"),
        ("Cafe\u0301", "café"),
    ],
)
def test_signs_that_belong_to_a_letter_do_not_split_its_word(text, plain):
    assert normalise(text) == plain
