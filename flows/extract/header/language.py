"""The language of a text.

In: a text. Out: its ISO 639-1 code, or None for one too short or too mixed to tell. Method: the first letters of the
body; English and German are told by their commonest words, which costs a tenth; all else by py3langid (a naive Bayes
model on byte n-grams, 97 languages, offline).
"""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows.clean.letters import LETTERS, count_where

# characters; the cost grows with the text (1 ms for 1,000), and on the development pages 997 of 1,000 answers stay
LONGEST_SAMPLE = 600
LONGEST_READ = 2 * LONGEST_SAMPLE  # blank space included, of which the sample holds less
FEWEST_LETTERS = 40  # shorter texts (names, a line of numbers) are told wrongly too often
LEAST_PROBABILITY = 0.7
# Of the commonest words of a language those that no other of the model writes as often. From this share on py3langid
# says the same: of each of the 4,972 English and 251 German such samples among 7,110 of the development pages and their
# articles, in 30 languages; from .03 on, two English ones are doubtful. It took 20 % of what cleaning and fields of an
# article's text cost.
COMMON_WORDS = {
    "en": frozenset(
        "the and that with from this his her they their has have been were which would who said its not".split()
    ),
    "de": frozenset(
        "und nicht ist auch für eine einen einer einem sich wurde wird werden über nach noch wie aus".split()
    ),
}
LEAST_COMMON_SHARE, FEWEST_COMMON_WORDS = 0.04, 4


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
    words = sample.lower().split()
    for language, common in COMMON_WORDS.items():
        if sum(map(common.__contains__, words)) >= max(FEWEST_COMMON_WORDS, LEAST_COMMON_SHARE * len(words)):
            return language
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= LEAST_PROBABILITY else None


def language_of_tag(tag: str) -> str | None:
    """Return the language of a tag such as 'en-GB' or 'pt_BR', None where it is none.

    >>> language_of_tag("en-GB")
    'en'
    """
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
