"""The same person in several articles."""

import pytest

from flows.link.facts.persons import match_persons


def names(*articles):
    return [name for _, name in sorted(match_persons(articles).items())]


def test_a_last_name_alone_belongs_to_the_one_person_who_bears_it(writer):
    one = writer.write("a", "Ada Quill spoke.", people=("Ada Quill",))
    other = writer.write("b", "Quill spoke.", people=("Quill",))
    assert names(one, other) == ["Ada Quill", "Ada Quill"]


def test_a_last_name_that_two_persons_bear_belongs_to_neither(writer):
    one = writer.write("a", "Ada Quill met Ben Quill.", people=("Ada Quill", "Ben Quill"))
    other = writer.write("b", "Quill spoke.", people=("Quill",))
    assert sorted(names(one, other)) == ["Ada Quill", "Ben Quill", "Quill"]


def test_a_middle_initial_does_not_make_another_person(writer):
    one = writer.write("a", "Ada B. Quill spoke.", people=("Ada B. Quill",))
    other = writer.write("b", "Ada Quill spoke.", people=("Ada Quill",))
    assert names(one, other) == ["Ada Quill", "Ada Quill"]


def test_accents_make_no_other_person(writer):
    one = writer.write("a", "Zoë Quill spoke.", people=("Zoë Quill",))
    other = writer.write("b", "Zoe Quill spoke.", people=("Zoe Quill",))
    assert len(set(names(one, other))) == 1


def test_first_names_that_begin_alike_are_one_person_unless_a_report_has_both(writer):
    larry = writer.write("a", "Larry Quill spoke.", people=("Larry Quill",))
    lawrence = writer.write("b", "Lawrence Quill spoke.", people=("Lawrence Quill",))
    both = writer.write("c", "Larry Quill met Lawrence Quill.", people=("Larry Quill", "Lawrence Quill"))
    assert len(set(names(larry, lawrence))) == 1
    assert len(set(names(larry, both))) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Adela Quillon", "Adela Quilon", 1),
        ("Adela Quillon", "Adele Quillon", 1),
        ("Adela Quillon", "Adela Quillons", 2),  # her family
        ("Adela Quillon", "Adela Brandt", 2),
        ("Adela Lee", "Adela Leo", 2),
        ("Adela Hansen", "Adela Hanson", 2),
        ("Barry Quillon", "Harry Quillon", 2),
    ],
)
def test_a_name_with_a_letter_otherwise_is_one_person(writer, one, other, count):
    first, second = (
        writer.write(place, f"{name} spoke.", people=(name,)) for place, name in (("a", one), ("b", other))
    )
    assert len(set(names(first, second))) == count


def test_two_spellings_in_one_report_are_two_persons(writer):
    both = writer.write("a", "Adela Quillon met Adela Quilon.", people=("Adela Quillon", "Adela Quilon"))
    one = writer.write("b", "Adela Quilon spoke.", people=("Adela Quilon",))
    assert len(set(names(both, one))) == 2


def test_spellings_of_one_report_are_not_joined_through_another(writer):
    articles = [
        writer.write("a", "Adela Quillon spoke.", people=("Adela Quillon",)),
        writer.write("b", "Adela Quillon spoke.", people=("Adela Quillon",)),
        writer.write("c", "Adela Quilon met Adela Quillan.", people=("Adela Quilon", "Adela Quillan")),
    ]
    assert len(set(names(*articles))) == 2


def test_the_spelling_of_most_reports_names_the_person(writer):
    articles = [
        writer.write(place, f"{name} spoke.", people=(name,))
        for place, name in (("a", "Adela Quilon"), ("b", "Adela Quillon"), ("c", "Adela Quillon"))
    ]
    assert set(names(*articles)) == {"Adela Quillon"}


def test_a_junior_is_another_person_where_a_report_names_both(writer):
    both = writer.write("a", "Ann Lee saw Ann Lee Jr.", people=("Ann Lee", "Ann Lee Jr."))
    junior = writer.write("b", "Ann Lee Jr. met Lee Jr.", people=("Ann Lee Jr.", "Lee Jr."))
    plain = writer.write("c", "Ann Lee left.", people=("Ann Lee",))
    assert set(names(both, junior, plain)) == {"Ann Lee", "Ann Lee Jr."}
    assert set(names(junior, plain)) == {"Ann Lee"}


def test_a_junior_beside_a_relative_of_another_name_is_nobody_else(writer):
    family = writer.write("a", "Ann Lee Jr. met Nora Lee.", people=("Ann Lee Jr.", "Nora Lee"))
    plain = writer.write("b", "Ann Lee left.", people=("Ann Lee",))
    alone = writer.write("c", "Lee left.", people=("Lee",))
    assert names(family, plain, alone)[-1] == "Lee"
    assert set(names(family, plain)) == {"Ann Lee", "Nora Lee"}
