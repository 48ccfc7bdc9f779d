"""The title of a story: that of its most central article that has one, else the opening words of its lede.

In: the outlines of a story's articles, most central first. Out: a title, or None where no article has any text.
"""

from collections.abc import Sequence

from flows.link.corpus import Outline

OPENING_WORDS = 12


def opening_of(body: str) -> str | None:
    """Return the first words of a body, None where it has none."""
    words = body.split(maxsplit=OPENING_WORDS)
    return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "") if words else None


def choose_title(articles: Sequence[Outline]) -> str | None:
    """Return the title of a story whose `articles` come in order of centrality."""
    titles = (" ".join(article.title.split()) for article in articles if article.title)
    return next(filter(None, titles), None) or next((a.opening for a in articles if a.opening), None)
