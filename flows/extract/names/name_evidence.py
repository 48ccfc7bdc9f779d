"""Evidence for what a candidate is: person, organisation, place, or none of them.

In: a candidate. Out: a weight for each of the four. Method: the words themselves (known names, given names, surnames,
heads such as "University", forms such as an acronym), and the words beside them ("in", "said", an age, an apposition,
a noun that says what it is or whose it is, an abbreviation in brackets).
The weights were set by hand and checked on the development texts of the benchmark `entities`; they say which evidence
outweighs which, not how probable a type is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.extract.names.dateline_names import opens_dateline
from flows.extract.names.gazetteer import Gazetteer, Known, Words, load_gazetteer
from flows.extract.names.name_kinds import ORGANISATION, OTHER, PERSON, PLACE
from flows.extract.names.names import DIRECTIONS, Candidate
from flows.extract.names.person_forms import ends_as_surname
from flows.extract.names.posts import MEMBERS, is_executive, post_behind
from flows.extract.names.runs import ARTICLES, JOINING_PREPOSITIONS, POSSESSIVES
from flows.extract.names.states import find_state
from flows.extract.names.things import (
    PLURAL_ACRONYM,
    describes_thing,
    weigh_thing_neighbours,
    weigh_thing_words,
)
from flows.extract.names.tokens import Line

ACRONYM = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.){2,}|[A-Z]&[A-Z]")
MIXED_CASE = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*")
PLACE_ENDING = re.compile(
    r".{2,}(?:stan|ville|burg|burgh|shire|grad|pur|abad|nagar|bridge|mouth|haven|hampton|wick|wich|borough|bury|dorf|heim|polis|land)"
)
PERSON_ENDING = re.compile(
    r".{3,}(?:sson|sen|ez|ov|ova|ev|eva|enko|chuk|yan|ian|shvili|dze|ić|ic|vić|vich|wicz|ski|sky|ska|skaya|oğlu|oglu|opoulos|akis|escu|elli|etti|"
    r"ini|mann|stein|berg|baum|feld|son|ström|quist|gaard|inen|uk|yev|zadeh|pour|nejad|wala|kar)"
)
THING_ENDING = re.compile(r".{2,}(?:tion|tions|ment|ments|ing|ings|ance|ence|ity|ism|ness|ly|ship)")
ADJECTIVE_ENDINGS = ("ian", "ic")  # 'Nubian', 'Hasidic'
SAY = frozenset(
    "said says told tells added adds asked asks replied explained explains argued argues noted notes warned warns "
    "insisted insists believes believed thinks thought wrote writes tweeted recalled recalls admitted admits "
    "claimed claims concluded stressed stresses emphasized emphasised conceded joked laughed smiled died married "
    "wept resigned apologized apologised".split()
)
PLACE_PREPOSITIONS = frozenset("in near across throughout inside outside around within".split())
WEAK_PLACE_PREPOSITIONS = frozenset("to from toward towards into through over".split())
RELATIVES = frozenset("who whose whom".split())
NOUN_LINKS = frozenset("of for at".split())
APPOSITION_ENDS = frozenset(", . of at in with from for on by who which that".split())
HOLDINGS = frozenset("shares stocks".split())  # 'shares in X'; an investor in X can be in a country
MARKET_VERBS = frozenset(
    "fell rose slid slipped gained dropped weakened strengthened traded climbed eased surged".split()
)
TRADED = 2.0  # 'Sterling fell 0.4%'; a person's full name elsewhere outweighs it
LABEL = 4.0  # 'READ: …'
GOVERNED = frozenset(
    "regime administration presidency family dynasty brothers sisters".split()
)  # by the person whose name stands before it
FEWEST_LETTERS = 2  # of an abbreviation in brackets
KIND_BESIDE = 2.0  # 'the utility X', 'X district'; of 1.2, 1.5 and 2 the best on both sets of names
PART_BESIDE = 1.5  # "X's widow", 'shares of X'; of .7, 1 and 1.5 the best on both
TOLD = 3.0  # by a pipeline of spaCy: as much as a head word, less than a known name; by judgement
TOLD_KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE, "other": OTHER}
APART_BEFORE = frozenset({"from", "at", "for"})
APART_AFTER = frozenset('" ” ’ -'.split())
SET_APART = 0.5
SITE = 0.6  # 'Tarn.com': with anything beside it that tells of bodies enough; at 1.0 half of what it adds is wrong
NO_PERSON = 4.0
STATE = 4.0  # 'Orre, WA': as much as a known name
DATELINE = 2.5  # between a known name and what stands beside others; by judgement
NUMBER = re.compile(r"\d{1,3}")
INITIAL = re.compile(r"[A-Z]\.?")

Weights = list[float]


@lru_cache(maxsize=1 << 16)  # reports of one event name the same people
def weigh_words(words: Words, known: Known | None) -> Sequence[float]:
    """Return the evidence of the words themselves for person, organisation, place and other."""
    gazetteer, weights = load_gazetteer(), [0.0] * 4
    if known:
        kind = PLACE if known.entity_type == "place" else ORGANISATION
        is_doubtful = known.is_ambiguous and len(words) == 1
        weights[kind] += 5.0 if known.is_country else 1.5 if is_doubtful else 4.0
    _weigh_heads(words, gazetteer, weights)
    _weigh_person_words(words, gazetteer, weights)
    if len(words) == 1:
        is_place = known is not None and known.entity_type == "place"
        _weigh_single(words[0], gazetteer, weights, is_place=is_place)
    if not known:
        weigh_thing_words(words, gazetteer, weights)
    return tuple(weights)


def _weigh_heads(words: Words, gazetteer: Gazetteer, weights: Weights) -> None:
    heads = gazetteer.heads
    last, many = words[-1], len(words) > 1
    if words[0] in heads["names_other"] or (not many and last in heads["other"]):
        weights[OTHER] += 4.0
    if not many or ends_as_surname(words, gazetteer):
        return
    if words[-2] == ".":
        weights[ORGANISATION] += SITE
        weights[PERSON] -= NO_PERSON
    if last in heads["legal"]:
        weights[ORGANISATION] += 5.0
    if words[0] in heads["head"] and words[1] in ("of", "for", "on"):
        weights[ORGANISATION] += 4.0
    elif words[0] in heads["head_first"]:
        weights[ORGANISATION] += 2.5
    joined = next((at for at, word in enumerate(words) if at and word in JOINING_PREPOSITIONS), 0)
    head = words[joined - 1] if joined else words[-2] if last.isdigit() else last
    if head in heads["head"]:
        weights[ORGANISATION] += 3.0
    elif head in heads["place"]:
        weights[PLACE] += 3.0
    elif head in heads["other"]:
        weights[OTHER] += 4.0
    if words[0] in heads["place_first"] and not any(word in heads["head"] for word in words):
        weights[PLACE] += 2.0
    if words[0] in DIRECTIONS and not any(word in heads["head"] for word in words):
        weights[PLACE] += 1.5
    content = sum(word in heads["content"] for word in words)
    if content:
        weights[ORGANISATION] += 0.6
        weights[PERSON] -= 1.0 * content
    if "&" in words or "and" in words:
        weights[ORGANISATION] += 1.0


def _weigh_person_words(words: Words, gazetteer: Gazetteer, weights: Weights) -> None:
    told = words[:-1] if len(words) > 3 and words[-2] == "-" and words[-1].islower() else words  # 'Low Tae-min'
    plain = [word for word in told if word[0].isalpha()]
    if not plain or any(word in gazetteer.heads["head"] for word in plain[1:]):
        return
    if len(plain) == 1:
        if plain[0] in gazetteer.given:
            weights[PERSON] += 1.0
        if plain[0] in gazetteer.last_surnames:
            weights[PERSON] += 0.8
        if plain[0] in gazetteer.first_surnames:
            weights[PERSON] += 0.6
        return
    if len(plain) == 2 and plain[0] == plain[1]:
        weights[PERSON] -= 1.0
    if len(plain) > 5 or any(word in ("of", "for", "and", "on", "&") for word in words):
        return
    if plain[0] in gazetteer.given or (
        len(plain[0]) > 2 and plain[0].isupper() and plain[0].title() in gazetteer.given
    ):
        weights[PERSON] += 3.0
    elif "-" in words and plain[0].split("-")[0] in gazetteer.given:
        weights[PERSON] += 2.5
    if plain[-1] in gazetteer.last_surnames:
        weights[PERSON] += 1.5
    if (
        len(plain) <= 3
        and plain[0] in gazetteer.first_surnames
        and not any(word.lower() in gazetteer.common for word in plain[1:])
    ):
        weights[PERSON] += 2.0
    if any(map(INITIAL.fullmatch, plain[:-1])) and len(plain[-1]) > 2:
        weights[PERSON] += 2.5
    if any(word in ("bin", "bint", "ibn", "al", "el", "Abu", "van", "von", "Ben", "Bin") for word in plain[:-1]):
        weights[PERSON] += 1.0
    if PERSON_ENDING.fullmatch(plain[-1]):
        weights[PERSON] += 0.8
    if (
        plain[0] not in gazetteer.given
        and plain[-1] not in gazetteer.last_surnames
        and THING_ENDING.fullmatch(plain[-1])
    ):
        weights[PERSON] -= 0.5
    common = sum(word.lower() in gazetteer.common for word in plain)
    if not common and all(word[0].isupper() and not word.isupper() for word in plain) and len(plain) <= 4:
        weights[PERSON] += 1.0
    elif common:
        weights[PERSON] -= 0.7 * common
        weights[OTHER] += 0.5 * common


def _weigh_single(word: str, gazetteer: Gazetteer, weights: Weights, *, is_place: bool) -> None:
    if ACRONYM.fullmatch(word) and not is_place:
        weights[ORGANISATION] += 1.0
        weights[PERSON] -= 2.0
    elif PLURAL_ACRONYM.fullmatch(word):
        weights[OTHER] += 4.0
    elif MIXED_CASE.fullmatch(word) and not word.startswith(("Mc", "Mac", "De", "Di", "Le", "La", "Van", "Fitz")):
        weights[ORGANISATION] += 1.0
    elif PLACE_ENDING.fullmatch(word):
        weights[PLACE] += 0.7
    elif PERSON_ENDING.fullmatch(word) and not word.endswith(ADJECTIVE_ENDINGS):
        weights[PERSON] += 0.7
    if word.lower() in gazetteer.common:
        weights[OTHER] += 1.5
    if (word,) not in gazetteer.names and any(word in gazetteer.heads[kind] for kind in ("head", "place", "content")):
        weights[OTHER] += 1.5


def weigh_neighbours(candidate: Candidate, gazetteer: Gazetteer) -> Weights:
    """Return the evidence of what stands beside a candidate."""
    weights = [0.0] * 4
    if candidate.has_title and (_is_inside_office(candidate, gazetteer) or len(candidate.words[-1]) == 1):
        weights[OTHER] += 4.0
    elif candidate.has_title and _is_described(candidate):
        weights[PERSON] += 1.0
    elif candidate.has_title:
        weights[PERSON] += 1.0 if _ends_as_organisation(candidate.words, gazetteer) else 4.0
    if candidate.told:
        weights[TOLD_KINDS[candidate.told]] += TOLD
    if len(candidate.words) > 1 and candidate.words[0] not in gazetteer.given and _is_set_apart(candidate):
        weights[PERSON] -= SET_APART
    if opens_dateline(candidate):
        weights[PLACE] += DATELINE
    _weigh_brackets(candidate, gazetteer, weights)
    _weigh_before(candidate, gazetteer, weights)
    _weigh_after(candidate, gazetteer, weights)
    if candidate.known is None:
        weigh_thing_neighbours(candidate, gazetteer, weights)
    return weights


def _is_described(candidate: Candidate) -> bool:
    """True for a known name behind a word in small letters, which may be an adjective here: 'major Hamas leaders'."""
    is_sure = candidate.known is not None and not candidate.known.is_ambiguous
    return is_sure and candidate.line.words[candidate.first - 1].islower()


def _is_set_apart(candidate: Candidate) -> bool:
    """True in marks, behind 'from', 'at' or 'for', and before a hyphen: where works, places and things are named."""
    words, first, last = candidate.line.words, candidate.first, candidate.last
    before, after = words[first - 1] if first else "", words[last] if last < len(words) else ""
    if before in APART_BEFORE:
        return after not in POSSESSIVES  # 'from Ann Low's pass'
    return after in APART_AFTER and (after != "-" or candidate.line.joins(last))


def _is_inside_office(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True for the field between two words of an office: 'Deputy Trade Secretary', 'Chief Banking Officer'."""
    words, last = candidate.line.words, candidate.last
    if last >= len(words) or candidate.line.joins(last) or any(word in gazetteer.given for word in candidate.words):
        return False
    return words[last][0].isupper() and (
        words[last].lower() in gazetteer.offices or bool(gazetteer.match_title(words, last))
    )


def _weigh_brackets(candidate: Candidate, gazetteer: Gazetteer, weights: Weights) -> None:
    """Weigh a name in brackets by what it abbreviates, and a name by the letters in brackets behind it."""
    words, first, last = candidate.line.words, candidate.first, candidate.last
    if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")":
        if len(candidate.words) > 1 and _abbreviates(words[last + 1], candidate.words):
            is_common = any(word.lower() in gazetteer.common for word in candidate.words)
            weights[ORGANISATION] += 0.0 if is_common else 1.5
            weights[PERSON] -= 2.0
    elif first > 0 and last < len(words) and words[first - 1] == "(" and words[last] == ")":
        letters = candidate.words[0].rstrip("s")
        spelt = words[max(0, first - 1 - len(letters)) : first - 1]
        if len(candidate.words) == 1 and spelt and spelt[-1].islower() and _abbreviates(letters, spelt):
            weights[ORGANISATION if spelt[-1] in gazetteer.heads["organisation_kind"] else OTHER] += 4.0


def _abbreviates(letters: str, words: Words) -> bool:
    """True for the first letters of the words, small words left out or not."""
    if not letters.isupper() or len(letters) < FEWEST_LETTERS:
        return False
    named = [word for word in words if word[0].isalnum()]
    return letters in (
        "".join(word[0].upper() for word in named),
        "".join(word[0] for word in named if word[0].isupper()),
    )


def _ends_as_organisation(words: Words, gazetteer: Gazetteer) -> bool:
    """True for 'Marsh Industries' after 'its owner'; a given name before the word makes it a surname."""
    heads = gazetteer.heads
    return (
        len(words) > 1
        and words[0] not in gazetteer.given
        and (words[-1] in heads["head"] or words[-1] in heads["legal"])
    )


def _weigh_before(candidate: Candidate, gazetteer: Gazetteer, weights: Weights) -> None:
    _weigh_noun_before(candidate, gazetteer, weights)
    words, first = candidate.line.words, candidate.first
    before = words[first - 1] if first else ""
    before_that = words[first - 2] if first > 1 else ""
    if before in PLACE_PREPOSITIONS:
        weights[PLACE] += 0.0 if before == "in" and before_that.lower() in HOLDINGS else 1.3
    elif before == "from" and before_that in gazetteer.offices:
        weights[PLACE] += 1.3  # 'a teacher from Marsh'
    elif before in WEAK_PLACE_PREPOSITIONS:
        weights[PLACE] += 0.15
    elif before == "at":
        weights[ORGANISATION] += 0.4
        weights[PLACE] += 0.2
    elif before in ARTICLES:
        weights[PERSON] -= 0.0 if _describes(candidate, gazetteer) else 2.0
        weights[ORGANISATION] += 0.8 * (before_that == "at")
    elif len(candidate.words) == 1 and find_state(words, first, gazetteer):
        weights[PLACE] += STATE
    elif before == "," and _is_place(words, first - 2, gazetteer):
        weights[PLACE] += 0.8
    elif before == "told":
        weights[ORGANISATION] += 0.7
    if before in SAY and before_that in (",", '"', "”", "’"):
        weights[PERSON] += 1.5


def _describes(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True where the article before a name belongs to what follows it: 'the Low family', 'the Ann Low case'."""
    words, last = candidate.line.words, candidate.last
    if last + 1 >= len(words):
        return False
    if words[last] == "-":
        return candidate.line.joins(last + 1) and words[last + 1].islower()
    if words[last] in GOVERNED:
        return True
    return (
        len(candidate.words) > 1
        and candidate.words[0] in gazetteer.given
        and words[last][0].isalpha()
        and words[last] not in APPOSITION_ENDS
    )


def _weigh_noun_before(candidate: Candidate, gazetteer: Gazetteer, weights: Weights) -> None:
    """Weigh the noun that a name belongs to: 'the utility X', 'spokesman for the X', 'residents of X'."""
    words, heads = candidate.line.words, gazetteer.heads
    at = candidate.first - 1
    if at < 0:
        return
    if words[at] in heads["organisation_kind"]:
        weights[ORGANISATION] += KIND_BESIDE
        return
    at -= words[at] in ARTICLES
    if at < 1 or not (words[at] in NOUN_LINKS or (words[at] == "in" and words[at - 1].lower() in HOLDINGS)):
        return
    noun, link = words[at - 1].lower(), words[at]
    if noun in heads["place_kind"] or noun in heads["place_part"]:
        weights[PLACE] += KIND_BESIDE if link == "of" else 0.0
    elif link == "for" and (noun in MEMBERS or words[max(0, at - 3) : at] == ("member", "of", "parliament")):
        weights[PLACE] += KIND_BESIDE
    elif (
        is_executive(words, at - 1) or words[at - 1] in heads["organisation_part"] or noun in heads["organisation_part"]
    ):
        weights[ORGANISATION] += PART_BESIDE


def _weigh_noun_after(words: Words, at: int, gazetteer: Gazetteer, weights: Weights) -> None:
    """Weigh the noun behind a name: 'X district', 'X shareholders', "X's widow", 'X chief executive Ann Low'."""
    heads = gazetteer.heads
    post = post_behind(words, at, gazetteer)
    if post:
        weights[TOLD_KINDS[post]] += PART_BESIDE
        return
    if words[at] in POSSESSIVES:
        noun = words[at + 1] if at + 1 < len(words) else ""
        if noun in heads["person_part"]:
            weights[PERSON] += PART_BESIDE
        elif noun in heads["organisation_part"]:
            weights[ORGANISATION] += PART_BESIDE
        elif noun in heads["place_part"]:
            weights[PLACE] += PART_BESIDE
    elif words[at] in GOVERNED:
        weights[PERSON] += PART_BESIDE
    elif words[at] in heads["place_kind"]:
        weights[PLACE] += KIND_BESIDE
    elif words[at] in heads["organisation_kind"]:
        weights[ORGANISATION] += KIND_BESIDE
    elif words[at] in heads["organisation_part"]:
        weights[ORGANISATION] += PART_BESIDE


def _weigh_after(candidate: Candidate, gazetteer: Gazetteer, weights: Weights) -> None:
    words, last = candidate.line.words, candidate.last
    after = words[last] if last < len(words) else ""
    before = words[candidate.first - 1] if candidate.first else ""
    if after and not candidate.line.is_headline and not describes_thing(candidate, after, gazetteer):
        _weigh_noun_after(words, last, gazetteer, weights)
    if after in gazetteer.heads["thing_kind"] and ACRONYM.fullmatch(words[last - 1]):
        weights[OTHER] += KIND_BESIDE
    if (after in SAY or after in RELATIVES) and before in (*PLACE_PREPOSITIONS, "from", "of"):
        return  # 'the miller of Marsh died', 'a teacher from Marsh who …': somebody else does
    if after in SAY:
        weights[PERSON] += 1.5
        weights[ORGANISATION] += 0.4
    elif after == ",":
        _weigh_after_comma(candidate.line, last + 1, gazetteer, weights)
    elif after in RELATIVES:
        weights[PERSON] += 1.2
    elif candidate.opens_sentence and len(candidate.words) == 1 and candidate.known is None:
        if after == ":" and candidate.words[0].isupper():
            weights[OTHER] += LABEL
        elif after in MARKET_VERBS and any(word[0] in "$€£¥0123456789" for word in words[last + 1 : last + 3]):
            weights[PERSON] -= TRADED
            weights[OTHER] += 0.5 * TRADED
    elif after == "(" and NUMBER.fullmatch(words[last + 1] if last + 1 < len(words) else ""):
        weights[PERSON] += 0.5


def _weigh_after_comma(line: Line, at: int, gazetteer: Gazetteer, weights: Weights) -> None:
    words = line.words
    word = words[at] if at < len(words) else ""
    if line.joins(at):
        return  # inside a number: 'Rs2,500,'
    if NUMBER.fullmatch(word) and words[at + 1 : at + 2] == (",",):
        weights[PERSON] += 3.0  # an age
    elif word in RELATIVES:
        weights[PERSON] += 1.5
    elif word in ("a", "an", "the", "former") or word in gazetteer.offices:
        _weigh_apposition(words[at : at + 6], gazetteer, weights)
    elif _is_place(words, at, gazetteer):
        weights[PLACE] += 1.0


def _weigh_apposition(words: Words, gazetteer: Gazetteer, weights: Weights) -> None:
    """Weigh the noun of the apposition behind a name: ', a Dutch charity', ', the town's mayor', ', a village in'."""
    if any(word in gazetteer.offices for word in words):
        weights[PERSON] += 1.5
        return
    for word in words if words[0] in ("a", "an") else ():
        if word in APPOSITION_ENDS:
            return
        if word in gazetteer.heads["organisation_kind"]:
            weights[ORGANISATION] += KIND_BESIDE
            return
        if word in gazetteer.heads["place_kind"]:
            weights[PLACE] += KIND_BESIDE
            return


def _is_place(words: Words, at: int, gazetteer: Gazetteer) -> bool:
    if not 0 <= at < len(words):
        return False
    if find_state(words, at, gazetteer):
        return True
    name = gazetteer.match(words, at)
    return bool(name) and gazetteer.names[name].entity_type == "place"
