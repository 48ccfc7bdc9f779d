"""How two values stand to each other that are words and not numbers or dates.

In: two candidates of one kind of one slot, the articles of their story and how rare each stem is there. Out: equal,
refinement, update or contradiction, or nothing where the two tell nothing of each other. Method: each kind by the rule
of its own module (`…_slots`). Persons and their titles are related only where a name is spelled otherwise, or an office
is given with another standing or another party: that two reports call the mayor by her name, or by her title, is
nothing that they agree on, and two offices can be held by one person. Places are related where the words around them
are alike.
"""

from collections.abc import Mapping

from flows.link.corpus import Article
from flows.link.facts.acts.act_slots import is_expected, is_open
from flows.link.facts.attribution_slots import are_conflicting_speakers
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.initiative_slots import are_opposed_parties, name_same_party
from flows.link.facts.outcome_slots import told_within_a_day
from flows.link.facts.party_slots import are_other_parties
from flows.link.facts.place_slots import is_one_scene
from flows.link.facts.relations import UNCERTAIN_SCORE, Comparison
from flows.link.facts.role_slots import are_conflicting_offices, differ_in_standing
from flows.link.facts.spelling_slots import are_spelled_otherwise
from flows.link.facts.topic_slots import are_opposed_tellings
from flows.link.facts.venue_slots import are_conflicting_venues

NAMING_KINDS = frozenset({"role", "name"})  # of these a slot says who names whom, and most of its values stand apart
WORDED_KINDS = NAMING_KINDS | {"attribution", "outcome", "other"}
EQUAL = Comparison("equal", 0.8)
CONTRADICTION = Comparison("contradiction", 0.8)
OTHER_WORDING = Comparison("refinement", 0.6)
UPDATE = Comparison("update", UNCERTAIN_SCORE)


def compare_wordings(
    a: Candidate, b: Candidate, articles: Mapping[str, Article], rarity: Mapping[str, float]
) -> Comparison | None:
    """Return how two values of a worded kind, or two places, stand; None where they are not to be compared."""
    if a.slot_kind == "place":
        return _compare_places(a, b, articles, rarity)
    if a.slot_kind in NAMING_KINDS:
        return _compare_namings(a, b, articles)
    if a.value_text == b.value_text:
        return EQUAL
    if a.slot_kind == "attribution":
        return _compare_sources(a, b, articles)
    if a.slot_kind == "outcome":
        return _compare_outcomes(a, b, articles)
    return CONTRADICTION if are_opposed_tellings(a, b) else OTHER_WORDING


def _compare_outcomes(a: Candidate, b: Candidate, articles: Mapping[str, Article]) -> Comparison | None:
    """Return how two outcomes stand: what was done moves on from what was expected, unless it was told first."""
    days = articles[a.document_id].published_on, articles[b.document_id].published_on
    if is_open(a) != is_open(b) and (is_expected(a) or is_expected(b)):
        expected_on, done_on = days if is_expected(a) else days[::-1]
        return UPDATE if expected_on is None or done_on is None or expected_on <= done_on else None
    if is_open(a) or is_open(b):
        return OTHER_WORDING
    is_one_time = told_within_a_day(articles[a.document_id], articles[b.document_id])
    return CONTRADICTION if is_one_time else UPDATE


def _compare_places(
    a: Candidate, b: Candidate, articles: Mapping[str, Article], rarity: Mapping[str, float]
) -> Comparison | None:
    if a.value_text == b.value_text:
        return EQUAL if is_one_scene(a, b, rarity) else None
    return CONTRADICTION if are_conflicting_venues(articles, a, b) else None


def _compare_namings(a: Candidate, b: Candidate, articles: Mapping[str, Article]) -> Comparison | None:
    if a.value_text == b.value_text:
        return None
    if a.slot_kind == "name":
        return OTHER_WORDING if are_spelled_otherwise(a.value_text, b.value_text) else None
    if are_other_parties(a, b) or are_conflicting_offices(articles, a, b):
        return CONTRADICTION
    return OTHER_WORDING if differ_in_standing(a, b) else None


def _compare_sources(a: Candidate, b: Candidate, articles: Mapping[str, Article]) -> Comparison | None:
    """Return how two speakers of one utterance stand, or two who took the first step."""
    if a.quotation_id is not None:
        return CONTRADICTION if are_conflicting_speakers(articles, a, b) else OTHER_WORDING
    if are_opposed_parties(articles, a, b):
        return CONTRADICTION
    return OTHER_WORDING if name_same_party(articles, a, b) else None
