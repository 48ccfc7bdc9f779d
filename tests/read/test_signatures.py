import pytest

from flows.read.signatures import binary_evidence
from tests.read.packers import PACKERS
from tests.read.warc_files import response


def test_text_shows_no_sign_of_binary_data():
    assert binary_evidence("Plain text,\twith a tab\r\nand – dashes.\x0c".encode()) is None


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_wrong_suffix_is_named(suffix):
    assert f"should end in {suffix}" in (binary_evidence(PACKERS[suffix](b"words")) or "")
    assert "should end in .warc" in (binary_evidence(response()) or "")


def test_some_control_characters_in_valid_utf8_are_no_sign():
    text = "\x1b[31mThe café\x1b[0m is open.\x07\x08 It was closed for two weeks, said the mayor.".encode()
    assert binary_evidence(text) is None
    assert binary_evidence(text.replace("é".encode(), b"\xe9")) is not None


def test_control_characters_are_a_sign():
    assert binary_evidence(b"ab\x00\x01\x02cd" * 10) == "43% of its bytes are control characters"


def test_one_stray_control_character_is_none():
    assert binary_evidence(b"a short text\x00") is None
