"""The words, numbers and marks of a text with their classes, as the finders of dates and quantities read them.

In: a text and its sentences. Out: `Lexemes`: parallel tuples of places and lower-case words, and one string with
a letter for the classes of each (see word_classes.py). Sentences are set apart by a break that no pattern matches.
Method: one regular expression over each sentence and one look-up a word. Abbreviated months and weekdays keep their
full stop, "3m" and "5th" are one lexeme, "Covid-19", "G7" and "F-16" are names without a class; "3million" is two, by
`lexicons/glued_words.txt`, and a number is never cut from letters that follow it otherwise.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from flows.extract.annotations import Sentence
from flows.extract.scanning import scan
from flows.extract.values.word_classes import BREAK, NOTHING, alphabet, number_classes, word_classes
from flows.extract.wordlists import load_words

FORM = r"""(?=\S)(?:
      (?P<word>[A-Za-zÀ-ɏ]+(?![\w.'’$-])|[a-zà-ɏ][a-zà-ɏA-Z]*(?![\w.'’$]))
    | (?P<stop>[,;:()“”"?!]|\.(?!\d))  # what opens no other form, early for speed
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
    | (?P<iso>\d{4}-\d{2}-\d{2}(?!\d))
    | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
    | (?P<fraction>\d{1,2}/\d{1,3}(?![\d/])|[¼½¾])
    | (?P<decade>(?:\d{3}0|['’‘]?\d0)['’]?s\b)
    | (?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)
        |[1-9]\d{0,2}(?:\x20\d{3})*\x20000(?!\d)|\d+)(?:\.\d+)?|\.\d+)
      (?P<suffix>(?:[AaPp]\.[Mm]\.)|(?!GLUED)[A-Za-z]{1,4}(?![\w]))?(?:(?![A-Za-z\d]|\.\d+[A-Za-z])|(?=GLUED))
    | (?P<meridiem>[AaPp]\.\s?[Mm]\b\.?)
    | (?P<initials>(?:[A-Z]\.){2,}(?:['’]s)?)
    | (?P<currency>(?:US|CA?|Cdn|AU?|HK|NZ|S|NT|R|Mex)?\$|[€£¥₹₩₽₪₦₺₴฿₱]
        |(?:USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD|SGD|Rs)(?=\d)
        |(?:P|R|RM|PHP|Php)(?=\d{1,3}(?:,\d{3})+(?!,?\d)|\d{1,3}(?:\.\d+)?[\x20-]?(?:[mb]illion|bn)\b))
    | (?P<short>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun|Rs|Nos?|vs|St)\.)
    | (?P<possessive>['’]s\b)
    | (?P<oclock>[Oo]['’]clock\b)
    | (?P<code>[A-Z][A-Za-z]*-?\d[\w-]*)
    | (?P<letters>[A-Za-zÀ-ɏ]+(?:['’](?!s\b)[a-z]+)?)
    | (?P<mark>[^\w\s])
    | (?P<rest>\d+(?:[.,]\d+)*\w*|\w+)
    )"""
# Words that are a month, weekday or place in time only with a capital: "may", "march", "sun", "sat", "second".
CAPITALISED = frozenset("may march jan mar jun dec sat sun mon wed thu fri tue august".split())
CURRENCY_CODES = frozenset("USD EUR GBP JPY CNY RMB INR CHF CAD AUD KRW SEK NOK DKK PLN HKD SGD ZAR BRL AED Rs".split())
LETTER_SIGNS = frozenset({"P", "R", "RM", "PHP", "Php"})  # signs where a number of money follows without a blank
SUFFIX_MAGNITUDES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "cr": 1e7, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12,
    "t": 1e12,
}  # fmt: skip
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
CLOCK_SUFFIXES = frozenset({"am", "pm", "a.m.", "p.m."})
NAME_CLASSES = frozenset({"NAME"})
CURRENCY_FORMS = frozenset({"CURRENCY"})
CODE_FORMS = frozenset({"CURRENCY", "CURRENCY_CODE"})


# Classes that say nothing of time or amount by themselves. A stretch of words with only these holds no expression.
FUNCTION_CLASSES = frozenset(
    "THE A OF IN ON TO AND OR BETWEEN PER MORE POSSESSIVE APOSTROPHE HYPHEN COMMA OPEN FOR LEAD SPAN_LEAD AGAINST THAT "
    "VOTED FAVOUR OUT SO OTHER_WORD ADDITIONAL LONG FIRST NEAR TERM START END MIDDLE AGED VOTES POINT BASIS LAST "
    "NEXT THIS THESE LATEST EACH LATE OLD TIME CURRENCY_ADJECTIVE HOLIDAY_NEXT RIGHT PLUS".split()
)


@dataclass(frozen=True)
class Lexemes:
    """The lexemes of a text, in order. Index i of each field is the same lexeme; a break has the word ''.

    `stretches` holds the letters of those stretches only in which an expression can stand, each with its first lexeme.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    stretches: Sequence[tuple[int, str]]
    breaks: Sequence[int]  # the lexeme of each break, one a sentence
    paragraphs: Sequence[int]  # the paragraph of each sentence

    def surface(self, first: int, last: int) -> str:
        """Return the text from lexeme `first` up to, not including, lexeme `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capitalised(self, index: int) -> bool:
        """Return whether the lexeme is a word that begins with a capital letter."""
        return self.text[self.starts[index] : self.ends[index]][:1].isupper()

    def is_joined(self, index: int) -> bool:
        """Return whether the lexeme follows the one before it without a blank."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """Return the first lexeme of the sentence around `index` and the break after its last."""
        number = self.sentence_of(index)
        return (self.breaks[number - 1] + 1 if number else 0), self.breaks[number]

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence around `index`; a break belongs to the sentence before it."""
        return bisect_left(self.breaks, index)

    def paragraph_of(self, index: int) -> int:
        """Return the paragraph around `index`."""
        return self.paragraphs[self.sentence_of(index)]


def read_lexemes(text: str, sentences: Sequence[Sentence]) -> Lexemes:
    """Return the lexemes of all sentences in order, with a break after each sentence."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    letters: list[str] = []
    breaks: list[int] = []
    for sentence in sentences:
        surfaces, first_chars, last_chars = scan(lexeme_pattern(), text, sentence.start, sentence.end)
        starts += first_chars
        ends += last_chars
        words += map(str.lower, surfaces)
        letters += map(_letter, surfaces)
        breaks.append(len(words))
        starts.append(sentence.end)
        ends.append(sentence.end)
        words.append("")
        letters.append(BREAK)
    stretches = _telling_stretches("".join(letters))
    paragraphs = [sentence.paragraph for sentence in sentences]
    return Lexemes(text, starts, ends, words, stretches, breaks, paragraphs)


def _telling_stretches(classes: str) -> list[tuple[int, str]]:
    stretch, telling = _stretch_patterns()
    return [(match.start(), match[0]) for match in stretch.finditer(classes) if telling.search(match[0])]


@cache
def _stretch_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    telling = "".join(letter for classes, letter in alphabet().items() if classes - FUNCTION_CLASSES)
    return re.compile(f"[^{alphabet()[NOTHING]}{BREAK}]+"), re.compile(f"[{telling}]")


@cache
def _letters_of_surfaces() -> dict[str, str]:
    """The letter of each word of the lexicon as it can stand in a text: lower case, capitalised, all capitals."""
    found = {}
    for word, letter in _letters_of_words().items():
        for surface in (word, word.capitalize(), word.upper()):
            if surface[0].isupper() or word not in CAPITALISED:
                found[surface] = letter
    return (
        found
        | {code: alphabet()[CODE_FORMS] for code in CURRENCY_CODES}
        | {sign: alphabet()[CURRENCY_FORMS] for sign in LETTER_SIGNS}
    )


@cache
def _letters_of_words() -> dict[str, str]:
    return {word: alphabet()[classes] for word, classes in word_classes().items()}


@cache
def form_pattern() -> re.Pattern[str]:
    """Return the pattern of one lexeme, with a group for each form it can have."""
    glued = "|".join(sorted(load_words("glued_words.txt")))
    return re.compile(FORM.replace("GLUED", rf"(?i:{glued})(?!\w)"), re.VERBOSE)


@cache
def lexeme_pattern() -> re.Pattern[str]:
    """Return the same pattern with one group only, to cut a text into lexemes."""
    return re.compile("(" + re.sub(r"\?P<\w+>", "?:", form_pattern().pattern) + ")", re.VERBOSE)


@lru_cache(maxsize=1 << 16)
def _letter(surface: str) -> str:
    """Return the letter of a lexeme, from the word lists or by its form."""
    form = form_pattern().fullmatch(surface)
    return _letters_of_surfaces().get(surface) or (_form_letter(form) if form else alphabet()[NOTHING])


def _form_letter(match: re.Match[str]) -> str:
    kind, word = match.lastgroup, match[0].lower()
    if kind == "number":
        return alphabet()[number_classes(word)]
    if kind == "suffix":
        return alphabet()[_suffixed_classes(match["number"], match["suffix"].lower())]
    if kind == "short":
        return _letters_of_words().get(word[:-1], alphabet()[CODE_FORMS if word == "rs." else NOTHING])
    if kind == "initials":
        return _letters_of_words().get(word, alphabet()[NOTHING])
    if kind == "meridiem":
        return _letters_of_words()["p.m."]
    form = {"clock": "CLOCK", "iso": "ISO_DATE", "slash": "SLASH_DATE", "fraction": "FRACTION", "decade": "DECADE"}
    if kind and kind in form:
        return alphabet()[frozenset({form[kind]})]
    if kind == "currency":
        return alphabet()[CURRENCY_FORMS]
    return alphabet()[NAME_CLASSES if kind == "code" else NOTHING]


def _suffixed_classes(digits: str, suffix: str) -> frozenset[str]:
    if suffix in ORDINAL_SUFFIXES and digits.isdigit():
        is_day = 1 <= int(digits) <= 31
        return frozenset({"DAY_ORDINAL_DIGITS", "ORDINAL_DIGITS"} if is_day else {"ORDINAL_DIGITS"})
    if suffix in CLOCK_SUFFIXES:
        return frozenset({"SUFFIXED_CLOCK"})
    if suffix in SUFFIX_MAGNITUDES:
        return frozenset({"SUFFIXED_MAGNITUDE"})
    return frozenset({"SUFFIXED_UNIT"})
