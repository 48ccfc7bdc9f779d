from datetime import date

import pytest

from flows.report.fact_table import FactRow, fact_rows
from flows.report.passages import Passage

OUTLETS = [f"o{number}" for number in range(1, 6)]


def value(outlet: int, text: str, *, origin: str | None = "own", hedge: str = "exact", **more: object) -> dict:
    return {
        "slot_id": "s", "slot_kind": "count", "subject_text": "hurt: count", "relation": "contradiction",
        "outlet_count": 3, "independent_count": 3, "fact_value_id": f"v{outlet}", "document_id": f"d{outlet}",
        "outlet_id": f"o{outlet}", "outlet_label": f"Outlet {outlet}",
        "independent_id": f"i{outlet}" if origin == "own" else origin, "start_char": 0, "end_char": len(text),
        "value_text": text, "value_low": None, "value_high": None, "low_on": None, "high_on": None, "hedge": hedge,
        "is_inferred": False, "speaker_name": None, **more,
    }  # fmt: skip


def pair(one: int, other: int, relation: str, between: str = "outlets") -> dict:
    return {
        "slot_id": "s", "fact_value_id_a": f"v{one}", "fact_value_id_b": f"v{other}", "relation": relation,
        "conflict_between": between,
    }  # fmt: skip


def row_of(values: list[dict], pairs: list[dict], silences: list[dict] | None = None) -> FactRow:
    places = {(v["document_id"], v["start_char"], v["end_char"]): v for v in values}
    passages = {
        place: Passage(number, place, "", found["value_text"], "", False, {})
        for number, (place, found) in enumerate(places.items(), start=1)
    }
    (row,) = fact_rows(values, pairs, silences or [], OUTLETS, passages)
    return row


def statuses(row: FactRow) -> list[str]:
    return [cell.status for cell in row.cells]


def test_outlets_are_held_against_the_value_with_the_most_independent_origins():
    values = [value(1, "17"), value(2, "17"), value(3, "19"), value(4, "17", hedge="about")]
    pairs = [pair(1, 3, "contradiction"), pair(2, 3, "contradiction"), pair(1, 4, "refinement")]
    row = row_of(values, pairs)
    assert statuses(row) == ["agrees", "agrees", "contradicts", "vaguer", "silent"]
    assert [(camp.outlet_labels, camp.independent_count) for camp in row.camps] == [
        (("Outlet 1", "Outlet 2", "Outlet 4"), 3),
        (("Outlet 3",), 1),
    ]


def test_a_side_that_can_be_true_beside_the_others_is_not_against_them():
    values = [value(1, "2026-03-14"), value(2, "2026-03-14TMO"), value(3, "2026-02")]
    row = row_of(values, [pair(1, 3, "contradiction"), pair(1, 2, "refinement"), pair(2, 3, "refinement")])
    sides = {camp.passage.words: camp.is_against for camp in row.camps}
    assert sides == {"2026-03-14": True, "2026-03-14TMO": False, "2026-02": True}


def test_in_a_contradiction_a_value_that_fits_both_sides_is_no_measure():
    values = [value(1, "2026-06-05"), value(2, "2026-06-09"), value(3, "2026-06"), value(4, "2026-06")]
    pairs = [
        pair(1, 2, "contradiction"), pair(1, 3, "refinement"), pair(1, 4, "refinement"), pair(2, 3, "refinement"),
        pair(2, 4, "refinement"), pair(3, 4, "equal"),
    ]  # fmt: skip
    assert statuses(row_of(values, pairs))[:2] == ["contradicts", "contradicts"]


def test_copies_and_unknown_outlets_make_no_majority():
    values = [value(1, "17"), value(2, "17", origin="i1"), value(3, "19"), value(4, "17", origin=None)]
    pairs = [pair(number, 3, "contradiction") for number in (1, 2, 4)]
    row = row_of(values, pairs)
    assert statuses(row) == ["contradicts", "contradicts", "contradicts", "contradicts", "silent"]


def test_a_silence_has_its_reason_where_one_is_known():
    silences = [{"outlet_id": "o4", "subject_id": "s", "reason_code": "truncated"}]
    row = row_of([value(1, "17"), value(2, "17")], [], silences)
    assert [cell.silence for cell in row.cells] == [None, None, None, "text breaks off", None]


def test_what_is_only_said_by_different_people_is_told():
    values = [value(1, "17"), value(2, "19")]
    assert row_of(values, [pair(1, 2, "contradiction", "speakers")]).is_between_speakers
    assert not row_of(values, [pair(1, 2, "contradiction")]).is_between_speakers


def test_a_pair_that_people_dismissed_is_not_held_against_the_outlet():
    values = [value(1, "17"), value(2, "17"), value(3, "19")]
    pairs = [pair(1, 3, "dismissed"), pair(2, 3, "dismissed")]
    assert statuses(row_of(values, pairs))[:3] == ["agrees", "agrees", "apart"]


def test_an_outlet_with_several_values_contradicts_if_one_does_and_is_as_exact_as_its_most_exact():
    other = value(4, "17", hedge="about", fact_value_id="w", document_id="e", outlet_id="o1")
    row = row_of([value(1, "17"), value(2, "17"), other], [])
    assert statuses(row)[0] == "agrees"
    against = {**pair(1, 2, "contradiction"), "fact_value_id_b": "w"}
    second = {**pair(2, 2, "contradiction"), "fact_value_id_b": "w"}
    assert statuses(row_of([value(1, "17"), value(2, "17"), other], [against, second]))[0] == "contradicts"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"value_text": "2026-05", "low_on": date(2026, 5, 1), "high_on": date(2026, 5, 31)}, "vaguer"),
        ({"value_text": "2026-05-12T20:50", "low_on": date(2026, 5, 12), "high_on": date(2026, 5, 12)}, "finer"),
        ({"value_text": "2026-05-12TEV"}, "finer"),
        ({"value_text": "XXXX-05-12"}, "vaguer"),
        ({"value_text": "2026-05-12", "hedge": "about"}, "vaguer"),
        ({"value_text": "something else"}, "loose"),
    ],
)
def test_a_refinement_is_vaguer_or_more_exact_where_that_can_be_told(told, status):
    day = {"low_on": date(2026, 5, 12), "high_on": date(2026, 5, 12), "relation": "refinement"}
    values = [value(1, "2026-05-12", **day), value(2, "2026-05-12", **day), {**value(3, ""), **told}]
    assert statuses(row_of(values, [pair(1, 3, "refinement"), pair(2, 3, "refinement")]))[2] == status


def test_a_former_minister_is_no_more_exact_a_minister():
    values = [value(1, "Minister"), value(2, "Minister"), value(3, "former Minister"), value(4, "Minister of Trade")]
    pairs = [pair(one, other, "refinement") for one in (1, 2) for other in (3, 4)]
    assert statuses(row_of(values, pairs))[2:4] == ["loose", "finer"]
