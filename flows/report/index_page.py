"""The front page of a warehouse: figures of the run, stories with their coverage, outlets, copies, cleaning, checks.

In: a published warehouse. Out: HTML pages of one file each that load nothing: the first holds everything, each further
one the next stories. The only script filters the rows of the stories on the page; without it all rows are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import Environment

from flows.clean.rule_meanings import KIND_NAMES
from flows.load.models import read_models
from flows.load.reading import Reader
from flows.load.summary import COUNTS_SQL
from flows.report.flow_diagram import Flow, draw_flows
from flows.report.page_environment import counted, cut
from flows.report.passages import place_of, places_of, read_passages
from flows.report.story_page import heat
from flows.report.story_rows import TOPICS_SQL

Row = dict[str, Any]
STORIES_PER_PAGE = 1_000
MATRIX_STORIES, MATRIX_OUTLETS = 40, 20
MOST_OUTLETS, MOST_FLOWS, MOST_LEADS, MOST_CLEANED = 60, 40, 3, 60
DRAWN_FLOWS = 14
MOST_KINDS = 3

RUN_SQL = """
select run_id, started_at, finished_at, code_version, item_count, document_count, reject_count, reprocessed_count
from core.runs
order by finished_at desc nulls first, started_at desc, run_id desc
limit 1
"""
# counted once for all pages: a page of a large warehouse would otherwise scan every table again
STORIES_SQL = """
with consensus as (
    select
        story_id,
        count(*) filter (where section_code = 'agreed') as agreed_count,
        count(*) filter (where section_code = 'disputed') as disputed_count
    from marts.story_consensus
    group by story_id
),

contradictions as (
    select story_id, count(distinct slot_id) as contradiction_count
    from marts.fact_disagreements
    where relation = 'contradiction'
    group by story_id
),

quotations as (
    select story_id, count(distinct quotation_group_id) as quotation_count
    from marts.quotation_variants
    group by story_id
),

reprints as (
    select story_id, count(*) as reprint_count from marts.reprint_flows
    group by story_id
),

omissions as (
    select story_id, count(distinct (outlet_id, subject_kind, subject_id)) as omission_count
    from marts.story_omissions
    where is_omitted_by_outlet
    group by story_id
)

select
    stories.story_id,
    coalesce(story_title, 'Story ' || stories.story_id) as title,
    article_count,
    outlet_count,
    independent_count,
    first_published_at,
    coalesce(agreed_count, 0) as agreed_count,
    coalesce(disputed_count, 0) as disputed_count,
    coalesce(contradiction_count, 0) as contradiction_count,
    coalesce(quotation_count, 0) as quotation_count,
    coalesce(reprint_count, 0) as reprint_count,
    coalesce(omission_count, 0) as omission_count
from core.stories as stories
left join consensus using (story_id)
left join contradictions using (story_id)
left join quotations using (story_id)
left join reprints using (story_id)
left join omissions using (story_id)
where article_count > 1
order by article_count desc, outlet_count desc, first_published_at desc nulls last, stories.story_id
"""
COVERAGE_SQL = """
select story_id, outlet_id, outlet_label, is_identified, article_count, own_article_count, word_count
from marts.story_coverage
where story_id in (select unnest($stories::text[]))
order by story_id, first_reported_at nulls last, outlet_label, outlet_id
"""
LEADS_SQL = """
with ranked as (
    select
        disagreements.*,
        row_number() over (
            partition by story_id
            order by conflict_between = 'outlets' desc, is_independent desc, independent_count desc,
                relation_score desc, fact_value_id_a, fact_value_id_b
        ) as position
    from marts.fact_disagreements as disagreements
    where relation = 'contradiction' and story_id is not null
)

select * from ranked
where position = 1
order by conflict_between = 'outlets' desc, is_independent desc, independent_count desc, relation_score desc,
    fact_value_id_a, fact_value_id_b
limit $most
"""
OUTLETS_SQL = """
select * from marts.outlet_profile
order by is_identified desc, article_count desc, outlet_label, outlet_id
limit $most
"""
OUTLET_COUNT_SQL = "select count(*) as n, count(*) filter (where is_identified) as identified from marts.outlet_profile"
FLOWS_SQL = """
select
    earlier_outlet_label as giver,
    later_outlet_label as taker,
    is_credited,
    count(*) as reprint_count,
    count(*) filter (where reprint_kind = 'whole') as whole_count,
    count(*) filter (where has_changed_title) as changed_title_count,
    median(hours_between) as median_hours,
    count(*) over () as flow_count
from marts.reprint_flows
where not is_same_outlet
group by earlier_outlet_label, later_outlet_label, is_credited
order by reprint_count desc, giver, taker, is_credited
limit $most
"""
CLEANING_SQL = """
with audited as (
    select
        audit.*,
        sum(char_count) over (partition by outlet_id) as outlet_char_count,
        sum(char_count) filter (where zone = 'removed') over (partition by outlet_id) as removed_char_count
    from marts.cleaning_audit as audit
),

outlets as (
    select outlet_id, outlet_char_count, removed_char_count from audited
    group by outlet_id, outlet_char_count, removed_char_count
    order by outlet_char_count desc, outlet_id
    limit $most
)

select
    outlet_id,
    outlet_label,
    zone,
    block_kind,
    outlet_char_count::bigint as char_count,
    sum(char_share) as char_share,
    coalesce(any_value(audited.removed_char_count), 0) / any_value(outlet_char_count) as removed_share
from audited
semi join outlets using (outlet_id)
group by outlet_id, outlet_label, zone, block_kind, outlet_char_count
order by removed_share desc, outlet_label, outlet_id, char_share desc, zone, block_kind
"""
CHECKS_SQL = """
select check_name, severity, failed_count
from core.check_results
where run_id = $run
order by failed_count = 0, severity, check_name
"""
REJECTS_SQL = """
select reason_code, count(*) as reject_count, min(concat_ws(' #', path, member)) as example
from core.rejects
group by reason_code
order by reject_count desc, reason_code
"""
SINGLES_SQL = "select count(*) as n from core.stories where article_count = 1"


def page_name(number: int) -> str:
    """Return the file name of a page of stories, the first of which is the front page.

    >>> page_name(1), page_name(2)
    ('index.html', 'index-2.html')
    """
    return "index.html" if number == 1 else f"index-{number}.html"


def read_stories(reader: Reader) -> list[Row]:
    """Return the stories of several reports, the most covered first: ids, titles and counts, no texts."""
    return reader.rows(STORIES_SQL)


def index_pages(reader: Reader, stories: Sequence[Row], environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each page."""
    run = next(iter(reader.rows(RUN_SQL)), None)
    (singles,) = reader.rows(SINGLES_SQL)
    template = environment.get_template("index.html")
    page_count = max(1, -(-len(stories) // STORIES_PER_PAGE))
    for number in range(1, page_count + 1):
        start = (number - 1) * STORIES_PER_PAGE
        shown = stories[start : start + STORIES_PER_PAGE]
        shown_ids = [story["story_id"] for story in shown]
        coverage = reader.rows(COVERAGE_SQL, stories=shown_ids)
        topics: dict[str, list[str]] = defaultdict(list)
        for row in reader.rows(TOPICS_SQL, stories=shown_ids):
            topics[row["story_id"]].append(row["topic_name"])
        labels: dict[str, list[str]] = defaultdict(list)
        for row in coverage:
            labels[row["story_id"]].append(row["outlet_label"])
        yield (
            page_name(number),
            template.render(
                run=run,
                stories=shown,
                labels=labels,
                topics=topics,
                first=start + 1,
                story_count=len(stories),
                single_count=singles["n"],
                number=number,
                page_names=[page_name(other) for other in range(1, page_count + 1)],
                front=_front(reader, stories[:MATRIX_STORIES], coverage, run) if number == 1 else None,
            ),
        )


def _front(reader: Reader, stories: Sequence[Row], coverage: Sequence[Row], run: Row | None) -> Row:
    """Return what only the front page shows."""
    (counts,) = reader.rows(COUNTS_SQL)
    leads = reader.rows(LEADS_SQL, most=MOST_LEADS)
    others = [
        {"document_id": row["document_id_b"], "start_char": row["start_char_b"], "end_char": row["end_char_b"]}
        for row in leads
    ]
    passages = read_passages(reader, [*places_of(leads), *places_of(others)])
    (outlet_counts,) = reader.rows(OUTLET_COUNT_SQL)
    flows = reader.rows(FLOWS_SQL, most=MOST_FLOWS)
    questions = {model.name: model.header["question"] for model in read_models("checks")}
    checks = reader.rows(CHECKS_SQL, run=run["run_id"]) if run else []
    return {
        "counts": counts,
        "leads": [
            (row, passages[place_of(row)], passages[place_of(other)]) for row, other in zip(leads, others, strict=True)
        ],
        "matrix": _matrix(stories, coverage),
        "outlets": reader.rows(OUTLETS_SQL, most=MOST_OUTLETS),
        "outlet_counts": outlet_counts,
        "flows": flows,
        "flow_count": flows[0]["flow_count"] if flows else 0,
        "drawing": draw_flows([_flow(row) for row in flows[:DRAWN_FLOWS]]),
        "drawn_count": min(len(flows), DRAWN_FLOWS),
        "cleaning": list(_cleaning(reader.rows(CLEANING_SQL, most=MOST_CLEANED))),
        "checks": [{**row, "question": questions.get(row["check_name"], "")} for row in checks],
        "rejects": reader.rows(REJECTS_SQL),
    }


def _matrix(stories: Sequence[Row], coverage: Iterable[Row]) -> Row:
    """Return stories against outlets: the outlets that cover most of these stories, and a cell for each pair."""
    wanted = {story["story_id"] for story in stories}
    cells: dict[tuple[str, str], Row] = {}
    outlets: dict[str, Row] = {}
    for row in coverage:
        if row["story_id"] in wanted:
            cells[row["story_id"], row["outlet_id"]] = row
            outlet = outlets.setdefault(row["outlet_id"], {**row, "story_count": 0})
            outlet["story_count"] += 1
    ordered = sorted(
        outlets.values(),
        key=lambda row: (not row["is_identified"], -row["story_count"], row["outlet_label"], row["outlet_id"]),
    )
    chosen = ordered[:MATRIX_OUTLETS]
    highest = max((row["word_count"] for row in cells.values()), default=1) or 1
    return {
        "outlets": [
            {**row, "short_label": cut(row["outlet_label"].rpartition("/")[2] or row["outlet_label"], 20)}
            for row in chosen
        ],
        "outlet_count": len(ordered),
        "rows": [
            (
                story,
                [
                    (cell, heat(cell["word_count"] / highest)) if cell else None
                    for cell in (cells.get((story["story_id"], outlet["outlet_id"])) for outlet in chosen)
                ],
            )
            for story in stories
        ],
    }


def _flow(row: Row) -> Flow:
    credit = "with credit" if row["is_credited"] else "without credit"
    words = f"{row['taker']} carries text of {row['giver']} in {counted(row['reprint_count'], 'report')}, {credit}"
    return Flow(row["giver"], row["taker"], row["reprint_count"], row["is_credited"], words)


def _cleaning(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield what cleaning did to each outlet's texts: the share of each zone, and what was removed most."""
    outlets: dict[str, Row] = {}
    for row in rows:
        outlet = outlets.setdefault(row["outlet_id"], {**row, "zones": defaultdict(float), "removed": []})
        outlet["zones"][row["zone"]] += row["char_share"]
        if row["zone"] == "removed":
            name = KIND_NAMES.get(row["block_kind"], row["block_kind"].replace("_", " "))
            outlet["removed"].append((name, row["char_share"]))
    for outlet in outlets.values():
        yield {**outlet, "removed": outlet["removed"][:MOST_KINDS]}
