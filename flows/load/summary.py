"""What a reader wants to see first of a published warehouse: counts, coverage, the strongest disagreement."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

COVERAGE_ROWS = 5


@dataclass(frozen=True)
class Passage:
    """A value in its own words: the outlet, the text before it, the value as printed, the text after it."""

    outlet_label: str
    before: str
    value: str
    after: str


@dataclass(frozen=True)
class Disagreement:
    """The strongest disagreement of the warehouse, with both passages."""

    story_title: str | None
    subject_text: str
    explanation_text: str
    passages: tuple[Passage, Passage]


@dataclass(frozen=True)
class Summary:
    """Counts by name in the order in which they are shown, the top of the coverage, the strongest disagreement."""

    counts: dict[str, int]
    coverage_columns: tuple[str, ...]
    coverage: tuple[tuple[object, ...], ...]
    disagreement: Disagreement | None
    unnamed_count: int  # documents of outlets that nobody knows


COUNTS_SQL = """
select
    (
        select item_count from core.runs
        order by finished_at desc nulls first, started_at desc, run_id desc limit 1
    ) as items,
    (select count(*) from core.documents) as documents,
    (select count(*) from core.rejects) as rejects,
    (select count(*) from core.stories where article_count > 1) as "stories of several articles",
    (select count(*) from marts.fact_agreements where independent_count > 1) as agreements,
    (select count(distinct slot_id) from marts.fact_disagreements where relation = 'contradiction') as disagreements,
    (select count(distinct quotation_group_id) from core.quotation_groups) as "shared quotations",
    (select count(*) from core.reprints) as reprints,
    (select count(*) from core.omissions where reason_code = 'omitted') as omissions
"""
UNNAMED_SQL = "select count(*) from core.documents join core.outlets using (outlet_id) where not is_identified"
COVERAGE_SQL = """
select
    coalesce(story_title, story_id) as story,
    count(distinct outlet_id) as outlets,
    sum(article_count)::bigint as articles,
    (select independent_count from core.stories where stories.story_id = coverage.story_id) as origins,
    string_agg(distinct outlet_label, ', ' order by outlet_label) as "covered by"
from marts.story_coverage as coverage
group by story_id, story_title
order by articles desc, story_id
limit ?
"""
# independent outlets before one document with itself; then the surer claim, and what was first before its copies
DISAGREEMENT_SQL = """
select
    story_title, subject_text, explanation_text, outlet_label_a, document_id, start_char, end_char, context_text_a,
    outlet_label_b, document_id_b, start_char_b, end_char_b, context_text_b
from marts.fact_disagreements
where relation = 'contradiction'
order by conflict_between = 'outlets' desc, is_independent desc, independent_count desc, relation_score desc,
    greatest(reported_at_a, reported_at_b) nulls last, least(reported_at_a, reported_at_b) nulls last,
    fact_value_id_a, fact_value_id_b
limit 1
"""
# of the first run all, of others what differs from the run before
NEW_DISAGREEMENTS_SQL = """
with fresh as (
    select key_text from core.run_changes
    where run_id = $run and table_name = 'fact_relations' and change_kind in ('added', 'changed')
)

select
    story_id,
    story_title as story,
    explanation_text as what_differs,
    outlet_label_a as outlet_a,
    context_text_a as words_a,
    outlet_label_b as outlet_b,
    context_text_b as words_b
from marts.fact_disagreements
where
    relation = 'contradiction'
    and (
        concat_ws(' ', slot_id, fact_value_id_a, fact_value_id_b) in (select key_text from fresh)
        or not exists (select 1 from core.runs where run_id != $run)
    )
order by conflict_between = 'outlets' desc, is_independent desc, independent_count desc, relation_score desc,
    greatest(reported_at_a, reported_at_b) nulls last, least(reported_at_a, reported_at_b) nulls last,
    fact_value_id_a, fact_value_id_b
"""
PASSAGE_SQL = "select substring(document_text, ?::bigint + 1, ?::bigint) from core.documents where document_id = ?"


def summarise(database: Path) -> Summary:
    """Return the summary of a published DuckDB file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = connection.execute(COUNTS_SQL)
        names = [column[0] for column in counts.description]
        values = counts.fetchone() or ()
        coverage = connection.execute(COVERAGE_SQL, [COVERAGE_ROWS])
        columns = tuple(column[0] for column in coverage.description)
        rows = tuple(coverage.fetchall())
        unnamed = connection.execute(UNNAMED_SQL).fetchone() or (0,)
        return Summary(dict(zip(names, values, strict=True)), columns, rows, _strongest(connection), unnamed[0])


def new_disagreements(database: Path, run_id: str) -> list[dict[str, object]]:
    """Return the contradictions that a run brought, the strongest first: all of them in the first run."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(NEW_DISAGREEMENTS_SQL, {"run": run_id})
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _strongest(connection: duckdb.DuckDBPyConnection) -> Disagreement | None:
    row = connection.execute(DISAGREEMENT_SQL).fetchone()
    if row is None:
        return None
    return Disagreement(row[0], row[1], row[2], (_passage(connection, row[3:8]), _passage(connection, row[8:13])))


def _passage(connection: duckdb.DuckDBPyConnection, place: tuple[str, str, int, int, str]) -> Passage:
    outlet, document_id, start, end, context = place
    found = connection.execute(PASSAGE_SQL, [start, end - start, document_id]).fetchone()
    value = str(found[0]) if found else ""
    before, _, after = context.partition(value)
    return Passage(outlet, before, value, after)
