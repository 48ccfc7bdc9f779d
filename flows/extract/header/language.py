"""The language of a text.

In: a text. Out: its ISO 639-1 code, or None for one too short or too mixed to tell. Method: the first letters of the
body; English is told by its commonest words, which costs a tenth; all else by py3langid (a naive Bayes model on byte
n-grams, 97 languages, offline).
"""

from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows.clean.letters import LETTERS, count_where

# characters; the cost grows with the text (1 ms for 1,000), and on the development pages 997 of 1,000 answers stay
LONGEST_SAMPLE = 600
LONGEST_READ = 2 * LONGEST_SAMPLE  # blank space included, of which the sample holds less
FEWEST_LETTERS = 40  # shorter texts (names, a line of numbers) are told wrongly too often
LEAST_PROBABILITY = 0.7
# Of the commonest English words those that no other language of the model writes as often. From this share on py3langid
# says English too: of each of the 4,972 such samples among 7,110 of the development pages and their articles, in 30
# languages; from .03 on, two are doubtful. It took 20 % of what cleaning and fields of an article's text cost.
ENGLISH_WORDS = frozenset(
    "the and that with from this his her they their has have were been which would who said its not".split()
)
LEAST_ENGLISH_SHARE, FEWEST_ENGLISH_WORDS = 0.04, 4


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is written in, None where that cannot be told.

    >>> detect_language("The harbour reopened on Friday after two days of storms, the port authority said.")
    'en'
    """
    sample = " ".join(text[:LONGEST_READ].split())[:LONGEST_SAMPLE]
    if count_where(str.isalpha, sample, LETTERS) < FEWEST_LETTERS:
        return None
    if _is_english(sample.lower().split()):
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= LEAST_PROBABILITY else None


def _is_english(words: Sequence[str]) -> bool:
    return sum(map(ENGLISH_WORDS.__contains__, words)) >= max(FEWEST_ENGLISH_WORDS, LEAST_ENGLISH_SHARE * len(words))


def language_of_tag(tag: str) -> str | None:
    """Return the language of a tag such as 'en-GB' or 'pt_BR', None where it is none.

    >>> language_of_tag("en-GB")
    'en'
    """
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
