"""Places in documents with the sentence around them: what a cell of a report opens.

In: places, each a document and a span in code points. Out: a passage for each, numbered in the order asked for, with
the words of the span and the text before and after them, from the sentences that the span touches. Where no sentence
is known (removed text, languages that are not read), a stretch of text stands around it. Method: one query for all
pages at hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.load.reading import Reader

Place = tuple[str, int, int]
PASSAGES_SQL = """
with places as (
    select
        unnest($documents::text[]) as document_id,
        unnest($starts::bigint[]) as start_char,
        unnest($ends::bigint[]) as end_char
),

sentences as (
    select
        places.document_id,
        places.start_char as place_start,
        places.end_char as place_end,
        min(sentences.start_char) as start_char,
        max(sentences.end_char) as end_char
    from places
    inner join core.sentences as sentences
        on
            places.document_id = sentences.document_id
            and sentences.start_char < places.end_char
            and sentences.end_char > places.start_char
    group by places.document_id, places.start_char, places.end_char
),

stretches as (
    select
        places.*,
        greatest(
            least(coalesce(sentences.start_char, places.start_char - 120), places.start_char),
            places.start_char - $widest,
            0
        ) as from_char,
        least(
            greatest(coalesce(sentences.end_char, places.end_char + 120), places.end_char),
            places.end_char + $widest
        ) as to_char
    from places
    left join sentences
        on
            places.document_id = sentences.document_id
            and places.start_char = place_start
            and places.end_char = place_end
)

select
    stretches.document_id,
    stretches.start_char,
    stretches.end_char,
    substring(document_text, from_char + 1, stretches.start_char - from_char) as before,
    substring(
        document_text, stretches.start_char + 1, least(stretches.end_char - stretches.start_char, $longest)
    ) as words,
    stretches.end_char - stretches.start_char > $longest as is_cut,
    substring(document_text, stretches.end_char + 1, to_char - stretches.end_char) as after,
    article_index.outlet_label,
    article_index.title,
    article_index.reported_at,
    article_index.has_exact_time,
    documents.path,
    documents.member,
    documents.url,
    documents.language_code
from stretches
inner join core.documents as documents using (document_id)
left join marts.article_index as article_index using (document_id)
"""
WIDEST = 400  # characters shown on either side: a list without a full stop is one sentence of thousands
LONGEST = 1_200  # characters of the words themselves, for blocks and quotations of a page's length


@dataclass(frozen=True)
class Passage:
    """Words in their sentence, with where they stand; `source` is what is known of the document."""

    number: int
    place: Place
    before: str
    words: str
    after: str
    is_cut: bool
    source: Mapping[str, Any]


def read_passages(reader: Reader, places: Iterable[Place]) -> dict[Place, Passage]:
    """Return the passage at each place; equal places are one passage."""
    (found,) = read_pages(reader, [places])
    return found


def read_pages(reader: Reader, pages: Iterable[Iterable[Place]]) -> list[dict[Place, Passage]]:
    """Return for each page the passages at its places, numbered anew on each."""
    asked = [dict.fromkeys(places) for places in pages]
    wanted = list(dict.fromkeys(place for places in asked for place in places))
    if not wanted:
        return [{} for _ in asked]
    rows = reader.rows(
        PASSAGES_SQL,
        documents=[place[0] for place in wanted],
        starts=[place[1] for place in wanted],
        ends=[place[2] for place in wanted],
        widest=WIDEST,
        longest=LONGEST,
    )
    found = {place_of(row): row for row in rows}
    return [
        {place: _passage(number, found[place]) for number, place in enumerate(places, start=1) if place in found}
        for places in asked
    ]


def _passage(number: int, row: Mapping[str, Any]) -> Passage:
    return Passage(
        number,
        place_of(row),
        ("…" if len(row["before"]) == WIDEST else "") + row["before"].lstrip(),
        row["words"],
        row["after"].rstrip() + ("…" if len(row["after"]) == WIDEST else ""),
        row["is_cut"],
        row,
    )


def place_of(row: Mapping[str, Any]) -> Place:
    """Return the place that a row of a table or mart leads to."""
    return row["document_id"], row["start_char"], row["end_char"]


def places_of(rows: Iterable[Mapping[str, Any]]) -> list[Place]:
    """Return the places that rows lead to, without those that lead to none."""
    return [place_of(row) for row in rows if row["document_id"] is not None and row["start_char"] is not None]
