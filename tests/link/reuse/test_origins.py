from datetime import UTC, date, datetime

import pytest

from flows.link.outlines import Outlines
from flows.link.reuse.origins import count_independent, find_origins, independent_ids
from flows.link.reuse.reprints import find_reprints

HARBOUR = """The harbour board of Orlan voted on Tuesday to close the old fish market for at least eighteen months.
Engineers found deep cracks in the pillars below the eastern hall, where about sixty traders sell their catch.
Board chair Ines Tolm said the building had been patched too often and too cheaply since the flood nine years ago.
Traders will move to two tents beside the customs house, and their rent falls by half until the hall opens again."""

BRIDGE = """Cyclists in Brackwater celebrated the opening of the Linden footbridge, ten weeks later than promised.
The bridge links the university with the railway station and spares commuters a detour through the crowded Mill Street.
City engineer Pavel Rusk blamed the delay on a supplier of steel cables that went out of business last autumn.
A café at the northern end will open in summer, and the students' union has asked for lamps along the towpath.
Opponents of the project, who had wanted a ferry instead, stayed away from the ceremony on Saturday afternoon.
Counters in the deck recorded four thousand crossings on the first day, twice what the planners had expected.
Neighbours in Mill Street say the air is better already, and the baker has put two chairs outside his door."""


def origins_of(*articles):
    outlines = Outlines.of(articles)
    return find_origins(outlines, find_reprints(outlines))


def kinds_of(origins):
    return {i: (origin.origin_document_id, origin.kind) for i, origin in origins.items()}


def test_an_article_of_its_own_is_its_origin(writer):
    origins = origins_of(writer.write("a", HARBOUR), writer.write("b", BRIDGE))
    assert kinds_of(origins) == {"a": ("a", "own"), "b": ("b", "own")}


def test_copies_go_back_to_the_earliest(writer):
    origins = origins_of(
        writer.write("a", HARBOUR, published_on=date(2031, 3, 5)),
        writer.write("b", HARBOUR, published_on=date(2031, 3, 4)),
        writer.write("c", HARBOUR, published_on=date(2031, 3, 6)),
    )
    assert kinds_of(origins) == {"a": ("b", "reprint"), "b": ("b", "own"), "c": ("b", "reprint")}


def test_without_dates_the_longest_copy_is_the_origin(writer):
    origins = origins_of(writer.write("a", HARBOUR[:420]), writer.write("b", HARBOUR))
    assert kinds_of(origins)["a"] == ("b", "reprint")


@pytest.mark.parametrize("ids", ["ab", "ba"])
def test_the_origin_is_no_later_one_of_a_pair(writer, ids):
    """Of one day only the day is known: whichever the pair takes for the earlier, the origin is the same."""
    longer = f"{HARBOUR} They open on Monday."
    articles = Outlines.of(
        [
            writer.write(ids[0], HARBOUR, published_on=date(2031, 3, 4)),
            writer.write(ids[1], longer, published_at=datetime(2031, 3, 4, 6, 10, tzinfo=UTC)),
        ]
    )
    reprints = find_reprints(articles)
    [pair] = reprints.pairs
    assert pair.direction_method == "undated"
    assert kinds_of(find_origins(articles, reprints)) == {
        pair.earlier_document_id: (pair.earlier_document_id, "own"),
        pair.later_document_id: (pair.earlier_document_id, "reprint"),
    }


def test_the_agency_itself_is_the_origin_of_its_copy(writer):
    text = f"ORLAN (Reuters) - {HARBOUR}"
    origins = origins_of(
        writer.write("a", text, published_on=date(2031, 3, 3)),
        writer.write("b", text, published_on=date(2031, 3, 4), outlet_name="Reuters"),
    )
    assert kinds_of(origins) == {"a": ("b", "wire"), "b": ("b", "wire")}


def test_two_cuts_of_one_agency_report_have_one_origin(writer):
    taken = "\n".join(HARBOUR.split("\n")[:2])
    own = "\n".join(BRIDGE.split("\n")[:4])
    credited = origins_of(
        writer.write("a", f"ORLAN (AP) - {HARBOUR}"), writer.write("b", f"ORLAN (AP) - {taken}\n{own}")
    )
    assert len({origin.origin_document_id for origin in credited.values()}) == 1
    uncredited = origins_of(writer.write("a", HARBOUR), writer.write("b", f"{taken}\n{own}"))
    assert len({origin.origin_document_id for origin in uncredited.values()}) == 2


def test_a_long_report_that_takes_in_a_short_one_keeps_its_own_origin(writer):
    short = "\n".join(HARBOUR.split("\n")[1:3])
    origins = origins_of(
        writer.write("a", short, published_on=date(2031, 3, 3)),
        writer.write("b", f"{BRIDGE}\n{short}", published_on=date(2031, 3, 4)),
    )
    assert kinds_of(origins) == {"a": ("a", "own"), "b": ("b", "own")}


def test_a_statement_printed_by_two_is_one_origin(writer):
    text = f"{HARBOUR}\nSource: GlobeNewswire"
    origins = origins_of(writer.write("a", text), writer.write("b", text))
    assert kinds_of(origins) == {"a": ("a", "statement"), "b": ("a", "statement")}


def independent_count(*articles):
    independents = independent_ids(Outlines.of(articles), origins_of(*articles))
    return count_independent([article.document_id for article in articles], independents)


def test_copies_count_once(writer):
    assert independent_count(writer.write("a", HARBOUR), writer.write("b", HARBOUR), writer.write("c", BRIDGE)) == 2


def test_an_outlet_does_not_confirm_itself(writer):
    assert independent_count(writer.write("a", HARBOUR, outlet_id="o"), writer.write("b", BRIDGE, outlet_id="o")) == 1


def test_agency_copy_is_another_origin_than_the_outlet_that_prints_it(writer):
    agency_copy = writer.write("a", f"ORLAN (AP) - {HARBOUR}", outlet_id="o")
    assert independent_count(agency_copy, writer.write("b", BRIDGE, outlet_id="o")) == 2


def test_documents_of_unknown_outlets_show_no_independence(writer):
    unknown = writer.write("b", BRIDGE, is_identified=False)
    assert independent_count(writer.write("a", HARBOUR), unknown) == 1
    assert independent_count(unknown) == 1


def test_no_documents_have_no_origin():
    assert count_independent([], {}) == 0


def test_the_order_of_articles_changes_nothing(writer):
    articles = [writer.write("a", HARBOUR), writer.write("b", HARBOUR), writer.write("c", BRIDGE)]
    assert origins_of(*articles) == origins_of(*articles[::-1])
