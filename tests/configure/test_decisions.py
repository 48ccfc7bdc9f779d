"""decisions.toml: what it can say, and what is said of a mistake."""

import re
from datetime import date
from pathlib import Path

import pytest

from flows.configure.decisions import ENTRIES, read_decisions
from flows.configure.toml_files import ConfigurationError, key_names
from flows.contracts.columns import DECISION_ACTIONS
from flows.contracts.decisions import (
    DropDocument,
    MergeEntities,
    NotAContradiction,
    SameOutlet,
    SplitStory,
)

ALL = """
[[decision]]
action = "not_a_contradiction"
values = ["b2", "a1"]
reason = "two different fines"
by = "Ada"
on = 2031-03-16

[[decision]]
action = "merge_entities"
entities = ["Quill", "A. Quill"]
into = "Ada Quill"
type = "person"
reason = "one person"

[[decision]]
action = "split_story"
documents = ["wire/march.jsonl#line 3"]
story = "s1"
reason = "another fire"

[[decision]]
action = "same_outlet"
outlet = "gazette.example"
is = "Harbour Gazette"
reason = "its old address"

[[decision]]
action = "drop_document"
document = "wire/private.txt"
reason = "takedown"
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "decisions.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_action_can_be_said(write):
    decisions = read_decisions(write(ALL))
    assert [decision.decision_id for decision in decisions] == sorted(decision.decision_id for decision in decisions)
    assert {decision.target for decision in decisions} == {
        NotAContradiction(("b2", "a1")),
        MergeEntities(("Quill", "A. Quill"), "Ada Quill", "person"),
        SplitStory(("wire/march.jsonl#line 3",), "s1"),
        SameOutlet("gazette.example", "Harbour Gazette"),
        DropDocument("wire/private.txt"),
    }
    [signed] = [decision for decision in decisions if decision.decided_by]
    assert (signed.reason_text, signed.decided_by, signed.decided_on) == (
        "two different fines",
        "Ada",
        date(2031, 3, 16),
    )


def test_without_a_file_there_is_no_decision(tmp_path):
    assert read_decisions(tmp_path / "decisions.toml") == ()


def test_an_empty_file_holds_no_decision(write):
    assert read_decisions(write("")) == ()


def test_the_id_is_of_the_target_and_not_of_the_note_or_the_order(write):
    [first] = read_decisions(
        write('[[decision]]\naction = "not_a_contradiction"\nvalues = ["a", "b"]\nreason = "x"\nby = "Ada"\n')
    )
    [second] = read_decisions(
        write('[[decision]]\naction = "not_a_contradiction"\nvalues = ["b", "a"]\nreason = "y"\nrelation = "update"\n')
    )
    assert first.decision_id == second.decision_id


DROP = '[[decision]]\naction = "drop_document"\ndocument = "a.txt"\nreason = "takedown"\n'
MISTAKES = {
    '[[decision]]\naction = "drop_documents"\ndocument = "a"\nreason = "r"': "did you mean 'drop_document'?",
    '[[decision]]\nacton = "drop_document"': "decision no. 1 has no key 'acton'; did you mean 'action'?",
    '[[decision]]\nreason = "r"': "lacks the key 'action'",
    '[[decision]]\naction = "drop_document"\ndocument = "a"': "decision no. 1 (drop_document) lacks the key 'reason'",
    '[[decision]]\naction = "drop_document"\ndocument = "a"\nreason = " "': "reason is ' '",
    '[[decision]]\naction = "drop_document"\ndocment = "a"\nreason = "r"': "did you mean 'document'?",
    '[[decision]]\naction = "same_outlet"\noutlet = "a"\nsame_as = "b"\nreason = "r"': "has no key 'same_as'",
    '[[decision]]\naction = "merge_entities"\nentities = []\ninto = "a"\nreason = "r"': "entities is []",
    '[[decision]]\naction = "not_a_contradiction"\nvalues = ["a"]\nreason = "r"': "lacks the key 'values no. 2'",
    '[[decision]]\naction = "not_a_contradiction"\nvalues = ["a", "b"]\nreason = "r"\nrelation = "no"': "is 'no'",
    DROP + 'on = "last week"': "on is 'last week'",
    DROP + "\n" + DROP.replace("takedown", "again"): "decisions no. 1 and no. 2 are about the same",
    '[decision]\naction = "drop_document"': "[[decision]]",
    "[[decisions]]": "there is no section [decisions]; did you mean 'decision'?",
    "decision = [3]": "decision no. 1 is 3",
    "[[decision]": "is no TOML",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_file_entry_and_next_step(write, text):
    path = write(text)
    with pytest.raises(ConfigurationError) as caught:
        read_decisions(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert MISTAKES[text] in message
    assert "\n" not in message


GUIDE = Path(__file__).parents[2] / "docs" / "decisions.md"


def test_the_examples_of_the_guide_can_be_used_and_show_every_action(write):
    examples = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    decisions = read_decisions(write("\n".join(examples)))
    assert {decision.action_code for decision in decisions} == set(DECISION_ACTIONS)


def test_the_guide_names_every_key_of_every_action():
    guide = GUIDE.read_text(encoding="utf-8")
    keys = {key for model in ENTRIES.values() for key in key_names(model)}
    assert [key for key in sorted(keys) if not re.search(rf"^{key} = |`{key}( = [^`]*)?`", guide, re.MULTILINE)] == []
