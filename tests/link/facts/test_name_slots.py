"""Who is named for an office, and by whom."""

import pytest

from flows.link.facts.name_slots import find_name_groups
from flows.link.facts.persons import match_persons

FILLER = " Rain fell on the hills. Nobody slept well."


@pytest.fixture
def groups(writer):
    def found(*texts):
        articles = [
            writer.write(
                f"d{number}",
                text + FILLER,
                *([writer.role("mayor", "Ada Quill", "mayor")] if "mayor" in text else []),
                people=("Ada Quill",) if "Quill" in text else (),
            )
            for number, text in enumerate(texts)
        ]
        return find_name_groups(articles, match_persons(articles))

    return found


def test_a_person_whom_one_report_leaves_out_is_a_fact(groups):
    [(subject, candidates)] = groups("Ada Quill, the mayor, sang.", "Ada Quill danced.", "A dog barked.")
    assert subject == "mayor Ada Quill: name"
    assert [candidate.document_id for candidate in candidates] == ["d0", "d1"]


def test_a_person_whom_all_name_or_who_has_no_role_is_not(groups):
    assert groups("Ada Quill, the mayor, sang.", "Ada Quill danced.") == []
    assert groups("Ada Quill sang.", "Ada Quill danced.", "A dog barked.") == []
