"""Who does what to whom in one report, and whether it is done."""

import pytest

from flows.link.facts.acts.report_acts import find_acts, find_verbs
from flows.link.facts.persons import match_persons

PEOPLE = ("Ada Quill", "Quill", "Moor")


@pytest.fixture
def read(writer):
    """The acts of a text: verb, status, who does it, what it is done to."""

    def found(text, *notes, people=PEOPLE, places=("Brenn",)):
        named = [tuple(name for name in names if name in text) for names in (people, places)]
        article = writer.write("d0", text, *notes, people=named[0], places=named[1])
        names = match_persons([article])
        return [
            (
                ("not " if telling.is_denied else "") + telling.status,
                telling.verb.base,
                telling.agent.words if telling.agent else None,
                telling.patient.words if telling.patient else None,
                telling.object_words,
            )
            for telling in find_acts(article, find_verbs(article), names)
        ]

    return found


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The council approved the harbour plan.", "done"),
        ("The council has quietly approved the harbour plan.", "done"),
        ("The council did approve the harbour plan.", "done"),
        ("The council voted to approve the harbour plan.", "done"),
        ("The council will approve the harbour plan.", "planned"),
        ("The council is to approve the harbour plan.", "planned"),
        ("The council is expected to approve the harbour plan.", "planned"),
        ("The council plans to approve the harbour plan.", "planned"),
        ("The council may approve the harbour plan.", "possible"),
        ("The council is likely to approve the harbour plan.", "possible"),
        ("The council will likely approve the harbour plan.", "planned"),
        ("The council would approve the harbour plan.", "proposed"),
        ("The council should approve the harbour plan.", "intended"),
        ("The council did not approve the harbour plan.", "not done"),
        ("The council hasn’t approved the harbour plan.", "not done"),
        ("The council refused to approve the harbour plan.", "not done"),
        ("The council will not approve the harbour plan.", "not planned"),
        ("The council no longer plans to approve the harbour plan.", "not planned"),
        ("The council may refuse to approve the harbour plan.", "not possible"),
        ("The council is unlikely to approve the harbour plan.", "not possible"),
        ("The council never failed to approve the harbour plan.", "done"),
        ("The council is approving the harbour plan.", "ongoing"),
        ("The council has been approving the harbour plan.", "ongoing"),
        ("The council was approving the harbour plan.", "done"),
        ("The council voted 54-46 to approve the harbour plan.", "done"),
        ("The council moved to approve the harbour plan.", "intended"),
        ("The council was forced to approve the harbour plan.", "done"),
        ("The council aims to approve the harbour plan.", "intended"),
        ("The council has the votes to approve the harbour plan.", "intended"),
        ("Last year the council wanted to approve the harbour plan.", "intended"),
    ],
)
def test_helping_verbs_and_plans_tell_the_status(read, sentence, status):
    [(found, *act)] = [act for act in read(sentence) if act[1] == "approve"]
    assert (found, *act) == (status, "approve", act[1], None, "the harbour plan")
    assert status == "intended" or act[1].lower().startswith("the council")


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Nobody signed the pact.", True),
        ("No ships were damaged.", True),
        ("None of the miners survived.", True),
        ("Not a single council approved the plan.", True),
        ("The council approved no plan.", True),
        ("The bomb damaged nothing near the pier.", True),
        ("Not only the council approved the plan.", False),
    ],
)
def test_a_subject_or_an_object_that_is_nobody_denies(read, sentence, denied):
    assert [act[0] for act in read(sentence)] == (["not done"] if denied else ["done"])


@pytest.mark.parametrize("rank", ["was the first", "became the third of its kind", "is the 19th in Brenn"])
def test_the_first_to_do_it_did_it(read, rank):
    [(status, verb, *_, what)] = read(f"The council {rank} to approve the plan.")
    assert (status, verb, what) == ("done", "approve", "the plan")


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The plan was approved.", ("done", "approve", None, "The plan", "")),
        ("The plan has been approved by the council.", ("done", "approve", "the council", "The plan", "")),
        ("The plan approved by the council is dear.", ("done", "approve", "the council", "The plan", "")),
        ("The plan is due to be approved on Monday.", ("planned", "approve", None, "The plan", "")),
        ("Ada Quill resigned.", ("done", "resign", None, "Ada Quill", "")),
        ("Ada Quill, who resigned on Monday, slept.", ("done", "resign", None, "Ada Quill", "")),
        ("The ship’s captain, Ada Quill, sued Moor.", ("done", "sue", "Ada Quill", None, "Moor")),
        ("Ada Quill rose and sued Moor.", ("done", "sue", "Ada Quill", None, "Moor")),
        ("Rain fell, damaging the pier.", ("done", "damage", None, None, "the pier")),
        ("She slept after signing the pact.", ("done", "sign", None, None, "the pact")),
        ("It would leave early, damaging the pier.", ("intended", "damage", None, None, "the pier")),
        ("Moor asked the mayor to sign the pact.", ("intended", "sign", None, None, "the pact")),
        ("The mayor showed the pact that Moor signed.", ("done", "sign", "Moor", "the pact", "")),
        ("It is part of a pact Moor signed on Monday.", ("done", "sign", "Moor", "a pact", "")),
        (
            "The mayor signed late on Monday a pact with Brenn.",
            ("done", "sign", "The mayor", None, "a pact with Brenn"),
        ),
        ("Moor said the mayor signed the pact.", ("done", "sign", "the mayor", None, "the pact")),
        ("The man was arrested and charged with theft.", ("done", "charge", None, "The man", "with theft")),
        ("The guards shot and killed the man.", ("done", "shoot", "The guards", None, "the man")),
        ("The guard who shot the teacher resigned.", ("done", "resign", None, "The guard", "")),
        ("The law which banned the sale of salt was repealed.", ("done", "repeal", None, "The law", "")),
        ("Soldiers backed by tanks captured the pier.", ("done", "capture", "Soldiers", None, "the pier")),
        ("Ada Quill, not Moor, robbed the bank.", ("done", "rob", "Ada Quill", None, "the bank")),
        ("The deputy, the mayor said, signed the pact.", ("done", "sign", "The deputy", None, "the pact")),
        ("Ada Quill, the mayor, signed the pact.", ("done", "sign", "Ada Quill", None, "the pact")),
        ("Ada Quill and Moor signed the pact.", ("done", "sign", None, None, "the pact")),
        ("The pact was approved by a narrow margin.", ("done", "approve", None, "The pact", "")),
        ("The missile hit the harbour.", ("done", "hit", "The missile", None, "the harbour")),
        ("Rain forced the line to close the pier.", ("done", "force", "Rain", None, "the line")),
        ("Ada Quill (of Brenn) signed the pact.", ("done", "sign", "Ada Quill", None, "the pact")),
        ("Ada Quill (D., N.B.) signed the pact.", ("done", "sign", "Ada Quill", None, "the pact")),
        ("Guards stayed in but a short time later evacuated the pier.", ("done", "evacuate", None, None, "the pier")),
        ("The accused robber was arrested.", ("done", "arrest", None, "The accused robber", "")),
        ("They’ll sign the pact.", ("planned", "sign", None, None, "the pact")),
        ("He’d signed the pact.", ("done", "sign", None, None, "the pact")),
        ("Talks were called off.", ("done", "call off", None, "Talks", "")),
    ],
)
def test_who_does_it_and_what_it_is_done_to(read, sentence, act):
    assert act in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The signed pact hung there.",
        "A newly signed pact hung there.",
        "The tax cut was dear.",
        "Nobody was behind closed doors.",
        "It is a council-approved plan.",
        "Did the council approve the plan?",
        "Had the council approved the plan, Moor would know.",
        "If the council approved the plan, nobody knew.",
        "Moor denied that the council approved the plan.",
        "He allegedly signed the pact.",
        "They nearly signed the pact.",
        "They urged that he be jailed.",
        "Police arrested him on Monday.",  # whom, is not told here
        "The fire all but destroyed the barn.",
        "Perhaps the line sold the yard.",
        "Moor claimed the council closed the school.",
        "They do not believe he killed the guard.",
        "There was no evidence that he killed the guard.",
        "It is unclear who killed the guard.",
        "Police have not said who killed the guard.",
        "The army has yet to capture the town.",
        "He was cleared of killing the guard.",
        "Imported cars are taxed.",
        "They wanted expanded checks.",
        "As retired general Moor said, it rained.",
        "The council could not sign the pact.",
        "The signs of spring came.",
    ],
)
def test_what_states_no_act_is_not_read(read, sentence):
    assert read(sentence) == []


def test_what_is_denied_of_one_verb_is_not_told_of_the_next(read):
    assert [act[:2] for act in read("The army did not bomb the town or destroyed the pier.")] == [("not done", "bomb")]


def test_a_sentence_of_verbs_without_end_is_read(read):
    assert read("So " + "sued and " * 2_000 + "signed the pact.")[-1] == ("done", "sign", None, None, "the pact")


def test_what_stands_in_quotation_marks_is_the_speakers(read, writer):
    words = "The council approved the plan"
    assert read(f"“{words},” Ada Quill said.", writer.quotation(words, "Ada Quill", "Ada Quill")) == []
