"""Whether a report states what a clause tells, and whether it denies it by its subject or its object.

In: a view of a sentence and where a clause and a verb in it stand. Out: yes or no. No statement is what stands under a
condition, what somebody doubts, fears or only claims, what is asked, also indirectly ('it is unclear who …'), and what
few or hardly any did. No parser, English only.
"""

from flows.link.facts.acts.parties import SPEECH
from flows.link.facts.acts.sentence_views import SentenceView
from flows.link.facts.acts.statuses import DENIALS, PRONOUNS
from flows.link.facts.predicates import DETERMINERS

CONDITIONS = frozenset({"if", "whether", "unless", "than"})
DOUBT_ADVERBS = frozenset(
    "allegedly reportedly falsely purportedly supposedly probably apparently presumably possibly perhaps maybe".split()
)
# they govern the clause behind them: 'denied that', 'fears that', 'no evidence that', 'claimed the'
DOUBTS = frozenset(
    "alleged alleges allegation allegations claim claims claimed claiming suspect suspects suspected accused accuses "
    "accusing denied denies denying deny dispute disputed disputes reject rejected rejects dismissed dismisses refuted "
    "refutes doubt doubts doubted doubting fear fears feared worry worries worried hope hopes hoped wish wishes wished "
    "rumour rumours rumor rumors speculation suggestion suggestions suggested suggests theory theories notion lie lies "
    "myth prove imagine suppose pretended".split()
)
QUESTION_WORDS = frozenset("who what which how why when where".split())
BEFORE_QUESTION = frozenset(
    "unclear clear known know knows knew ask asks asked asking wonder wonders investigating investigate determine said "
    "say saying see saw decide learn told tell find out about of over on into is was explain revealed disclosed".split()
)
GOVERNING_REACH = 8  # words before a clause that may govern it, by judgement
NONE_OF = frozenset({"no", "none", "nobody", "neither", "nothing", "nowhere"})
HARDLY = frozenset("few hardly barely scarcely".split())
QUANTITIES = frozenset("a one single all every everyone everybody".split())  # behind 'not'
SUBJECT_OPENING = 3  # words in which a subject says that it is nobody


def is_stated(view: SentenceView, first: int, start: int, at: int) -> bool:
    """Return whether a clause is a statement: it begins at `first`, the verbs that help its verb at `start`."""
    opener = view.printed[first - 1] if first and not view.has_border(first - 1) else ""
    clause = view.printed[first:at]
    if opener in CONDITIONS or not CONDITIONS.isdisjoint(clause) or clause[:1] == ["had"]:
        return False
    if not DOUBT_ADVERBS.isdisjoint(clause) or not HARDLY.isdisjoint(clause):
        return False
    if opener == "but" and first > 1 and view.printed[first - 2] == "all":
        return False  # 'all but destroyed'
    if opener in QUESTION_WORDS and first > 1 and view.printed[first - 2] in BEFORE_QUESTION:
        return False
    return not (_is_doubted_inside(view, first, start) or _is_governed(view, first, opener))


def is_denied_by_parties(view: SentenceView, first: int, start: int, last: int) -> bool:
    """Return whether the subject or the object is nobody or nothing: 'no ship sank', 'killed nobody'."""
    opening = view.printed[first : min(start, first + SUBJECT_OPENING)]
    is_of_none = not NONE_OF.isdisjoint(opening) or (opening[:1] == ["not"] and not QUANTITIES.isdisjoint(opening[1:]))
    return is_of_none or view.printed[last : last + 1] in (["no"], ["none"], ["nobody"], ["nothing"], ["neither"])


def _is_doubted_inside(view: SentenceView, first: int, start: int) -> bool:
    """True for 'Moor claimed the council closed it', 'nobody believes the council closed it'."""
    for place in range(first + 1, start - 1):
        is_denied = view.printed[place] in SPEECH and any(map(_denies, view.printed[first:place]))
        is_verb = is_denied or (view.printed[place] in DOUBTS and view.printed[place - 1] not in DETERMINERS)
        behind = view.printed[place + 1]
        is_subject = behind in DETERMINERS or behind in PRONOUNS or view.named[place + 1] is not None
        if is_verb and is_subject:
            return True
    return False


def _is_governed(view: SentenceView, first: int, opener: str) -> bool:
    """True where what stands before 'that', or 'of' and a verb in -ing, doubts or denies what follows."""
    if opener not in ("that", "of", "how", "whether"):
        return False
    begin = max(view.clause_start(first - 1), first - 1 - GOVERNING_REACH) if first > 1 else 0
    governing = view.printed[begin : first - 1]
    return any(word in DOUBTS or _denies(word) for word in governing)


def _denies(word: str) -> bool:
    return word in DENIALS or word in NONE_OF or word == "cannot" or word.endswith("n't")
