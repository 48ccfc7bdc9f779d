"""Fact slots of stories, from end to end."""

import random
import re
from dataclasses import replace

import pytest

from flows.contracts.columns import RELATIONS
from flows.link.facts.facts import _tell_apart, find_facts

OPENING = "The harbour council fined the Marlin ferry line {} on {}. "
REST = "Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture
def report(writer):
    def write(document_id, money, value, day, on, **more):
        text = OPENING.format(money, day) + REST
        notes = (writer.number(money, value, "USD", kind="money"), writer.day(day, on, is_inferred=True))
        return writer.write(document_id, text, *notes, **more)

    return write


@pytest.fixture
def story(report):
    return [
        report("alpha", "$4,200", 4200, "Monday", "2031-05-05"),
        report("beta", "$4,200", 4200, "Monday", "2031-05-05"),
        report("gamma", "$9,900", 9900, "Monday", "2031-05-05"),
    ]


STORIES = {"s": ["alpha", "beta", "gamma"]}


def slots(facts, kind):
    return [slot for slot in facts.slots if slot.slot_kind == kind]


def test_agreeing_reports_make_an_equal_slot(story):
    [slot] = slots(find_facts(story, STORIES, {}), "date")
    assert (slot.relation, slot.outlet_count, slot.independent_count) == ("equal", 3, 3)


def test_the_gravest_relation_of_its_values_is_the_slots(story):
    [slot] = slots(find_facts(story, STORIES, {}), "money")
    assert slot.relation == "contradiction"
    assert sorted(relation.relation for relation in slot.relations) == ["contradiction", "contradiction", "equal"]
    assert all(relation.relation in RELATIONS for relation in slot.relations)


def test_a_contradiction_is_explained_with_both_outlets_and_both_values(story):
    [slot] = slots(find_facts(story, STORIES, {}), "money")
    texts = [r.explanation_text for r in slot.relations if r.relation == "contradiction"]
    assert sorted(texts)[0] == "The Alpha: line $4,200; The Gamma: line $9,900. Both cannot be true."


def test_an_outlet_that_nobody_knows_is_shown_as_such(story, report):
    unknown = report("gamma", "$9,900", 9900, "Monday", "2031-05-05", is_identified=False, outlet_name="gamma.txt")
    [slot] = slots(find_facts([*story[:2], unknown], STORIES, {}), "money")
    texts = [r.explanation_text for r in slot.relations if r.relation == "contradiction"]
    assert all("an unidentified outlet: " in text for text in texts)


def test_copies_of_one_origin_count_once(story):
    [slot] = slots(find_facts(story, STORIES, {"beta": "alpha"}), "date")
    assert (slot.outlet_count, slot.independent_count) == (3, 2)


def test_articles_of_different_stories_share_no_slot(story):
    assert find_facts(story, {"s": ["alpha"], "t": ["beta"], "u": ["gamma"]}, {}).slots == ()


def test_the_subject_names_what_the_reports_share(story):
    [slot] = slots(find_facts(story, STORIES, {}), "money")
    assert "fine" in slot.subject_text
    assert slot.subject_text.endswith(": money")


def test_the_order_of_articles_changes_nothing(story):
    expected = find_facts(story, STORIES, {})
    for seed in range(5):
        order = random.Random(seed)
        shuffled = order.sample(story, len(story))
        assert find_facts(shuffled, {"s": order.sample(STORIES["s"], 3)}, {}).slots == expected.slots


def test_an_unrelated_article_changes_no_slot(story, report):
    expected = find_facts(story, STORIES, {})
    unrelated = report("zeta", "$77", 77, "Friday", "2031-05-09")
    assert find_facts([*story, unrelated], STORIES | {"z": ["zeta"]}, {}).slots == expected.slots


def test_values_said_by_different_speakers_conflict_between_speakers(writer):
    text = "“We counted {} cracked boilers aboard the Marlin ships,” {} said. " + REST
    articles = [
        writer.write(
            document_id,
            text.format(number, name),
            writer.number(f"{number} cracked boilers", number, "boiler"),
            writer.quotation(f"We counted {number} cracked boilers aboard the Marlin ships,", name, name),
            people=(name,),
        )
        for document_id, number, name in (("alpha", 34, "Ada Quill"), ("beta", 51, "Ben Moor"))
    ]
    [slot] = find_facts(articles, STORIES, {}).slots
    assert [r.conflict_between for r in slot.relations] == ["speakers"]


ROLE = re.compile(r"(?:(former|outgoing|elect)[ -])?((?:deputy )?mayor)", re.IGNORECASE)


def roles_told(writer, one, other):
    articles = [
        writer.write(
            document_id,
            f"{opening} Ada Quill opened the harbour. " + REST,
            writer.role(words, "Ada Quill", "mayor", status),
            people=("Ada Quill",),
        )
        for document_id, (opening, words, status) in zip(("alpha", "beta"), (one, other), strict=True)
    ]
    [slot] = [slot for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "role"]
    return slot


def test_an_office_held_and_left_in_the_openings_is_a_contradiction(writer):
    slot = roles_told(writer, ("Mayor", "Mayor", "current"), ("Former mayor", "Former mayor", "former"))
    assert (slot.slot_kind, slot.relation) == ("role", "contradiction")
    assert "Ada Quill" in slot.subject_text


def test_the_same_office_is_equal_however_it_is_written_and_nothing_to_compare(writer):
    slot = roles_told(writer, ("Mayor", "Mayor", "current"), ("The mayor,", "mayor", "current"))
    assert (slot.relation, slot.relations) == ("equal", ())


@pytest.mark.parametrize(
    ("other", "relations"), [("Brenn mayor", []), ("harbour master", []), ("deputy mayor", ["refinement"])]
)
def test_a_longer_title_or_another_office_is_not_compared_a_lower_rank_is(writer, other, relations):
    articles = [
        writer.write(
            document_id,
            f"The {role} Ada Quill opened the harbour. " + REST,
            writer.role(role, "Ada Quill", role),
            people=("Ada Quill",),
        )
        for document_id, role in (("alpha", "mayor"), ("beta", other))
    ]
    [slot] = [slot for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "role"]
    assert (slot.relation, [pair.relation for pair in slot.relations]) == ("refinement", relations)


def test_an_acting_mayor_refines_a_mayor(writer):
    slot = roles_told(writer, ("Mayor", "Mayor", "current"), ("Acting mayor", "Acting mayor", "acting"))
    assert [pair.relation for pair in slot.relations] == ["refinement"]


def test_an_office_of_then_contradicts_nothing(writer):
    slot = roles_told(writer, ("Mayor", "Mayor", "current"), ("Then-mayor", "mayor", "former"))
    assert slot.relation == "refinement"


def offices_told(writer, one, other):
    """The relation of two reports that name a mayor further down, in these sentences."""
    articles = []
    for document_id, sentence in (("alpha", one), ("beta", other)):
        words = ROLE.search(sentence)
        status = (words[1] or "current").lower()
        role = writer.role(words[0], "Ada Quill", words[2].lower(), status)
        articles.append(writer.write(document_id, f"{REST} {sentence}", role, people=("Ada Quill",)))
    [slot] = [slot for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "role"]
    return slot.relation


def test_a_former_office_told_of_the_same_act_is_a_contradiction_further_down_too(writer):
    one, other = "Mayor Ada Quill opened the inquiry.", "Former mayor Ada Quill said the inquiry was open."
    assert offices_told(writer, one, other) == "contradiction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor, Ada Quill, opened the inquiry.", "The former mayor, Ada Quill, said the inquiry was open."),
        ("Mayor Ada Quill will open the inquiry.", "Former mayor Ada Quill is to open the inquiry."),
    ],
)
def test_a_name_between_commas_or_before_what_is_to_come_acts_too(writer, one, other):
    assert offices_told(writer, one, other) == "contradiction"


@pytest.mark.parametrize("other", ["Outgoing mayor", "Deputy mayor", "Elect mayor"])
def test_who_leaves_comes_or_stands_below_may_have_held_the_office(writer, other):
    told = "{} Ada Quill opened the inquiry."
    assert offices_told(writer, told.format(other), told.format("Former mayor")) == "refinement"


@pytest.mark.parametrize(
    "other",
    [
        "The inquiry was open, said Ada Quill, the former mayor.",
        "Ada Quill, the former mayor, said the inquiry was open.",
    ],
)
def test_the_office_may_stand_behind_the_name_of_who_speaks(writer, other):
    assert offices_told(writer, "Mayor Ada Quill opened the inquiry.", other) == "contradiction"


def test_former_stands_for_all_of_a_list(writer):
    one = "Former aides, including editor Bo Hill and Mayor Ada Quill opened the inquiry."
    assert (
        offices_told(writer, one.replace("Mayor", "mayor"), "Former mayor Ada Quill opened the inquiry.")
        == "refinement"
    )


@pytest.mark.parametrize(
    "other",
    [
        "Former mayor Ada Quill had a dog.",  # tells another thing
        "The inquiry named Former mayor Ada Quill, who was mayor from 2012.",
        "Years ago Former mayor Ada Quill opened an inquiry.",
        "Critics of Former mayor Ada Quill, an inquiry found, left.",  # does nothing here
    ],
)
def test_a_former_office_told_of_another_time_or_thing_contradicts_nothing(writer, other):
    assert offices_told(writer, "Mayor Ada Quill opened the inquiry.", other) == "refinement"


def test_former_stands_for_the_office_after_the_words_between(writer):
    one = ("Former mayor", "Former mayor", "former")
    assert roles_told(writer, one, ("Former Skerra harbour mayor", "mayor", "current")).relation == "refinement"


def test_a_report_that_has_it_both_ways_contradicts_nothing(writer):
    text = "Former mayor Ada Quill opened the harbour. Mayor Ada Quill spoke. " + REST
    roles = (
        writer.role("Former mayor", "Ada Quill", "mayor", "former"),
        writer.role("Mayor", "Ada Quill", "mayor"),
    )
    both = writer.write("alpha", text, *roles, people=("Ada Quill",))
    held = writer.write("beta", "Mayor Ada Quill opened the harbour. " + REST, roles[1], people=("Ada Quill",))
    [slot] = [slot for slot in find_facts([both, held], STORIES, {}).slots if slot.slot_kind == "role"]
    assert slot.relation != "contradiction"


def test_dates_that_differ_only_as_they_were_reckoned_are_not_related(writer):
    articles = [
        writer.write(document_id, f"The ferry Marlin sank in thick fog {words}. " + REST, writer.day(words, on, **more))
        for document_id, words, on, more in (
            ("alpha", "on Saturday", "2031-05-03", {"is_inferred": True}),
            ("beta", "in March 2031", "2031-03", {}),
        )
    ]
    assert not [slot for slot in find_facts(articles, STORIES, {}).slots if slot.relation == "contradiction"]


UTTERANCE = "The harbour is ours and it will stay ours,"


def said(writer, one, other, words=UTTERANCE, where="in the hall", of=""):
    articles = [
        writer.write(
            document_id,
            f"“{words}” {name}{of} said {where}. " + REST,
            writer.quotation(words, f"{name}{of}", name),
            people=(name,),
            places=("Harbour Board",),
        )
        for document_id, name in zip(("alpha", "beta"), (one, other), strict=True)
    ]
    utterances = {"u": [q.quotation_id for article in articles for q in article.quotations]}
    slots = find_facts(articles, STORIES, {}, utterances).slots
    return slots[0] if slots else None


def test_one_utterance_given_to_two_persons_is_a_contradiction(writer):
    slot = said(writer, "Ada Quill", "Ben Moor")
    assert (slot.slot_kind, slot.relation) == ("attribution", "contradiction")


def test_what_a_speaker_belongs_to_is_no_name_of_the_speaker(writer):
    assert said(writer, "Ada Quill", "Ben Moor", of=" of the Harbour Board").relation == "contradiction"


def test_a_phrase_of_a_few_words_shows_no_two_speakers_of_one_utterance(writer):
    assert said(writer, "Ada Quill", "Ben Moor", words="ours for ever,") is None


def test_a_sentence_that_names_both_does_not_tell_whose_words_they_are(writer):
    assert said(writer, "Ada Quill", "Ben Moor", where="after Ada Quill had left") is None


def test_one_utterance_given_to_one_person_by_last_name_is_equal(writer):
    assert said(writer, "Ada Quill", "Quill").relation == "equal"


def test_a_name_spelt_with_one_letter_more_is_no_other_speaker(writer):
    assert said(writer, "Ada Quill", "Ada Quills").relation == "equal"


def test_whom_a_pronoun_means_is_not_held_against_another_report(writer):
    words = "The harbour is ours,"
    people = ("Ada Quill", "Ben Moor")
    named = writer.write(
        "alpha", f"“{words}” Ada Quill said. " + REST, writer.quotation(words, "Ada Quill", "Ada Quill"), people=people
    )
    text = f"Ben Moor was there. “{words}” he said. " + REST
    unnamed = writer.write("beta", text, writer.quotation(words, " he ", "Ben Moor"), people=people)
    utterances = {"u": [q.quotation_id for article in (named, unnamed) for q in article.quotations]}
    assert find_facts([named, unnamed], STORIES, {}, utterances).slots == ()


def test_a_role_given_inside_a_direct_quotation_is_not_the_reports(writer):
    quoted = "Mayor Ada Quill was right,"
    text = f"“{quoted}” Ben Moor said. " + REST
    people = ("Ada Quill", "Ben Moor")
    role = writer.role("Mayor", "Ada Quill", "mayor")
    alpha = writer.write("alpha", text, role, writer.quotation(quoted, "Ben Moor", "Ben Moor"), people=people)
    beta = writer.write("beta", "Mayor Ada Quill opened the harbour. " + REST, role, people=people)
    assert find_facts([alpha, beta], STORIES, {}).slots == ()


def test_ledes_that_date_the_event_differently_make_a_contradiction(writer):
    one = writer.write(
        "alpha",
        "On June 5 the mayors of Marlin and Dorsal held a phone call. " + REST,
        writer.day("June 5", "XXXX-06-05"),
    )
    other = writer.write(
        "beta",
        "In May 2031 the mayor of Marlin held a long conversation with the mayor of Dorsal. " + REST,
        writer.day("May 2031", "2031-05"),
    )
    [slot] = find_facts([one, other], STORIES, {}).slots
    assert (slot.slot_kind, slot.relation) == ("date", "contradiction")


def test_a_value_that_stands_in_two_slots_has_an_id_in_each(story):
    [slot] = slots(find_facts(story, STORIES, {}), "money")
    first, second = _tell_apart([replace(slot, slot_id="zzz"), slot])
    assert first == slot
    ids = {value.fact_value_id for both in (first, second) for value in both.values}
    assert len(ids) == 2 * len(slot.values)
    named = {pair_id for pair in second.relations for pair_id in (pair.fact_value_id_a, pair.fact_value_id_b)}
    assert named == {value.fact_value_id for value in second.values}


def test_the_id_of_a_value_stays_when_another_report_joins_the_slot(story, report):
    def ids(articles, names):
        [slot] = slots(find_facts(articles, {"s": names}, {}), "money")
        return {value.candidate.document_id: value.fact_value_id for value in slot.values}

    before = ids(story, STORIES["s"])
    after = ids([report("aaa", "$9,900", 9900, "Monday", "2031-05-05"), *story], ["aaa", *STORIES["s"]])
    assert {name: after[name] for name in before} == before


def test_of_two_slots_that_begin_with_the_same_values_each_has_an_id_of_its_own(story):
    [slot] = slots(find_facts(story, STORIES, {}), "date")
    shorter = replace(slot, values=slot.values[:2], relations=slot.relations[:1])
    told = _tell_apart([slot, shorter, slot])
    assert len(told) == 2
    assert len({s.slot_id for s in told}) == 2
    assert len({value.fact_value_id for s in told for value in s.values}) == 5
    assert told == _tell_apart([slot, shorter])
