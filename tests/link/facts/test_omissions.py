"""What a report lacks, and why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import find_omissions
from flows.link.facts.story_views import is_spelling

FULL = "The harbour council fined the Marlin ferry line $4,200 after {} spoke for {}. "
REST = "Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."
STORIES = {"s": ["alpha", "beta", "gamma"]}


@pytest.fixture
def carriers(writer):
    text = FULL.format("Ada Quill", "Ada Quill") + REST
    return [
        writer.write(document_id, text, writer.number("$4,200", 4200, "USD", kind="money"), people=("Ada Quill",))
        for document_id in ("alpha", "beta")
    ]


def found(articles, origins=None, kind="fact", **more):
    facts = find_facts(articles, STORIES, origins or {}, more.get("utterances"))
    omissions = find_omissions(articles, STORIES, facts, independents=origins or {}, **more)
    return [(o.document_id, o.reason_code, o.support_count) for o in omissions if o.subject_kind == kind]


def silent(writer, text="The harbour council met. ", *notes, **more):
    return writer.write("gamma", text + REST, *notes, **more)


def test_a_fact_of_two_reports_that_the_third_lacks_is_omitted(carriers, writer):
    assert found([*carriers, silent(writer)]) == [("gamma", "omitted", 2)]


def test_two_copies_of_one_origin_are_not_enough(carriers, writer):
    assert found([*carriers, silent(writer)], {"beta": "alpha"}) == []


def test_nothing_is_said_of_an_outlet_that_is_not_identified(carriers, writer):
    assert found([*carriers, silent(writer, is_identified=False)]) == []


def test_nothing_is_said_of_a_text_in_another_language(carriers, writer):
    assert found([*carriers, silent(writer, language_code="de")]) == []


def test_a_text_that_breaks_off_is_truncated(carriers, writer):
    assert found([*carriers, silent(writer, is_truncated=True)]) == [("gamma", "truncated", 2)]


def test_an_article_that_hardly_belongs_is_uncertain(carriers, writer):
    membership = {("s", "gamma"): 0.01}
    assert found([*carriers, silent(writer)], membership=membership) == [("gamma", "story_uncertain", 2)]


def test_a_report_from_before_the_fact_did_not_omit_it(writer):
    moments = {"alpha": 9, "beta": 10, "gamma": 8}
    text = FULL.format("Ada Quill", "Ada Quill") + REST
    articles = [
        writer.write(
            document_id,
            text if document_id != "gamma" else REST,
            *([writer.number("$4,200", 4200, "USD", kind="money")] if document_id != "gamma" else []),
            published_at=datetime(2031, 5, 5, hour, tzinfo=UTC),
            published_on=date(2031, 5, 5),
        )
        for document_id, hour in moments.items()
    ]
    assert found(articles) == [("gamma", "published_before", 2)]


def test_an_equal_value_anywhere_forbids_to_claim_silence(carriers, writer):
    note = writer.number("$4,200", 4200, "USD", kind="money")
    assert found([*carriers, silent(writer, "A goat costs $4,200. ", note)]) == []


def test_a_value_in_the_title_forbids_to_claim_silence(carriers, writer):
    note = writer.number("$4,200", 4200, "USD", kind="money")
    headed = writer.write("gamma", "A fine of $4,200\nThe harbour council met. " + REST, note)
    headed = replace(headed, sentences=tuple(s for s in headed.sentences if s.start > headed.text.index("\n")))
    assert found([*carriers, headed]) == []


def test_another_value_of_a_like_subject_forbids_to_claim_silence(carriers, writer):
    note = writer.number("$9,900", 9900, "USD", kind="money")
    text = "Marlin, the ferry line, paid a fine of $9,900. "
    assert found([*carriers, silent(writer, text, note)]) == []


def test_a_person_named_nowhere_in_the_text_is_omitted(carriers, writer):
    assert found([*carriers, silent(writer)], kind="entity") == [("gamma", "omitted", 2)]
    assert found([*carriers, silent(writer, "Quill was there. ")], kind="entity") == []


def test_the_omission_of_a_person_leads_to_the_fact_that_names_them(writer):
    text = "The harbour council met. Ada Quill, the mayor, spoke. Ada Quill sang. " + REST
    role = writer.role("mayor", "Ada Quill", "mayor")
    articles = [writer.write(document_id, text, role, people=("Ada Quill",)) for document_id in ("alpha", "beta")]
    articles.append(silent(writer))
    facts = find_facts(articles, STORIES, {})
    [omission] = find_omissions(articles, STORIES, facts, independents={})
    [slot] = [slot for slot in facts.slots if slot.slot_kind == "name"]
    assert (omission.subject_kind, omission.slot_id) == ("entity", slot.slot_id)


def test_the_omission_of_a_person_does_not_lead_to_how_the_name_is_spelled(writer):
    text = "The harbour council met. {0}, the mayor, spoke. {0} sang. " + REST
    articles = [
        writer.write(document_id, text.format(name), writer.role("mayor", name, "mayor"), people=(name,))
        for document_id, name in (("alpha", "Ada Quillon"), ("beta", "Ada Quilon"))
    ]
    articles.append(silent(writer))
    facts = find_facts(articles, STORIES, {})
    spelled, named = sorted(
        (slot for slot in facts.slots if slot.slot_kind == "name"), key=lambda slot: not is_spelling(slot)
    )
    omissions = find_omissions(articles, STORIES, facts, independents={})
    assert is_spelling(spelled)
    assert [(o.subject_kind, o.slot_id) for o in omissions] == [("entity", named.slot_id)]


def test_a_today_of_something_else_is_no_telling_of_the_day(writer):
    fact = "The Marlin ferry line opens its new pier on May 5. "
    day = writer.day("May 5", "2031-05-05")
    told = [writer.write(document_id, fact + REST, day) for document_id in ("alpha", "beta")]
    today = writer.day("today", "2031-05-05", is_inferred=True)
    assert found([*told, silent(writer, REST + " Goats are seldom seen today. ", today)]) == [("gamma", "omitted", 2)]
    assert found([*told, silent(writer, REST + " The Marlin line opens a pier today. ", today)]) == []


def test_a_quotation_is_omitted_unless_its_words_stand_in_the_text(writer):
    text = "“The harbour is ours and ours alone,” Ada Quill said. " + REST
    quoted = [
        writer.write(document_id, text, writer.quotation("The harbour is ours and ours alone,", "Ada Quill", None))
        for document_id in ("alpha", "beta")
    ]
    utterances = {"u": [q.quotation_id for article in quoted for q in article.quotations]}
    without = silent(writer)
    assert found([*quoted, without], kind="quotation", utterances=utterances) == [("gamma", "omitted", 2)]
    whole = silent(writer, "She said that the harbour is ours and ours alone. ")
    assert found([*quoted, whole], kind="quotation", utterances=utterances) == []


@pytest.mark.parametrize(
    "told",
    [
        "“The keepers of the lantern house will mend the broken crane and the pier before winter comes,” she said. ",
        "She said that keepers are to mend, before the frost, the broken crane and the rotten pier. ",
    ],
)
def test_a_quotation_of_which_part_or_sense_stands_in_the_text_is_not_left_out(writer, told):
    words = (
        "The keepers of the lantern house will mend the broken crane and the pier before winter comes, and when spring "
        "is here we shall sail with every child of this town to the isles where our mothers once gathered eggs,"
    )
    short = "The keepers will mend the broken crane and its rotten pier before the frost,"
    spoken = words if "“" in told else short
    quoted = [
        writer.write(document_id, f"“{spoken}” Ada Quill said. " + REST, writer.quotation(spoken, "Ada Quill", None))
        for document_id in ("alpha", "beta")
    ]
    utterances = {"u": [q.quotation_id for article in quoted for q in article.quotations]}
    assert found([*quoted, silent(writer)], kind="quotation", utterances=utterances) == [("gamma", "omitted", 2)]
    assert found([*quoted, silent(writer, told)], kind="quotation", utterances=utterances) == []


def test_scattered_words_of_a_long_quotation_are_no_passage_of_it(writer):
    words = (
        "I thank the chairman of the harbour board and the keeper of the lantern house and every child of this town "
        "who brought us eggs and bread and songs through a winter that none of us will soon forget or wish for again,"
    )
    quoted = [
        writer.write(document_id, f"“{words}” Ada Quill said. " + REST, writer.quotation(words, "Ada Quill", None))
        for document_id in ("alpha", "beta")
    ]
    utterances = {"u": [q.quotation_id for article in quoted for q in article.quotations]}
    scattered = "The chairman of the harbour board met the keeper of the lantern house; every child of this town came. "
    silence = found([*quoted, silent(writer, scattered)], kind="quotation", utterances=utterances)
    assert silence == [("gamma", "omitted", 2)]


def test_in_a_story_of_many_reports_most_must_carry_it(carriers, writer):
    others = [writer.write(name, "The harbour council met. " + REST) for name in ("delta", "epsilon", "zeta")]
    stories = {"s": [*STORIES["s"], "delta", "epsilon", "zeta"]}
    articles = [*carriers, silent(writer), *others]
    facts = find_facts(articles, stories, {})
    assert facts.slots
    assert find_omissions(articles, stories, facts, independents={}) == []


@pytest.mark.parametrize(("told", "omitted"), [("Six members voted for it. ", 0), ("Six members had tea. ", 1)])
def test_a_vote_told_by_another_count_is_no_omission(writer, told, omitted):
    carriers = [
        writer.write(
            document_id,
            "The harbour council fined the Marlin ferry line by 7-2 on Monday. " + REST,
            writer.number("7-2", 7, None, kind="vote"),
        )
        for document_id in ("alpha", "beta")
    ]
    third = silent(writer, told, writer.number("Six members", 6, "member"))
    assert len(found([*carriers, third])) == omitted
