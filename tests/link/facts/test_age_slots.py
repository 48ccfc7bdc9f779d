"""How old somebody is, by each report."""

import pytest

from flows.link.facts.age_slots import find_age_groups
from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts
from flows.link.facts.persons import match_persons

FILLER = " Rain fell on the hills. Nobody slept well."


def aged(writer, name, text, words, years):
    note = writer.number(words, years, "year", kind="age")
    people = tuple(person for person in ("Ada Quill", "Cas Reed", "Quill") if person in text)
    return writer.write(name, text + FILLER, note, people=people)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Quill, 64, owned the mill.", "64"),
        ("Ada Quill (64) owned the mill.", "64"),
        ("Ada Quill, aged 64, owned the mill.", "64"),
        ("The 64-year-old Brenn skipper Ada Quill owned the mill.", "64-year-old"),
        ("Cas Reed met Ada Quill, 64, at the mill.", "64"),
        ("Ada Quill was jailed. Quill, 64, had owned the mill.", "64"),
    ],
)
def test_an_age_is_that_of_the_person_beside_it_wherever_it_stands(writer, text, words):
    one = aged(writer, "one", "Ada Quill, 61, sat in court.", "61", 61)
    articles = [one, aged(writer, "two", text, words, 64)]
    [slot] = [slot for slot in find_facts(articles, {"s": ["one", "two"]}, {}).slots if slot.slot_kind == "age"]
    assert (slot.subject_text, slot.relation) == ("Ada Quill: age", "contradiction")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cas Reed, 64, met Ada Quill.", "64"),  # another's
        ("Ada Quill walked. A man, 64, watched.", "64"),
        ("A 64-year-old man sued Ada Quill.", "64-year-old"),
        ("A 64-year-old man, a friend of Ada Quill, watched.", "64-year-old"),
    ],
)
def test_an_age_of_another_or_of_nobody_named_is_not(writer, text, words):
    articles = [
        aged(writer, "one", "Ada Quill, 61, sat in court.", "61", 61),
        aged(writer, "two", text, words, 64),
    ]
    read = {article.document_id: find_candidates(article) for article in articles}
    assert find_age_groups(articles, match_persons(articles), read) == []


@pytest.mark.parametrize(("years", "relation"), [(62, "update"), (63, "contradiction")])
def test_a_year_more_may_be_a_birthday(writer, years, relation):
    articles = [
        aged(writer, "one", "Ada Quill, 61, sat in court.", "61", 61),
        aged(writer, "two", f"Ada Quill, {years}, sat in court.", str(years), years),
    ]
    [slot] = [slot for slot in find_facts(articles, {"s": ["one", "two"]}, {}).slots if slot.slot_kind == "age"]
    assert slot.relation == relation
