"""One story as a page: who tells what, when, in which words, and what each leaves out.

In: a published warehouse and the id of a story. Out: HTML of one file that loads nothing and holds no script. Every
figure leads to its sentence: cells open a passage with the words marked and their place in code points. Parts are cut
at the limits below and say so, for a story of hundreds of reports must still be a page that a browser opens.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from flows.clean.rule_meanings import KIND_NAMES
from flows.load.reading import Reader
from flows.report.differences import differences
from flows.report.fact_table import SILENCES, STATUSES, fact_rows
from flows.report.flow_diagram import Flow, draw_flows
from flows.report.page_environment import counted, cut, percent
from flows.report.passages import Passage, Place, place_of, places_of, read_passages
from flows.report.timeline import draw_timeline

Row = dict[str, Any]
MOST = {"outlets": 24, "articles": 150, "facts": 60, "terms": 24, "groups": 30, "reprints": 60, "omissions": 120}
MOST_LABEL = 20  # columns of an outlet's name above a matrix
HEAT_LEVELS = 5
SECTIONS = ("agreed", "disputed", "single_source")

STORY_SQL = """
select
    story_id,
    story_title,
    article_count,
    outlet_count,
    independent_count,
    first_published_at,
    last_published_at,
    (select count(*) from marts.story_consensus as c where c.story_id = $story and section_code = 'agreed') as agreed,
    (select count(*) from marts.story_consensus as c where c.story_id = $story and section_code = 'disputed')
        as disputed,
    (select count(*) from marts.story_consensus as c where c.story_id = $story and section_code = 'single_source')
        as single_source
from core.stories
where story_id = $story
"""
ARTICLES_SQL = """
select
    document_id, outlet_id, outlet_label, is_identified, title, author_names, published_on, published_precision,
    reported_at, has_exact_time, word_count, is_truncated, language_code, path, member, url, origin_document_id,
    origin_kind, independent_id, start_char, end_char
from marts.article_index
where story_id = $story
order by reported_at nulls last, outlet_label, document_id
"""
VALUES_SQL = """
select
    slots.slot_id, slot_kind, subject_text, slots.relation, slots.outlet_count, slots.independent_count, fact_value_id,
    fact_values.document_id, outlet_id, outlet_label, independent_id, fact_values.start_char, fact_values.end_char,
    value_text, value_low, value_high, low_on, high_on, hedge, is_inferred, entity_name as speaker_name
from core.fact_slots as slots
join core.fact_values as fact_values using (slot_id)
join marts.article_index as articles using (document_id)
left join core.entities on entity_id = speaker_entity_id
where slots.story_id = $story
order by slots.slot_id, reported_at nulls last, fact_values.document_id, fact_values.start_char, fact_value_id
"""
RELATIONS_SQL = """
select relations.slot_id, fact_value_id_a, fact_value_id_b, relations.relation, conflict_between
from core.fact_slots as slots
join core.fact_relations as relations using (slot_id)
join core.fact_values as a on fact_value_id_a = a.fact_value_id
join core.fact_values as b on fact_value_id_b = b.fact_value_id
where slots.story_id = $story and (relations.relation != 'equal' or a.value_text != b.value_text)
order by fact_value_id_a, fact_value_id_b
"""
TERMS_SQL = """
select term_text, outlet_id, term_score, outlet_count, document_id, start_char, end_char
from marts.term_coverage
where story_id = $story
order by outlet_count desc, sum(term_score) over (partition by term_text) desc, term_text, outlet_id
"""
NAMED_DAYS_SQL = """
select
    outlet_id,
    outlet_label,
    low_on as named_on,
    bool_and(is_inferred) as is_inferred,
    count(distinct document_id) as article_count,
    min((document_id, expressions.start_char, expressions.end_char)) as place,
    min_by(expression_text, (document_id, expressions.start_char)) as words
from core.expressions as expressions
join marts.article_index using (document_id)
where story_id = $story and expression_kind = 'date' and precision = 'day' and low_on is not null
group by outlet_id, outlet_label, low_on
order by low_on, outlet_label, outlet_id
"""
QUOTATIONS_SQL = """
with contents as (
    select
        quotation_id,
        string_agg(
            substring(document_text, spans.start_char + 1, least(spans.end_char - spans.start_char, 4000)),
            ' … ' order by spans.start_char
        ) as content_text
    from core.quotation_spans as spans
    join core.documents using (document_id)
    where
        span_role = 'content'
        and quotation_id in (select quotation_id from core.quotation_groups where story_id = $story)
    group by quotation_id
)

select variants.*, coalesce(content_text, quotation_text) as content_text
from marts.quotation_variants as variants
left join contents using (quotation_id)
where story_id = $story
order by
    outlet_count desc, quotation_group_id, variant_kind != 'fullest', reported_at nulls last, outlet_label, quotation_id
"""
REPRINTS_SQL = """
select * from marts.reprint_flows
where story_id = $story
order by containment_share desc, shared_word_count desc, earlier_document_id, document_id
"""
OMISSIONS_SQL = """
select * from marts.story_omissions
where story_id = $story
order by reason_code != 'omitted', outlet_label, support_count desc, subject_kind, subject_id, omission_id
"""
CLEANING_SQL = """
select
    document_id,
    zone,
    block_kind,
    count(*) as block_count,
    sum(end_char - start_char)::bigint as char_count,
    max_by(start_char, (end_char - start_char, -start_char)) as start_char,
    max_by(end_char, (end_char - start_char, -start_char)) as end_char
from core.blocks
where document_id in (select document_id from core.articles where story_id = $story)
group by document_id, zone, block_kind
order by document_id, char_count desc, zone, block_kind
"""


@dataclass(frozen=True)
class Limits:
    """How many of each part a page shows, and how many there are."""

    shown: Mapping[str, int]
    found: Mapping[str, int]

    def is_cut(self, part: str) -> bool:
        """Return whether a part is shown in part only."""
        return self.shown[part] < self.found[part]


def story_page(reader: Reader, story_id: str, environment: Environment) -> str:
    """Return the page of a story."""
    (story,) = reader.rows(STORY_SQL, story=story_id)
    articles, values, relations, terms, days, quotations, reprints, omissions, cleaning = (
        reader.rows(query, story=story_id)
        for query in (
            ARTICLES_SQL, VALUES_SQL, RELATIONS_SQL, TERMS_SQL, NAMED_DAYS_SQL, QUOTATIONS_SQL, REPRINTS_SQL,
            OMISSIONS_SQL, CLEANING_SQL,
        )
    )  # fmt: skip
    outlets = story_outlets(articles)
    columns = outlets[: MOST["outlets"]]
    for row in days:
        row["document_id"], row["start_char"], row["end_char"] = row["place"]
    groups = _first_groups(quotations, "quotation_group_id", MOST["groups"])
    chosen_terms = _first_groups(terms, "term_text", MOST["terms"])
    facts_of = _first_facts(values)
    shown_articles = articles[: MOST["articles"]]
    audit = _audit(cleaning, shown_articles)
    shown_omissions, shown_reprints = omissions[: MOST["omissions"]], reprints[: MOST["reprints"]]
    passages = read_passages(
        reader,
        [
            *places_of(facts_of),
            *places_of(row for rows in groups.values() for row in rows),
            *places_of(row for rows in chosen_terms.values() for row in rows),
            *places_of(days),
            *places_of(shown_omissions),
            *places_of(shown_reprints),
            *places_of(row["longest"] for row in audit if row["longest"]),
        ],
    )
    facts = fact_rows(facts_of, relations, omissions, [outlet["outlet_id"] for outlet in columns], passages)
    found = {
        "outlets": len(outlets), "articles": len(articles), "facts": len({row["slot_id"] for row in values}),
        "terms": len({row["term_text"] for row in terms}), "omissions": len(omissions), "reprints": len(reprints),
        "groups": len({row["quotation_group_id"] for row in quotations}),
    }  # fmt: skip
    return environment.get_template("story.html").render(
        story=story,
        title=story["story_title"] or f"Story {story_id}",
        limits=Limits({name: min(MOST[name], count) for name, count in found.items()}, found),
        omitted_count=sum(row["reason_code"] == "omitted" for row in omissions),
        articles=shown_articles,
        titles={row["document_id"]: row for row in articles},
        columns=columns,
        facts=facts,
        disputed=[row for row in facts if row.camps],
        statuses=STATUSES,
        silences=SILENCES,
        terms=_term_rows(chosen_terms, columns, passages),
        timeline=draw_timeline(shown_articles, days, columns),
        days=[(row, passages[place_of(row)]) for row in days],
        quotations=[_variants(rows, passages) for rows in groups.values()],
        reprints=[(row, passages.get(place_of(row))) for row in shown_reprints],
        flows=draw_flows([_flow(row) for row in shown_reprints if not row["is_same_outlet"]]),
        omissions=[(row, passages.get(place_of(row))) for row in shown_omissions],
        audit=[(row, passages[place_of(row["longest"])] if row["longest"] else None) for row in audit],
        passages=[*passages.values()],
    )


def story_outlets(articles: Iterable[Row]) -> list[Row]:
    """Return the outlets of articles in the order of their first report, with how many reports each has."""
    outlets: dict[str, Row] = {}
    for row in articles:
        label = row["outlet_label"] if row["is_identified"] else row["outlet_label"].rpartition("/")[2]
        outlet = outlets.setdefault(
            row["outlet_id"],
            {
                "outlet_id": row["outlet_id"],
                "label": row["outlet_label"],
                "short_label": cut(label, MOST_LABEL),
                "is_identified": row["is_identified"],
                "article_count": 0,
            },
        )
        outlet["article_count"] += 1
    return [*outlets.values()]


def _first_groups(rows: Iterable[Row], key: str, most: int) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row[key] in groups or len(groups) < most:
            groups.setdefault(row[key], []).append(row)
    return groups


def _first_facts(values: Sequence[Row]) -> list[Row]:
    """Return the values of the facts that are shown: the gravest, then those with most support."""
    gravity = {"contradiction": 0, "update": 1, "refinement": 2}
    ordered = sorted(
        {row["slot_id"]: row for row in values}.values(),
        key=lambda row: (gravity.get(row["relation"], 3), -row["independent_count"], -row["outlet_count"]),
    )
    chosen = {row["slot_id"] for row in ordered[: MOST["facts"]]}
    return [row for row in values if row["slot_id"] in chosen]


def _term_rows(
    terms: Mapping[str, Sequence[Row]], outlets: Sequence[Row], passages: Mapping[Place, Passage]
) -> list[tuple[str, list[tuple[int, float, Passage | None] | None]]]:
    """Return each term with a cell per outlet: level of heat, score, and the passage where there is one."""
    highest = max((row["term_score"] for rows in terms.values() for row in rows), default=1) or 1
    found = []
    for term, rows in terms.items():
        by_outlet = {row["outlet_id"]: row for row in rows}
        own = (by_outlet.get(outlet["outlet_id"]) for outlet in outlets)
        cells = [
            (heat(row["term_score"] / highest), row["term_score"], passages.get(place_of(row))) if row else None
            for row in own
        ]
        found.append((term, cells))
    return found


def heat(share: float) -> int:
    """Return the level of heat of a share of the highest value, 1 to 5.

    >>> heat(0.01), heat(0.5), heat(1)
    (1, 3, 5)
    """
    return min(HEAT_LEVELS, int(share * HEAT_LEVELS) + 1)


def _variants(rows: Sequence[Row], passages: Mapping[Place, Passage]) -> Row:
    full = rows[0]["content_text"]
    return {
        "first": rows[0],
        "variants": [
            {
                **row,
                "passage": passages[place_of(row)],
                "runs": differences(full, row["content_text"]) if number else None,
            }
            for number, row in enumerate(rows)
        ],
    }


def _flow(row: Row) -> Flow:
    credit = "credited" if row["is_credited"] else "without credit"
    shared = f"{counted(row['shared_word_count'], 'word')} shared, {percent(row['containment_share'])} of the shorter"
    words = f"{row['later_outlet_label']} carries text of {row['earlier_outlet_label']}, {credit}: {shared} text"
    return Flow(
        row["earlier_outlet_label"], row["later_outlet_label"], row["shared_word_count"] or 1, row["is_credited"], words
    )


def _audit(cleaning: Iterable[Row], articles: Iterable[Row]) -> list[Row]:
    """Return what cleaning did to each article: characters by zone, what was removed, its longest removed block."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in cleaning:
        by_document[row["document_id"]].append(row)
    found = []
    for article in articles:
        rows = by_document[article["document_id"]]
        size = sum(row["char_count"] for row in rows) or 1
        removed = [row for row in rows if row["zone"] == "removed"]
        zones: dict[str, int] = defaultdict(int)
        for row in rows:
            zones[row["zone"]] += row["char_count"]
        found.append(
            {
                "article": article,
                "zones": {zone: count / size for zone, count in zones.items()},
                "removed_share": zones.get("removed", 0) / size,
                "char_count": sum(zones.values()),
                "removed": [
                    (KIND_NAMES.get(row["block_kind"], row["block_kind"].replace("_", " ")), row["char_count"] / size)
                    for row in removed
                ],
                "longest": max(removed, key=lambda row: row["end_char"] - row["start_char"], default=None),
            }
        )
    return found
