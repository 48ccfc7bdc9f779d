"""Who does something, and what it is done to.

In: a view of a sentence and the place of a verb. Out: the subject before the verb, the agent behind a passive, and the
words of the object. Method: the head of a noun phrase stands before its first preposition; a verb behind 'who' or
'which' has the noun before it, one behind 'and' the subject of the verb before; a name is whom it names. No parser,
English only.
"""

from flows.link.facts.acts.sentence_views import CLAUSE_WORDS, Party, SentenceView
from flows.link.facts.acts.statuses import HELPING
from flows.link.facts.acts.verbs import verbs_at
from flows.link.facts.predicates import DETERMINERS, may_be_verb

PREPOSITIONS = frozenset(
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
JOINTS = frozenset({"and", "but"})
SPEECH = frozenset("said says told tells added believes reported reports announced".split())
TIME_WORDS = frozenset("last this next earlier late early ago today tonight yesterday tomorrow".split())
DAY_OPENINGS = TIME_WORDS | {"on"}
OBJECT_WORDS = 10
AGENT_WORDS = 6
NEAR_WORDS = 4  # a relative's noun and a passive's 'by' stand this near
APPOSITIONS = 3  # pieces between commas that are looked back over for a subject


def find_subject(view: SentenceView, first: int, verb: int) -> Party | None:
    """Return the subject of a verb at `verb` whose clause begins at `first`; None where none is found."""
    if verb > first:
        return _head(view, first, verb)
    last = first
    for _ in range(APPOSITIONS):
        if last == 0:
            return None
        if not view.has_border(last - 1) and view.printed[last - 1] in RELATIVES:
            return _noun_before(view, last - 1)
        if view.printed[last - 1] in JOINTS:
            return _joint_subject(view, last - 1)
        if not view.has_border(last - 1):
            return None
        start = view.clause_start(last - 1)
        at = start if view.printed[start + 1 : start + 2] == ["by"] else _first_verb(view, start, last)
        if at is None and start < last:
            return _head(view, start, last)
        if at is not None and at > start:
            return find_subject(view, start, at)
        last = start  # 'the ship, run by Moor and built in Brenn, sank'
    return None


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

    They end where the clause does, or where place and time begin.
    """
    first = end = _behind_day(view, last)
    for at in range(first, min(first + OBJECT_WORDS, len(view.words))):
        is_end = view.printed[at] in CLAUSE_WORDS or view.printed[at] in ADJUNCTS or view.is_of_calendar(at)
        if is_end or view.has_border(at - 1):
            break
        end = at + 1
    while end > first and (view.words[end - 1].strength == 0 or _is_loose(view, first, end - 1)):
        end -= 1
    return range(first, end)


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
    is_border = at > by + 1 and view.has_border(at - 1)
    return is_border or word in CLAUSE_WORDS or word in PREPOSITIONS or word in TIME_WORDS or word in HELPING


def _joint_subject(view: SentenceView, joint: int) -> Party | None:
    """Return the subject of the verb before an 'and'."""
    start = view.clause_start(joint)
    at = _first_verb(view, start, joint)
    return find_subject(view, start, at) if at is not None else None


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
    if view.printed[first] not in PREPOSITIONS:
        spoken = next((at for at in range(first + 1, last - 1) if view.printed[at] in SPEECH), None)
        if spoken is not None:
            return _head(view, spoken + 1, last)
        cut = next((at for at in range(first + 1, last) if view.printed[at] in PREPOSITIONS), last)
    return _party_at(view, cut - 1, first, last)


def _party_at(view: SentenceView, place: int, first: int, last: int) -> Party | None:
    """Return the party whose head stands at a place or, where days and the like stand there, before it."""
    while place >= first and (
        view.is_of_calendar(place) or view.printed[place] in TIME_WORDS or view.printed[place] in PREPOSITIONS
    ):
        place -= 1
    if place < first:
        return None
    named = view.named[place]
    if named is not None:
        return named
    head = view.words[place]
    is_verb = view.printed[place].endswith("ed")
    is_pronoun = view.printed[place].partition("'")[0] in PRONOUNS
    if head.strength == 0 or is_verb or is_pronoun or not view.printed[place][0].isalpha():
        return None
    begin = place
    while begin > first and view.printed[begin] not in DETERMINERS and view.printed[begin - 1] not in PREPOSITIONS:
        begin -= 1
    has_of = place + 1 < last and view.printed[place + 1] == "of"
    end = min(place + 1 + NEAR_WORDS, last) if has_of else place + 1
    return Party("noun", head.stem, view.text_of(begin, end))
