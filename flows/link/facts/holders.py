"""Whose a value is: the name it is told of, and whether it is told only to be compared with.

In: an article and the places of its values. Out: a `Holder` for each value, whether two values may contradict each
other at all, and whether they are told of one name. Method: the names that stand before the value in its sentence hold
it, but those after a preposition and those who only say it; a value without such a name belongs to the names of the
article's opening. Two values can be compared only where both articles open with, or mostly speak of, one same name, and
where both or neither are what another is compared with ('from $40', 'a year earlier').
No parser, English only; two bearers of one name are not told apart. Agreements are not asked for a holder.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.subjects import Word, body_sentences, find_words, read_phrase, stem_of

OPENING_SENTENCES = 3
FREQUENT_NAMES = 4  # names an article has most often are what it is about, wherever it first gives them
LEAST_FREQUENT = 2
# Words that stand in names of many: kinds of bodies, offices, calendars and countries' names tell nobody apart.
COMMON_NAME_WORDS = (
    "inc corp corporation co company ltd plc llc group holding industries industry international national american "
    "america united states u.s. us u.k. uk britain british canada canadian france french germany german china chinese "
    "russia russian japan japanese europe european association bank savings loan stock exchange board market trading "
    "composite street agency office department ministry committee commission university institute center centre "
    "president minister secretary sen rep mr mrs ms dr gov chief executive officer chairman director spokesman "
    "spokeswoman new north south east west the a an jan feb mar apr jun jul aug sep sept oct nov dec am pm est edt gmt "
    "calif ariz fla mass conn ill tex ont que n.y n.j"
)
COMMON_NAME_STEMS = CALENDAR_STEMS | {stem_of(word) for word in COMMON_NAME_WORDS.split()}
PREPOSITION = re.compile(
    r"\b(?:of|in|at|on|by|for|from|to|with|near|off|under|between|among|against|into|through|over|than|per|via|"
    r"including)\s+(?:the\s+|an?\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
PREPOSITION_LETTERS = 20
SPEAKS = re.compile(
    r"(?:,[^,;]{0,80},)?\s++(?:\w+\s++)?(?:said|says|told|added(?! (?:[a-z]+ ){0,2}[\d$£€])|estimat\w+|expected|"
    r"expects)\b"
    r"(?! (?:that )?(?:it|its|he|his|she|her|they)\b)"
)
# 'SEATOWN, May 5 (The Agency) -': who sends a report is not whom it is about
DATELINE_SOURCE = re.compile(r"\([^()\n]{2,40}\)\s*[-–—]")
DATELINE_LETTERS = 100

NUMBER_KINDS = frozenset({"money", "percent", "count"})
MOVE = (
    r"(?:up|down|r[io]se|risen|rising|f[ae]ll\w*|increas\w*|decreas\w*|declin\w*|drop\w*|jump\w*|climb\w*|gr[eo]w\w*|"
    r"narrow\w*|widen\w*|cut|rais\w*|reduc\w*|slid\w*|advanc\w*|plung\w*|surg\w*|soar\w*|slump\w*|gain\w*|chang\w*)"
)
COMPARED = re.compile(rf"\b(?:compar\w+ (?:with|to)|versus|vs\.?|{MOVE}\b[^;]*?\bfrom)\s", re.IGNORECASE)
MOVED = re.compile(rf"\b(?:{MOVE}|add(?:s|ed)?|lost|edg\w+|slip\w*|shed|tick\w+)\b(?: [a-z]+){{0,2}} $", re.IGNORECASE)
MOVE_LETTERS = 40
COMPARED_END = re.compile(r";|\b(?:while|but|to)\b")
YEAR_BEFORE = re.compile(
    r"\b(?:an?|one|the) year (?:ago|earlier|before)\b|\byear[- ](?:ago|earlier)\b|"
    r"\b(?:previous|prior|preceding) year\b|"
    r"\b(?:last|a) year[’']s\b|\bsame (?:period|quarter|month|week|time)\b[^,;.]{0,20}\byear\b|"
    r"\bin the (?:19|20)\d\d (?:[\w-]+ )?(?:quarter|period|half)\b",
    re.IGNORECASE,
)
# 'up from a year ago' says of what goes before that it is this year's
FROM_YEAR_BEFORE = re.compile(r"\b(?:than|over|from|since|with|against|versus|to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
PART = re.compile(r"\s+of (?:the|them|these|those|its|his|her|their)\b|\s+other\b", re.IGNORECASE)
WHOLE = re.compile(r"\bof (?:the|all) (?:more than |at least |about |nearly |some )?$", re.IGNORECASE)
OTHER = re.compile(r"\bother\b", re.IGNORECASE)
OTHER_ONE = re.compile(r"\b(?:another|an? (?:separate|different|second|previous|earlier)|combined)\b", re.IGNORECASE)
PER_PIECE = re.compile(
    r"(?:\s+an?)?\s+(?:common |preferred )?(share|barrel|ounce|tonn?e?|gallon|unit|piece|head|person)\b|"
    r"\s+(each|apiece|per \w+)\b|"
    r"[^.;,]{0,40}?\s+for (each|every)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Holder:
    """Whose a value is, as stems of names: those it is told of, its article's, all beside it in its sentence."""

    names: frozenset[str] = frozenset()
    principals: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    is_base: bool = False  # told to compare another value with: of the year before, 'from $40'
    is_part: bool = False  # 'two of the sailors', 'another poll'
    per_piece: str = ""  # 'share' of '30 cents a share'
    is_move: bool = False  # what its subject gained or lost: 'the index added 0.5 percent'


@dataclass(frozen=True)
class ArticleNames:
    """The stems that stand in names of one article: all, and those of its opening or that it has most often."""

    known: frozenset[str]
    principals: frozenset[str]


def find_article_names(article: Article) -> ArticleNames:
    """Return the names of the article that tell it apart; who sends it is not among them."""
    sentences = body_sentences(article)
    dateline = DATELINE_SOURCE.search(article.text, sentences[0].start, sentences[0].end) if sentences else None
    source = find_words(article.text, dateline.start(), dateline.end()) if dateline else ()
    words = [_words_of(article.text, sentence) for sentence in sentences]
    known = {word.stem for found in words for word in found if word.is_name and _is_telling(word)}
    for mention in article.mentions:
        if mention.kind == "name":
            known |= {word.stem for word in read_phrase(article.text[mention.start : mention.end]) if _is_telling(word)}
    known -= {word.stem for word in source}
    opening = {word.stem for found in words[:OPENING_SENTENCES] for word in found if word.stem in known}
    title = article.title or ""
    opening |= {word.stem for word in find_words(title, 0, len(title)) if word.stem in known}
    counts = Counter(word.stem for found in words for word in found if word.stem in known)
    frequent = sorted(counts, key=lambda stem: (-counts[stem], stem))[:FREQUENT_NAMES]
    often = {stem for stem in frequent if counts[stem] >= LEAST_FREQUENT}
    return ArticleNames(frozenset(known), frozenset(opening | often))


def _words_of(text: str, sentence: Sentence) -> Sequence[Word]:
    return find_words(text, sentence.start, sentence.end)


def _is_telling(word: Word) -> bool:
    return word.strength > 0 and len(word.stem) > 1 and word.stem not in COMMON_NAME_STEMS and word.stem[0].isalpha()


def find_holder(
    text: str, sentence: Sentence, words: Sequence[Word], value: tuple[int, int], kind: str, names: ArticleNames
) -> Holder:
    """Return whose the value is, given the words of its sentence and the names of its article."""
    is_number = kind in NUMBER_KINDS
    per_piece = PER_PIECE.match(text, value[1]) if kind == "money" else None
    return Holder(
        names=frozenset(_subject_stems(text, words, value[0], names)),
        principals=names.principals,
        beside=frozenset(word.stem for word in words if word.stem in names.known),
        is_base=is_number and is_comparison_base(text[sentence.start : sentence.end], value[0] - sentence.start),
        is_part=_is_part(text, sentence.start, value, kind),
        is_move=is_number and MOVED.search(text, max(sentence.start, value[0] - MOVE_LETTERS), value[0]) is not None,
        per_piece=(per_piece[1] or per_piece[3] or "each").lower() if per_piece else "",
    )


def _is_part(text: str, sentence_start: int, value: tuple[int, int], kind: str) -> bool:
    words = text[value[0] : value[1]]
    # 'two of the sailors', but not 'two cases of the illness'
    if kind == "count" and (OTHER.search(words) or (len(words.split()) == 1 and PART.match(text, value[1]))):
        return True
    if kind == "count" and WHOLE.search(text, sentence_start, value[0]):
        return True
    return OTHER_ONE.search(text, sentence_start, value[0]) is not None


def _subject_stems(text: str, words: Sequence[Word], value_start: int, names: ArticleNames) -> set[str]:
    """Return the stems of the names before the value that can be its subject."""
    found: set[str] = set()
    opening = words[0].start if words else value_start
    dateline = DATELINE_SOURCE.search(text, opening, min(value_start, opening + DATELINE_LETTERS))
    for run in _name_runs(text, words, names):
        start, end = run[0].start, run[-1].end
        if start >= value_start:
            break
        if dateline and end <= dateline.end():
            continue  # where a report is sent from
        before = text[max(words[0].start, start - PREPOSITION_LETTERS) : start]
        if not PREPOSITION.search(before) and not SPEAKS.match(text, end):
            found |= {word.stem for word in run if word.stem in names.known}
    return found


def _name_runs(text: str, words: Sequence[Word], names: ArticleNames) -> list[list[Word]]:
    """Return the words of names, those that stand together as one; a sentence may open with a name of one word."""
    runs: list[list[Word]] = []
    previous: Word | None = None
    for place, word in enumerate(words):
        is_name = word.is_name or (place == 0 and word.stem in names.known and text[word.start].isupper())
        if is_name:
            if previous is not None and text[previous.end : word.start].strip(" \n.&") == "":
                runs[-1].append(word)
            else:
                runs.append([word])
        previous = word if is_name else None
    return runs


def is_comparison_base(sentence: str, place: int) -> bool:
    """Return whether the value at `place` is told to compare another with.

    >>> is_comparison_base("Sales rose to $9 from $7.", 22), is_comparison_base("Sales rose to $9 from $7.", 14)
    (True, False)
    """
    regions = [(found.end(), _region_end(sentence, found.end())) for found in COMPARED.finditer(sentence)]
    if any(start <= place < end for start, end in regions):
        return True
    return any(
        not any(start <= found.start() < end for start, end in regions)
        and not FROM_YEAR_BEFORE.search(sentence, 0, found.start())
        for found in YEAR_BEFORE.finditer(sentence)
    )


def _region_end(sentence: str, start: int) -> int:
    end = COMPARED_END.search(sentence, start)
    return end.start() if end else len(sentence)


def are_comparable(a: Holder, b: Holder) -> bool:
    """Return whether values of these holders can be held against each other at all; in either order."""
    if (a.is_base, a.is_part, a.per_piece) != (b.is_base, b.is_part, b.per_piece):
        return False
    return not (a.principals and b.principals and a.principals.isdisjoint(b.principals))


def are_told_of_one(a: Holder, b: Holder) -> bool:
    """Return whether the names that hold the one value can hold the other; in either order."""
    return _is_told_of(a, b) and _is_told_of(b, a)


def _is_told_of(one: Holder, other: Holder) -> bool:
    """True where the names that hold the one value can hold the other: they stand in its sentence, or nobody does."""
    if not one.names or not one.names.isdisjoint(other.names | other.beside):
        return True
    return not other.names and (not other.principals or not one.names.isdisjoint(other.principals))
