"""Who said it: the speakers that different reports give for one utterance, side by side.

In: a story's articles and the utterances they share (each a list of quotation ids). Out: one group of candidates for
each utterance that two articles give with a speaker; the value is the speaker's name in the story, its place the
words that name the speaker. Method: reports are held side by side where their quoted words overlap; one last name is
one speaker. Two speakers contradict each other only where both are known persons of different names; a person and the
body that speaks through them, or somebody left unnamed ("an official"), are told less exactly. Who differs from the
speaker that most reports give, and does neither, is left out: the reading is not sure enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from flows.link.corpus import Article, LinkedQuotation
from flows.link.facts.fact_candidates import MOST_VALUE_WORDS, Candidate
from flows.link.facts.persons import PersonKey, name_words
from flows.link.speech.told_speakers import are_one_person, is_last_name, names_speaker

SUBJECT_WORDS = 8
SPELLING_EDITS = 1  # letters by which reports may spell one name differently
# Two speakers for one utterance: of ten such claims read on the roundups three were right; the wrong ones compared
# paraphrases, short phrases, or a sentence that names both.
LEAST_SAME_WORDS = 8
LEAST_SAME_SHARE = 0.9
NO_SPEAKER = re.compile(r"(?!former|retired)\w+(?:ed|ing)\b", re.IGNORECASE)  # 'Asked about the mayor …'
WORD = re.compile(r"\w+")
IN_MARKS = re.compile(r"[“\"]([^“”\"]+)[”\"]")
LEAST_OVERLAP = 0.6  # of the words of the shorter of two quotations, by judgement
SHORT_WORD = 3  # letters


Member = tuple[Article, LinkedQuotation]


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
    """Return the members whose quoted words overlap: two sentences of one speech, whole in a third report, part."""
    ordered = sorted(members, key=lambda member: (-len(_spoken(*member)), member[1].quotation_id))
    groups: list[list[Member]] = []
    for place, member in enumerate(ordered):
        fitting = [group for group in groups if all(_share_words(member, other) for other in group)]
        for group in fitting:
            group.append(member)
        if not fitting:
            groups.append([*[other for other in ordered[:place] if _share_words(member, other)][:1], member])
    return groups


def _share_words(one: Member, other: Member) -> bool:
    shorter, longer = sorted((_spoken(*one), _spoken(*other)), key=len)
    return sum((Counter(shorter) & Counter(longer)).values()) >= LEAST_OVERLAP * len(shorter)


def _agreed(articles: Mapping[str, Article], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates under one name for each person, without those that another report only seems to gainsay."""
    named = _under_one_name(articles, found)
    documents: dict[str, set[str]] = defaultdict(set)
    for candidate in named:
        documents[candidate.value_text].add(candidate.document_id)
    most = max(map(len, documents.values()), default=0)
    leading = {value for value, held_by in documents.items() if len(held_by) == most}
    kept = [c for c in named if _stands_beside(articles, c, [o for o in named if o.value_text in leading])]
    return [
        c for c in kept if _printed_names(articles[c.document_id], c) or all(_can_stand(articles, c, o) for o in kept)
    ]


def _stands_beside(articles: Mapping[str, Article], candidate: Candidate, leading: Sequence[Candidate]) -> bool:
    others = [other for other in leading if other.value_text != candidate.value_text]
    is_leading = any(other.value_text == candidate.value_text for other in leading)
    return (is_leading and not others) or any(_can_stand(articles, candidate, other) for other in others)


def _can_stand(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether two speakers are one, exclude each other, or one is told less exactly than the other."""
    if a.value_text == b.value_text or are_conflicting_speakers(articles, a, b):
        return True
    if a.speaker_entity_id is None or b.speaker_entity_id is None:
        is_named = any(_ends_in_name(articles[c.document_id], c) for c in (a, b) if c.speaker_entity_id is None)
        return a.speaker_entity_id != b.speaker_entity_id and not is_named
    person, body = sorted((a, b), key=lambda c: not _is_person(articles[c.document_id], c))
    if _is_person(articles[body.document_id], body) or not _is_person(articles[person.document_id], person):
        return False
    words = articles[person.document_id].text[person.start : person.end].lower()
    return "spokes" in words or any(word in words for word in body.value_text.lower().split() if len(word) > SHORT_WORD)


def _under_one_name(articles: Mapping[str, Article], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with the longest of the names that stand for one person."""
    names: list[tuple[str, int]] = []
    renamed = []
    persons = {c.key for c in found if _is_person(articles[c.document_id], c)}
    for candidate in sorted(found, key=lambda c: (c.key not in persons, -len(c.value_text), c.key)):
        article, name = articles[candidate.document_id], candidate.value_text
        if candidate.key in persons or _ends_in_name(article, candidate):
            printed = len(_printed_names(article, candidate))
            alike = (n for n, count in names if are_one_person(name_words(n), name_words(name), count, printed))
            name = next(alike, name)
            names.append((name, printed))
        renamed.append(replace(candidate, value_text=name))
    return sorted(renamed, key=lambda c: c.key)


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
    if not _is_person(articles[a.document_id], a) or not _is_person(articles[b.document_id], b):
        return False
    if any(NO_SPEAKER.match(articles[c.document_id].text, c.start) for c in (a, b)):
        return False
    printed_a, printed_b = (_printed_names(articles[c.document_id], c) for c in (a, b))
    if not printed_a or not printed_b or not printed_a.isdisjoint(printed_b):
        return False
    words_a, words_b = name_words(a.value_text), name_words(b.value_text)
    if not words_a or not words_b or not _are_same_words(articles, a, b):
        return False
    if _stands_in_sentence(articles[a.document_id], a, printed_b) or _stands_in_sentence(
        articles[b.document_id], b, printed_a
    ):
        return False  # one speaks of the other there: whose words they are is not plain
    # 'Quill' and 'Quills' are one person spelt twice
    return Levenshtein.distance(words_a[-1], words_b[-1]) > SPELLING_EDITS


def _are_same_words(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether both give the words in quotation marks, and the shorter quotation lies within the longer."""
    spoken = [_quoted_words(articles[c.document_id], c) for c in (a, b)]
    shorter, longer = sorted(spoken, key=len)
    if len(shorter) < LEAST_SAME_WORDS:
        return False
    return sum((Counter(shorter) & Counter(longer)).values()) >= LEAST_SAME_SHARE * len(shorter)


def _quoted_words(article: Article, candidate: Candidate) -> list[str]:
    quotation = next(q for q in article.quotations if q.quotation_id == candidate.quotation_id)
    if quotation.kind != "direct":
        return []
    return [word for span in quotation.content for word in WORD.findall(article.text[span.start : span.end].lower())]


def _stands_in_sentence(article: Article, candidate: Candidate, names: set[str]) -> bool:
    sentence = article.text[candidate.sentence_start : candidate.sentence_end]
    return not names.isdisjoint(name_words(sentence))


def _printed_names(article: Article, candidate: Candidate) -> set[str]:
    """Return the words by which the outlet names the speaker at this place; a pronoun or an office gives none.

    Whom a pronoun means is reckoned, and too uncertain to hold one report against another. What else is named there
    is no name of the speaker's: 'Ada Quill of the Rail Safety Board'.
    """
    return {
        word.removesuffix("'s").removesuffix("’s")
        for mention in article.mentions
        if mention.kind == "name" and mention.entity_id == candidate.speaker_entity_id
        if candidate.start <= mention.start and mention.end <= candidate.end
        for word in name_words(article.text[mention.start : mention.end])
    }


def _ends_in_name(article: Article, candidate: Candidate) -> bool:
    """Return whether the speaker is told by a last name that the naming knows no person for."""
    phrase = article.text[candidate.start : candidate.end]
    return is_last_name(phrase) and (candidate.speaker_entity_id is None or len(phrase.split()) == 1)


def _is_person(article: Article, candidate: Candidate) -> bool:
    return any(
        entity.entity_id == candidate.speaker_entity_id and entity.entity_type == "person"
        for entity in article.entities
    )
