import ast
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import flows.clean
from flows.clean.furniture import LIMITS
from flows.clean.lexicon import read_entries
from flows.clean.rule_meanings import FAMILIES, KIND_NAMES, RULES, find_meaning, rule_meaning
from flows.contracts.columns import BLOCK_KINDS

ROOM = Path(flows.clean.__file__).parent
# Where calls of this room take the code of a rule: the position among their arguments.
CODE_POSITIONS = {"Finding": 1, "Label": 2, "_removed": 3, "Window": 2, "_with_repeats": 2, "Opening": 1, "fromkeys": 1}


def codes_in_source() -> Iterator[tuple[str, str]]:
    """Yield each rule code that stands in the room's source, with its module; of a family, '*' and its ending."""
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            values: list[ast.expr | None] = []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                position = CODE_POSITIONS.get(name, len(node.args))
                values = [
                    *node.args[position : position + 1],
                    *(k.value for k in node.keywords if k.arg == "rule_code"),
                ]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                values = [node.value]
            for value in values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                    yield value.value, path.stem
                elif isinstance(value, ast.JoinedStr) and isinstance(value.values[-1], ast.Constant):
                    yield f"*{value.values[-1].value}", path.stem


def test_every_rule_in_the_source_has_a_sentence():
    found = set(codes_in_source())
    silent = [
        (code, module)
        for code, module in found
        if (code[1:] not in FAMILIES if code.startswith("*") else find_meaning(code) is None)
    ]
    assert silent == []
    assert {code for code, _ in found} >= {
        "block_model",
        "edge_sentence",
        "cookie_notice",
        "*_phrase",
        "*_class",
        "inset",
    }


def test_every_kind_that_a_family_of_rules_knows_has_a_name():
    of_markup = {entry.split()[0] for entry in read_entries("class_words")}
    assert {*LIMITS, *of_markup} - set(KIND_NAMES) == set()
    assert set(KIND_NAMES) <= set(BLOCK_KINDS)


@pytest.mark.slow
def test_every_rule_that_worked_on_the_sample_has_a_sentence(sample):
    summary, _ = sample
    codes = set(pq.read_table(summary.snapshot / "core" / "blocks")["rule_code"].to_pylist())
    assert len(codes) > 40
    assert {code for code in codes if find_meaning(code) is None} == set()


def test_the_longest_ending_of_a_family_counts():
    assert find_meaning("share_phrase_inside") == (
        "It has a phrase of the list for share buttons in it, and is as short as these are."
    )


def test_rules_of_other_versions_keep_their_code_and_any_fallback_says_what_it_is():
    assert rule_meaning("rule_of_tomorrow") == "rule_of_tomorrow"
    assert rule_meaning("weather_phrase") == "weather_phrase"
    assert "never left empty" in rule_meaning("fallback_of_tomorrow")


def test_each_sentence_is_one_sentence():
    texts = [*RULES.values(), *FAMILIES.values()]
    assert [text for text in texts if not (text[0].isupper() and text.endswith(".") and ". " not in text)] == []
