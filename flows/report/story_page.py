"""One story as a page: who tells what, when, in which words, and what each leaves out.

In: a published warehouse and stories. Out: for each, HTML of one file that loads nothing and holds no script. Every
figure leads to its sentence: cells open a passage with the words marked and their place in code points. Parts are cut
at the limits below and say so, for a story of hundreds of reports must still be a page that a browser opens.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from flows.clean.rule_meanings import KIND_NAMES
from flows.load.reading import Reader
from flows.report.differences import differences
from flows.report.fact_table import SILENCES, STATUSES, fact_rows
from flows.report.flow_diagram import Flow, draw_flows
from flows.report.page_environment import counted, cut, percent
from flows.report.passages import Passage, Place, place_of, places_of, read_pages
from flows.report.story_rows import Row, StoryRows, read_story_rows
from flows.report.timeline import draw_timeline

MOST = {"outlets": 24, "articles": 150, "facts": 60, "terms": 24, "groups": 30, "reprints": 60, "omissions": 120}
BATCH = 200  # reports whose stories are read at once: 400 saved another tenth of the time and took 60 MB more
MOST_LABEL = 20  # columns of an outlet's name above a matrix
HEAT_LEVELS = 5


@dataclass(frozen=True)
class Limits:
    """How many of each part a page shows, and how many there are."""

    shown: Mapping[str, int]
    found: Mapping[str, int]

    def is_cut(self, part: str) -> bool:
        """Return whether a part is shown in part only."""
        return self.shown[part] < self.found[part]


@dataclass(frozen=True)
class Shown:
    """The rows of a story that its page has room for, and the outlets of its columns."""

    outlets: list[Row]
    columns: list[Row]
    articles: list[Row]
    values: list[Row]
    terms: dict[str, list[Row]]
    quotations: dict[str, list[Row]]
    reprints: list[Row]
    omissions: list[Row]
    audit: list[Row]


def story_pages(reader: Reader, stories: Sequence[Row], environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield the id and the page of each of these stories, in their order; `stories` have `article_count`."""
    for batch in _batches(stories):
        rows = read_story_rows(reader, [story["story_id"] for story in batch])
        shown = [_choose(of_story) for of_story in rows]
        passages = read_pages(reader, [_places(*of_story) for of_story in zip(rows, shown, strict=True)])
        for of_story, part, own in zip(rows, shown, passages, strict=True):
            yield of_story.story["story_id"], _render(of_story, part, own, environment)


def _batches(stories: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield stories in batches of at most BATCH reports; a larger story stands alone."""
    batch: list[Row] = []
    size = 0
    for story in stories:
        if batch and size + story["article_count"] > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(story)
        size += story["article_count"]
    if batch:
        yield batch


def _choose(rows: StoryRows) -> Shown:
    outlets = story_outlets(rows.articles)
    for row in rows.days:
        row["document_id"], row["start_char"], row["end_char"] = row["place"]
    articles = rows.articles[: MOST["articles"]]
    return Shown(
        outlets,
        outlets[: MOST["outlets"]],
        articles,
        _first_facts(rows.values),
        _first_groups(rows.terms, "term_text", MOST["terms"]),
        _first_groups(rows.quotations, "quotation_group_id", MOST["groups"]),
        rows.reprints[: MOST["reprints"]],
        rows.omissions[: MOST["omissions"]],
        _audit(rows.cleaning, articles),
    )


def _places(rows: StoryRows, shown: Shown) -> list[Place]:
    return [
        *places_of(shown.values),
        *places_of(row for group in shown.quotations.values() for row in group),
        *places_of(row for group in shown.terms.values() for row in group),
        *places_of(rows.days),
        *places_of(shown.omissions),
        *places_of(shown.reprints),
        *places_of(row["longest"] for row in shown.audit if row["longest"]),
    ]


def _render(rows: StoryRows, shown: Shown, passages: Mapping[Place, Passage], environment: Environment) -> str:
    facts = fact_rows(
        shown.values, rows.relations, rows.omissions, [outlet["outlet_id"] for outlet in shown.columns], passages
    )
    found = {
        "outlets": len(shown.outlets), "articles": len(rows.articles),
        "facts": len({row["slot_id"] for row in rows.values}), "terms": len({row["term_text"] for row in rows.terms}),
        "omissions": len(rows.omissions), "reprints": len(rows.reprints),
        "groups": len({row["quotation_group_id"] for row in rows.quotations}),
    }  # fmt: skip
    return environment.get_template("story.html").render(
        story=rows.story,
        title=rows.story["story_title"] or f"Story {rows.story['story_id']}",
        limits=Limits({name: min(MOST[name], count) for name, count in found.items()}, found),
        topics=rows.topics,
        omitted_count=sum(row["reason_code"] == "omitted" for row in rows.omissions),
        articles=shown.articles,
        titles={row["document_id"]: row for row in rows.articles},
        columns=shown.columns,
        facts=facts,
        disputed=[row for row in facts if row.camps],
        statuses=STATUSES,
        silences=SILENCES,
        terms=_term_rows(shown.terms, shown.columns, passages),
        timeline=draw_timeline(shown.articles, rows.days, shown.columns),
        days=[(row, passages[place_of(row)]) for row in rows.days],
        quotations=[_variants(group, passages) for group in shown.quotations.values()],
        reprints=[(row, passages.get(place_of(row))) for row in shown.reprints],
        flows=draw_flows([_flow(row) for row in shown.reprints if not row["is_same_outlet"]]),
        omissions=[(row, passages.get(place_of(row))) for row in shown.omissions],
        audit=[(row, passages[place_of(row["longest"])] if row["longest"] else None) for row in shown.audit],
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
