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
