from hypothesis import given
from hypothesis import strategies as st

from flows.report.differences import MOST_WORDS, differences

WORDS = st.lists(st.sampled_from("We we, did not leave “the harbour” port …".split()), max_size=12).map(" ".join)


def kinds(full: str, version: str) -> list[tuple[str, str]]:
    return [(run.kind, run.text.strip()) for run in differences(full, version)]


@given(WORDS, WORDS)
def test_what_a_version_keeps_and_adds_is_the_version_and_what_it_lacks_was_in_the_full_one(full, version):
    runs = differences(full, version)
    assert "".join(run.text for run in runs if run.kind != "lacking") == version
    lacking = [word for run in runs if run.kind == "lacking" for word in run.text.split()]
    rest = iter(full.split())
    assert all(word in rest for word in lacking)


def test_capitals_quotation_marks_and_full_stops_are_no_difference():
    assert kinds("The gates are open.", "the “gates” are open") == [("both", "the “gates” are open")]


def test_a_clipped_beginning_and_a_changed_word_are_told_apart():
    assert kinds("We said: nobody will go back", "Nobody will walk back") == [
        ("lacking", "We said:"),
        ("both", "Nobody will"),
        ("lacking", "go"),
        ("added", "walk"),
        ("both", "back"),
    ]


def test_a_text_of_a_pages_length_is_shown_and_not_compared():
    text = "word " * (MOST_WORDS + 1)
    assert kinds("another", text) == [("both", text.strip())]
