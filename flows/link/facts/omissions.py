"""What the reports of a story carry and one of them lacks, with a reason.

In: articles, stories with how surely each article belongs, independent origins, the story's fact slots and shared
utterances. Out: omissions. Claimed are facts that two outlets tell the same of (see `central_facts`), shared quotations
and prominent persons and organisations that at least two independent origins and most of the story's origins carry.
Only articles of identified outlets in English are spoken of, and silence is claimed only where nothing in the text
comes near: no equal value, no value about a like subject, none of the quoted words, no form of the name. Reasons:
`truncated`, `story_uncertain`, `published_before`, else `omitted`. Outlets without an article in the story are for
`silent_outlets`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from flows.contracts.ids import stable_id
from flows.link.corpus import Article
from flows.link.facts.central_facts import tell_the_same_of
from flows.link.facts.fact_candidates import Candidate, find_candidates
from flows.link.facts.facts import Facts, FactSlot
from flows.link.facts.namings import is_named_in, may_be_missed
from flows.link.facts.persons import match_persons
from flows.link.facts.printed_dates import PrintedDate
from flows.link.facts.silent_outlets import Archive, find_silent_outlets
from flows.link.facts.slot_conflicts import score_conflict
from flows.link.facts.standings import compare_standing
from flows.link.facts.story_views import (
    LEAST_SUPPORT,
    LIKE_CLAIM_SHARE,
    LIKE_SENTENCE_SHARE,
    Omission,
    StoryView,
    Triples,
    carried_facts,
    carried_utterances,
    is_quoted_in,
    is_told_in_words,
    may_be_spoken_of,
    names_somebody,
    telling_words,
    word_triples,
)
from flows.link.facts.subject_points import Profile, profile_candidates, score_pair
from flows.link.facts.subjects import sentence_stems, word_rarity
from flows.link.stories.stories import published_moment

# Below it an article may be about something else. By two readings of 60 omissions each: of 41 of reports between .2 and
# this 16 were of another stage of the story and 15 findings, of 79 others 7 and 49.
LEAST_MEMBERSHIP = 0.25
NEAR_POINTS = 1.0  # a value about a like subject, far below what joins a slot: enough not to claim silence
NAMED_KINDS = {"place": "place", "name": "person"}  # slot kind → entity type
NEAR_LIKENESS = 0.2  # the same for a value that differs
VOTING = re.compile(r"\b(?:vote[ds]?|voting|in favou?r|against)\b", re.IGNORECASE)
LEAST_MENTIONS = {"person": 2, "organisation": 3}  # of a prominent one, by each report that carries it; by judgement


def find_omissions(
    articles: Sequence[Article],
    stories: Mapping[str, Sequence[str]],
    facts: Facts,
    *,
    independents: Mapping[str, str | None],
    utterances: Mapping[str, Sequence[str]] | None = None,
    membership: Mapping[tuple[str, str], float] | None = None,
    archive: Archive | None = None,
) -> list[Omission]:
    """Return the omissions of all stories, in the order of their ids.

    `membership`: (story id, document id) → membership score; what is missing counts as sure. `archive`: the outlets of
    which it is known when they were collected, with all their articles; of them alone it is told that they have no
    article in a story. The other parameters are those of `find_facts`.
    """
    by_id = {article.document_id: article for article in articles}
    slots_of: dict[str, list[FactSlot]] = {}
    for slot in facts.slots:
        slots_of.setdefault(slot.story_id, []).append(slot)
    found: list[Omission] = []
    for story_id, document_ids in sorted(stories.items()):
        members = [by_id[document_id] for document_id in sorted(set(document_ids)) if document_id in by_id]
        view = StoryView(story_id, members, independents, membership or {})
        if view.support([article.document_id for article in members]) <= LEAST_SUPPORT:
            continue
        found += _quotation_omissions(view, utterances or {})
        rarity = facts.rarity.get(story_id) or word_rarity(members)
        persons = _entity_omissions(view, rarity)
        slots = slots_of.get(story_id, [])
        naming = {slot.values[0].candidate.value_text: slot.slot_id for slot in slots if names_somebody(slot)}
        # the fact that names a person leads to where the other reports do
        found += [replace(omission, slot_id=naming.get(name)) for name, omission in persons]
        claimed = {(name, omission.document_id) for name, omission in persons}
        candidates = [
            candidate for a in members for candidate in (facts.candidates.get(a.document_id) or find_candidates(a))
        ]
        carried = list(carried_facts(view, slots, rarity))
        found += _fact_omissions(view, carried, claimed, candidates, rarity)
        if archive is not None:
            found += find_silent_outlets(view, carried, utterances or {}, archive, rarity=rarity)
    return sorted(found, key=lambda omission: omission.omission_id)


def _fact_omissions(
    view: StoryView,
    carried: Sequence[tuple[FactSlot, list[str]]],
    claimed: AbstractSet[tuple[str, str | None]],
    candidates: Sequence[Candidate],
    rarity: Mapping[str, float],
) -> list[Omission]:
    """Return the omissions of facts.

    `carried`: facts and the documents that have them. `claimed`: names and articles of which it is told already that
    they lack them.
    """
    profiles = {p.candidate.key: p for p in profile_candidates(candidates, rarity)}
    own: dict[tuple[str, str], list[Profile]] = defaultdict(list)  # by article and kind
    for profile in profiles.values():
        own[profile.candidate.document_id, profile.candidate.slot_kind].append(profile)
    told = {article.document_id: sentence_stems(article) for article in view.articles}
    found = []
    for slot, carriers in carried:
        telling = [telling_words(value.candidate, rarity) for value in slot.values]
        for article in view.articles:
            if article.document_id in carriers or not may_be_spoken_of(article):
                continue
            if slot.slot_kind in NAMED_KINDS:
                entity_type = NAMED_KINDS[slot.slot_kind]
                names = {value.candidate.value_text for value in slot.values}
                is_present = any(
                    (name, article.document_id) in claimed or is_named_in(article.text, entity_type, name)
                    for name in names
                )
            elif slot.slot_kind == "other":
                is_present = False  # told in other words: below
            else:
                of_kind = own[article.document_id, slot.slot_kind]
                is_present = _prints_any_of(article, slot) or any(
                    _comes_near(profiles[value.candidate.key], of_kind, rarity) for value in slot.values
                )
                if slot.slot_kind == "vote" and not is_present:
                    is_present = _tells_of_votes(article, own[article.document_id, "count"])
            least = LIKE_CLAIM_SHARE if slot.slot_kind == "other" else LIKE_SENTENCE_SHARE
            sentences = told[article.document_id]
            if is_present or any(is_told_in_words(words, sentences, least=least) for words in telling):
                continue
            omission = _omission(view, article, carriers, "fact", slot.slot_id)
            found.append(replace(omission, slot_id=slot.slot_id))
    return found


def _comes_near(value: Profile, own: Sequence[Profile], rarity: Mapping[str, float]) -> bool:
    """True when the article, which has `own` values of the kind, has this anywhere, or one about a like subject."""
    for profile in own:
        is_equal = profile.candidate.value_text == value.candidate.value_text or _is_weekday_of(profile, value)
        if is_equal and not _is_today(profile.candidate):
            return True
        if compare_standing(value.candidate, profile.candidate) == "same":
            if score_pair(value, profile) >= NEAR_POINTS:
                return True
        elif score_conflict(value.candidate, profile.candidate, rarity) >= NEAR_LIKENESS:
            return True
    return False


def _prints_any_of(article: Article, slot: FactSlot) -> bool:
    """True when the article prints a value anywhere, in the caption of a picture or its title too."""
    told = {
        (value.candidate.value_text, value.candidate.unit_code) for value in slot.values if value.candidate.unit_code
    }
    days = {value.candidate.value_text for value in slot.values if slot.slot_kind == "date"}
    return any(
        (not e.is_inferred and e.value_text in days) or (e.value_text, e.unit_code) in told for e in article.expressions
    )


def _tells_of_votes(article: Article, counts: Sequence[Profile]) -> bool:
    """True for 'six of the nine members voted for it': the vote by another count."""
    places = [(profile.candidate.sentence_start, profile.candidate.sentence_end) for profile in counts]
    return any(VOTING.search(article.text, start, end) for start, end in places)


def _is_today(candidate: Candidate) -> bool:
    """True for a date of which nothing is printed, as 'today' or 'last night': any report has some."""
    return candidate.printed == PrintedDate()


def _is_weekday_of(one: Profile, other: Profile) -> bool:
    """True for two printings of one weekday, whichever week each was reckoned to be of."""
    printed = one.candidate.printed, other.candidate.printed
    return None not in printed and printed[0].weekday is not None and printed[0].weekday == printed[1].weekday  # type: ignore[union-attr]


def _quotation_omissions(view: StoryView, utterances: Mapping[str, Sequence[str]]) -> list[Omission]:
    texts: dict[str, tuple[Triples, Sequence[frozenset[str]]]] = {}
    found = []
    for utterance_id, carriers, wordings in carried_utterances(view, utterances):
        for article in view.articles:
            if article.document_id in carriers or not may_be_spoken_of(article):
                continue
            if article.document_id not in texts:
                texts[article.document_id] = word_triples(article.text), sentence_stems(article)
            if is_quoted_in(wordings, *texts[article.document_id]):
                continue
            omission = _omission(view, article, carriers, "quotation", utterance_id)
            found.append(replace(omission, quotation_group_id=utterance_id))
    return found


def _entity_omissions(view: StoryView, rarity: Mapping[str, float]) -> list[tuple[str, Omission]]:
    """Return the omissions of persons and organisations, with their names."""
    articles = {article.document_id: article for article in view.articles}
    found = []
    for (entity_type, name), by_document in sorted(_prominent_entities(view.articles).items()):
        tellers = [articles[document_id] for document_id in sorted(by_document)]
        if not view.is_carried_by_most(sorted(by_document)):
            continue
        if entity_type == "organisation" and not tell_the_same_of(name, tellers, rarity):
            continue
        for article in view.articles:
            if article.document_id in by_document or not may_be_spoken_of(article):
                continue
            if not is_named_in(article.text, entity_type, name):
                omission = _omission(view, article, sorted(by_document), "entity", entity_type, name)
                found.append((name, replace(omission, entity_id=min(by_document.values()))))
    return found


def _prominent_entities(articles: Sequence[Article]) -> dict[tuple[str, str], dict[str, str]]:
    """Return the persons and organisations that articles name again and again: type and name → document → entity id."""
    person_names = match_persons(articles)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for article in articles:
        for entity in article.entities:
            name = person_names.get((article.document_id, entity.entity_id), entity.name)
            if entity.entity_type not in LEAST_MENTIONS or not may_be_missed(entity.entity_type, name):
                continue
            mention_count = sum(1 for mention in article.mentions if mention.entity_id == entity.entity_id)
            if mention_count >= LEAST_MENTIONS[entity.entity_type]:
                found.setdefault((entity.entity_type, name), {})[article.document_id] = entity.entity_id
    return found


def _omission(view: StoryView, article: Article, carriers: Sequence[str], subject_kind: str, *subject: str) -> Omission:
    return Omission(
        omission_id=stable_id("omission", article.document_id, subject_kind, *subject),
        story_id=view.story_id,
        outlet_id=article.outlet_id,
        document_id=article.document_id,
        subject_kind=subject_kind,
        reason_code=_reason(view, article, carriers),
        support_count=view.support(carriers),
    )


def _reason(view: StoryView, article: Article, carriers: Sequence[str]) -> str:
    if article.is_truncated:
        return "truncated"
    if view.membership.get((view.story_id, article.document_id), 1.0) < LEAST_MEMBERSHIP:
        return "story_uncertain"
    told = [published_moment(a) for a in view.articles if a.document_id in carriers]
    published = published_moment(article)
    known = [moment for moment in told if moment is not None]
    if published is not None and known and published < min(known):
        return "published_before"
    return "omitted"
