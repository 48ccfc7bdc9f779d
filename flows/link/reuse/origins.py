"""Independent origins: which article each article's report goes back to, so that copies are not counted twice.

In: articles and their reprints. Out: an `Origin` for each article.

Method: a family is what whole reprints link, or partial ones between two articles that credit the same agency (two cuts
of one agency report). A longer article that takes in a short one whole, but is mostly text of its own, keeps its own
origin. The origin of a family is the agency's own article, where it is among them, else one that is the later of no
pair; of several the earliest, then the one that others credit, then the longest. The kind is `wire` or `statement`
where the origin, or half of the family, credits an agency or a statement service; else `own` for the origin and
`reprint` for the others.

What it does not do: two reports that drew on the same press conference in words of their own count as two origins.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import isnan
from typing import Literal

from flows.contracts.ids import stable_id
from flows.link.corpus import Outline
from flows.link.reuse.copies import Reprint, Reprints
from flows.link.reuse.credits import find_credits, is_agency_outlet
from flows.link.reuse.families import families_of_pairs
from flows.link.stories.timeline import publication_day

LEAST_TAKEN_SHARE = 0.5  # an article less than half of which is taken over has something of its own to say

OriginKind = Literal["own", "reprint", "wire", "statement"]


@dataclass(frozen=True)
class Origin:
    """The independent origin an article counts for. `outlet_id` is that of the origin's article."""

    document_id: str
    origin_document_id: str
    kind: OriginKind
    outlet_id: str

    @property
    def independence_key(self) -> str:
        """What two articles have in common when they are not independent.

        An outlet does not confirm itself, so its own reports share a key; agency copy stands for the agency, not for
        the outlet that happened to print it first.
        """
        is_foreign = self.kind in ("wire", "statement")
        return f"document {self.origin_document_id}" if is_foreign else f"outlet {self.outlet_id}"


def find_origins(articles: Iterable[Outline], reprints: Reprints) -> dict[str, Origin]:
    """Return the origin of each article by document id."""
    ordered = sorted(articles, key=lambda article: article.document_id)
    position = {article.document_id: place for place, article in enumerate(ordered)}
    credited = [find_credits(article) for article in ordered]
    links, followers = [], set()  # a follower is the later of a pair
    for pair in reprints.pairs:
        first, second = position[pair.earlier_document_id], position[pair.later_document_id]
        if _has_one_origin(pair, credited[first].keys() & credited[second].keys()):
            links.append((first, second))
            followers.add(pair.later_document_id)
    families: dict[int, list[int]] = defaultdict(list)
    for place, smallest in enumerate(families_of_pairs(len(ordered), links)):
        families[smallest].append(place)
    credits_received = Counter(pair.earlier_document_id for pair in reprints.pairs if pair.is_credited)
    found: dict[str, Origin] = {}
    for places in families.values():
        members, names = [ordered[place] for place in places], [credited[place] for place in places]
        for origin in _origins_of_family(members, names, followers, credits_received):
            found[origin.document_id] = origin
    return dict(sorted(found.items()))


def independent_ids(articles: Iterable[Outline], origins: Mapping[str, Origin]) -> dict[str, str | None]:
    """Return what each article counts as when support is counted, by document id.

    None for articles of unidentified outlets: nobody knows whether an unknown outlet is another one.
    """
    return {
        article.document_id: stable_id("independent", origins[article.document_id].independence_key)
        if article.is_identified
        else None
        for article in articles
    }


def count_independent(document_ids: Iterable[str], independents: Mapping[str, str | None]) -> int:
    """Return how many independent origins these documents have.

    `independents` as `independent_ids` gives them; a document that is missing there stands for itself. Documents of
    which none can show independence still have one origin, which claims nothing.
    """
    present = list(document_ids)
    known = {independents.get(document_id, document_id) for document_id in present} - {None}
    return max(len(known), 1 if present else 0)


def _has_one_origin(pair: Reprint, shared_credits: AbstractSet[str]) -> bool:
    if pair.kind == "partial":
        return bool(shared_credits)
    return pair.direction_method == "undated" or pair.later_cover_share >= LEAST_TAKEN_SHARE


def _origins_of_family(
    family: Sequence[Outline],
    names: Sequence[Mapping[str, str]],
    followers: AbstractSet[str],
    credits_received: Mapping[str, int],
) -> list[Origin]:
    origin = min(
        zip(family, names, strict=True),
        key=lambda item: (
            not is_agency_outlet(item[0], item[1]),
            item[0].document_id in followers,
            *_precedence(item[0], credits_received),
        ),
    )[0]
    foreign = _foreign_kind(family, names, origin)
    return [
        Origin(
            article.document_id,
            origin.document_id,
            foreign or ("own" if article is origin else "reprint"),
            origin.outlet_id,
        )
        for article in family
    ]


def _foreign_kind(
    family: Sequence[Outline], names: Sequence[Mapping[str, str]], origin: Outline
) -> Literal["wire", "statement"] | None:
    kinds: Counter[str] = Counter(kind for credited in names for kind in sorted(set(credited.values())))
    of_origin = set(names[[article is origin for article in family].index(True)].values())
    if "wire" in of_origin or kinds["wire"] * 2 > len(family):
        return "wire"
    if "statement" in of_origin or kinds["statement"] * 2 > len(family):
        return "statement"
    return None


def _precedence(article: Outline, credits_received: Mapping[str, int]) -> tuple[bool, float, int, int, str]:
    """Sort key: the earliest first, then the most credited, then the longest."""
    day = publication_day(article)
    is_undated = isnan(day)
    moment = 0.0 if is_undated else day if article.published_at else float(int(day))
    received = credits_received.get(article.document_id, 0)
    return is_undated, moment, -received, -article.body_length, article.document_id
