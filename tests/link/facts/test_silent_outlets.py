"""Outlets that have no article in a story: whether their silence is one."""

from datetime import date

import pytest

from flows.contracts.outlets import Window
from flows.link.facts.fact_rows import omission_rows
from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import find_omissions
from flows.link.facts.silent_outlets import Archive

FINE = "The harbour council fined the Marlin ferry line $4,200 for cracked boilers. "
REST = "Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."
BEES = "Beekeepers of the valley count fewer hives this spring than in any year before. "
CARRIERS = ("alpha", "beta", "gamma")
STORIES = {"s": CARRIERS, "other": ("delta",)}
MARCH = [Window(from_on=date(2031, 3, 1), to_on=date(2031, 3, 31))]


@pytest.fixture
def carriers(writer):
    return [
        writer.write(
            name, FINE + REST, writer.number("$4,200", 4200, "USD", kind="money"), published_on=date(2031, 3, day)
        )
        for name, day in zip(CARRIERS, (10, 11, 12), strict=True)
    ]


@pytest.fixture
def elsewhere(writer):
    def write(text=BEES + REST, on=date(2031, 3, 11), **more):
        return writer.write("delta", text, published_on=on, **more)

    return write


def omissions(articles, windows=MARCH, stories=STORIES, **more):
    facts = find_facts(articles, stories, {}, more.get("utterances"))
    archive = Archive.of(articles, {"outlet of delta": windows}) if windows is not None else None
    if archive:
        archive = archive.with_articles({article.document_id: article for article in articles})
    return find_omissions(articles, stories, facts, independents={}, archive=archive, **more)


def silences(*arguments, **more):
    return [
        (omission.outlet_id, omission.document_id, omission.subject_kind, omission.reason_code, omission.support_count)
        for omission in omissions(*arguments, **more)
    ]


def test_an_outlet_that_was_collected_and_has_no_article_omitted_the_fact(carriers, elsewhere):
    assert silences([*carriers, elsewhere()]) == [("outlet of delta", None, "fact", "omitted", 3)]


def test_of_an_outlet_without_windows_nothing_is_claimed(carriers, elsewhere):
    assert silences([*carriers, elsewhere()], windows=None) == []
    assert silences([*carriers, elsewhere()], windows=[]) == []


@pytest.mark.parametrize(
    "window",
    [
        Window(to_on=date(2031, 3, 9)),
        Window(from_on=date(2031, 4, 1)),
        Window(from_on=date(2031, 3, 11)),  # its first day was not collected
        Window(to_on=date(2031, 3, 12)),  # a report of the day after the last is not collected
    ],
)
def test_outside_its_windows_the_outlet_was_not_collected(carriers, elsewhere, window):
    [(_, _, _, reason, _)] = silences([*carriers, elsewhere()], windows=[window])
    assert reason == "outlet_not_collected"


def test_open_ends_hold_all_days(carriers, elsewhere):
    [(_, _, _, reason, _)] = silences([*carriers, elsewhere()], windows=[Window()])
    assert reason == "omitted"


def test_an_outlet_that_tells_it_in_an_article_of_another_story_is_uncertain(carriers, elsewhere):
    told = elsewhere("The council of the harbour fined the Marlin line for its cracked boilers. " + REST)
    [(_, _, _, reason, _)] = silences([*carriers, told])
    assert reason == "story_uncertain"
    long_before = elsewhere(told.text, on=date(2031, 3, 2))
    [(_, _, _, reason, _)] = silences([*carriers, long_before])
    assert reason == "omitted"


def test_nothing_is_claimed_of_an_outlet_that_the_corpus_does_not_have(carriers):
    assert silences(carriers, stories={"s": CARRIERS}) == []


def test_nothing_is_claimed_of_an_outlet_in_another_language_or_one_nobody_knows(carriers, elsewhere):
    assert silences([*carriers, elsewhere(language_code="de")]) == []
    assert silences([*carriers, elsewhere(is_identified=False)]) == []


def test_nothing_is_claimed_in_a_story_without_days(writer, elsewhere):
    undated = [writer.write(name, FINE + REST, writer.number("$4,200", 4200, "USD", kind="money")) for name in CARRIERS]
    assert silences([*undated, elsewhere()]) == []
    coarse = [
        writer.write(
            name,
            FINE + REST,
            writer.number("$4,200", 4200, "USD", kind="money"),
            published_on=date(2031, 3, 1),
            published_precision="month",
        )
        for name in CARRIERS
    ]
    assert silences([*coarse, elsewhere()]) == []


def test_an_outlet_with_an_article_in_the_story_is_spoken_of_by_its_article(carriers, elsewhere):
    found = silences([*carriers, elsewhere()], stories={"s": (*CARRIERS, "delta")})
    assert found == [("outlet of delta", "delta", "fact", "omitted", 3)]


def test_an_utterance_that_most_quote_is_left_out_by_a_silent_outlet(writer, elsewhere):
    text = "“The harbour is ours and ours alone,” Ada Quill said. " + REST
    quoted = [
        writer.write(
            name,
            text,
            writer.quotation("The harbour is ours and ours alone,", "Ada Quill", None),
            published_on=date(2031, 3, 10),
        )
        for name in CARRIERS
    ]
    utterances = {"u": [quotation.quotation_id for article in quoted for quotation in article.quotations]}
    assert silences([*quoted, elsewhere()], utterances=utterances) == [
        ("outlet of delta", None, "quotation", "omitted", 3)
    ]
    near = elsewhere("She told us that the harbour is ours and ours alone. " + BEES)
    [(_, _, _, reason, _)] = silences([*quoted, near], utterances=utterances)
    assert reason == "story_uncertain"


def test_rows_are_bounded_and_their_order_does_not_depend_on_that_of_articles(writer, elsewhere):
    words = "seven goats|eight boats|nine lamps|twelve drums|thirty ropes|forty hats|fifty sails|sixty bells".split("|")
    places = "farm quay tower school shop market yard church".split()
    text = " ".join(f"Police found {w} at the {p} of Tarn." for w, p in zip(words, places, strict=True))
    numbers = (7, 8, 9, 12, 30, 40, 50, 60)
    notes = [writer.number(w, n, w.split()[1][:-1]) for w, n in zip(words, numbers, strict=True)]
    articles = [writer.write(name, text, *notes, published_on=date(2031, 3, 10)) for name in CARRIERS]
    assert len(find_facts(articles, {"s": CARRIERS}, {}).slots) > 5
    found = omission_rows(omissions([*articles, elsewhere()]))
    assert len(found) == 3
    assert omission_rows(omissions([elsewhere(), *articles[::-1]])) == found


def test_the_silence_on_a_story_depends_on_the_windows_and_on_what_the_outlet_has_from_those_days(carriers, elsewhere):
    def key(*others, windows=MARCH, version="1"):
        articles = [*carriers, *others]
        keys = {article.document_id: f"{article.text} {version}" for article in articles}
        return Archive.of(articles, {"outlet of delta": windows}).depends_on(carriers, keys)

    assert len(key(elsewhere())) == 1
    assert key(elsewhere()) == key(elsewhere())
    long_before = elsewhere(on=date(2031, 1, 2))
    changes = [
        key(),
        key(elsewhere(), version="2"),
        key(elsewhere(), windows=[Window(to_on=date(2031, 1, 1))]),
        key(long_before),
    ]
    assert all(changed != key(elsewhere()) for changed in changes)
    assert key(long_before, version="2") == key(long_before)
