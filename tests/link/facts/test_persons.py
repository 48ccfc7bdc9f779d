"""The same person in several articles."""

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
