"""Which speakers of one utterance can be held side by side."""

import pytest

from flows.link.speech.told_speakers import is_last_name


@pytest.mark.parametrize("phrase", ["Quill", "Mrs. Quill", "Attorney General Quill", "Parker", "Mrs. Potter"])
def test_a_name_with_a_title_at_most_is_a_last_name(phrase):
    assert is_last_name(phrase)


@pytest.mark.parametrize(
    "phrase", ["Officials", "Police", "Norland Police", "Teachers", "It", "She", "the Norland Democrat", "a baker", ""]
)
def test_what_opens_a_sentence_with_a_capital_is_no_last_name(phrase):
    assert not is_last_name(phrase)
