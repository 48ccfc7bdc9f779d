"""Who said it: the speakers that different reports give for one utterance, side by side.

In: a story's articles and the utterances they share (each a list of quotation ids). Out: one group of candidates for
each utterance that two articles give with a speaker; the value is the speaker's name in the story, its place the
words that name the speaker. Two speakers contradict each other only where both are known persons of different names;
a person and an institution, or a speaker who is not resolved, are told less exactly.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from flows.link.corpus import Article, LinkedQuotation
from flows.link.facts.fact_candidates import MOST_VALUE_WORDS, Candidate
from flows.link.facts.persons import PersonKey, name_words

SUBJECT_WORDS = 8
SPELLING_EDITS = 1  # letters by which reports may spell one name differently
# Two speakers for one utterance: of ten such claims read on the roundups three were right; the wrong ones compared
# paraphrases, short phrases, or a sentence that names both.
LEAST_SAME_WORDS = 8
LEAST_SAME_SHARE = 0.9
NO_SPEAKER = re.compile(r"(?!former|retired)\w+(?:ed|ing)\b", re.IGNORECASE)  # 'Asked about the mayor …'
WORD = re.compile(r"\w+")


def find_attribution_groups(
    articles: Sequence[Article],
    person_names: Mapping[PersonKey, str],
    utterances: Mapping[str, Sequence[str]],
) -> list[tuple[str, list[Candidate]]]:
    """Return (first words of the utterance, candidates) for each utterance with speakers in two articles or more."""
    quotations = {q.quotation_id: (article, q) for article in articles for q in article.quotations}
    groups = []
    for _, quotation_ids in sorted(utterances.items()):
        members = [quotations[i] for i in sorted(set(quotation_ids)) if i in quotations]
        found = [c for article, q in members if (c := _candidate(article, q, person_names)) is not None]
        distinct = list({candidate.key: candidate for candidate in found}.values())
        if len({candidate.document_id for candidate in distinct}) > 1:
            groups.append((_subject(members), distinct))
    return groups


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


def _subject(members: Sequence[tuple[Article, LinkedQuotation]]) -> str:
    texts = [" ".join(article.text[q.start : q.end].strip(' “”"').split()) for article, q in members]
    words = max(texts, key=lambda text: (len(text), text)).split()
    shown = " ".join(words[:SUBJECT_WORDS]) + (" …" if len(words) > SUBJECT_WORDS else "")
    return f"“{shown}”: speaker"


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


def _is_person(article: Article, candidate: Candidate) -> bool:
    return any(
        entity.entity_id == candidate.speaker_entity_id and entity.entity_type == "person"
        for entity in article.entities
    )
