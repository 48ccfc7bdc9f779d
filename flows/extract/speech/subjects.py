"""Subjects: the noun phrase before a cue verb that says who speaks.

In: a unit and the place of a cue. Out: a range of tokens `(first, after_last)`, or None.
Method: walk from the verb over auxiliaries and adverbs to the end of the phrase, then back to its beginning, which
lies behind the last clause border (a conjunction, another verb, an introductory phrase with its comma). Names in a
list speak jointly (`name_lists.py`). Phrases between commas that describe the person belong to the subject, as
PolNeAR's annotators take it (Newell et al. 2018).
Does not parse: coordinated subjects with verbs in relative clauses may be cut short.
"""

from flows.extract.speech.cues import cue_lexicon
from flows.extract.speech.name_lists import all_names, is_list
from flows.extract.speech.objects import APPROXIMATORS, NUMBERS
from flows.extract.speech.phrases import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_BREAKS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NOMINATIVE,
    OBJECTS_ONLY,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.time_phrases import without_time

TokenRange = tuple[int, int]
INDEFINITES = frozenset("some many most several few both all one each another none neither either others".split())
NEVER_ALONE = DETERMINERS - NOMINATIVE - INDEFINITES
RELATIVES = frozenset({"who", "which", "that"})
PHRASE_LEADS = PREPOSITIONS | DETERMINERS
COMPANY = frozenset("including like along such".split())  # 'the mayors, including Lind,', 'Lind, along with Moe,'
PLACE_PREPOSITIONS = frozenset("of from in at near".split())
DESCRIBING_PARTICIPLES = frozenset(  # 'managing director', 'acting head': no adverbial follows
    "managing acting founding ranking outgoing incoming leading visiting presiding sitting serving supervising".split()
)
PARTICIPLES = frozenset("sent written seen made held led given taken shown drawn put sold kept hidden built".split())
# The limits below are set by judgement; none was tuned on a development set.
SHORTEST_PARTICIPLE = 3  # letters that it has more than: 'Ned' is a name
LONGEST_SUBJECT = 45  # tokens; longer ones are clauses mistaken for a phrase


def verb_group_start(unit: Unit, place: int) -> int:
    """Return the first token of the verb group that ends in the cue at `place`: 'has also said' begins at 'has'."""
    first = place
    while first > 0 and (
        _is_auxiliary(unit, first - 1) or unit.words[first - 1] == "earlier" or is_adverb(unit.tokens[first - 1])
    ):
        first -= 1
    while first < place and is_adverb(unit.tokens[first]) and first == 0:
        first += 1
    return first


def _is_auxiliary(unit: Unit, place: int) -> bool:
    """Return whether an auxiliary stands here; 'May' and 'Will' are a month and a name."""
    is_name = place > 0 and unit.tokens[place].is_name and unit.words[place] in ("may", "will")
    return unit.words[place] in AUXILIARIES and not is_name


def subject_before(unit: Unit, place: int, floor: int = 0) -> TokenRange | None:
    """Return the subject that ends right before the verb group of the cue at `place`."""
    end = without_time(unit, verb_group_start(unit, place), floor)
    end -= end > floor + 1 and unit.words[end - 1] in ("later", "earlier")  # 'Lind later Thursday said'
    if end <= floor:
        contracted = unit.words[end] if end < place else ""
        return (end, end + 1) if "'" in contracted or "’" in contracted else None
    last = unit.words[end - 1]
    if end - 1 > floor and unit.words[end - 2] in NOMINATIVE and is_finite(unit, end - 1):
        # 'the clerk who left said', 'the clerks he met said', but no verb's object as in 'he denied having said'
        is_described = unit.words[end - 2] in RELATIVES or (end - 2 > floor and _ends_phrase(unit, end - 3))
        if not is_described or unit.words[end] == "having":
            return None
    if last in NOMINATIVE:
        return (end - 1, end)
    if last in DASHES:
        opened = next((other for other in range(end - 2, floor, -1) if unit.words[other] in DASHES), None)
        found = subject_before(unit, opened, floor) if opened is not None and opened < end - 2 else None
        return (found[0], end - 1) if found else None  # 'Lind — a clerk from Orre — said'
    start = clause_start(unit, end, floor)
    while start < end - 1 and unit.words[start] in CONJUNCTIONS:
        start += 1
    segments = _segments(unit, start, end)
    has_comma = unit.words[end - 1] == "," or unit.tokens[end - 1].last_mark == ","
    segments = _without_introduction(unit, segments)
    if not segments:
        return None
    found = _with_description(unit, segments, end) if has_comma else _last_phrase(unit, segments)
    if found and not has_comma:
        found = _bare_relative(unit, found) or found
    if found and unit.words[found[0]] in ("who", "which"):
        found = _antecedent(unit, found[0], start) if has_comma else (found[0], found[0] + 1)
    if found is None or found[1] - found[0] > LONGEST_SUBJECT or not _can_be_subject(unit, found):
        return None
    return found


def _ends_phrase(unit: Unit, place: int) -> bool:
    """Return whether a noun stands here, so that the pronoun behind it opens a clause about it."""
    token = unit.tokens[place]
    is_word = not (token.is_mark or token.quoted or is_adverb(token) or token.word in TIME_WORDS)
    return is_word and token.word not in PHRASE_LEADS | SUBORDINATORS and not is_finite(unit, place)


def clause_start(unit: Unit, end: int, floor: int = 0) -> int:
    """Return where the clause begins that `end` lies in, going back to the nearest break."""
    place = end - 1
    while place >= floor:
        token = unit.tokens[place]
        if token.word == ")":  # what stands in brackets is passed over: 'Orre Foods (SIX: ORF)'
            place = next((other for other in range(place, floor - 1, -1) if unit.words[other] == "("), place)
        elif token.word in CLAUSE_BREAKS or token.word == "(" or (token.quoted and closes_clause(unit, place)):
            return place + 1
        place -= 1
    return floor


def closes_clause(unit: Unit, place: int) -> bool:
    """Return whether a quoted passage ends a clause: a mark of punctuation stands inside or right after it."""
    token = unit.tokens[place]
    if token.quoted is None:
        return False
    length = token.quoted.inner_end - token.quoted.inner_start
    after = unit.words[place + 1] if place + 1 < len(unit.words) else "."
    if place > 1 and unit.words[place - 1].endswith("ing") and unit.words[place - 2] == ",":
        return False  # 'Lind, citing "the rain," said'
    return bool(token.last_mark) or length > 60 or after in (",", ".", "…", "?", "!") or after in DASHES


def _bare_relative(unit: Unit, found: TokenRange) -> TokenRange | None:
    """Return 'who' where nothing but adverbials stands between it and the verb: 'the clerk who in March said'."""
    for place in range(found[1] - 1, found[0], -1):
        if is_finite(unit, place):
            return None
        if unit.words[place] in ("who", "which"):
            after = unit.tokens[place + 1] if place + 1 < found[1] else None
            is_bare = after is None or after.word in PREPOSITIONS or after.word in TIME_WORDS or is_adverb(after)
            return (place, place + 1) if is_bare else None
    return None


def _antecedent(unit: Unit, relative: int, floor: int) -> TokenRange | None:
    """Return the name before ', who …,'."""
    end = relative - 1 if relative and unit.words[relative - 1] == "," else relative
    start = end
    while start > floor and unit.tokens[start - 1].is_name:
        start -= 1
    return (start, end) if end > start else None


def _segments(unit: Unit, start: int, end: int) -> list[TokenRange]:
    segments: list[TokenRange] = []
    begin = start
    depth = 0
    for place in range(start, end):
        word = unit.words[place]
        depth += (word in "([") - (word in ")]")
        if word == "," and depth <= 0:
            segments.append((begin, place))
            begin = place + 1
    segments.append((begin, end))
    return [segment for segment in segments if segment[1] > segment[0]]


def _without_introduction(unit: Unit, segments: list[TokenRange]) -> list[TokenRange]:
    while len(segments) > 1 and _is_introduction(unit, segments[0]):
        if _is_interrupted(unit, segments):
            break
        segments = segments[1:]
    return segments


def _is_interrupted(unit: Unit, segments: list[TokenRange]) -> bool:
    """Return whether a subject stands behind a conjunction: 'While the board, including its chair, said'.

    Also where its place is told in two parts: 'after a woman in Oslo, Norway, told him'.
    """
    if len(segments) != 2:
        return False
    (first, last), second = segments
    if unit.words[second[1]] == "," and all_names(unit, second) and _ends_with_place(unit, segments[0]):
        return not SUBORDINATORS.isdisjoint(unit.words[first:last])
    has_verb = any(is_finite(unit, place) for place in range(first, last))
    is_clause = unit.words[first] in SUBORDINATORS and last - first > 1 and not has_verb
    return is_clause and (unit.words[second[0]] in COMPANY or _is_inserted(unit, second))


def _is_introduction(unit: Unit, segment: TokenRange) -> bool:
    first = unit.tokens[segment[0]]
    word = first.word
    if word in SUBORDINATORS or word in PREPOSITIONS or word in TIME_WORDS or word in ADVERBS:
        return True
    if is_adverb(first) or (word.endswith("ly") and word not in ("italy",)):
        return True
    if word.endswith("ing") and not (
        segment[0] + 1 < segment[1] and unit.tokens[segment[0] + 1].is_name and first.is_name and segment[0]
    ):
        return True
    if first.quoted:
        return True
    following = unit.words[segment[0] + 1] if segment[0] + 1 < segment[1] else ""
    if word.endswith("ed") and following in PREPOSITIONS and len(word) > SHORTEST_PARTICIPLE:
        return True  # 'Alarmed by the rain, Lind said'
    return any(is_finite(unit, place) for place in range(*segment)) and not _has_relative(unit, segment)


def _has_relative(unit: Unit, segment: TokenRange) -> bool:
    return any(word in ("who", "whose", "which") for word in unit.words[segment[0] : segment[1]])


def _with_description(unit: Unit, segments: list[TokenRange], end: int) -> TokenRange | None:
    """Return a subject that closes with a comma: a name with its description, or a name before an inserted phrase."""
    inserted = next((i for i in range(1, len(segments)) if _is_inserted(unit, segments[i])), len(segments))
    head = _clean_head(unit, segments[0])
    if head is None:
        return None
    if inserted < len(segments):
        return (head[0], segments[inserted - 1][1])
    return (head[0], end - 1)


def _is_inserted(unit: Unit, segment: TokenRange) -> bool:
    """Return whether a phrase between commas is an adverbial: 'for her part', 'speaking on Monday', 'a day later'."""
    first = unit.tokens[segment[0]]
    if first.word in ("who", "which", "whose", "of") or first.word in COMPANY:
        return False
    if first.word in PREPOSITIONS or (first.word in SUBORDINATORS and first.word != "and") or first.word in TIME_WORDS:
        return True
    is_later = unit.words[segment[1] - 1] in ("later", "earlier", "ago") and segment[1] - segment[0] > 1
    is_participle = first.word.endswith("ing") and first.word not in DESCRIBING_PARTICIPLES
    return is_adverb(first) or is_participle or is_later


def _last_phrase(unit: Unit, segments: list[TokenRange]) -> TokenRange | None:
    """Return a subject that runs up to the verb without a comma, with the list or place it continues."""
    last = _clean_head(unit, segments[-1])
    if last is None:
        return None
    if is_list(unit, segments):
        return (segments[0][0], last[1])
    place = len(segments) - 1
    while place > 0 and last[0] <= segments[place][0] + 1:
        before = segments[place - 1]
        joins_list = unit.words[segments[place][0]] == "and" or (
            place < len(segments) - 1 and before[1] - before[0] <= 6
        )
        joins_place = all_names(unit, segments[place]) and _ends_with_place(unit, before)
        head = _clean_head(unit, before)
        if head is None or not (joins_place or (joins_list and head[0] == before[0])):
            break
        if any(is_finite(unit, other) for other in range(*before)):
            break
        last = (head[0], last[1])
        place -= 1
    return last


def _ends_with_place(unit: Unit, segment: TokenRange) -> bool:
    names = 0
    for place in range(segment[1] - 1, segment[0] - 1, -1):
        if unit.tokens[place].is_name:
            names += 1
            continue
        return names > 0 and unit.words[place] in PLACE_PREPOSITIONS
    return False


def _clean_head(unit: Unit, segment: TokenRange) -> TokenRange | None:
    """Cut what comes before the noun phrase in its segment: conjunctions, adverbials, another clause."""
    start, end = segment
    for place in range(end - 1, start - 1, -1):
        word = unit.words[place]
        if unit.tokens[place].is_name and place > start:
            continue
        if word in SUBORDINATORS and word not in ("and", "or", "who", "whose", "as"):
            start = place + 1
            break
        if word in ("who", "whose") and place > start:
            continue
        if place + 1 < end and _breaks_phrase(unit, place, segment):
            start = place + 1
            break
    while start < end and (
        unit.words[start] in CONJUNCTIONS or unit.words[start] in "()" or _leads_in(unit, start, end)
    ):
        start = _after_lead_in(unit, start, end)
    return (start, end) if start < end else None


def _breaks_phrase(unit: Unit, place: int, segment: TokenRange) -> bool:
    if not is_finite(unit, place) or _is_participle(unit, place, segment[0]):
        return False
    if any(word in ("who", "which", "whose", "that") for word in unit.words[segment[0] : place]):
        return False
    rest = unit.words[place + 1 : segment[1]]
    return not all(word in TIME_WORDS or word in DETERMINERS or word in PREPOSITIONS for word in rest)


def _is_participle(unit: Unit, place: int, first: int) -> bool:
    """Return whether the form belongs to the noun before it: 'A letter sent to the board', not 'He sent to …'."""
    if place + 1 >= len(unit.words) or unit.words[place] not in PARTICIPLES:
        return False
    return place > first + 1 and unit.words[first] in DETERMINERS and unit.words[place + 1] in PREPOSITIONS


def _leads_in(unit: Unit, start: int, end: int) -> bool:
    token = unit.tokens[start]
    is_number = end - start > 1 and (unit.words[start + 1][0].isdigit() or unit.words[start + 1] in NUMBERS)
    if end - start < 2 or (token.word in APPROXIMATORS and is_number):  # 'about three in ten'
        return False
    return (
        token.word in TIME_WORDS
        or token.word in PREPOSITIONS
        or (is_adverb(token) and token.word not in ("both", "all"))
        or token.word == "as"
    )


def _after_lead_in(unit: Unit, start: int, end: int) -> int:
    """Return where the noun phrase begins behind 'On Monday', 'In a speech' or a single adverb."""
    if unit.words[start] not in PREPOSITIONS or _opens_time_clause(unit, start):
        return start + 1
    for place in range(start + 1, end):
        if unit.words[place] in TIME_WORDS and place + 1 < end:
            after = place + 1
            while after < end and (unit.words[after] in TIME_WORDS or unit.words[after][0].isdigit()):
                after += 1
            return after if after < end else place
        starts_phrase = unit.words[place] in DETERMINERS or (
            unit.tokens[place].is_name and not unit.tokens[place - 1].is_name
        )
        if starts_phrase and place > start + 1 and unit.words[place - 1] not in PHRASE_LEADS:
            return place
    return end


def _opens_time_clause(unit: Unit, start: int) -> bool:
    """Return whether a clause begins with this "as": 'even as some of them said', not 'As a clerk Lind said'."""
    following = unit.tokens[start + 1]
    return unit.words[start] == "as" and (following.is_name or following.word in DETERMINERS - {"a", "an"})


def _can_be_subject(unit: Unit, found: TokenRange) -> bool:
    first = unit.tokens[found[0]]
    is_object = first.word in OBJECTS_ONLY and not first.is_name
    is_object = is_object and not (first.word == "her" and found[1] - found[0] > 1)
    if first.is_mark or is_object or _is_auxiliary(unit, found[0]):
        return False
    if found[1] - found[0] == 1 and (first.quoted or first.word in NEVER_ALONE or first.word in PREPOSITIONS):
        return False
    words = unit.words[found[0] : found[1]]
    if first.word == "according" or (len(words) > 1 and words[-1] in PREPOSITIONS and "," not in words):
        return False
    if first.word in ("to", "not"):
        return False
    is_capital = first.is_name and (found[0] or unit.tokens[min(1, len(unit.tokens) - 1)].is_name)
    forms = () if is_capital else cue_lexicon().by_first_word.get(first.word, ())
    is_participle = found[0] == 0 and first.is_name and any(form.shape == "past" for form in forms)  # 'Asked about it'
    return not (is_participle or (forms and is_finite(unit, found[0])))
