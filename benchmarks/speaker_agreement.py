"""How often two reports of one story give the same direct quotation to the same speaker. Needs no annotation.

    python benchmarks/measure.py PATH/TO/bench.py stories --keep WORK
    python benchmarks/speaker_agreement.py WORK/stories/warehouse/parallax.duckdb [--list]

In: a published warehouse. Out: the share of pairs that agree, and with `--list` each pair that does not. A pair is one
run of words in quotation marks, six words or more, the same in two reports but for marks and capitals, whole in both or
a whole span of the one inside a span of the other, with a person as speaker in both: by name, role or pronoun as the
text had them resolved. Persons are the same where their last names are, "Jr." and accents left aside; each utterance of
two reports counts once.
"""

import argparse
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import duckdb

LEAST_WORDS = 6
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
WORD = re.compile(r"\w+")
SPANS = """
select
    story_articles.story_id,
    quotations.document_id,
    quotations.quotation_id,
    quotations.speaker_text,
    entities.entity_name,
    substring(
        documents.document_text,
        quotation_spans.start_char + 1,
        quotation_spans.end_char - quotation_spans.start_char
    ) as said
from core.quotations
inner join core.quotation_spans on quotations.quotation_id = quotation_spans.quotation_id
inner join core.story_articles on quotations.document_id = story_articles.document_id
inner join core.documents on quotations.document_id = documents.document_id
inner join core.entities on quotations.speaker_entity_id = entities.entity_id
where
    quotations.quotation_kind = 'direct'
    and quotation_spans.span_role = 'content'
    and entities.entity_type = 'person'
order by story_articles.story_id, quotations.document_id, quotation_spans.start_char
"""


@dataclass(frozen=True)
class Said:
    """One stretch of quoted words and who is to have said it."""

    document_id: str
    speaker_text: str
    speaker_name: str
    words: str  # lower case, one blank between them and at both ends

    @property
    def last_name(self) -> str:
        """The last word of the speaker's name."""
        plain = unicodedata.normalize("NFKD", self.speaker_name.lower()).encode("ascii", "ignore").decode()
        words = WORD.findall(plain)
        return next((word for word in reversed(words) if word not in SUFFIXES), "")


def main() -> None:
    """Print the share of agreement, and the disagreements where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--list", action="store_true", help="print each pair that disagrees")
    chosen = parser.parse_args()
    pairs = shared_pairs(read_stories(chosen.warehouse))
    apart = [(a, b) for a, b in pairs if a.last_name != b.last_name]
    for a, b in apart if chosen.list else []:
        for one in (a, b):
            print(f"{one.document_id}  {one.speaker_name} ({one.speaker_text})")
        print(f"    {min(a.words, b.words, key=len).strip()[:160]}")
    print(f"{len(pairs)} pairs, {1 - len(apart) / max(1, len(pairs)):.1%} agree")


def read_stories(warehouse: Path) -> list[list[Said]]:
    """Return what is quoted in each story, in its reports' order."""
    stories: defaultdict[str, list[Said]] = defaultdict(list)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for story_id, document_id, _, speaker_text, name, text in connection.sql(SPANS).fetchall():
            words = WORD.findall(text.lower().replace("’", "").replace("'", ""))
            if len(words) >= LEAST_WORDS:
                stories[story_id].append(Said(document_id, speaker_text, name, f" {' '.join(words)} "))
    return list(stories.values())


def shared_pairs(stories: list[list[Said]]) -> list[tuple[Said, Said]]:
    """Return the pairs of two reports that quote the same words, one for each utterance and pair of reports."""
    pairs = {}
    for story in stories:
        for a, b in combinations(story, 2):
            if a.document_id != b.document_id and (a.words in b.words or b.words in a.words):
                pairs.setdefault((a.document_id, b.document_id, min(a.words, b.words, key=len)), (a, b))
    return list(pairs.values())


if __name__ == "__main__":
    main()
