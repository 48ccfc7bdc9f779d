"""The same fact in several reports: slots, the values each report gives, and how these stand to each other.

In: articles, the stories they belong to, each article's independent origin, and the utterances that reports share.
Out: `Facts`. Each story stands alone: what another story holds changes nothing here. Method: candidates of a story's
articles (`fact_candidates` and the modules `…_slots`) are grouped by subject (`slot_alignment`, or their own module)
and compared pair by pair (`relations`, `wordings`). Titles and deks are not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from flows.contracts.ids import stable_id
from flows.link.corpus import Article
from flows.link.facts.acts.act_slots import find_act_groups
from flows.link.facts.age_slots import find_age_groups
from flows.link.facts.attribution_slots import find_attribution_groups
from flows.link.facts.claim_slots import describe_claim, find_claim_groups
from flows.link.facts.explanations import Nearby, explain_relation, find_nearby, show_value
from flows.link.facts.fact_candidates import Candidate, find_candidates
from flows.link.facts.initiative_slots import find_initiative_groups
from flows.link.facts.name_slots import find_name_groups
from flows.link.facts.outcome_slots import find_outcome_groups
from flows.link.facts.party_slots import find_party_groups
from flows.link.facts.persons import match_persons
from flows.link.facts.place_slots import keep_scenes
from flows.link.facts.relations import GRAVITY, Comparison, Telling, compare_values
from flows.link.facts.role_slots import find_role_groups
from flows.link.facts.slot_alignment import align_slots
from flows.link.facts.slot_conflicts import score_conflict
from flows.link.facts.spelling_slots import find_spelling_groups
from flows.link.facts.subject_points import share_evidence
from flows.link.facts.subject_texts import describe_subject
from flows.link.facts.subjects import word_rarity
from flows.link.facts.toll_slots import find_toll_groups
from flows.link.facts.topic_slots import find_topic_groups
from flows.link.facts.venue_slots import find_venue_groups
from flows.link.facts.wordings import NAMING_KINDS, WORDED_KINDS, compare_wordings
from flows.link.reuse.origins import count_independent

UNIDENTIFIED_OUTLET = "an unidentified outlet"
PAIR = 2  # values that were joined by what stands around the two
LEAST_OF_PAIR = 0.15  # two values that are less likely of one subject by themselves are not held against each other


@dataclass(frozen=True)
class FactValue:
    """A value of a fact as one article reports it at one place, and the sentence it stands in."""

    fact_value_id: str
    candidate: Candidate
    context_text: str


@dataclass(frozen=True)
class FactRelation:
    """How two values of a slot stand to each other."""

    fact_value_id_a: str
    fact_value_id_b: str
    relation: str
    relation_score: float
    conflict_between: str
    explanation_text: str


@dataclass(frozen=True)
class FactSlot:
    """A fact that at least two articles of a story report, with its values and their relations."""

    slot_id: str
    story_id: str
    slot_kind: str
    subject_text: str
    relation: str
    outlet_count: int
    independent_count: int
    values: tuple[FactValue, ...]
    relations: tuple[FactRelation, ...]


@dataclass(frozen=True)
class Facts:
    """The fact slots of all stories, in the order of their ids, and what they were made of.

    `candidates`: by report. `rarity`: of words, by story, see `word_rarity`.
    """

    slots: tuple[FactSlot, ...]
    candidates: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    rarity: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def find_facts(
    articles: Sequence[Article],
    stories: Mapping[str, Sequence[str]],
    independents: Mapping[str, str | None],
    utterances: Mapping[str, Sequence[str]] | None = None,
) -> Facts:
    """Return the facts that articles of one story share.

    `stories`: story id → document ids. `independents`: document id → what it counts as in support (see
    `independent_ids`). `utterances`: id of a shared utterance → its quotation ids.
    """
    by_id = {article.document_id: article for article in articles}
    slots: list[FactSlot] = []
    read: dict[str, Sequence[Candidate]] = {}
    rarity: dict[str, Mapping[str, float]] = {}
    for story_id, document_ids in sorted(stories.items()):
        members = [by_id[document_id] for document_id in sorted(set(document_ids)) if document_id in by_id]
        if len(members) > 1:
            read |= {article.document_id: find_candidates(article) for article in members}
            rarity[story_id] = word_rarity(members)
            story = _Story(story_id, {a.document_id: a for a in members}, independents, rarity[story_id])
            slots += _find_story_slots(story, utterances or {}, read)
    return Facts(tuple(sorted(slots, key=lambda slot: slot.slot_id)), read, rarity)


@dataclass(frozen=True)
class _Story:
    """What the slots of a story are made with: its articles, what each counts as, and how rare each stem is."""

    story_id: str
    articles: Mapping[str, Article]
    independents: Mapping[str, str | None]
    rarity: Mapping[str, float]


def _find_story_slots(
    story: _Story, utterances: Mapping[str, Sequence[str]], read: Mapping[str, Sequence[Candidate]]
) -> list[FactSlot]:
    """Return the slots of one story. `read`: the candidates of its articles, by document id."""
    by_id, rarity = story.articles, story.rarity
    articles = list(by_id.values())
    texts = {article.document_id: article.text for article in articles}
    person_names = match_persons(articles)
    venues = find_venue_groups(articles)
    ages = find_age_groups(articles, person_names, read)
    tolls = find_toll_groups(articles, read)
    taken = {candidate.key for group in (*venues, *(group for _, group in (*tolls, *ages))) for candidate in group}
    candidates = [c for article in articles for c in read[article.document_id] if c.key not in taken]
    aligned = [
        keep_scenes(texts, group, rarity) if group[0].slot_kind == "place" else group
        for group in align_slots(candidates, rarity)
    ]
    aligned = [*filter(None, aligned), *venues]
    groups = [(describe_subject(texts, group, rarity), group) for group in aligned]
    groups += [(f"{name}: role", group) for name, group in find_role_groups(articles, person_names)]
    groups += find_name_groups(articles, person_names)
    groups += find_spelling_groups(articles, person_names)
    groups += find_party_groups(articles, person_names)
    groups += find_attribution_groups(articles, person_names, utterances)
    groups += find_initiative_groups(articles)
    groups += find_topic_groups(articles)
    groups += find_outcome_groups(articles, person_names)
    groups += find_act_groups(articles, person_names, rarity)
    groups += ages
    groups += tolls
    claims = find_claim_groups(articles, story.independents, rarity, [group for _, group in groups], candidates)
    groups += [
        (
            describe_claim(by_id, group) if group[0].slot_kind == "other" else describe_subject(texts, group, rarity),
            group,
        )
        for group in claims
    ]
    of_one = {id(group) for _, group in (*tolls, *ages)}
    slots = [_slot(story, subject, group, is_of_one=id(group) in of_one) for subject, group in groups]
    return _tell_apart([slot for slot in slots if slot is not None])


def _slot(story: _Story, subject: str, group: Sequence[Candidate], *, is_of_one: bool) -> FactSlot | None:
    """Return the slot of a group; `is_of_one`: something else than the words around its values makes them one fact."""
    articles = story.articles
    group = sorted(group, key=lambda c: c.key)
    # A place can hold the role of two persons or the speaker of two utterances; the subject tells these apart.
    told_apart = subject if group[0].slot_kind in ("role", "attribution", "name") else ""
    slot_id = stable_id("fact_slot", told_apart, *(part for candidate in group[:2] for part in candidate.key))
    values = [_value(told_apart, candidate, articles[candidate.document_id]) for candidate in group]
    told = [_Told.of(value, articles[value.candidate.document_id]) for value in values]
    relations = [
        _relation(a, b, comparison)
        for i, b in enumerate(told)
        for a in told[:i]
        if a.candidate.document_id != b.candidate.document_id or a.candidate.value_text != b.candidate.value_text
        if (comparison := _compare(a, b, story, is_of_one=is_of_one or len(told) == PAIR)) is not None
    ]
    if not relations and group[0].slot_kind not in NAMING_KINDS:
        return None
    is_one_value = len({candidate.value_text for candidate in group}) == 1
    documents = sorted({candidate.document_id for candidate in group})
    return FactSlot(
        slot_id=slot_id,
        story_id=story.story_id,
        slot_kind=group[0].slot_kind,
        subject_text=subject,
        relation=max(
            (r.relation for r in relations),
            key=lambda relation: GRAVITY[relation],
            default="equal" if is_one_value else "refinement",
        ),
        outlet_count=len({articles[document_id].outlet_id for document_id in documents}),
        independent_count=count_independent(documents, story.independents),
        values=tuple(values),
        relations=tuple(relations),
    )


def _tell_apart(slots: Sequence[FactSlot]) -> list[FactSlot]:
    """Give what stands in a second slot ("the July call, a day before that of …") an id of its own there.

    A slot's id is that of its first two values; a second slot that begins with both is named by all of its values.
    """
    seen: set[str] = set()
    found = []
    for slot in sorted(slots, key=lambda slot: (slot.slot_id, [value.fact_value_id for value in slot.values])):
        ids = {value.fact_value_id: value.fact_value_id for value in slot.values}
        slot_id = stable_id("fact_slot", slot.slot_id, *ids) if slot.slot_id in seen else slot.slot_id
        if slot_id in seen:  # the same values again
            continue
        repeated = ids.keys() & seen
        seen |= {slot_id, *ids}
        if not repeated:
            found.append(replace(slot, slot_id=slot_id))
            continue
        ids |= {value_id: stable_id("fact_value", slot_id, value_id) for value_id in repeated}
        values = [replace(value, fact_value_id=ids[value.fact_value_id]) for value in slot.values]
        relations = [
            replace(pair, fact_value_id_a=ids[pair.fact_value_id_a], fact_value_id_b=ids[pair.fact_value_id_b])
            for pair in slot.relations
        ]
        found.append(replace(slot, slot_id=slot_id, values=tuple(values), relations=tuple(relations)))
    return found


def _value(told_apart: str, candidate: Candidate, article: Article) -> FactValue:
    # not of the slot: a decision about a value has to find it again when other reports join the slot
    place = (candidate.slot_kind, told_apart, candidate.document_id, candidate.start, candidate.end)
    value_id = stable_id("fact_value", *place)
    return FactValue(value_id, candidate, article.text[candidate.sentence_start : candidate.sentence_end])


@dataclass(frozen=True)
class _Told:
    """A value with all that its relations are made of, read once for all of them."""

    fact_value_id: str
    candidate: Candidate
    clause_stems: frozenset[str]
    outlet: str
    telling: Telling
    nearby: Nearby

    @classmethod
    def of(cls, value: FactValue, article: Article) -> Self:
        """Return the value of an article as it is held against others."""
        candidate = value.candidate
        return cls(
            fact_value_id=value.fact_value_id,
            candidate=candidate,
            clause_stems=candidate.clause.stems,
            outlet=_outlet(article),
            telling=Telling(candidate, value.context_text, article.published_on),
            nearby=find_nearby(article.text, candidate),
        )


def _relation(a: _Told, b: _Told, comparison: Comparison) -> FactRelation:
    shared = a.clause_stems & b.clause_stems
    shown = [(told.outlet, show_value(told.nearby, shared)) for told in (a, b)]
    return FactRelation(
        fact_value_id_a=a.fact_value_id,
        fact_value_id_b=b.fact_value_id,
        relation=comparison.relation,
        relation_score=round(comparison.score, 4),
        conflict_between=_whose_values(a.candidate, b.candidate),
        explanation_text=explain_relation(comparison.relation, *shown, is_worded=a.candidate.slot_kind in WORDED_KINDS),
    )


def _compare(a: _Told, b: _Told, story: _Story, *, is_of_one: bool) -> Comparison | None:
    one, other = a.candidate, b.candidate
    if one.slot_kind in WORDED_KINDS or one.slot_kind == "place":
        return compare_wordings(one, other, story.articles, story.rarity)
    comparison = compare_values(a.telling, b.telling)
    if comparison is None or is_of_one:
        return comparison
    # the slot may be joined by other places than these two
    if comparison.relation in ("contradiction", "update"):
        is_apart = score_conflict(one, other, story.rarity) < LEAST_OF_PAIR
    else:
        is_event = one.is_event_date and other.is_event_date
        is_apart = one.slot_kind == "date" and not is_event and not share_evidence(one, other, story.rarity)
    return None if is_apart else comparison


def _whose_values(a: Candidate, b: Candidate) -> str:
    if a.document_id == b.document_id:
        return "within_document"
    voices = [candidate.voice or candidate.speaker_entity_id for candidate in (a, b)]
    return "speakers" if voices[0] != voices[1] else "outlets"


def _outlet(article: Article) -> str:
    return article.outlet_name if article.is_identified and article.outlet_name else UNIDENTIFIED_OUTLET
