"""Party and state of politicians, side by side."""

import pytest

from flows.link.facts.facts import find_facts

STORIES = {"s": ["alpha", "beta"]}
FILLER = " Rain fell on the hills. Nobody slept well. The road is narrow. Bread was baked at dawn."


def parties(writer, *texts):
    articles = [
        writer.write(name, text + FILLER, people=("Ada Quill",))
        for name, text in zip(("alpha", "beta"), texts, strict=True)
    ]
    slots = find_facts(articles, STORIES, {}).slots
    return [(s.relation, [v.candidate.value_text for v in s.values]) for s in slots if "party" in s.subject_text]


@pytest.mark.parametrize(
    "other", ["Ada Quill, R-Neb., slept.", "Ada Quill, a Nebraska Republican, slept.", "Ada Quill (R–Neb.) slept."]
)
def test_a_tag_is_the_same_however_it_is_printed(writer, other):
    assert parties(writer, "Ada Quill (R-NE) sang.", other) == [("equal", ["Republican, Nebraska"] * 2)]


def test_two_states_of_one_person_contradict_each_other(writer):
    [(relation, values)] = parties(writer, "Ada Quill (D-Conn.) sang.", "Ada Quill (D-CA) slept.")
    assert relation == "contradiction"
    assert values == ["Democrat, Connecticut", "Democrat, California"]


def test_other_brackets_are_no_party(writer):
    assert parties(writer, "Ada Quill (D-Day) sang.", "Ada Quill (R-rated) slept.") == []
