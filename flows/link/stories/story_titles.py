"""The title of a story: that of its most central article that has one, else the opening words of its lede.

In: the articles of a story, most central first. Out: a title, or None where no article has any text.
"""

from collections.abc import Sequence

from flows.link.corpus import Article

OPENING_WORDS = 12


def choose_title(articles: Sequence[Article]) -> str | None:
    """Return the title of a story whose `articles` come in order of centrality."""
    for article in articles:
        if article.title and article.title.strip():
            return " ".join(article.title.split())
    for article in articles:
        words = article.body_text.split()
        if words:
            return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")
    return None
