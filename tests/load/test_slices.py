from datetime import date, timedelta

import pytest

from flows.contracts.stages import STORY_TABLES
from flows.contracts.tables import TABLES
from flows.load import slices
from flows.load.models import read_models
from flows.load.scopes import SHARED_SOURCES, passes
from flows.load.slices import SLICED_TABLES, WHOLE, Report, cut_slices, owner_of, stale_slices

FIRST = date(2026, 1, 1)
MOST = 40


def report(number, *, story=None, day=None, key="k"):
    return Report(f"d{number}", f"s{number}" if story is None else story, day, key)


def year_of_reports(per_day=2, days=365):
    return [report(f"{day}-{n}", day=FIRST + timedelta(day)) for day in range(days) for n in range(per_day)]


def members(cut):
    found = {}
    for document_id, number in zip(*cut.documents.to_pydict().values(), strict=True):
        found.setdefault(cut.names[number], set()).add(document_id)
    return found


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(slices, "SLICE_DOCUMENTS", MOST)


def test_a_small_corpus_is_one_slice():
    assert cut_slices(year_of_reports()).names == (WHOLE,)
    assert cut_slices([]).names == (WHOLE,)


def test_every_document_lies_in_one_slice_and_none_is_too_large(small):
    reports = [*year_of_reports(), *(report(f"undated-{n}") for n in range(3 * MOST))]
    found = members(cut_slices(reports))
    assert set().union(*found.values()) == {r.document_id for r in reports}
    assert sum(map(len, found.values())) == len(reports)
    assert max(map(len, found.values())) <= MOST
    assert {name.partition("-")[0] for name in found} == {"2026", "undated"}


def test_slices_do_not_depend_on_the_order_of_the_documents(small):
    reports = year_of_reports()
    assert cut_slices(reports).keys == cut_slices(reversed(reports)).keys


def test_new_reports_touch_the_slices_of_their_days_alone(small):
    reports = year_of_reports(days=190)
    new = [report(f"new-{n}", day=FIRST + timedelta(190)) for n in range(3)]
    before, now = cut_slices(reports), cut_slices([*reports, *new])
    assert stale_slices(before.keys, now.keys) == {"2026-07"}
    assert len(now.names) > 20


def test_a_story_lies_in_the_slice_of_its_first_day_even_if_it_is_large(small):
    told = [report(n, story="long", day=FIRST + timedelta(n)) for n in range(2 * MOST)]
    found = members(cut_slices([*told, *year_of_reports()]))
    (name,) = [name for name, ids in found.items() if "d0" in ids]
    assert {f"d{n}" for n in range(2 * MOST)} <= found[name]
    assert name.startswith("2026-01-a-01")


@pytest.mark.parametrize("change", [{"key": "other"}, {"story": "other"}])
def test_a_slice_has_another_key_where_a_document_is_not_what_it_was(small, change):
    reports = year_of_reports()
    now = [report("0-0", day=FIRST, **change), *reports[1:]]
    assert stale_slices(cut_slices(reports).keys, cut_slices(now).keys) == {"2026-01-a"}


def test_groups_are_neighbouring_slices_of_so_many_documents(small, monkeypatch):
    monkeypatch.setattr(slices, "GROUP_DOCUMENTS", 3 * MOST)
    cut = cut_slices(year_of_reports())
    sizes = {name: len(ids) for name, ids in members(cut).items()}
    groups = list(cut.groups(cut.names))
    assert [name for group in groups for name in group] == [*cut.names]
    assert 1 < len(groups) < len(cut.names) / 2
    assert max(sum(sizes[name] for name in group) for group in groups) <= 4 * MOST
    assert list(cut.groups(cut.names[3:5])) == [[*cut.names[3:5]]]
    assert list(cut.groups(())) == []


def test_every_sliced_table_says_by_which_column_a_row_belongs_to_a_slice():
    assert {name: owner_of(name) for name in STORY_TABLES} == {
        "quotation_groups": "story_id", "fact_slots": "story_id", "omissions": "story_id",
        "fact_values": "document_id", "fact_relations": "slot_id",
    }  # fmt: skip
    assert all(owner_of(name) in TABLES[name].column_names for name in SLICED_TABLES)


def test_models_of_the_scope_of_a_story_read_what_can_be_sliced():
    marts = [model for model in read_models("marts") if model.is_of_story]
    sliced = {f"core.{name}" for name in SLICED_TABLES}
    for model in marts:
        assert model.sources <= sliced | SHARED_SOURCES | {f"marts.{m.name}" for m in marts}, model.name
        assert "story_id" in model.sql, model.name
    for check in (model for model in read_models("checks") if model.is_of_story):
        assert check.sources <= sliced | {f"marts.{m.name}" for m in marts}, check.name


def test_marts_are_made_in_an_order_in_which_each_finds_its_sources():
    first, scoped, last = passes(read_models("marts"))
    made = set()
    for model in (*first, *scoped, *last):
        assert {s for s in model.sources if s.startswith("marts.")} <= made, model.name
        made.add(f"marts.{model.name}")
    assert len(made) == len(read_models("marts"))
    assert {model.name for model in first} & {"article_index"}
