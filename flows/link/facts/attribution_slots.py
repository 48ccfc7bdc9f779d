"""Who said it: the speakers that different reports give for one utterance, side by side.

In: a story's articles and the utterances they share (each a list of quotation ids). Out: one group of candidates for
each utterance that two articles give with a speaker; the value is the speaker's name in the story, its place the
words that name the speaker. Method: reports are held side by side where their quoted words overlap; one last name is
one speaker. Two speakers contradict each other only where both are known persons of different names; two spokesmen, who
may have given out one statement, a person and the body that speaks through them, or somebody left unnamed ("an
official"), are told less exactly. Who differs from the speaker that most reports give, and does neither, is left out:
the reading is not sure enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice

from rapidfuzz.distance import Levenshtein

from flows.link.corpus import Article, LinkedQuotation
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey, name_words
from flows.link.speech.told_speakers import SPELLING_EDITS, are_one_person, is_last_name, names_speaker

SUBJECT_WORDS = 8
# Two speakers for one utterance: of ten such claims read on the roundups three were right; the wrong ones compared
# paraphrases, short phrases, or a sentence that names both.
LEAST_SAME_WORDS = 8
LEAST_SAME_SHARE = 0.9
NO_SPEAKER = re.compile(r"(?!former|retired)\w+(?:ed|ing)\b", re.IGNORECASE)  # 'Asked about the mayor …'
SPOKESMAN = re.compile(r"\bspokes|\bpress (?:secretary|officer|aide)\b", re.IGNORECASE)
WORD = re.compile(r"\w+")
PUNCTUATION = ".;:!?()[]“”\"‘’'—–"
IN_MARKS = re.compile(r"[“\"]([^“”\"]+)[”\"]")
LEAST_OVERLAP = 0.6  # of the words of the shorter of two quotations, by judgement
SHORT_WORD = 3  # letters; longer words tell a body, by judgement

Member = tuple[Article, LinkedQuotation]


@dataclass(frozen=True)
class _Told:
    """A speaker as one report gives it; what the report tells of the speaker is read once."""

    article: Article
    candidate: Candidate

    @property
    def name(self) -> str:
        return self.candidate.value_text

    @property
    def entity_id(self) -> str | None:
        return self.candidate.speaker_entity_id

    @property
    def phrase(self) -> str:
        return self.article.text[self.candidate.start : self.candidate.end]

    @cached_property
    def is_person(self) -> bool:
        return any(e.entity_id == self.entity_id and e.entity_type == "person" for e in self.article.entities)

    @cached_property
    def printed_names(self) -> frozenset[str]:
        """The words by which the outlet names the speaker at this place; a pronoun or an office gives none.

        Whom a pronoun means is reckoned, and too uncertain to hold one report against another. What else is named
        there is no name of the speaker's: 'Ada Quill of the Rail Safety Board'.
        """
        return frozenset(
            word.removesuffix("'s").removesuffix("’s")
            for mention in self.article.mentions
            if mention.kind == "name" and mention.entity_id == self.entity_id
            if self.candidate.start <= mention.start and mention.end <= self.candidate.end
            for word in name_words(self.article.text[mention.start : mention.end])
        )

    @cached_property
    def ends_in_name(self) -> bool:
        """Whether the speaker is told by a last name that the naming knows no person for."""
        return is_last_name(self.phrase) and (self.entity_id is None or len(self.phrase.split()) == 1)

    @cached_property
    def speaks_for_others(self) -> bool:
        """Whether the report calls the speaker somebody's spokesman: several may give out one statement."""
        roles = (role.role_name for role in self.article.roles if role.entity_id == self.entity_id)
        return any(SPOKESMAN.search(words) for words in (self.phrase, *roles))

    @cached_property
    def sentence_words(self) -> frozenset[str]:
        sentence = self.article.text[self.candidate.sentence_start : self.candidate.sentence_end]
        return frozenset(word.strip(PUNCTUATION) for word in name_words(sentence))

    @cached_property
    def quoted_words(self) -> Counter[str]:
        """The words in quotation marks; none of a speech that is told indirectly."""
        quotation = next(q for q in self.article.quotations if q.quotation_id == self.candidate.quotation_id)
        spans = quotation.content if quotation.kind == "direct" else ()
        return Counter(word for s in spans for word in WORD.findall(self.article.text[s.start : s.end].lower()))


def find_attribution_groups(
    articles: Sequence[Article],
    person_names: Mapping[PersonKey, str],
    utterances: Mapping[str, Sequence[str]],
) -> list[tuple[str, list[Candidate]]]:
    """Return (first words of the utterance, candidates) for each utterance with speakers in two articles or more."""
    quotations = {q.quotation_id: (article, q) for article in articles for q in article.quotations}
    by_id = {article.document_id: article for article in articles}
    groups = []
    for _, quotation_ids in sorted(utterances.items()):
        members = [quotations[i] for i in sorted(set(quotation_ids)) if i in quotations]
        for shared in _with_same_words(members):
            found = _agreed(by_id, _told(shared, person_names))
            if len({candidate.document_id for candidate in found}) > 1:
                groups.append((_subject(shared), found))
    return groups


def _told(members: Sequence[Member], person_names: Mapping[PersonKey, str]) -> list[Candidate]:
    is_resolved = any(q.speaker_entity_id is not None for _, q in members)
    found = [
        candidate
        for article, q in members
        if names_speaker(article, q, is_resolved=is_resolved)
        if (candidate := _candidate(article, q, person_names)) is not None
    ]
    return list({candidate.key: candidate for candidate in found}.values())


def _with_same_words(members: Sequence[Member]) -> list[list[Member]]:
    """Return the members whose quoted words overlap: two sentences of one speech, whole in a third report, part.

    Words that are printed alike are compared once.
    """
    spoken = {q.quotation_id: tuple(_spoken(article, q)) for article, q in members}
    counts = {words: Counter(words) for words in spoken.values()}
    share_words = cache(lambda one, other: _share_words(counts[one], counts[other]))
    groups: list[tuple[list[Member], set[tuple[str, ...]]]] = []
    ordered = sorted(members, key=lambda member: (-len(spoken[member[1].quotation_id]), member[1].quotation_id))
    for place, member in enumerate(ordered):
        words = spoken[member[1].quotation_id]
        fitting = [group for group in groups if all(share_words(words, other) for other in group[1])]
        for fitting_members, printed in fitting:
            fitting_members.append(member)
            printed.add(words)
        if not fitting:
            fuller = (other for other in ordered[:place] if share_words(words, spoken[other[1].quotation_id]))
            new = [*islice(fuller, 1), member]
            groups.append((new, {spoken[q.quotation_id] for _, q in new}))
    return [group for group, _ in groups]


def _share_words(one: Counter[str], other: Counter[str], least_share: float = LEAST_OVERLAP) -> bool:
    """Return whether the shorter lies in the longer by this share; no words lie in none."""
    shorter = min(one.total(), other.total())
    return shorter > 0 and (one & other).total() >= least_share * shorter


def _agreed(articles: Mapping[str, Article], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates under one name for each person, without those that another report only seems to gainsay."""
    named = _under_one_name([_Told(articles[candidate.document_id], candidate) for candidate in found])
    documents: dict[str, set[str]] = defaultdict(set)
    for told in named:
        documents[told.name].add(told.candidate.document_id)
    most = max(map(len, documents.values()), default=0)
    leading = [told for told in named if len(documents[told.name]) == most]
    kept = [told for told in named if _stands_beside(told, leading)]
    return [told.candidate for told in kept if told.printed_names or all(_can_stand(told, other) for other in kept)]


def _stands_beside(told: _Told, leading: Sequence[_Told]) -> bool:
    others = [other for other in leading if other.name != told.name]
    is_leading = len(others) < len(leading)
    return (is_leading and not others) or any(_can_stand(told, other) for other in others)


def _can_stand(a: _Told, b: _Told) -> bool:
    """Return whether two speakers are one, exclude each other, or one is told less exactly than the other."""
    if a.name == b.name or _are_conflicting(a, b) or (a.speaks_for_others and b.speaks_for_others):
        return True
    if a.entity_id is None or b.entity_id is None:
        is_named = any(told.ends_in_name for told in (a, b) if told.entity_id is None)
        return a.entity_id != b.entity_id and not is_named
    person, body = sorted((a, b), key=lambda told: not told.is_person)
    if body.is_person or not person.is_person:
        return False
    words = person.phrase.lower()
    return "spokes" in words or any(word in words for word in body.name.lower().split() if len(word) > SHORT_WORD)


def _under_one_name(found: Sequence[_Told]) -> list[_Told]:
    """Return the speakers with the longest of the names that stand for one person."""
    names: dict[tuple[str, int], list[str]] = {}  # name and how many words of it are printed → its words
    renamed = []
    for told in sorted(found, key=lambda t: (not t.is_person, -len(t.name), t.candidate.key)):
        name = told.name
        if told.is_person or told.ends_in_name:
            printed, words = len(told.printed_names), name_words(name)
            alike = (n for (n, count), other in names.items() if are_one_person(other, words, count, printed))
            name = next(alike, name)
            names.setdefault((name, printed), name_words(name))
        renamed.append(_Told(told.article, replace(told.candidate, value_text=name)))
    return sorted(renamed, key=lambda t: t.candidate.key)


def _candidate(article: Article, quotation: LinkedQuotation, person_names: Mapping[PersonKey, str]) -> Candidate | None:
    speaker = quotation.speaker
    if speaker is None or len(article.text[speaker.start : speaker.end].split()) > MOST_VALUE_WORDS:
        return None
    sentence = next((s for s in article.sentences if s.start <= speaker.start < s.end), None)
    if sentence is None:
        return None
    return Candidate(
        document_id=article.document_id,
        start=speaker.start,
        end=speaker.end,
        slot_kind="attribution",
        value_text=_speaker_name(article, quotation, person_names),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
        quotation_id=quotation.quotation_id,
        speaker_entity_id=quotation.speaker_entity_id,
    )


def _speaker_name(article: Article, quotation: LinkedQuotation, person_names: Mapping[PersonKey, str]) -> str:
    entity_id = quotation.speaker_entity_id
    if entity_id is not None:
        name = person_names.get((article.document_id, entity_id))
        if name is not None:
            return name
        for entity in article.entities:
            if entity.entity_id == entity_id:
                return entity.name
    assert quotation.speaker is not None, "a quotation without speaker is no candidate"
    return " ".join(article.text[quotation.speaker.start : quotation.speaker.end].lower().split())


def _subject(members: Sequence[Member]) -> str:
    """Return the first quoted words of the shortest member that has enough of them, else of the longest."""
    texts = [" ".join(_quoted_text(article, q).split()) for article, q in members]
    enough = [text for text in texts if len(text.split()) >= SUBJECT_WORDS]
    words = (min(enough, key=lambda t: (len(t), t)) if enough else max(texts, key=lambda t: (len(t), t))).split()
    shown = " ".join(words[:SUBJECT_WORDS]) + (" …" if len(words) > SUBJECT_WORDS else "")
    return f"“{shown}”: speaker"


def _quoted_text(article: Article, quotation: LinkedQuotation) -> str:
    """Return the words in quotation marks; all of them where no mark stands inside."""
    parts = [article.text[span.start : span.end] for span in quotation.content]
    quoted = [passage.strip() for part in parts for passage in IN_MARKS.findall(part)]
    return " ".join(quoted or parts).strip(' “”"')


def _spoken(article: Article, quotation: LinkedQuotation) -> list[str]:
    return WORD.findall(_quoted_text(article, quotation).lower())


def are_conflicting_speakers(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether two reports give the utterance to two persons of different names."""
    return _are_conflicting(_Told(articles[a.document_id], a), _Told(articles[b.document_id], b))


def _are_conflicting(a: _Told, b: _Told) -> bool:
    if not a.is_person or not b.is_person or any(NO_SPEAKER.match(t.article.text, t.candidate.start) for t in (a, b)):
        return False
    if not a.printed_names or not b.printed_names or not a.printed_names.isdisjoint(b.printed_names):
        return False
    if a.speaks_for_others and b.speaks_for_others:
        return False
    words_a, words_b = name_words(a.name), name_words(b.name)
    if not words_a or not words_b or not _are_same_words(a, b):
        return False
    if not a.sentence_words.isdisjoint(b.printed_names) or not b.sentence_words.isdisjoint(a.printed_names):
        return False  # one speaks of the other there: whose words they are is not plain
    # 'Quill' and 'Quills' are one person spelt twice
    return Levenshtein.distance(words_a[-1], words_b[-1]) > SPELLING_EDITS


def _are_same_words(a: _Told, b: _Told) -> bool:
    """Return whether both give the words in quotation marks, and the shorter quotation lies within the longer."""
    if min(a.quoted_words.total(), b.quoted_words.total()) < LEAST_SAME_WORDS:
        return False
    return _share_words(a.quoted_words, b.quoted_words, LEAST_SAME_SHARE)
