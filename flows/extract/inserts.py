"""Cards about a person that a page had put behind the name: 'Ann Low Ann Mary LowWhy rivals fear … MORE said'.

In: a text. Out: the same text, each card filled with blanks, so that every place keeps its number. Method: a last name,
its longer form once more, headlines, and the link 'MORE' in capitals that ends such a card, all in one line. What a
card says belongs to other articles; the sentence around it goes on behind it. Cards without that link are left as
they are: where they end is not to be known.
"""

import re

CARD_END = "MORE"
MOST_LETTERS = 800  # of a card: three headlines, or a newsletter's that lists five subjects, stay below
# Bounded, so that a word of a megabyte is not gone through from each of its letters.
WORD = r"(?:[A-Z][\w.’'-]{0,40}|\([A-Z][\w.’' -]{0,40}\))"  # of a name, or a nickname
CARD = re.compile(
    rf"(?P<last>\b[A-Z][\w’'-]{{0,40}}[a-z])(?P<card>,?[ ]?(?:{WORD}[ ]){{0,4}}(?P<before>{WORD})[ ](?P=last)"
    rf"(?![ ](?:{WORD}[ ]){{0,4}}(?P=before))"  # 'Ann Low Ann' is not yet the end of 'Ann Low Ann Mary Low'
    r"(?:,?[ ](?:Jr|Sr|I{2,3})\.?)?"
    rf"(?:(?=[ ]?[A-Z\d“\"‘'])[^\n]{{0,{MOST_LETTERS}}}?\b)?{CARD_END}\b)"
)


def blank_inserts(text: str) -> str:
    """Return the text with blanks in the place of its cards.

    >>> blank_inserts("Sen. Ann Low Ann Mary LowRivals meet Low MORE said so")
    'Sen. Ann Low                                    said so'
    """
    if CARD_END not in text:
        return text
    return CARD.sub(lambda found: found["last"] + " " * len(found["card"]), text)
