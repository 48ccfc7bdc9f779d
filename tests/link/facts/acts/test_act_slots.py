"""Acts that several reports tell of."""

from dataclasses import replace
from datetime import date

import pytest

from flows.link.facts.acts.act_slots import MOST_ACTS, find_act_groups
from flows.link.facts.acts.points import DAY_POINTS, score_pair, weigh
from flows.link.facts.acts.report_acts import find_acts, find_verbs
from flows.link.facts.facts import find_facts
from flows.link.facts.persons import match_persons
from flows.link.facts.subjects import word_rarity

# what all of a story is about tells little
FILLER = (
    " The council sat in Brenn. Rain fell on the hills, and the line ran no ferries. The council had tea. Moor and "
    "Quill slept; the line slept. On Monday the line had no ferries, and the council sat. The council slept. The line "
    "ran."
)
STORIES = {"story": ("d0", "d1")}


@pytest.fixture
def told(writer):
    """The values and places of the acts that two reports tell of, by subject."""

    def found(*texts, people=("Ada Quill", "Quill", "Ben Moor"), notes=()):
        articles = [
            writer.write(f"d{n}", text + FILLER, *notes, people=tuple(p for p in people if p in text))
            for n, text in enumerate(texts)
        ]
        printed = {article.document_id: article.text for article in articles}
        groups = find_act_groups(articles, match_persons(articles), word_rarity(articles))
        return {
            subject: [(c.value_text, printed[c.document_id][c.start : c.end]) for c in group]
            for subject, group in groups
        }

    return found


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "The council approved the harbour plan.",
            "The harbour plan was passed by the council.",
            ("approved", "approved"),
        ),
        ("Ada Quill sacked the harbour master.", "Quill fired the harbour master.", ("sacked", "sacked")),
        ("The council will approve the harbour plan.", "The council approved the harbour plan.", ("will", "approved")),
        ("The council may sign the harbour pact.", "The council is due to sign the harbour pact.", ("may", "will")),
        ("It did not sign the harbour pact.", "The council refused to sign the harbour pact.", ("did not", "did not")),
    ],
)
def test_one_act_in_other_words_is_one_slot(told, one, other, values):
    [group] = told(one, other).values()
    assert [value.startswith(expected) for (value, _), expected in zip(group, values, strict=True)] == [True, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council approved the harbour plan.", "The council approved the school budget."),  # another object
        ("The council approved the harbour plan.", "The council rejected the harbour plan."),  # another act
        ("Ada Quill signed the pact of the ferrymen.", "Ben Moor signed the pact of the fishers."),  # other doers
        ("The line fired 12 guards.", "The line fired 40 guards."),  # other numbers
        ("Ada Quill sued Ben Moor over the pier.", "Ben Moor sued Ada Quill over the pier."),  # the other way round
        ("Nobody signed the harbour pact.", "The council signed the harbour pact."),
        ("The council signed the harbour pact.", "The council did not sign the harbour pact."),  # for outcome_slots
    ],
)
def test_another_act_is_no_slot(told, one, other):
    assert told(one, other) == {}


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The pier was closed by the council.", "The pier has been shut by the council.", {"closed"}),
        ("The pier will be closed by the council.", "The pier is to be closed by the council.", {"will be closed"}),
        ("The ferry was sunk by the storm.", "The storm sank the ferry.", {"sank"}),
        ("The pier is being closed.", "The pier is being closed, the council said.", {"is being closed"}),
        ("The storm killed the harbour guard.", "The harbour guard died in the storm.", {"killed"}),
    ],
)
def test_the_value_keeps_the_voice_of_the_reports(told, one, other, values):
    [group] = told(one, other).values()
    assert {value for value, _ in group} == values


def test_one_sentence_of_many_reports_is_one_act(told):
    [group] = told(*["The council approved the harbour plan."] * 40).values()
    assert len(group) == 40


def test_the_same_day_speaks_for_one_act_and_another_against_it(writer):
    def points(day):
        days = writer.day("Monday", "2031-05-05"), writer.day(*day)
        texts = "The line fired its guards on Monday.", f"The line fired its guards on {day[0]}."
        articles = [writer.write(f"d{n}", text, note) for n, (text, note) in enumerate(zip(texts, days, strict=True))]
        one, other = (weigh(next(find_acts(a, find_verbs(a), {})), {"monday": 0.0}) for a in articles)
        return score_pair(one, other), score_pair(other, one)

    same, other = points(("Monday", "2031-05-05")), points(("Friday", "2031-05-09"))
    assert same == (same[0], same[0])
    assert other == pytest.approx((same[0] - 2 * DAY_POINTS,) * 2)


def test_the_subject_names_who_and_what_and_the_value_is_the_verb_with_its_object(told):
    told_of = told("Ada Quill signed the harbour pact.", "In Brenn, Quill signed the harbour pact on Monday.")
    assert told_of == {"Ada Quill … the harbour pact: outcome": [("signed", "signed the harbour pact")] * 2}


def test_what_a_report_tells_as_done_comes_before_what_it_tells_as_planned(told):
    [group] = told(
        "The council planned to sign the harbour pact. The council signed the harbour pact.",
        "The council signed the harbour pact.",
    ).values()
    assert [value for value, _ in group] == ["signed", "signed"]


@pytest.mark.parametrize(
    ("texts", "days", "relation"),
    [
        (("signed", "signed"), (5, 5), "equal"),
        (("will sign", "signed"), (5, 6), "update"),
        (("may sign", "signed"), (5, 5), "update"),
        (("should sign", "signed"), (5, 6), "refinement"),
        (("may sign", "will sign"), (5, 6), "refinement"),
        (("is signing", "signed"), (5, 6), "refinement"),  # today, or about to
        (("will sign", "signed"), (6, 5), None),  # another pact, or nothing to tell
    ],
)
def test_what_was_planned_is_updated_by_what_was_done(writer, texts, days, relation):
    articles = [
        replace(
            writer.write(f"d{n}", f"The council {words} the harbour pact." + FILLER), published_on=date(2031, 5, day)
        )
        for n, (words, day) in enumerate(zip(texts, days, strict=True))
    ]
    slots = [slot.relation for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "outcome"]
    assert slots == ([relation] if relation else [])


def test_the_order_of_the_reports_changes_nothing(writer):
    texts = "Moor sacked the guards.", "The guards were fired by Moor.", "Moor will fire the guards."
    articles = [writer.write(f"d{n}", text + FILLER, people=("Moor",)) for n, text in enumerate(texts)]
    persons, rarity = match_persons(articles), word_rarity(articles)
    assert find_act_groups(articles, persons, rarity) == find_act_groups(articles[::-1], persons, rarity) != []


def test_a_report_that_repeats_an_act_is_compared_a_few_times(told):
    many = "The council approved the harbour plan. " * (MOST_ACTS + 4)
    assert len(told(many, many)) == 1
