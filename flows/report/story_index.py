"""The stories of a warehouse: a list with filters, and the one that somebody means.

In: a published warehouse. Out: rows of stories with their counts, or the id of one story. A story is meant by its id,
an earlier id, the beginning of its id, or words of its title and key terms.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.contracts.names import did_you_mean
from flows.load.reading import Reader
from flows.load.snapshots import WarehouseError

SHORTEST_PREFIX = 4  # signs of an id: with fewer, words such as "bad" or "a" would be one
LISTED = 6  # stories named where words fit several

# a key term is one of a story where most of its outlets use it, then where it sets their texts most apart
LIST_SQL = r"""
with terms as (
    select story_id, list(term_text order by outlet_count desc, score desc, term_text) as terms
    from (
        select story_id, term_text, any_value(outlet_count) as outlet_count, sum(term_score) as score
        from marts.term_coverage
        group by story_id, term_text
    )
    group by story_id
),

disagreements as (
    select story_id, count(distinct slot_id) as disagreement_count
    from marts.fact_disagreements
    where relation = 'contradiction'
    group by story_id
),

coverage as (
    select story_id, string_agg(outlet_label, '; ' order by first_reported_at nulls last, outlet_label) as outlet_labels
    from marts.story_coverage
    group by story_id
)

select
    stories.story_id,
    story_title,
    list_aggregate(terms[:5], 'string_agg', ', ') as key_terms,
    first_published_at,
    last_published_at,
    article_count,
    outlet_count,
    independent_count,
    coalesce(disagreement_count, 0) as disagreement_count,
    outlet_labels
from core.stories as stories
left join terms using (story_id)
left join disagreements using (story_id)
left join coverage using (story_id)
where
    article_count >= $least_reports
    and ($outlet is null or stories.story_id in (
        select story_id from marts.story_coverage where contains(lower(outlet_label), lower($outlet))
    ))
    and ($since is null or last_published_at >= $since::timestamp)
    and ($until is null or first_published_at < $until::timestamp + interval 1 day)
    and ($term is null or contains(
        ' ' || regexp_replace(lower(array_to_string([story_title] || terms, ' | ')), '[^\pL\pN|]+', ' ', 'g') || ' ',
        ' ' || trim(regexp_replace(lower($term), '[^\pL\pN]+', ' ', 'g')) || ' '
    ))
    and (not $is_disputed or disagreement_count > 0)
order by independent_count desc, article_count desc, first_published_at nulls last, stories.story_id
"""
OUTLETS_SQL = "select distinct outlet_label from marts.story_coverage order by outlet_label"
BY_ID_SQL = """
select story_id, story_title, article_count from core.stories
where story_id = $wanted
    or story_id in (select story_id from core.story_aliases where former_story_id = $wanted)
    or (length($wanted) >= $shortest and starts_with(story_id, lower($wanted)))
order by story_id
"""
BY_WORDS_SQL = """
with terms as (
    select story_id, string_agg(distinct term_text, ' ') as term_words from marts.term_coverage
    group by story_id
),

texts as (
    select
        story_id,
        story_title,
        article_count,
        lower(coalesce(story_title, '')) as title_words,
        lower(concat_ws(' ', story_title, term_words)) as all_words
    from core.stories
    left join terms using (story_id)
)

select story_id, story_title, article_count from texts
where len(list_filter($words::text[], lambda word: not contains(all_words, word))) = 0
qualify rank() over (order by
    title_words = array_to_string($words::text[], ' ') desc,
    len(list_filter($words::text[], lambda word: not contains(title_words, word))) = 0 desc
) = 1
order by article_count desc, story_id
"""
NEAREST_SQL = """
select story_id, story_title from core.stories
where story_title is not null
order by jaro_winkler_similarity(lower(story_title), lower($wanted)) desc, story_id
limit 1
"""


@dataclass(frozen=True)
class StoryFilter:
    """Which stories are listed. `outlet` is part of a name, `term` whole words; days are of publication, in UTC."""

    outlet: str | None = None
    term: str | None = None
    since: date | None = None
    until: date | None = None
    least_reports: int = 2
    is_disputed: bool = False


def select_stories(reader: Reader, chosen: StoryFilter) -> Any:
    """Return the stories that a filter lets through, the best supported first, as a relation of DuckDB.

    WarehouseError where the filter names an outlet that nobody is.
    """
    if chosen.outlet:
        labels = [row["outlet_label"] for row in reader.rows(OUTLETS_SQL)]
        if not any(chosen.outlet.lower() in label.lower() for label in labels):
            named = {word: label for label in labels for word in (*label.split(), label)}
            raise WarehouseError(
                f"No outlet has '{chosen.outlet}' in its name{did_you_mean(chosen.outlet, named, shown=named) or '.'} "
                '`parallax sql "from marts.outlet_profile"` lists them.'
            )
    return reader.connection.sql(LIST_SQL, params=vars(chosen))


def find_story(reader: Reader, wanted: str) -> str:
    """Return the id of the story that is meant; WarehouseError where none or several are."""
    found = reader.rows(BY_ID_SQL, wanted=wanted.strip(), shortest=SHORTEST_PREFIX)
    found = found or reader.rows(BY_WORDS_SQL, words=wanted.lower().split())
    if len(found) == 1:
        return str(found[0]["story_id"])
    if not found:
        near = [f"; did you mean {_called(row)}?" for row in reader.rows(NEAREST_SQL, wanted=wanted)]
        raise WarehouseError(f"No story is called '{wanted}'{''.join(near) or '.'} `parallax stories` lists them.")
    more = f", and {len(found) - LISTED} more" if len(found) > LISTED else ""
    raise WarehouseError(
        f"'{wanted}' fits {len(found)} stories: {', '.join(map(_called, found[:LISTED]))}{more}. "
        "Give more words, or the beginning of an id."
    )


def _called(row: dict[str, Any]) -> str:
    return f"{row['story_id'][:8]} “{row['story_title'] or 'no title'}”"
