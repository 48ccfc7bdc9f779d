"""What a pipeline of spaCy takes for names, joined with the candidates of the rules.

In: the candidates of a document, and the spans with types that the pipeline gave. Out: those of both, in order.
Method: where both have the same span, the candidate of the rules takes the pipeline's type as one more piece of
evidence. Where they overlap, a name that the rules know stays, and any other gives way to the pipeline's. What only the
pipeline has becomes a candidate; peoples and faiths do not. `name_types.py` decides on the types of all, so that one
name has one type in a document.
"""

from collections.abc import Iterator, Mapping, Sequence

from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.names import Candidate, make_candidate
from flows.extract.names.taggers import TaggedName
from flows.extract.names.tokens import Line


def join_tagged(
    candidates: Sequence[Candidate],
    tagged: Mapping[int, Sequence[TaggedName]],
    lines: Sequence[Line],
    gazetteer: Gazetteer,
) -> list[Candidate]:
    """Return the candidates of the rules and of the pipeline, in text order, none over another."""
    by_line: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_line.setdefault(candidate.line.number, []).append(candidate)
    found: list[Candidate] = []
    for line in lines:
        own, given = by_line.get(line.number, []), tagged.get(line.number, ())
        found += sorted(_join(line, own, given, gazetteer), key=lambda candidate: candidate.first) if given else own
    return found


def _join(
    line: Line, own: Sequence[Candidate], given: Sequence[TaggedName], gazetteer: Gazetteer
) -> Iterator[Candidate]:
    places = {(candidate.first, candidate.last): candidate for candidate in own}
    taken: set[int] = set()
    for name in given:
        overlapped = [c for c in own if c.first < name.last and name.first < c.last]
        same = places.get((name.first, name.last))
        if same:
            yield same._replace(told=name.entity_type)
        elif name.entity_type == "other" or any(_is_sure(candidate) for candidate in overlapped):
            continue
        else:
            yield make_candidate(line, name.first, name.last, gazetteer)._replace(told=name.entity_type, method="spacy")
        taken.update(id(candidate) for candidate in overlapped)
    yield from (candidate for candidate in own if id(candidate) not in taken)


def _is_sure(candidate: Candidate) -> bool:
    return candidate.known is not None and not candidate.known.is_ambiguous
