"""Cues: the words that attribute what is said, read from `lexicons/cues.csv`.

In: lower-case words of a sentence. Out: the cues among them, each with its polarity and the frames it takes.
Method: look-up, the longest match first. A frame is a construction a cue can govern:
`clause` a reported clause with or without "that"; `that` only with "that" or a question word; `literal` only with
"that", as of verbs of sound ("wept that …", but not "wept when …"); `noun` an object ("denied the report"); `name` an
object with a description ("called it a farce"); `inf` "to" and a verb; `person` an addressee before the clause ("told
reporters"); `quote` words in quotation marks.
Does not decide whether a form is a verb where it stands: see `cue_verbs.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.contracts.columns import COLUMNS
from flows.extract.wordlists import load_table, load_words

FRAMES = frozenset("clause that literal noun name inf person quote".split())
POINTS = frozenset({"point", "points"})
KINDS = frozenset({"verb", "preposition", "noun"})
SHOWING = frozenset("show find suggest indicate reveal".split())  # what figures do, too
POLARITIES = frozenset(COLUMNS["cue_polarity"].codes)


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue. `shape` is the verb form: 'base', 's', 'past', 'ing' or, for other kinds, ''."""

    words: tuple[str, ...]
    lemma: str
    kind: str
    polarity: str
    frames: frozenset[str]
    shape: str


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues by their first word, longest first; those of one word, and the others by their first two, as well."""

    by_first_word: dict[str, tuple[Cue, ...]]
    of_one_word: dict[str, Cue]
    by_second_word: dict[str, dict[str, tuple[Cue, ...]]]

    def match(self, words: Sequence[str], place: int) -> Cue | None:
        """Return the longest cue that starts at `words[place]`, or None."""
        word = words[place]
        longer = self.by_second_word.get(word)
        if longer and place + 1 < len(words) and not _is_counted(words, place):
            for cue in longer.get(words[place + 1], ()):
                if len(cue.words) == 2 or tuple(words[place : place + len(cue.words)]) == cue.words:
                    return cue
        return self.of_one_word.get(word)


def _is_counted(words: Sequence[str], place: int) -> bool:
    """Return whether a measure stands where 'point to' would: 'by 25 basis points to 3.5%'."""
    before = words[place - 1] if place else ""
    return words[place] in POINTS and (before in ("percentage", "basis", "%") or before[-1:].isdigit())


@cache
def cue_lexicon() -> CueLexicon:
    """Return the lexicon, read once. Raises ValueError on a row outside the closed lists."""
    cues = [
        cue
        for lemma, kind, polarity, frames, forms in load_table("cues.csv")
        for cue in _cues_of(lemma, kind, polarity, frozenset(frames.split()), forms)
    ]
    by_first_word: dict[str, tuple[Cue, ...]] = {}
    by_second_word: dict[str, dict[str, tuple[Cue, ...]]] = {}
    for cue in sorted(cues, key=lambda cue: (-len(cue.words), cue.kind != "verb", cue.lemma)):
        by_first_word[cue.words[0]] = (*by_first_word.get(cue.words[0], ()), cue)
        if len(cue.words) > 1:
            longer = by_second_word.setdefault(cue.words[0], {})
            longer[cue.words[1]] = (*longer.get(cue.words[1], ()), cue)
    of_one_word: dict[str, Cue] = {}
    for word, found in by_first_word.items():
        of_one_word.update((word, cue) for cue in reversed(found) if len(cue.words) == 1)
    return CueLexicon(by_first_word, of_one_word, by_second_word)


def ambiguous_cues() -> frozenset[str]:
    """Return the forms of cue verbs that are nouns as well."""
    return load_words("ambiguous_cues.txt")


def _cues_of(lemma: str, kind: str, polarity: str, frames: frozenset[str], forms: str) -> list[Cue]:
    if not frames <= FRAMES or kind not in KINDS or polarity not in POLARITIES:
        raise ValueError(f"cues.csv, lemma {lemma!r}: kind, polarity or frames are not in the closed lists")
    return [
        Cue(tuple(form.split()), lemma, kind, polarity, frames, _shape(form, lemma) if kind == "verb" else "")
        for form in forms.split("|")
    ]


def _shape(form: str, lemma: str) -> str:
    head = form.split(maxsplit=1)[0]
    if head == lemma.split(maxsplit=1)[0]:
        return "base"
    if head.endswith("ing"):
        return "ing"
    return "s" if head.endswith("s") else "past"
