from flows.read.signatures import binary_evidence


def test_text_shows_no_sign_of_binary_data():
    assert binary_evidence("Plain text,\twith a tab\r\nand – dashes.\x0c".encode()) is None


def test_a_wrong_suffix_is_named():
    assert "should end in .gz" in (binary_evidence(b"\x1f\x8b\x08\x00") or "")


def test_control_characters_are_a_sign():
    assert binary_evidence(b"ab\x00\x01\x02cd" * 10) == "43% of its bytes are control characters"


def test_one_stray_control_character_is_none():
    assert binary_evidence(b"a short text\x00") is None
