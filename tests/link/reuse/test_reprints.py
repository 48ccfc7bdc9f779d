from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.outlines import Outlines
from flows.link.reuse.reprints import find_reprints

HARBOUR = """The harbour board of Orlan voted on Tuesday to close the old fish market for at least eighteen months.
Engineers found deep cracks in the pillars below the eastern hall, where about sixty traders sell their catch.
Board chair Ines Tolm said the building had been patched too often and too cheaply since the flood nine years ago.
Traders will move to two tents beside the customs house, and their rent falls by half until the hall opens again.
Several of them complained that the tents have neither cold water nor room for the auction that draws hotel buyers.
The repair is to cost eleven million crowns, a third of it paid by the province and the rest from port fees."""

BRIDGE = """Cyclists in Brackwater celebrated the opening of the Linden footbridge, ten weeks later than promised.
The bridge links the university with the railway station and spares commuters a detour through the crowded Mill Street.
City engineer Pavel Rusk blamed the delay on a supplier of steel cables that went out of business last autumn.
A café at the northern end will open in summer, and the students' union has asked for lamps along the towpath.
Opponents of the project, who had wanted a ferry instead, stayed away from the ceremony on Saturday afternoon.
Counters in the deck recorded four thousand crossings on the first day, twice what the planners had expected."""

MEADOW = """A survey of the Umber valley counted fewer orchids than in any spring since records began.
Volunteers walked every meadow between the chapel and the quarry and marked each plant on paper maps.
Botanist Lea Marr suspects the dry March, although grazing by a new herd of goats may have played its part.
The parish council wants to fence two meadows and to pay the goatherd for the ground that is lost to him.
Children who took part drew posters that now hang in the bakery, the post office and the waiting room of the doctor."""


def lines(text, *numbers):
    return "\n".join(text.split("\n")[number] for number in numbers)


def reprints_of(articles):
    return find_reprints(Outlines.of(articles))


def only(articles):
    (pair,) = reprints_of(articles).pairs
    return pair


def test_a_verbatim_copy_is_a_whole_reprint(writer):
    pair = only([writer.write("a", HARBOUR), writer.write("b", HARBOUR)])
    assert (pair.kind, pair.containment_share) == ("whole", 1.0)


def test_a_trimmed_copy_is_a_whole_reprint(writer):
    pair = only([writer.write("a", HARBOUR), writer.write("b", lines(HARBOUR, 0, 1, 3))])
    assert pair.kind == "whole"


def test_a_copy_with_changed_words_is_a_whole_reprint(writer):
    edited = (
        HARBOUR.replace("on Tuesday", "this week").replace("complained", "objected").replace("about sixty", "some 60")
    )
    assert only([writer.write("a", HARBOUR), writer.write("b", edited)]).kind == "whole"


def test_a_passage_taken_into_another_report_is_a_partial_reprint(writer):
    mixed = f"{lines(BRIDGE, 0, 1)}\n{lines(HARBOUR, 2, 3)}\n{lines(BRIDGE, 2, 3, 4, 5)}"
    pair = only([writer.write("a", HARBOUR), writer.write("b", mixed)])
    assert pair.kind == "partial"
    assert pair.shared_word_count == len(lines(HARBOUR, 2, 3).split())


def test_different_reports_are_no_reprints(writer):
    assert reprints_of([writer.write("a", HARBOUR), writer.write("b", BRIDGE)]).pairs == ()


def test_a_shared_quotation_is_no_reprint(writer):
    said = (
        "“We have patched this hall for nine years, and every winter the river showed us that patches are not a plan. "
        "I would rather stand before you with a closed market than before a judge with a collapsed one, and I will "
        "say so in every street of this town until the tents are down and the pillars are new,” Tolm said."
    )
    articles = [writer.write("a", f"{HARBOUR}\n{said}"), writer.write("b", f"{lines(BRIDGE, 0, 1, 2)}\n{said}")]
    assert reprints_of(articles).pairs == ()


def test_short_reports_that_share_stock_phrases_are_no_reprints(writer):
    one = (
        "The council of Orlan decided in May to build a cable car from the harbour to the castle. The line will cost "
        "310 million crowns, and two old mills have to go for it. Mayor Ada Quill will not see the first cabins run "
        "in 2039 in office."
    )
    other = (
        "Orlan gets a cable car. By eight votes to five the council chose to build a cable car from the harbour to the "
        "castle. The line will cost 310 million crowns and be three miles long. Shops will close while the first "
        "cabins run in 2039."
    )
    assert reprints_of([writer.write("a", one), writer.write("b", other)]).pairs == ()


def test_a_stretch_of_shared_words_that_holds_no_whole_sentence_is_no_reprint(writer):
    shared = "the repair of the fish market is to cost eleven million crowns, a third of it paid by the province and"
    one = f"{lines(HARBOUR, 0, 1, 3)}\nTolm told traders that {shared} the rest from port fees."
    other = f"{lines(BRIDGE, 0, 1, 3)}\nElsewhere, {shared} nothing by the town, as the board sees it."
    whole = f"{lines(BRIDGE, 0, 1, 3)}\nTolm told traders that {shared} the rest from port fees."
    assert reprints_of([writer.write("a", one), writer.write("b", other)]).pairs == ()
    assert only([writer.write("a", one), writer.write("b", whole)]).kind == "partial"


def test_one_sentence_of_a_statement_beside_a_shared_quotation_is_no_reprint(writer):
    offer = "Traders were offered 4 percent and a single payment of 300 crowns for each empty stall."
    said = "“A tent is no market, and whoever says that it is one has never sold a fish in the rain,” Tolm said."
    one = f"{lines(HARBOUR, 0, 1)}\n{offer}\n{said}"
    other = f"{lines(BRIDGE, 0, 1, 2)}\n{offer}\n{said}"
    assert reprints_of([writer.write("a", one), writer.write("b", other)]).pairs == ()


def test_the_share_of_a_whole_reprint_says_that_most_was_carried(writer):
    edited = HARBOUR.replace("patched too often and too cheaply", "mended badly").replace("half until", "much until")
    pair = only([writer.write("a", HARBOUR), writer.write("b", edited)])
    assert pair.kind == "whole"
    assert pair.containment_share > 0.9


def test_house_text_that_recurs_is_no_reprint(writer):
    house = (
        "You read the Daily Kelp because you care about the coast, and we thank you for it with all our heart. "
        "Our newsroom answers to nobody but its readers, so please tell your neighbours, your cousins and your dentist "
        "about us and help us to keep every page open to everyone who cannot pay."
    )
    stories = (lines(HARBOUR, 0, 1, 2), lines(HARBOUR, 3, 4, 5), lines(BRIDGE, 0, 1, 2), lines(BRIDGE, 3, 4, 5), MEADOW)
    articles = [
        writer.write(str(n), f"{story}\n{house}", outlet_id="kelp", published_on=date(2031, 3, 1 + n))
        for n, story in enumerate(stories)
    ]
    assert reprints_of(articles).pairs == ()
    assert len(reprints_of(articles[::4]).pairs) == 1, "with two articles alone nobody can tell house text"


def test_agency_copy_in_many_outlets_is_found_beside_the_earliest(writer):
    articles = [writer.write(f"{n:02}", HARBOUR, published_on=date(2031, 3, 1)) for n in range(40)]
    later = {pair.later_document_id for pair in reprints_of(articles).pairs}
    assert later == {f"{n:02}" for n in range(1, 40)}


def test_the_earlier_publication_is_the_origin(writer):
    second = writer.write("a", HARBOUR, published_at=datetime(2031, 3, 3, 9, 30, tzinfo=UTC))
    first = writer.write("b", HARBOUR, published_at=datetime(2031, 3, 3, 9, 10, tzinfo=UTC))
    pair = only([second, first])
    assert (pair.earlier_document_id, pair.direction_method) == ("b", "time")


def test_where_time_does_not_tell_the_text_that_was_cut_is_the_later(writer):
    cut, whole = writer.write("a", lines(HARBOUR, 0, 1, 3)), writer.write("b", HARBOUR)
    pair = only([cut, whole])
    assert (pair.earlier_document_id, pair.direction_method) == ("b", "edits")


def test_a_short_text_that_a_long_one_took_in_was_not_cut_from_it(writer):
    taken = writer.write("b", lines(HARBOUR, 0, 1))
    long = writer.write("a", f"{lines(BRIDGE, 0, 1, 2)}\n{lines(HARBOUR, 0, 1)}\n{lines(BRIDGE, 3, 4, 5)}")
    assert only([taken, long]).direction_method == "undated"


def test_versions_of_one_outlet_grow_as_well_as_shrink(writer):
    articles = [
        writer.write(name, text, outlet_id="kelp") for name, text in (("a", lines(HARBOUR, 0, 1, 3)), ("b", HARBOUR))
    ]
    assert only(articles).direction_method == "undated"


def test_a_day_alone_does_not_order_reports_of_that_day(writer):
    first = writer.write("a", HARBOUR, published_on=date(2031, 3, 3))
    second = writer.write("b", HARBOUR, published_at=datetime(2031, 3, 3, 4, tzinfo=UTC))
    assert only([first, second]).direction_method == "undated"


def test_a_credit_line_tells_the_origin_where_time_does_not(writer):
    copy = writer.write(
        "a", f"{HARBOUR}\nThis article was first published in the Alder Post.", outlet_name="Kelp Daily"
    )
    origin = writer.write("b", HARBOUR, outlet_name="The Alder Post")
    pair = only([copy, origin])
    assert (pair.earlier_document_id, pair.direction_method, pair.is_credited) == ("b", "credit", True)


def test_without_dates_and_credits_the_document_id_decides(writer):
    pair = only([writer.write("b", HARBOUR), writer.write("a", HARBOUR)])
    assert (pair.earlier_document_id, pair.direction_method, pair.is_credited) == ("a", "undated", False)


@pytest.mark.parametrize(("outlet", "earlier"), [("other", "b"), ("outlet of a", "a")])
def test_of_two_outlets_the_longer_text_is_guessed_to_be_the_earlier(writer, outlet, earlier):
    longer = writer.write("b", f"{HARBOUR} They open on Monday.", outlet_id=outlet)
    pair = only([writer.write("a", HARBOUR), longer])
    assert (pair.earlier_document_id, pair.direction_method) == (earlier, "undated")


@pytest.mark.parametrize("is_swapped", [False, True])
def test_passages_are_located_in_both_texts_to_the_word(writer, is_swapped):
    mixed = f"{lines(BRIDGE, 0, 1, 2)}\n{lines(HARBOUR, 2, 3)}\n{lines(BRIDGE, 3, 4, 5)}"
    ids = ("b", "a") if is_swapped else ("a", "b")
    texts = {ids[0]: HARBOUR, ids[1]: mixed}
    pair = only([writer.write(i, text) for i, text in texts.items()])
    (passage,) = pair.passages
    earlier = texts[pair.earlier_document_id][passage.earlier_start : passage.earlier_end]
    later = texts[pair.later_document_id][passage.later_start : passage.later_end]
    assert earlier == later == lines(HARBOUR, 2, 3).rstrip(".")


def test_a_small_edit_does_not_cut_a_passage(writer):
    edited = lines(HARBOUR, 2, 3).replace("too often and too cheaply", "too often")
    pair = only([writer.write("a", HARBOUR), writer.write("b", f"{lines(BRIDGE, 0, 1, 2, 3)}\n{edited}")])
    assert len(pair.passages) == 1


def test_an_unrelated_article_changes_no_reprint(writer):
    articles = [writer.write("a", HARBOUR), writer.write("b", HARBOUR)]
    assert reprints_of(articles) == reprints_of([*articles, writer.write("0", BRIDGE)])


@pytest.mark.parametrize("text", ["", "Two words.", "«»"])
def test_texts_with_hardly_a_word_are_no_reprints(writer, text):
    assert reprints_of([writer.write("a", text), writer.write("b", text)]).pairs == ()


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_articles_changes_nothing(writer, order):
    texts = [HARBOUR, BRIDGE, lines(HARBOUR, 0, 2, 3), f"{MEADOW}\n{lines(BRIDGE, 1, 2)}", HARBOUR, MEADOW]
    articles = [
        writer.write(str(n), text, published_on=date(2031, 3, 3) if n % 2 else None) for n, text in enumerate(texts)
    ]
    assert reprints_of([articles[n] for n in order]) == reprints_of(articles)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(6)), min_size=2, max_size=6), st.integers(0, 5))
def test_every_passage_starts_and_ends_with_the_same_word_in_both_texts(writer, chosen, place):
    taken = "\n".join(lines(HARBOUR, number) for number in chosen)
    texts = {"a": HARBOUR, "b": f"{lines(BRIDGE, *range(place))}\n{taken}\n{lines(BRIDGE, *range(place, 6))}"}
    for pair in reprints_of([writer.write(i, text) for i, text in texts.items()]).pairs:
        for passage in pair.passages:
            earlier = texts[pair.earlier_document_id][passage.earlier_start : passage.earlier_end].split()
            later = texts[pair.later_document_id][passage.later_start : passage.later_end].split()
            assert (earlier[0], earlier[-1].strip(".,")) == (later[0], later[-1].strip(".,"))
