"""What a thing came to: 'acquitted of fraud' against 'convicted of fraud', 'was not insured' against 'was insured'.

In: a story's articles. Out: groups of candidates of kind outcome, one an article, over two articles or more that do not
say the same: what one subject did or underwent, told of the same object. What reports tell alike is for `acts`. Method:
a predicate is a form of lexicons/outcomes.txt, or any word that a report of the story denies ('was not', 'did not');
its subject is the entity, or the head noun, that stands before it in its clause, its object the words behind it. Two
sides of a line, or a word and its denial, exclude each other. What it does not do: what is planned, asked or doubted,
what stands in direct quotations and questions, actives beside passives, subjects that a clause leaves out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from flows.extract.annotations import Mention, Sentence
from flows.link.corpus import Article
from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import WEAK_SHARE, Word, body_sentences, find_words, lexicon_lines, stem_of

BORDER = re.compile(r"[,;:()\[\]—–“”\"]")
CLAUSE_WORDS = frozenset(
    "that which who when while because after before as if whether unless although though but and or than".split()
)
RELATIVES = frozenset({"who", "which"})
HEAD_ENDS = frozenset("of in at for from on to with by near over under between against about".split())
PASSIVES = frozenset("was were been is are be wasn't weren't isn't aren't".split())
AUXILIARIES = PASSIVES | frozenset("has have had did do does hasn't haven't hadn't didn't doesn't don't".split())
DENIALS = frozenset("not never wasn't weren't isn't aren't hasn't haven't hadn't didn't doesn't don't".split())
REFUSALS = frozenset("refused declined failed".split())
UNDECIDED = frozenset(
    "will would could may might should must can cannot whether if unless likely expected expects plans planned hopes "
    "wants wanted urged asked called seeks sought due set scheduled about nearly almost reportedly allegedly".split()
)
NO_VERB_BEHIND = frozenset(
    "a an the his her its their our my this that these those of by with for in at on to behind into without as".split()
)
# what somebody believes, asks or doubts is no statement of the report's
DOUBTED_BY = frozenset({"that", "whether", "if", "unless", "because", "than", "as"})
BELIEFS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells|believe\w*|claim\w*|assert\w*|insist\w*|argu\w+|alleg\w+|suggest\w*|den(?:y|ie\w+)|"
    r"add(?:ed|s)|th(?:ink|inks|ought)|feels?|felt|call(?:s|ed|ing)|conclud\w+|report\w*)\b"
)
NOT_QUITE = frozenset("only just yet necessarily entirely fully simply merely".split())
PAST = frozenset("was were did had wasn't weren't didn't hadn't".split())
PERFECT = frozenset("has have had hasn't haven't hadn't".split())
DENIED = re.compile(r"\b(?:not|never|\w+n['’]t)\b")
OBJECT_WORDS = 8
SAME_OBJECT_SHARE = 0.6
APPOSITIONS = 2  # pieces between commas that are looked back to for a subject

Subject = tuple[str, str]  # 'person', 'entity' or 'noun', and which


class _Form(NamedTuple):
    """A predicate by its stems: what it is a side of, what the two sides are called, whether it needs no object."""

    stems: tuple[str, ...]
    first_word: str
    line: str
    is_first: bool
    sides: tuple[str, str]
    stands_alone: bool

    @property
    def is_any_word(self) -> bool:
        """Whether it is no form of the lexicon but a word that some report denies."""
        return self.line == self.stems[0]


class _Lexicon(NamedTuple):
    """Forms by their first stem, what finds a sentence that may hold one, and stems that are never opposed."""

    forms: Mapping[str, Sequence[_Form]]
    pattern: re.Pattern[str]
    unopposed: frozenset[str]


@dataclass(frozen=True)
class _Telling:
    """A predicate with its subject and object, as one report tells it."""

    form: _Form
    is_first: bool
    stands_alone: bool
    subject: Subject
    is_passive: bool
    is_perfect: bool  # 'has pleaded' may be long ago
    object_stems: frozenset[str]
    object_names: frozenset[str]
    object_numbers: frozenset[str]
    subject_words: str
    object_words: str
    candidate: Candidate

    def is_of_one(self, other: "_Telling") -> bool:
        """Return whether both tell of one object."""
        if self.is_passive != other.is_passive or self.is_perfect != other.is_perfect:
            return False
        if self.object_numbers and other.object_numbers and self.object_numbers != other.object_numbers:
            return False  # 'won stage 11' and 'won stage 17'
        if not self.object_stems or not other.object_stems:
            is_bare = not self.object_stems and not other.object_stems
            return is_bare and not self.object_names ^ other.object_names and self.stands_alone
        if self.object_names and other.object_names and self.object_names.isdisjoint(other.object_names):
            return False
        shared = len(self.object_stems & other.object_stems)
        return shared >= SAME_OBJECT_SHARE * min(len(self.object_stems), len(other.object_stems))


def find_outcome_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each outcome that two articles or more tell of."""
    denied = {stem for article in articles for stem in _denied_stems(article)}
    told: dict[tuple[str, Subject], list[_Telling]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.document_id):
        for telling in _find_tellings(article, denied, person_names):
            told[telling.form.line, telling.subject].append(telling)
    groups = []
    for _, tellings in sorted(told.items()):
        if len({telling.is_first for telling in tellings}) == 1:
            continue  # told alike: an act
        for group in _join(tellings):
            chosen = _one_each(group)
            if len({telling.is_first for telling in chosen}) > 1:
                subject = " … ".join(filter(None, (chosen[0].subject_words, chosen[0].object_words)))
                groups.append((f"{subject}: outcome", [telling.candidate for telling in chosen]))
    return groups


def told_within_a_day(a: Article, b: Article) -> bool:
    """Return whether two reports are of one time: what is rejected today may be approved next week."""
    days = a.published_on, b.published_on
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= 1


@cache
def _lexicon() -> _Lexicon:
    forms: dict[str, list[_Form]] = defaultdict(list)
    words, unopposed, is_forms = set(), set(), True
    for line in lexicon_lines("outcomes.txt"):
        if line.startswith("["):
            is_forms = False
        elif not is_forms:
            unopposed |= {stem_of(word) for word in line.split()}
        else:
            sides = [[p.split() for p in side.split(";") if p.strip()] for side in line.removeprefix("*").split("|")]
            called = " ".join(sides[0][0]), " ".join(sides[1][0])
            for is_first, phrases in zip((True, False), sides, strict=True):
                for phrase in phrases:
                    words.add(phrase[0])
                    stems = tuple(map(stem_of, phrase))
                    forms[stems[0]].append(_Form(stems, phrase[0], line, is_first, called, line.startswith("*")))
    for found in forms.values():
        found.sort(key=lambda form: -len(form.stems))
    prefixes = sorted({re.escape(word[:4]) for word in words})
    return _Lexicon(forms, re.compile(rf"\b(?:{'|'.join(prefixes)})\w*", re.IGNORECASE), frozenset(unopposed))


def _denied_stems(article: Article) -> Iterator[str]:
    """Yield the stem of each word that the report denies."""
    for sentence in body_sentences(article):
        if DENIED.search(article.text, sentence.start, sentence.end):
            words = find_words(article.text, sentence.start, sentence.end)
            printed = _printed(article.text, words)
            for at, word in enumerate(printed):
                if word in DENIALS and (word != "not" or (at and printed[at - 1] in AUXILIARIES)):
                    ahead = _predicate_after(printed, words, at)
                    if ahead is not None and words[ahead].stem not in _lexicon().unopposed:
                        yield words[ahead].stem


def _predicate_after(printed: Sequence[str], words: Sequence[Word], at: int) -> int | None:
    """Return the place of the first word of weight behind a denial, its helping verbs and adverbs left out."""
    for ahead in range(at + 1, min(at + 4, len(words))):
        if printed[ahead] in AUXILIARIES or printed[ahead].endswith("ly"):
            continue
        is_word = words[ahead].strength > WEAK_SHARE and not words[ahead].is_name and printed[ahead].isalpha()
        return ahead if is_word else None
    return None


def _find_tellings(article: Article, denied: set[str], person_names: Mapping[PersonKey, str]) -> Iterator[_Telling]:
    text, lexicon = article.text, _lexicon()
    prefixes = "|".join(sorted({re.escape(stem[:4]) for stem in denied}))
    of_denied = re.compile(rf"\b(?:{prefixes})\w*", re.IGNORECASE) if denied else None
    for sentence in body_sentences(article):
        is_told = lexicon.pattern.search(text, sentence.start, sentence.end) or (
            of_denied and of_denied.search(text, sentence.start, sentence.end)
        )
        if not is_told or text[sentence.start : sentence.end].rstrip(' ”"').endswith("?"):
            continue
        clause = _Reader(article, sentence, person_names)
        for at, word in enumerate(clause.words):
            form = _form_at(clause.words, at)
            if form is None and word.stem in denied:
                printed = clause.printed[at]
                sides = (printed, f"not {printed}")
                form = _Form((word.stem,), printed, word.stem, is_first=True, sides=sides, stands_alone=True)
            telling = clause.read(form, at) if form else None
            if telling:
                yield telling


def _form_at(words: Sequence[Word], at: int) -> _Form | None:
    for form in _lexicon().forms.get(words[at].stem, ()):
        if tuple(word.stem for word in words[at : at + len(form.stems)]) == form.stems:
            return form
    return None


def _printed(text: str, words: Sequence[Word]) -> list[str]:
    return [text[word.start : word.end].lower().replace("’", "'") for word in words]


class _Reader:
    """A sentence, and what its clauses say of a predicate in them."""

    def __init__(self, article: Article, sentence: Sentence, person_names: Mapping[PersonKey, str]) -> None:
        self.article, self.sentence, self.person_names = article, sentence, person_names
        self.words = find_words(article.text, sentence.start, sentence.end)
        self.printed = _printed(article.text, self.words)

    def read(self, form: _Form, at: int) -> _Telling | None:
        """Return what the sentence tells by the predicate at a place; None where it is no statement of the report's."""
        last = at + len(form.stems)
        first = self._clause_start(at)
        verb = self._verb_start(first, at)
        helping = self.printed[verb:at]
        if self._is_no_statement(first, at, last) or (form.is_any_word and not self._is_past(helping, at)):
            return None
        found = self._subject(first, verb)
        if found is None or self._is_quoted(at):
            return None
        subject, printed = found
        is_passive = not PASSIVES.isdisjoint(helping)
        is_denied = not (DENIALS | REFUSALS).isdisjoint(helping)
        objects = self._object(last, is_passive=is_passive)
        is_base = is_denied and not is_passive  # 'did not sign', 'refused to sign'
        if not (form.is_any_word or is_base or self.printed[at] == form.first_word) or self._is_open(
            last, helping, objects
        ):
            return None
        end = objects[-1].end if objects else self.words[last - 1].end
        if len(self.article.text[self.words[verb].start : end].split()) > MOST_VALUE_WORDS:
            return None
        is_first = form.is_first != is_denied
        candidate = Candidate(
            document_id=self.article.document_id,
            start=self.words[verb].start,
            end=end,
            slot_kind="outcome",
            value_text=form.sides[not is_first],
            sentence_start=self.sentence.start,
            sentence_end=self.sentence.end,
            context={},
        )
        return _Telling(
            form=form,
            is_first=is_first,
            stands_alone=form.stands_alone and (not form.is_any_word or is_passive),
            subject=subject,
            is_passive=is_passive,
            is_perfect=not PERFECT.isdisjoint(helping),
            object_stems=frozenset(w.stem for w in objects if w.strength > WEAK_SHARE and not w.is_name),
            object_names=frozenset(w.stem for w in objects if w.is_name and w.stem not in CALENDAR_STEMS),
            object_numbers=frozenset(w.stem for w in objects if w.stem[0].isdigit()),
            subject_words=printed,
            object_words=self.article.text[objects[0].start : objects[-1].end] if objects else "",
            candidate=candidate,
        )

    def _clause_start(self, at: int) -> int:
        """Return the place of the first word of the clause that a word stands in."""
        for place in range(at - 1, -1, -1):
            if self.printed[place] in CLAUSE_WORDS or self._has_border(place, place + 1):
                return place + 1
        return 0

    def _has_border(self, one: int, other: int) -> bool:
        return BORDER.search(self.article.text, self.words[one].end, self.words[other].start) is not None

    def _verb_start(self, first: int, at: int) -> int:
        """Return where the helping verbs, denials and adverbs before a predicate begin."""
        place = at
        while place > first and (
            self.printed[place - 1] in AUXILIARIES | DENIALS | REFUSALS | {"to", "also", "then", "later"}
            or self.printed[place - 1].endswith("ly")
        ):
            place -= 1
        return place

    def _is_open(self, last: int, helping: Sequence[str], objects: Sequence[Word]) -> bool:
        """True for 'aid approved by the council', which is no verb, and 'declined to comment'."""
        told = [word.stem for word in objects if word.strength > WEAK_SHARE]
        return (not helping and self.printed[last : last + 1] == ["by"]) or not _lexicon().unopposed.isdisjoint(
            told[:1]
        )

    def _is_past(self, helping: Sequence[str], at: int) -> bool:
        """True for 'was not insured' and 'insured': what is, rather than was, and what it is like, is opinion."""
        if PASSIVES.isdisjoint(helping) and not DENIALS.isdisjoint(helping):
            return not PAST.isdisjoint(helping)
        is_participle = self.printed[at].endswith(("ed", "en"))
        return is_participle and (not helping or not PAST.isdisjoint(helping))

    def _is_no_statement(self, first: int, at: int, last: int) -> bool:
        """True for what is undecided, believed or not quite denied, for 'a rejected bid', 'to reject', 'rejecting'."""
        before = self.printed[first:at]
        opener = self.printed[first - 1] if first and not self._has_border(first - 1, first) else ""
        if at and self.article.text[self.words[at - 1].end : self.words[at].start] == "-":
            return True  # 'a city-backed plan'
        if opener in DOUBTED_BY or before[:1] == ["had"] or BELIEFS.search(" ".join(before)):
            return True
        if not NOT_QUITE.isdisjoint(self.printed[max(first, at - 2) : last + 2]):
            return True
        if not UNDECIDED.isdisjoint(before) or self.printed[at].endswith("ing"):
            return True
        previous = before[-1] if before else ""
        is_refusal = previous == "to" and len(before) > 1 and before[-2] in REFUSALS
        return previous in NO_VERB_BEHIND and not is_refusal

    def _is_quoted(self, at: int) -> bool:
        place = self.words[at].start
        return any(
            quotation.kind == "direct" and any(part.start <= place < part.end for part in quotation.content)
            for quotation in self.article.quotations
        )

    def _subject(self, first: int, verb: int) -> tuple[Subject, str] | None:
        """Return the subject before a verb in its clause, or before a comma ahead of the clause, and its words."""
        if verb > first:
            return self._head(first, verb)
        last = first
        for _ in range(APPOSITIONS):
            if last and self.printed[last - 1] in RELATIVES:
                last -= 1
            elif last == 0 or not self._has_border(last - 1, last):
                return None
            start = self._clause_start(last - 1) if last else 0
            if start < last:
                return self._head(start, last)
            last = start
        return None

    def _head(self, first: int, last: int) -> tuple[Subject, str] | None:
        printed = self.article.text[self.words[first].start : self.words[last - 1].end]
        cut = next((at for at in range(first + 1, last) if self.printed[at] in HEAD_ENDS), last)
        head = self.words[cut - 1]
        mention = self._mention_at(head)
        if mention is not None:
            name = self.person_names.get((self.article.document_id, mention.entity_id))
            return (("person", name), name) if name is not None else (("entity", mention.entity_id), printed)
        is_noun = head.strength > 0 and not head.is_name and self.printed[cut - 1].isalpha()
        return (("noun", head.stem), printed) if is_noun else None

    def _mention_at(self, word: Word) -> Mention | None:
        for mention in self.article.mentions:
            if mention.start <= word.start < mention.end:
                return mention
        return None

    def _object(self, last: int, *, is_passive: bool) -> list[Word]:
        """Return the words behind a predicate up to the end of its clause, without days and who did it."""
        found: list[Word] = []
        for at in range(last, min(last + OBJECT_WORDS, len(self.words))):
            ends = self.printed[at] in CLAUSE_WORDS or (is_passive and self.printed[at] == "by")
            if ends or self._has_border(at - 1, at) or self.words[at].stem in CALENDAR_STEMS:
                break
            found.append(self.words[at])
        while found and found[-1].strength == 0:
            found.pop()
        return found


def _join(tellings: Sequence[_Telling]) -> Iterator[list[_Telling]]:
    """Yield the tellings of one subject by what they tell it of, each in the first group that all fit."""
    groups: list[list[_Telling]] = []
    for telling in tellings:
        fitting = next((group for group in groups if all(telling.is_of_one(other) for other in group)), None)
        if fitting is None:
            groups.append([telling])
        else:
            fitting.append(telling)
    yield from groups


def _one_each(group: Sequence[_Telling]) -> list[_Telling]:
    """Return the first telling of each report; none of a report that has it both ways."""
    by_report: dict[str, list[_Telling]] = defaultdict(list)
    for telling in group:
        by_report[telling.candidate.document_id].append(telling)
    chosen = [found[0] for found in by_report.values() if len({telling.is_first for telling in found}) == 1]
    if not chosen or not chosen[0].form.is_any_word:
        return chosen
    # reports print 'signed' and 'did not sign': one word for both
    word = min((telling.form.sides[0] for telling in chosen), key=lambda printed: (len(printed), printed))
    values = {True: word, False: f"not {word}"}
    return [replace(t, candidate=replace(t.candidate, value_text=values[t.is_first])) for t in chosen]
