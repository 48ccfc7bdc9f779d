"""How far a run of capitalised words reaches.

In: the tokens of a sentence and the place where a run opens. Out: where it ends. Method: words with capitals, held
together by particles ("de", "bin"), hyphens, and by "of", "for", "on", "and", a comma or a possessive where the words
beside them are of the kind that organisations and places are named with. It does not say what the run is.
"""

import re

from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.person_forms import (
    INITIAL_BEFORE_NAME,
    OPENING_MARKS,
    SURNAMES_LIKE_LINKS,
    ends_as_surname,
    is_given_name_part,
    step_over_nickname,
)
from flows.extract.names.tokens import SMALL_BY_NATURE, Line

PARTICLES = frozenset(
    "de del della delle di da dos das do du van von der den ter ten la le bin bint ibn ben al el zu af av y e ul "
    "ur ash und dal".split()
)
SURNAME_PARTICLES = frozenset("van von bin ibn".split())  # these open a surname by themselves: 'said van Dorn'
ARTICLE_PREFIXES = frozenset("al el ad an ar as ash at az".split())  # 'al-Amin': small letters before a hyphen
POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})
OWNERS = frozenset(
    "People Peoples Women Men Children Workers Farmers Teachers King Queen Prince Lloyd Citizens Veterans "
    "Students Writers Nurses Fishermen Journalists Players Lawyers Doctors Mother Father Bachelor Master Lord "
    "Bishop Deacon".split()
)
JOINING_PREPOSITIONS = frozenset({"of", "for", "on"})
DASHES = frozenset("-–‐‑")
ARTICLES = frozenset({"the", "The"})
OPENING_HEADS = frozenset(
    "House Organization Organisation Daughters Sons Knights Friends Sisters Chamber Centers Centres Houses "
    "Institutes".split()
)
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = frozenset(
    "January February March April May June July August September October November December Jan. Feb. Mar. Apr. "
    "Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.".split()
)
BREAKING = frozenset(
    "In The And But At On For As With When While After Before If It He She They We His Her Their Its This That "
    "These Those Who What Why How Where There To By From Or Not No Is Are Was Were Has Have Had".split()
)
INNER_LINKS = frozenset({"e", "de", "sur", "on", "upon", "al", "el"})  # 'Lashkar-e-Taiba', 'Stoke-on-Trent'
DOMAIN_ENDS = frozenset("com org net io".split())
AGE_CLASS = re.compile(r"U-?\d\d")
PARTIES = frozenset("R D I DFL".split())  # as American reports abbreviate a member's party


def is_capitalised(word: str) -> bool:
    """True for a word that opens with a capital; 'I' and 'We’ve' are none."""
    return word[0].isupper() and word not in SMALL_BY_NATURE


def opens_domain(line: Line, at: int) -> bool:
    """True where a word is the name of a site: 'Tarn.com', and no part of an address or a path."""
    words, end = line.words, at + 2
    if words[at + 1 : at + 2] != (".",) or end >= len(words) or words[end] not in DOMAIN_ENDS:
        return False
    if not line.joins(at + 1) or not line.joins(end) or (line.joins(at) and words[at - 1] in "@./"):
        return False
    if line.joins(end + 1) and words[end + 1] in "/@":
        return False
    return not (line.joins(end + 2) and words[end + 1] == ".")  # 'Tarn.com.br'


def opens_small(line: Line, at: int, gazetteer: Gazetteer) -> bool:
    """True where a word in small letters opens a run: an article such as 'al-', or a known name."""
    word = line.words[at]
    if word in ARTICLE_PREFIXES and at + 2 < len(line.words) and line.words[at + 1] in DASHES:
        return is_capitalised(line.words[at + 2])
    if word in SURNAME_PARTICLES and at + 1 < len(line.words) and is_capitalised(line.words[at + 1]):
        return True
    return bool(gazetteer.match(line.words, at))


def end_of_run(line: Line, at: int, gazetteer: Gazetteer, apart: frozenset[str]) -> int:
    """Return the position after the run that opens at `at`."""
    words, count = line.words, len(line.words)
    end = at + 1
    if not is_capitalised(words[at]):
        end = at + max(len(gazetteer.match(words, at)), 3 if words[at] in ARTICLE_PREFIXES else 1)
    while end < count:
        known = gazetteer.match(words, end - 1)
        if len(known) > 1:
            end += len(known) - 1
            continue
        step = _step(line, at, end, gazetteer, apart)
        if not step:
            break
        end += step
    return end


def _step(line: Line, at: int, end: int, gazetteer: Gazetteer, apart: frozenset[str]) -> int:
    """Return how many more tokens belong to the run that stands in `[at, end)`: 0 where it ends."""
    words, word = line.words, line.words[end]
    following = words[end + 1] if end + 1 < len(words) else ""
    if _ends_before(line, at, end, gazetteer):
        return 0
    if line.joins(end):
        if word in DASHES and following and line.joins(end + 1):
            return _step_over_hyphen(line, at, end, gazetteer, apart)
        if word in POSSESSIVES and following and is_capitalised(following):
            return _step_over_possessive(line, end, gazetteer)
        if word == "," and following and is_capitalised(following):
            return _step_over_comma(line, at, end, gazetteer)
        if word == "." and opens_domain(line, end - 1):
            return 2
        return int(is_capitalised(word) and bool(INITIAL_BEFORE_NAME.fullmatch(words[end - 1])))  # 'J.Low'
    if is_capitalised(word):
        if word in BREAKING:
            return int(word in SURNAMES_LIKE_LINKS and end - at == 1 and words[at] in gazetteer.given)
        if word in WEEKDAYS and words[end - 1] in gazetteer.honorifics and is_capitalised(following or "-"):
            return 1  # 'Mr Sunday Ode'
        return 0 if word in WEEKDAYS or (word in MONTHS and following[:1].isdigit()) else 1
    if word in OPENING_MARKS:
        return step_over_nickname(line, at, end, gazetteer)
    if (
        word in ARTICLE_PREFIXES
        and following in DASHES
        and is_capitalised(words[end + 2] if end + 2 < len(words) else "-")
    ):
        return 3  # 'Karim al-Amin'
    if not following or line.joins(end + 1):
        return 0
    if word == "&":
        return 2 if is_capitalised(following) else 0
    if word in PARTICLES:
        return _step_over_particles(line, end)
    if word in JOINING_PREPOSITIONS:
        return _step_over_preposition(line, at, end, gazetteer)
    if word == "and" and is_capitalised(following):
        return 2 if _is_joining_and(line, at, end, gazetteer) else 0
    if word.isdigit() and len(word) <= 3 and words[end - 1] in gazetteer.heads["head"]:
        return 1
    return 0


def _ends_before(line: Line, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """True before a second site, and before the age of a team behind a full name: 'Ann Low | U21'."""
    words = line.words
    if AGE_CLASS.fullmatch(words[end]):
        return end - at > 1 and words[at] in gazetteer.given
    return opens_domain(line, end) and "." in words[at:end]


def _step_over_hyphen(line: Line, at: int, end: int, gazetteer: Gazetteer, apart: frozenset[str]) -> int:
    words = line.words
    before, after = words[end - 1], words[end + 1]
    if not is_capitalised(after):
        if (
            after in INNER_LINKS
            and end + 3 < len(words)
            and words[end + 2] in DASHES
            and is_capitalised(words[end + 3])
        ):
            return 4
        return 2 if is_given_name_part(line, at, end, gazetteer) else 0
    if before.lower() in ARTICLE_PREFIXES:
        return 2
    if words[end] == "–" and end - at > 1 and after in gazetteer.given:
        return 0  # 'Ann Low–Ben Hill'
    if before in PARTIES and end > 1 and words[end - 2] in ("(", ","):
        return 0  # 'Ann Low (R-Wis.)'
    if _has_opened(words[at : end - 1], gazetteer) and words[end - 2] in JOINING_PREPOSITIONS:
        return 2
    return 0 if _stands_alone(before, gazetteer, apart) and _stands_alone(after, gazetteer, apart) else 2


def _stands_alone(word: str, gazetteer: Gazetteer, apart: frozenset[str]) -> bool:
    known = gazetteer.names.get((word,))
    return word in apart or word in gazetteer.demonyms or (known is not None and not known.is_ambiguous)


def _step_over_possessive(line: Line, end: int, gazetteer: Gazetteer) -> int:
    if line.words[end - 1] not in OWNERS:
        return 0
    heads = gazetteer.heads
    ahead = line.words[end + 1 : end + 6]
    return 2 if any(word in heads["head"] or word in heads["place"] for word in ahead) else 0


def _step_over_comma(line: Line, at: int, end: int, gazetteer: Gazetteer) -> int:
    """Step over the comma in 'Ministry of Health, Labour and Welfare' and 'Ashford Mills, Inc.'."""
    words, heads = line.words, gazetteer.heads
    if words[end + 1] in ("Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Jr", "Jr."):
        return 2
    if not _has_opened(words[at:end], gazetteer) or words[end + 1] not in heads["content"]:
        return 0
    ahead = words[end + 2 : end + 7]
    return 2 if "and" in ahead and words[end - 1] in heads["content"] else 0


def _step_over_particles(line: Line, end: int) -> int:
    words, ahead = line.words, end
    while ahead < len(words) and words[ahead] in PARTICLES and ahead - end < 3:
        ahead += 1
    if ahead < len(words) and is_capitalised(words[ahead]) and not line.joins(ahead):
        return ahead - end + 1
    if ahead + 1 < len(words) and words[ahead] in DASHES and is_capitalised(words[ahead + 1]):
        return ahead - end + 2
    return 0


def _step_over_preposition(line: Line, at: int, end: int, gazetteer: Gazetteer) -> int:
    words, heads = line.words, gazetteer.heads
    ahead = end + 2 if words[end + 1] in ARTICLES else end + 1
    if ahead >= len(words) or not is_capitalised(words[ahead]) or words[ahead] in WEEKDAYS or words[ahead] in MONTHS:
        return 0
    before, width = words[end - 1], ahead - end + 1
    if words[end] == "on":
        return (
            width
            if before in ("Committee", "Commission", "Council", "Conference", "Group", "Office", "Subcommittee")
            else 0
        )
    if before in heads["head"] or before in OPENING_HEADS:
        return width
    if words[ahead] in gazetteer.portfolios_of and before in gazetteer.titles and before not in ("First", "Fed"):
        return width
    if words[end] == "for":
        return width if any(word in heads["head"] for word in words[at:end]) else 0
    if ends_as_surname(words[at:end], gazetteer):
        return 0
    if before in heads["place"] or before in heads["other"]:
        return width
    return width if _has_opened(words[at:end], gazetteer) and _is_nominal(before, gazetteer) else 0


def _has_opened(words: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """True where the run holds the head of an organisation with 'of' or 'for' after it."""
    heads = gazetteer.heads["head"]
    return any(word in JOINING_PREPOSITIONS and words[at - 1] in heads for at, word in enumerate(words) if at)


def _is_nominal(word: str, gazetteer: Gazetteer) -> bool:
    """True for a word of the kind 'Protection', 'Study', 'Rights' that a name of an office goes on from."""
    return word in gazetteer.heads["content"] or word.lower() in gazetteer.common


def _is_joining_and(line: Line, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """True for the 'and' inside an organisation's name: 'Food and Drug Office', 'Center for Trade and Growth'."""
    heads, words = gazetteer.heads, line.words
    content, head = heads["content"], heads["head"]
    ahead = end + 1
    while ahead < len(words) and is_capitalised(words[ahead]) and ahead - end <= 5:
        ahead += 1
    right, left = words[end + 1 : ahead], words[at:end]
    if not right or gazetteer.match_title(words, end + 1):
        return False
    opened = _has_opened(left, gazetteer)
    if opened and right[0] in content:
        return left[-1] in content or right[-1] in content
    if opened and len(right) == 1 and _is_field(left[-1], gazetteer) and _is_field(right[0], gazetteer):
        return True
    ends_in_head = right[-1] in head or right[-1] in heads["place"]
    if ends_in_head and left[-1] in content and len(right) > 1 and _is_field(right[0], gazetteer):
        return True
    return right[0] in content and left[-1] in content and (left[0] in head or left[0] in gazetteer.demonyms)


def _is_field(word: str, gazetteer: Gazetteer) -> bool:
    """True for a word that is no name by itself, as 'Ecology' or 'Agnostics'."""
    return (word,) not in gazetteer.names and word not in gazetteer.given and word not in gazetteer.last_surnames
