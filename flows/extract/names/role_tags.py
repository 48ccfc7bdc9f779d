"""A line with one letter for each token, so that descriptors of people can be found by patterns over letters.

In: a line and the names in it. Out: a `TaggedLine`. The letters: S status ('former'), D demonym, C place,
G organisation, N person, P portfolio ('foreign'), O office ('minister'), F 'of', T article or owner ('the', 'his'),
A 'and', K a short form in brackets behind the body or office, H hyphen without a blank, Q possessive ending, E
'elect', V comma, L linking preposition ('at'), B small word, X the rest. Words of `role_modifiers.txt` carry P before
an office only, and finite verbs X: no descriptor reaches over them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.extract.names.coreference import NameInLine
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.name_evidence import SAY
from flows.extract.names.runs import DASHES, POSSESSIVES
from flows.extract.names.tokens import Line
from flows.extract.wordlists import load_words

LINKS = frozenset("at for in with from to on".split())
NOT_OF_ROLES = frozenset(  # 'mayor until May', 'mayor for years'
    "as after before because during since that until when where which while who whom whose "
    "days weeks months years decades".split()
)
DETERMINERS = frozenset("the a an another The A An Another its his her their our my Its His Her Their Our My".split())
ADDRESSES = frozenset("Mr Mr. Mrs Mrs. Ms Ms.".split())  # 'Mr. Lima's lawyer'
HONORIFICS_OF_OFFICE = frozenset(
    "Judge Justice Professor Prof Prof. Captain Capt. Colonel Col. General Gen. Lieutenant Lt. Major Maj. Sergeant "
    "Sgt. Commander Cmdr. Admiral Adm. Brigadier Brig. Marshal Inspector Detective Superintendent Sheriff Senator Sen. "
    "Sen Representative Rep. Rep Governor Gov. Gov Ambassador Amb. Pope Cardinal Archbishop Bishop King Queen Prince "
    "Princess Emperor Emir Sultan Ayatollah Dean Coach Officer Constable Pres. Sec. Gen Col Lt Maj Capt Sgt Cmdr Adm "
    "Brig Supt Supt. Insp Insp. Det Det.".split()
)
CHAMBERS_OF_OFFICES = frozenset({"House"})  # no name but before an office: 'House Speaker'
PARTNERS = frozenset("Lady Gentleman lady gentleman".split())
LETTERS = {"person": "N", "organisation": "G", "place": "C"}


class TaggedLine(NamedTuple):
    """A line, its names, and a letter for each token."""

    line: Line
    names: tuple[NameInLine, ...]
    tags: str

    def demonym_code(self, at: int) -> str | None:
        """Return the country code of the demonym that ends at a token: 'Korean' after 'North' is not South Korea's."""
        demonyms, words = load_gazetteer().demonyms, self.line.words
        pair = " ".join(words[at - 1 : at + 1]) if at else ""
        return demonyms[pair] if pair in demonyms else demonyms.get(words[at])


def tag_line(line: Line, names: Sequence[NameInLine]) -> TaggedLine:
    """Return the line with its letters; the tokens of a name carry the letter of its type."""
    words, demonyms = line.words, load_gazetteer().demonyms
    tags = list(map(_tag, words))
    for name in names:
        tags[name.first : name.last] = LETTERS[name.entity.entity_type] * (name.last - name.first)
    if "(" in words:
        _tag_brackets(tags, words)
    if "H" in tags:
        tags = ["X" if tag == "H" and not line.joins(at) else tag for at, tag in enumerate(tags)]  # 'ORRE – President'
    has_office = "O" in tags or not PARTNERS.isdisjoint(words)  # without one no letter is looked at
    if has_office:
        _untag_links(tags, words)
        _tag_modifiers(tags, words)
    for at, following in enumerate(tags[1:] if has_office else ()):
        if following == "D" and f"{words[at]} {words[at + 1]}" in demonyms:
            tags[at] = "D"
        elif words[at] in ("First", "first") and words[at + 1] in PARTNERS:
            tags[at : at + 2] = "PO"
        elif words[at] in CHAMBERS_OF_OFFICES and tags[at] == "P" and following in "OP" and _is_of_chamber(words, at):
            tags[at] = "G"
        elif words[at].lower() == "co" and following == "H" and tags[at + 2 : at + 3] == ["O"]:
            tags[at] = "P"  # 'co-founder'
        elif words[at] == "Now" and tags[at] == "S" and following != "H" and (at == 0 or words[at - 1] in "“\"'‘"):
            tags[at] = "X"  # 'Now President Ana Lima will sign', but 'the now president'
        elif tags[at] == "S" or following in "OP":
            plain = words[at].lower()
            if (tags[at] == "S" and plain == "vice") or (plain in ("deputy", "first", "chief") and following in "OP"):
                tags[at] = "P"
        elif words[at] == "chief" and following in "CD" and "".join(tags[at + 2 : at + 3]) in ("O", "P"):
            tags[at] = "P"  # 'chief UK economist'
    return TaggedLine(line, tuple(names), "".join(tags))


def _untag_links(tags: list[str], words: Sequence[str]) -> None:
    """Take their letter from words that tie nothing to an office: 'lawyer with ties to …', 'nominee to fill …'.

    In-laws lose theirs too: a 'son-in-law' is no son.
    """
    for at, word in enumerate(words[:-2]):
        following = tags[at + 1]
        if word == "in" and at > 1 and words[at - 1] == "-" and words[at + 1 : at + 3] == ("-", "law"):
            tags[at - 2] = "X"  # 'daughter-in-law'
        is_with = word == "with" and tags[at + 1 + (following == "T")] not in "GC"
        if is_with or (word == "to" and following == "B") or (word == "under" and following not in "OP"):
            tags[at] = "X"


def _tag_modifiers(tags: list[str], words: Sequence[str]) -> None:
    """Tag 'film' before 'director' and 'hedge fund' before 'manager', not 'the law President Ana Lima signed'."""
    modifiers = load_words("role_modifiers.txt")
    for at in range(len(words) - 2, -1, -1):
        following = at + 1
        is_before_office = tags[following] in "OP" and (words[at][0].isupper() or words[following][0].islower())
        if not is_before_office or tags[at] not in "BX":
            continue
        if words[at].lower() in modifiers:
            tags[at] = "P"
        elif at and tags[at - 1] in "BX" and f"{words[at - 1]} {words[at]}".lower() in modifiers:
            tags[at - 1 : following] = "PP"  # 'hedge fund': 'fund' alone is a verb as well


def _is_of_chamber(words: Sequence[str], at: int) -> bool:
    """True for 'House' before an office in capitals, or where it does not carry its capital for the sentence."""
    return words[1][0].isupper() if at == 0 else words[at - 1] not in ("White", "Blue")


def _tag_brackets(tags: list[str], words: Sequence[str]) -> None:
    """Tag '(NDA)' behind a body or an office; names in brackets behind one are tagged by what they are."""
    for at, word in enumerate(words[1:-2], 1):
        if word != "(" or words[at + 2] != ")" or not words[at + 1][0].isupper():
            continue
        is_acronym = len(words[at + 1]) > 1 and words[at + 1].isupper()
        if tags[at - 1] == "G" or (tags[at - 1] in "OP" and is_acronym):
            tags[at : at + 3] = "KKK"


@lru_cache(maxsize=20_000)
def _tag(word: str) -> str:
    gazetteer, plain = load_gazetteer(), word.lower()
    closed = _tag_closed(word, plain)
    if closed:
        return closed
    if word in gazetteer.demonyms and plain not in gazetteer.portfolios:
        return "D"
    if plain in gazetteer.statuses:
        return "S"
    if plain in LINKS:
        return "L"
    if plain in gazetteer.offices or word in HONORIFICS_OF_OFFICE:
        return "O"
    if plain in gazetteer.portfolios or word in gazetteer.portfolios_of:
        return "P"  # 'defence' too, which is another form of a word
    if plain in gazetteer.role_forms:
        return "O"
    if not word[0].islower() or plain in NOT_OF_ROLES or plain in SAY or plain in load_words("finite_verbs.txt"):
        return "X"
    return "B" if plain not in gazetteer.common or (len(word) > 3 and not word.endswith(("ed", "ing"))) else "X"


def _tag_closed(word: str, plain: str) -> str | None:
    """Return the letter of a word of a closed class."""
    if word in DASHES:
        return "H"
    if word in POSSESSIVES:
        return "Q"
    if word in DETERMINERS or word in ADDRESSES:
        return "T"
    return {"of": "F", "and": "A", "&": "A", ",": "V", "elect": "E", "designate": "E"}.get(plain)
