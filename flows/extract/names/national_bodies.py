"""Bodies that several countries have: 'the Philippine Coast Guard' is not the one that the lists know.

In: the typed names of a document. Out: for each name of a body with a demonym before it, the name with the demonym and
the country. Method: the words of the body are all general ones ("Coast Guard", "National Police"), and the list does
not have it for that country. The same words without a demonym are the same body where the document names one country's
only, and first with its demonym. The demonym stays outside the span.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.extract.names.gazetteer import Gazetteer, Known, Words
from flows.extract.names.name_types import TypedName

GENERAL = frozenset({"Coast", "Guard", "Guards"})


class NationalBody(NamedTuple):
    """A body with its demonym, and the code of its country."""

    words: Words
    country_code: str


def find_national_bodies(names: Sequence[TypedName], gazetteer: Gazetteer) -> Mapping[int, NationalBody]:
    """Return the bodies of a country, by the place of the name in `names`."""
    found: dict[int, NationalBody] = {}
    by_words: dict[Words, list[NationalBody | None]] = {}
    for at, name in enumerate(names):
        if name.entity_type != "organisation" or not _is_general(name.candidate.words, gazetteer):
            continue
        body = _read(name, gazetteer)
        told = by_words.setdefault(name.candidate.words, [])
        if body is None and len(set(told)) == 1:
            body = told[0]
        told.append(body)
        if body and _is_namesake(name, body, gazetteer):
            found[at] = body
    return found


def _is_general(words: Words, gazetteer: Gazetteer) -> bool:
    heads = gazetteer.heads
    return all(
        word in GENERAL or word in heads["head"] or word in heads["content"] or word.lower() in gazetteer.common
        for word in words
        if word[0].isupper()
    )


def _read(name: TypedName, gazetteer: Gazetteer) -> NationalBody | None:
    candidate = name.candidate
    words, first = candidate.line.words, candidate.first
    for width in (2, 1):
        code = gazetteer.demonyms.get(" ".join(words[max(0, first - width) : first])) if first >= width else None
        if code:
            return NationalBody((*words[first - width : first], *candidate.words), code)
    return None


def _is_namesake(name: TypedName, body: NationalBody, gazetteer: Gazetteer) -> bool:
    known = name.candidate.known or gazetteer.names.get(name.candidate.words)
    return known is None or known.country_code != body.country_code


def is_mistaken(known: Known | None) -> bool:
    """True where the list has another country's body under the same words, so that the demonym belongs to the name."""
    return known is not None and known.country_code is not None
