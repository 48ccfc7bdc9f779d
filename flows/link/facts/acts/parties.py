"""Who does something, and what it is done to.

In: a view of a sentence and the place of a verb. Out: the subject before the verb, the agent behind a passive, and the
words of the object. Method: the head of a noun phrase stands before its first preposition; a verb behind 'who' or
'which' has the noun before it, one behind 'and' the subject of the verb before; a name is whom it names. No parser,
English only.
"""

from flows.link.facts.acts.sentence_views import CLAUSE_WORDS, Party, SentenceView
from flows.link.facts.acts.statuses import BE, HAVE, HELPING, MODALS
from flows.link.facts.acts.verbs import verbs_at
from flows.link.facts.predicates import DETERMINERS, may_be_verb
from flows.link.facts.subjects import stem_of

# a noun phrase ends before them: more than the prepositions of `predicates`, which ask for a verb
PHRASE_ENDS = frozenset(
    "of in at for from on to with by near over under between against about into onto as than like without upon "
    "through during amid among despite after before behind".split()
)
# they end an object: what follows is where, when or how
ADJUNCTS = frozenset(
    "in at during after before since until amid near outside inside by despite following within because while when as "
    "around from".split()
)
RELATIVES = frozenset({"who", "which", "that"})
PRONOUNS = frozenset("i you he she it we they this that these those there one".split())
HELPERS = BE | HAVE | MODALS
JOINTS = frozenset({"and", "but"})
SPEECH = frozenset(
    "said says say told tells added believes believe believed think thinks thought hopes hoped knows knew fears feared "
    "reported reports announced announces suggests suggested insists insisted argues argued".split()
)
INSERTED = frozenset("not like unlike along together including especially namely".split())  # open what is put in
# neither do acts: 'by a margin', 'a short time later'
MEASURES = frozenset(
    "margin vote votes midnight noon day night end morning evening dawn majority time week month year hour "
    "minute".split()
)
TIME_WORDS = frozenset("last this next earlier late early ago today tonight yesterday tomorrow".split())
DAY_OPENINGS = TIME_WORDS | {"on"}
MEASURE_STEMS = frozenset(map(stem_of, MEASURES))
# by judgement
OBJECT_WORDS = 10
AGENT_WORDS = 6
NEAR_WORDS = 4  # a relative's noun and a passive's 'by' stand this near
APPOSITIONS = 3  # pieces between commas that are looked back over for a subject


def find_subject(view: SentenceView, first: int, verb: int, *, joints: int = APPOSITIONS) -> Party | None:
    """Return the subject of a verb at `verb` whose clause begins at `first`; None where none is found.

    `joints`: how many verbs joined by 'and' are looked back over.
    """
    if verb > first:
        if _is_behind_relative(view, first, verb):
            return _noun_before(view, first - 1)
        return None if _is_of_two(view, first) else _head(view, first, verb)
    last = first
    for _ in range(APPOSITIONS):
        while last > 0 and ")" in view.gap(last - 1):
            last = _bracket_start(view, last)
        if last == 0:
            return None
        if not view.has_border(last - 1) and view.printed[last - 1] in RELATIVES:
            return _noun_before(view, last - 1)
        if view.printed[last - 1] in JOINTS:
            return _joint_subject(view, last - 1, joints) if joints else None
        if not view.has_border(last - 1):
            return None
        start = view.clause_start(last - 1)
        if start == last or _is_inserted(view, start, last):
            last = start
            continue
        before = view.named[start - 1] if start else None
        if before is not None and view.printed[start] in DETERMINERS:
            return before  # 'Quill, the mayor, signed'
        at = start if view.printed[start + 1 : start + 2] == ["by"] else _first_verb(view, start, last)
        if at is None:
            return _head(view, start, last)
        if at > start:
            return find_subject(view, start, at, joints=joints - 1) if joints else None
        last = start  # 'the ship, run by Moor and built in Brenn, sank'
    return None


def _bracket_start(view: SentenceView, last: int) -> int:
    """Return the place of the first word of the brackets that end before `last`."""
    return next((place for place in range(last - 1, 0, -1) if "(" in view.gap(place - 1)), 0)


def _is_inserted(view: SentenceView, start: int, last: int) -> bool:
    """True for what is put in between a subject and its verb: ', not Moor,', ', 32,', ', of Brenn,', ', Moor said,'."""
    opening = view.printed[start]
    is_of_words = opening in INSERTED or opening in PHRASE_ENDS or opening[0].isdigit()
    return is_of_words or view.printed[last - 1] in SPEECH


def _is_behind_relative(view: SentenceView, first: int, verb: int) -> bool:
    """True for 'the officer who shot the teacher resigned', whose verb is none of the relative's."""
    if first < 2 or view.has_border(first - 1) or view.printed[first - 1] not in (*RELATIVES, "whose"):
        return False
    is_clause = view.printed[first - 2] in SPEECH or _first_verb(view, first - 2, first - 1) is not None  # 'said that'
    return not is_clause and _first_verb(view, first, verb) is not None


def _is_of_two(view: SentenceView, first: int) -> bool:
    """True for 'Quill and Moor signed', which neither did alone."""
    if first < 2 or view.has_border(first - 1) or view.printed[first - 1] != "and" or view.named[first] is None:
        return False
    return view.named[first - 2] is not None and _first_verb(view, view.clause_start(first - 1), first - 1) is None


def find_agent(view: SentenceView, last: int) -> Party | None:
    """Return who a passive that ends before `last` is done by; None where it does not say."""
    for at in range(last, min(last + NEAR_WORDS, len(view.words))):
        if view.has_border(at - 1):
            return None
        if view.printed[at] == "by":
            end = at + 1
            while end < min(at + 1 + AGENT_WORDS, len(view.words)) and not _ends_agent(view, end, at):
                end += 1
            return _head(view, at + 1, end) if end > at + 1 else None
    return None


def find_object(view: SentenceView, last: int) -> range:
    """Return the places of the words that an act is done to, given where its verb ends.

    They end where the clause does, where place and time begin, or another verb. 'Shot and killed the man' has one
    object for both.
    """
    first = end = _behind_day(view, last)
    if view.printed[first : first + 1] in (["and"], ["or"]) and not view.has_border(first - 1):
        joined = next((verb for verb in verbs_at(view.printed, first + 1) if verb.form == "past"), None)
        return find_object(view, first + 1 + joined.word_count) if joined else range(first, first)
    for at in range(first, min(first + OBJECT_WORDS, len(view.words))):
        is_end = view.printed[at] in CLAUSE_WORDS or view.printed[at] in ADJUNCTS or view.is_of_calendar(at)
        if is_end or view.has_border(at - 1) or (at > first and _begins_verb(view, at)):
            break
        end = at + 1
    while end > first and (view.words[end - 1].strength == 0 or _is_loose(view, first, end - 1)):
        end -= 1
    return range(first, end)


def _begins_verb(view: SentenceView, at: int) -> bool:
    """True for a helping verb, and for 'to' before a verb of an act."""
    word = view.printed[at]
    if word == "to":
        return any(verb.form == "base" for verb in verbs_at(view.printed, at + 1))
    return word in HELPERS


def find_antecedent(view: SentenceView, first: int) -> Party | None:
    """Return what a relative clause that begins at a place is told of: 'the pact that the mayor signed'."""
    is_relative = first > 1 and not view.has_border(first - 1) and view.printed[first - 1] in ("that", "which")
    return _noun_before(view, first - 1) if is_relative else None


def find_bare_antecedent(view: SentenceView, first: int, verb: int) -> tuple[Party, Party] | None:
    """Return who does it and what it is told of in 'the pact Moor signed'; None where no noun stands before a name."""
    party = view.named[verb - 1] if verb > first else None
    if party is None:
        return None
    place = verb - 1
    while place > first and view.named[place - 1] == party:
        place -= 1
    is_noun = place > first and view.words[place - 1].strength > 0 and view.gap(place - 1) == " "
    if not is_noun or view.printed[place - 1] in SPEECH or _first_verb(view, place - 1, place) is not None:
        return None
    noun = _party_at(view, place - 1, first, place)
    return (party, noun) if noun is not None else None


def _behind_day(view: SentenceView, last: int) -> int:
    """Return where an object may begin: behind the day in 'signed on Monday the pact'."""
    at = last
    while at < len(view.words) and not view.has_border(at - 1) and view.printed[at] in DAY_OPENINGS:
        at += 1
    is_day = at < len(view.words) and not view.has_border(at - 1) and view.is_of_calendar(at)
    is_followed = is_day and at + 1 < len(view.words) and view.gap(at) == " "
    return at + 1 if is_followed and (view.printed[at + 1] in DETERMINERS or view.words[at + 1].is_name) else last


def _is_loose(view: SentenceView, first: int, place: int) -> bool:
    """True for what does not end an object: 'shortly', 'today', and 'saying' unless it is 'the saying'."""
    word = view.printed[place]
    if word in TIME_WORDS or word.endswith("ly"):
        return True
    return word.endswith(("ing", "ed")) and place > first and view.printed[place - 1] not in DETERMINERS


def _ends_agent(view: SentenceView, at: int, by: int) -> bool:
    word = view.printed[at]
    if word in CLAUSE_WORDS or word in PHRASE_ENDS or word in TIME_WORDS or word in HELPING:
        return True
    return at > by + 1 and (view.has_border(at - 1) or _first_verb(view, at, at + 1) is not None)


def _joint_subject(view: SentenceView, joint: int, joints: int) -> Party | None:
    """Return the subject of the verb before an 'and'."""
    start = view.clause_start(joint)
    at = _first_verb(view, start, joint)
    return find_subject(view, start, at, joints=joints - 1) if at is not None else None


def _first_verb(view: SentenceView, first: int, last: int) -> int | None:
    """Return the place of the first word that may be a verb."""
    for at in range(first, last):
        is_name = view.words[at].is_name or view.named[at] is not None
        if not is_name and (may_be_verb(view.article.text, view.words, at) or _is_act_verb(view, at)):
            return at
    return None


def _is_act_verb(view: SentenceView, at: int) -> bool:
    return any(verb.form != "base" for verb in verbs_at(view.printed, at))


def _noun_before(view: SentenceView, place: int) -> Party | None:
    """Return the noun right before a 'who' or 'which'."""
    if place == 0:
        return None
    return _party_at(view, place - 1, max(view.clause_start(place - 1), place - NEAR_WORDS), place)


def _head(view: SentenceView, first: int, last: int) -> Party | None:
    """Return the head of the noun phrase that the words from `first` to before `last` are."""
    cut = last
    if view.printed[first] not in PHRASE_ENDS:
        spoken = next((at for at in range(first + 1, last - 1) if view.printed[at] in SPEECH), None)
        if spoken is not None:
            return _head(view, spoken + 1, last)
        cut = next((at for at in range(first + 1, last) if _ends_head(view, at)), last)
    return _party_at(view, cut - 1, first, last)


def _ends_head(view: SentenceView, at: int) -> bool:
    """True for a preposition, and for 'banning' and 'backed' behind a noun that they are told of."""
    word = view.printed[at]
    if word in PHRASE_ENDS:
        return True
    is_participle = word.endswith(("ing", "ed")) and not view.words[at].is_name and view.named[at] is None
    is_behind_noun = view.words[at - 1].strength > 0 and view.printed[at - 1] not in DETERMINERS
    return is_participle and is_behind_noun and any(verb.form != "base" for verb in verbs_at(view.printed, at))


def _party_at(view: SentenceView, place: int, first: int, last: int) -> Party | None:
    """Return the party whose head stands at a place or, where days and the like stand there, before it."""
    while place >= first and view.named[place] is None and _is_no_head(view, place):
        place -= 1
    if place < first:
        return None
    named = view.named[place]
    if named is not None:
        return named
    head = view.words[place]
    if head.stem in MEASURE_STEMS:
        return None
    is_pronoun = view.printed[place].partition("'")[0] in PRONOUNS
    if head.strength == 0 or is_pronoun or not view.printed[place][0].isalpha():
        return None
    begin = place
    while begin > first and view.printed[begin] not in DETERMINERS and view.printed[begin - 1] not in PHRASE_ENDS:
        begin -= 1
    has_of = place + 1 < last and view.printed[place + 1] == "of"
    end = min(place + 1 + NEAR_WORDS, last) if has_of else place + 1
    return Party("noun", head.stem, view.text_of(begin, end))


def _is_no_head(view: SentenceView, place: int) -> bool:
    """True for a day, a preposition, 'last', and 'backed' of 'soldiers backed by tanks'."""
    word = view.printed[place]
    is_participle = word.endswith("ed") and not view.words[place].is_name
    return is_participle or view.is_of_calendar(place) or word in TIME_WORDS or word in PHRASE_ENDS
