"""Candidates for names: runs of capitalised words, parted where titles, demonyms and countries stand in them.

In: the tokens of a sentence. Out: candidates with what stands beside them. Method: `runs.py` says how far a run
reaches; then known names, titles, professions and demonyms inside the run part it. No type is decided here. Demonyms
are no names.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.extract.names.gazetteer import Gazetteer, Known, Words
from flows.extract.names.person_forms import (
    INITIAL_BEFORE_NAME,
    LONGEST_TAIL,
    POSTNOMINALS,
    ends_as_surname,
    opens_person_behind,
    opens_surname_first,
)
from flows.extract.names.runs import (
    ARTICLE_PREFIXES,
    ARTICLES,
    BREAKING,
    DASHES,
    JOINING_PREPOSITIONS,
    MONTHS,
    PARTICLES,
    WEEKDAYS,
    end_of_run,
    opens_domain,
    opens_small,
)
from flows.extract.names.states import find_state
from flows.extract.names.titled_bodies import LINKS, end_of_titled_body
from flows.extract.names.tokens import Line

OPENING_MARKS = frozenset('“"‘:•—–-*([')
DIRECTIONS = frozenset(
    "Northern Southern Eastern Western Central North South East West Northeastern Northwestern Southeastern "
    "Southwestern Greater Upper Lower Mainland Inner Outer".split()
)
OPENING_ENDINGS = ("ing", "ically", "edly", "ously", "ively", "partisan")
LONGEST_ACRONYM = 3  # letters; a longer name in capitals can be a place in a dateline
SHORTEST_OPENER = 7  # letters
CURRENCY_SIGNS = frozenset("$€£¥")
GENERATIONS = frozenset("Jr Jr. Sr Sr. II III IV".split())
STATUS_OPENERS = frozenset({"Former", "Acting", "Interim", "Outgoing", "Incoming"})
LETTERS_BEHIND = frozenset((letters,) for letters in POSTNOMINALS)
STEPPING = LINKS | PARTICLES | ARTICLE_PREFIXES  # small words that a name can go on with


class Candidate(NamedTuple):
    """A stretch that may be a name. `first` and `last` are token positions, `last` exclusive."""

    line: Line
    first: int
    last: int
    words: Words
    known: Known | None = None
    has_title: bool = False  # a title or an office stands straight before it
    opens_sentence: bool = False
    told: str | None = None  # the type that a pipeline of spaCy gives it (taggers.py)
    method: str = "rules"  # whose the span is

    @property
    def start(self) -> int:
        """First code point."""
        return self.line.starts[self.first]

    @property
    def end(self) -> int:
        """Code point after the last one."""
        return self.line.ends[self.last - 1]


def find_candidates(line: Line, gazetteer: Gazetteer, apart: frozenset[str]) -> Iterator[Candidate]:
    """Yield the candidates of a sentence in order.

    `apart` holds the words that stand as names of their own elsewhere: two of them with a hyphen between are two names.
    """
    end = 0
    for at in _openings(line, gazetteer):
        if at >= end:
            end = end_of_run(line, at, gazetteer, apart)
            if end == at + 1 and "_" in line.words[max(0, at - 1) : end + 1]:
                continue  # 'TARN_KEY'
            yield from _part_run(line, at, end, gazetteer)


def _openings(line: Line, gazetteer: Gazetteer) -> Sequence[int]:
    """Return the positions where a run opens, unless it belongs to the run before."""
    small, capitals = gazetteer.small_openers, line.capitals
    if capitals and capitals[0] == 0 and _opens_nothing(line.words, gazetteer):
        capitals = capitals[1:]
    if small.isdisjoint(line.words) and DASHES.isdisjoint(line.words):
        return capitals
    small = small | ARTICLE_PREFIXES
    found = [at for at, word in enumerate(line.words) if word in small and opens_small(line, at, gazetteer)]
    return sorted((*capitals, *found)) if found else capitals


def _opens_nothing(words: Words, gazetteer: Gazetteer) -> bool:
    """True for a common word that opens a sentence and no name, with a plain word behind it: told early, for speed."""
    if len(words) == 1 or words[1] in STEPPING or not words[1].isalpha() or not words[1].islower():
        return False
    return words[0].lower() in gazetteer.common and not (
        words[0] in gazetteer.longest_first or words[0] in gazetteer.titles or words[0] in gazetteer.honorifics
    )


def _part_run(line: Line, first: int, last: int, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the names of a run: without what opens the sentence, parted at titles, demonyms and known names."""
    opens = _opens_sentence(line, first)
    first = _skip_openers(line, first, last, gazetteer, opens=opens)
    has_title = first < last and _office_before(line, first, gazetteer)
    while first < last:
        words = line.words[first:last]
        if _is_whole(words, gazetteer):
            yield _candidate(line, first, last, gazetteer, has_title=has_title, opens=opens and first == 0)
            return
        title = 0 if has_title and _is_given(words, gazetteer) else _title_at(line, first, last, gazetteer)
        if title:
            first, has_title = first + title, True
            continue
        skipped = _count_skipped(words, gazetteer, has_title=has_title)
        if skipped:
            first += skipped
            continue
        end = _end_of_name(line, first, last, gazetteer)
        yield _candidate(line, first, end, gazetteer, has_title=has_title, opens=_opens_sentence(line, first))
        has_title, first = False, end + (end - first > 1 and line.words[end:last] in LETTERS_BEHIND)


def _opens_sentence(line: Line, first: int) -> bool:
    if first == 0 or (line.words[first - 1] in OPENING_MARKS and not _closes_speech(line, first - 1)):
        return True
    return not line.words[0][0].isalnum() and not any(word[0].isalnum() for word in line.words[:first])


def _closes_speech(line: Line, mark: int) -> bool:
    """True for the mark behind a comma: '"We lost," Low said'."""
    return mark > 0 and line.words[mark] in ('"', "”") and line.words[mark - 1] == ","


def _skip_openers(line: Line, first: int, last: int, gazetteer: Gazetteer, *, opens: bool) -> int:
    """Drop words that carry a capital only because they open the sentence, and articles anywhere."""
    while first < last:
        plain = line.words[first].lower()
        if plain in ("the", "a", "an"):
            known = gazetteer.match(line.words, first)
            if len(known) > 2 and len(known) == last - first:
                return first
        elif (
            not opens or not _opens_only(line.words[first], gazetteer) or _is_rather_name(line, first, last, gazetteer)
        ):
            return first
        first += 1
    return first


def _opens_only(word: str, gazetteer: Gazetteer) -> bool:
    """True for a word that carries a capital because it opens the sentence: a common one, or such as 'Mirroring'."""
    if word.lower() in gazetteer.common:
        return True
    if len(word) < SHORTEST_OPENER or not word.endswith(OPENING_ENDINGS):
        return False
    return word not in gazetteer.given and word not in gazetteer.last_surnames and (word,) not in gazetteer.names


def _is_rather_name(line: Line, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """True for a common word that opens a name after all: 'World Bank', 'Police Chief Ann Low', 'White House'."""
    if len(gazetteer.match(line.words, first)) > 1 or gazetteer.match_title(line.words, first):
        return True
    if opens_domain(line, first):
        return True
    if opens_surname_first(line.words[first:last], gazetteer):
        return True
    if last - first > 1 and _known_in_capitals(line.words[first:last], gazetteer):
        return not line.is_shouted  # 'NEW YORK — '
    if line.words[first] in BREAKING and line.words[first:last] not in gazetteer.names:
        return False  # 'In Calder Street', 'At Marsh House'
    if len(line.words[first]) > 1 and line.words[first].isupper() and (line.words[first],) in gazetteer.names:
        return not line.is_shouted  # 'US' is not 'us'
    return _is_whole(line.words[first:last], gazetteer) or end_of_titled_body(line.words, first, last, gazetteer) > 0


def _office_before(line: Line, first: int, gazetteer: Gazetteer) -> bool:
    before = first - 1
    if before < 0 or line.joins(first) or line.words[first] in WEEKDAYS:
        return False
    word = line.words[before]
    if word in gazetteer.honorifics:
        return True
    return word in gazetteer.offices and (before == 0 or line.words[before - 1].lower() not in ("a", "an", "by"))


def _is_whole(words: Words, gazetteer: Gazetteer) -> bool:
    """True where the run as it stands is one name: known, or with the head word of an organisation, place or event."""
    if words in gazetteer.names:
        return True
    if len(words) == 1 or gazetteer.match_title(words, 0) == len(words):
        return False
    if _holds_person(words, gazetteer) or words[-1].lower() in gazetteer.offices or ends_as_surname(words, gazetteer):
        return False
    heads = gazetteer.heads
    if (
        words[-1] in heads["legal"]
        or words[-1] in heads["head"]
        or words[-1] in heads["other"]
        or words[-1] in heads["place"]
    ):
        return True
    return any(word in JOINING_PREPOSITIONS for word in words[1:-1])


def _holds_person(words: Words, gazetteer: Gazetteer) -> bool:
    """True where a title and a person's name stand in the run, or a person's name after an organisation's."""
    for at in range(len(words) - 1):
        length = gazetteer.match_title(words, at)
        if length and at == 0 and _is_office_of(words, length, gazetteer):
            return True
        rest = words[at + length :]
        if length and rest:
            if rest[0] in gazetteer.given or rest[0] in gazetteer.honorifics:
                return True
            if (
                at
                and words[at - 1] not in LINKS
                and len(rest) <= LONGEST_TAIL
                and not any(map(LINKS.__contains__, rest))
                and not _has_head(rest, gazetteer)
            ):
                return True
            if at == 0 and not _has_head(rest, gazetteer):
                return rest[0] not in JOINING_PREPOSITIONS
        elif opens_person_behind(words, at, gazetteer) or _is_post_of_person(words, 0, at, len(words), gazetteer):
            return True
    return False


def _has_head(words: Words, gazetteer: Gazetteer) -> bool:
    return any(word in gazetteer.heads["head"] or word in gazetteer.heads["place"] for word in words)


def _is_office_of(words: Words, length: int, gazetteer: Gazetteer) -> bool:
    """True for 'Secretary of State …' and 'Minister for Health …'."""
    ahead = length + 1 + (length + 1 < len(words) and words[length + 1] in ARTICLES)
    return ahead < len(words) and words[length] in ("of", "for") and words[ahead] in gazetteer.portfolios_of


def _is_given(words: Words, gazetteer: Gazetteer) -> bool:
    """True for a given name that is a title as well, before a surname: behind a title it is a name, 'Sen. Dean Low'."""
    is_alike = words[0] in gazetteer.given and words[0] in gazetteer.honorifics
    is_named = len(words) > 1 and (words[1][0].isupper() or words[1] in PARTICLES)
    return is_alike and is_named and not gazetteer.match_title(words, 1)


def _title_at(line: Line, first: int, last: int, gazetteer: Gazetteer) -> int:
    """Return the length of the title, or capitalised profession before a name, that opens a run."""
    title = gazetteer.match_title(line.words, first)
    if title and first + title <= last:
        return _title_length(line, first, last, title, gazetteer)
    word = line.words[first]
    is_profession = word.lower() in gazetteer.offices and word not in gazetteer.given and first + 1 < last
    if is_profession and word not in gazetteer.last_surnames and not _has_head(line.words[first + 1 : last], gazetteer):
        return 1
    return 0


def _title_length(line: Line, first: int, last: int, title: int, gazetteer: Gazetteer) -> int:
    """Return the length of a title with its 'of' part: 'Secretary of the Treasury', 'President of France'."""
    words, end = line.words, first + title
    if end + 1 >= last or words[end] not in ("of", "for"):
        return title
    opened = end + 1 + (words[end + 1] in ARTICLES)
    ahead = opened
    while ahead < last and (words[ahead] in gazetteer.portfolios_of or words[ahead] in ("and", "&")):
        ahead += 1
    return (ahead if ahead > opened else end + 1) - first


def _count_skipped(words: Words, gazetteer: Gazetteer, *, has_title: bool) -> int:
    """Return how many words at the start of a run belong to no name: days, demonyms, punctuation, left-over links."""
    if words[0] in WEEKDAYS or (words[0] in MONTHS and words[0] not in gazetteer.given):
        return int(len(words) > 1 and not has_title)  # 'On Monday Ada Quill said'
    if words[0] in DIRECTIONS and len(words) > 1:
        known = gazetteer.match(words, 1)
        if known and gazetteer.names[known].entity_type == "place":
            return 0
        if words[1] in gazetteer.demonyms:
            return 2
    if len(gazetteer.match(words, 0)) > 1:
        return 0  # 'Palestinian Authority'
    if len(words) > 1 and " ".join(words[:2]) in gazetteer.demonyms:
        return 2
    if words[0] in STATUS_OPENERS and len(words) > 1:
        return 1  # '(NP) Former Orre mayor'
    if words[0] in gazetteer.demonyms and not opens_surname_first(words, gazetteer):
        is_given = words[0] in gazetteer.given and len(words) == 2 and words[1] not in gazetteer.heads["content"]
        return int(not (has_title and is_given))  # 'chief executive Christian Low'
    is_link = words[0] in LINKS or words[0] in ARTICLES or words[0] in DASHES or not words[0][0].isalnum()
    return 1 if is_link or (words[0] in PARTICLES and len(words) == 1) else 0


def _end_of_name(line: Line, first: int, last: int, gazetteer: Gazetteer) -> int:
    """Return where the name that opens a run ends: after a known name, before a title, after a head before a person."""
    words = line.words
    body = end_of_titled_body(words, first, last, gazetteer)
    if body:
        return body
    opened = first + (words[first] in DIRECTIONS and first + 1 < last)
    known = gazetteer.match(words, opened) or gazetteer.match(words, first)
    if known and opened + len(known) <= last:
        end = (opened if known == gazetteer.match(words, opened) else first) + len(known)
        entry = gazetteer.names[known]
        if end == last or (
            not entry.is_ambiguous
            and (
                entry.entity_type == "organisation"
                or _starts_apart(line, end, gazetteer)
                or _is_post(line, first, gazetteer)
            )
        ):
            return end
    end = first + 1
    while end < last and not _repeats(words, end, first, last, gazetteer):
        if gazetteer.match_title(words, end) and not _is_surname_like(words, end, first, last, gazetteer):
            break
        if words[end] in gazetteer.demonyms and end + 1 < last and gazetteer.match_title(words, end + 1):
            break
        if opens_person_behind(words[first:last], end - first, gazetteer) or _is_post_of_person(
            words, first, end, last, gazetteer
        ):
            break
        end += 1
    if end - first > 2 and words[end - 1] in POSTNOMINALS:
        end -= 1
    while end > first + 1 and (words[end - 1] in DASHES or words[end - 1] in PARTICLES or words[end - 1] in LINKS):
        end -= 1
    return end


def _is_post_of_person(words: Words, first: int, at: int, last: int, gazetteer: Gazetteer) -> bool:
    """True for the profession between a body and who has it there: 'Orre County | Surveyor | Ann Low'."""
    if at == first or words[at].lower() not in gazetteer.offices or words[at] in gazetteer.given:
        return False
    behind = words[at + 1 : last]
    if not 1 < len(behind) <= LONGEST_TAIL or not LINKS.isdisjoint(behind) or _has_head(behind, gazetteer):
        return False
    is_body = words[at - 1] in gazetteer.heads["head"] or words[at - 1] in gazetteer.heads["place"]
    if behind[0] not in gazetteer.given and (not is_body or any(word.lower() in gazetteer.common for word in behind)):
        return False
    return words[first] not in gazetteer.given and words[at - 1] not in LINKS


def _repeats(words: Words, at: int, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """True where a name is said again behind itself: 'Ann Low | Ann Low', 'Ann Low | Ann Mary Low', 'Low | Ann Low'.

    So it is where the first word follows in brackets: 'Ann Low | Hannah (Ann) Mary Low'. 'Ahmed Ali Ahmed' is one name.
    """
    if at - first > 1:
        if at == last - 1 and words[last : last + 3] == ("(", words[first], ")"):
            return True
        return words[at] == words[first] and words[last - 1] == words[at - 1]
    is_again = last - first > 2 and words[first] == words[last - 1] and words[first] not in gazetteer.given
    return is_again and words[at] in gazetteer.given


def _is_surname_like(words: Words, at: int, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """True for a title word that is part of a person's name: 'Jordan Dean', 'Karim bin Sultan'."""
    if at == first:
        return False
    if words[at - 1] in PARTICLES or (words[at] in gazetteer.given and words[at - 1] in gazetteer.given):
        return True  # 'bin Sultan', 'Karim Sultan Amin'
    while last - 1 > at and words[last - 1] in GENERATIONS:
        last -= 1
    return at == last - 1 and (words[at - 1] in gazetteer.given or words[at - 1] in gazetteer.first_surnames)


def _starts_apart(line: Line, at: int, gazetteer: Gazetteer) -> bool:
    """True where what follows a place in its run is something else: a title, a person, another place, a common word."""
    word = line.words[at]
    if gazetteer.match_title(line.words, at) or word in gazetteer.demonyms or word in gazetteer.given:
        return True
    if INITIAL_BEFORE_NAME.fullmatch(word):
        return True  # 'President of Mongolia B.Low'
    return word in DASHES or word.lower() in gazetteer.common or bool(gazetteer.match(line.words, at))


def _is_post(line: Line, first: int, gazetteer: Gazetteer) -> bool:
    """True behind 'ambassador to': who holds the post follows the name of the country."""
    at = first - 1 - (line.words[first - 1] in ARTICLES) if first else 0
    return at > 0 and line.words[at] == "to" and line.words[at - 1].lower() in gazetteer.offices


def make_candidate(line: Line, first: int, last: int, gazetteer: Gazetteer) -> Candidate:
    """Return a stretch of a line as a candidate, with what stands beside it."""
    has_title = _office_before(line, first, gazetteer)
    return _candidate(line, first, last, gazetteer, has_title=has_title, opens=_opens_sentence(line, first))


def _known_in_capitals(words: Words, gazetteer: Gazetteer) -> Known | None:
    """Return what a name in capitals is, as in a dateline: 'CAIRO', 'NEW YORK'."""
    if len("".join(words)) <= LONGEST_ACRONYM or not all(map(str.isupper, words)):
        return None
    return gazetteer.names.get(tuple(map(str.title, words)))


def _candidate(line: Line, first: int, last: int, gazetteer: Gazetteer, *, has_title: bool, opens: bool) -> Candidate:
    words = line.words[first:last]
    known = gazetteer.names.get(words) or _known_in_capitals(words, gazetteer)
    if len(words) == 1:
        known = find_state(line.words, first, gazetteer) or known
    if last < len(line.words) and line.joins(last) and line.words[last] in CURRENCY_SIGNS:
        known = None  # 'US$5'
    return Candidate(line, first, last, words, known, has_title=has_title, opens_sentence=opens)
