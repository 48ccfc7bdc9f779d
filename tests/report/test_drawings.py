import itertools
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from flows.report.flow_diagram import HEIGHT, Flow, draw_flows
from flows.report.timeline import LABELS, WIDTH, draw_timeline

OUTLETS = [{"outlet_id": name, "label": name} for name in "ab"]


def report(outlet: str, at: datetime | None, *, is_exact: bool = True) -> dict:
    return {
        "outlet_id": outlet, "outlet_label": outlet, "reported_at": at, "has_exact_time": is_exact, "title": None,
    }  # fmt: skip


def named(outlet: str, on: date, *, is_inferred: bool = False) -> dict:
    return {"outlet_id": outlet, "outlet_label": outlet, "named_on": on, "is_inferred": is_inferred, "words": "then"}


def test_a_clock_time_stands_at_its_hour_and_a_bare_day_takes_the_whole_day():
    noon = datetime(2026, 5, 2, 12, tzinfo=UTC)
    drawing = draw_timeline([report("a", noon), report("b", noon, is_exact=False)], [], OUTLETS)
    exact, whole_day = drawing.marks
    assert (exact.kind, whole_day.kind) == ("exact", "day")
    assert exact.x == round(whole_day.x + whole_day.size / 2 + 1, 1)
    assert (exact.y, whole_day.y) == (drawing.lanes[0][0], drawing.lanes[1][0])


def test_days_reached_in_steps_of_a_week_are_drawn_and_far_ones_named_in_words():
    days = [named("a", date(2026, 4, number)) for number in (26, 20, 10)]
    days += [named("b", date(1, 1, 1)), named("b", date(9999, 12, 31))]
    drawing = draw_timeline([report("a", datetime(2026, 5, 2, tzinfo=UTC))], days, OUTLETS)
    assert [mark.kind for mark in drawing.marks] == ["named", "named", "exact"]
    assert [row["named_on"] for row in drawing.far_days] == [date(2026, 4, 10), date(1, 1, 1), date(9999, 12, 31)]


def test_without_any_day_there_is_nothing_to_draw_and_without_reports_days_are_drawn():
    assert draw_timeline([report("a", None)], [], OUTLETS) is None
    drawing = draw_timeline([report("a", None)], [named("a", date(2026, 5, 2), is_inferred=True)], OUTLETS)
    assert [mark.kind for mark in drawing.marks] == ["reckoned"]


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=9), st.lists(st.dates(), max_size=9))
def test_every_mark_lies_inside_the_drawing_and_no_named_day_is_lost(published, spoken):
    reports = [report("a", datetime(on.year, on.month, on.day, 23, 59, tzinfo=UTC)) for on in published]
    drawing = draw_timeline(reports, [named("b", on) for on in spoken], OUTLETS)
    assert all(LABELS <= mark.x <= WIDTH for mark in drawing.marks)
    assert len(drawing.marks) + len(drawing.far_days) == len(published) + len(spoken)
    assert len(drawing.ticks) <= 11


def test_bands_are_as_high_as_their_weight_and_boxes_do_not_overlap():
    flows = [Flow("a", "b", 3, True, ""), Flow("a", "c", 1, False, ""), Flow("d", "c", 4, False, "")]
    drawing = draw_flows(flows)
    assert [band.is_credited for band in drawing.bands] == [False, True, False]
    assert sorted((box.label, box.height) for box in drawing.givers) == [("a", HEIGHT / 2), ("d", HEIGHT / 2)]
    for side in (drawing.givers, drawing.takers):
        assert all(one.y + one.height < other.y for one, other in itertools.pairwise(side))
    assert draw_flows([]) is None
