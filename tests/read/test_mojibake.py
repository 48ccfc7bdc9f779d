import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem
from flows.read.field_names import Record
from flows.read.mojibake import repair_mojibake
from flows.read.rows import take_given
from tests.read.sentences import SENTENCES

LANGUAGES = ["en", "de", "fr", "es", "pt", "is", "sv", "fi", "pl", "cs", "hu", "hr", "tr", "ru", "el", "ja", "zh", "ko"]


def misread(text: str, codec: str) -> str:
    """Return UTF-8 as it comes out when it is read in another code page; bytes that have no sign stay as they are."""
    return "".join(
        bytes([byte]).decode(codec) if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_misread_once_or_twice_is_repaired(language, codec):
    text = SENTENCES[language]
    assert repair_mojibake(misread(text, codec)) == text
    assert repair_mojibake(misread(misread(text, codec), codec)) == text


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_that_was_read_well_stays(language):
    assert repair_mojibake(SENTENCES[language]) == SENTENCES[language]


def test_only_the_lines_that_are_mojibake_change():
    good, bad = "“Très bien”, said Ångström\u00a0…  \r", "The cafÃ© isnâ€™t open"
    assert repair_mojibake(f"{good}\n{bad}\n\n{good}") == f"{good}\nThe café isn’t open\n\n{good}".replace(
        "\u0085", "\u0085"
    )


def test_nothing_else_is_tidied():
    text = "ﬁne “quotes” ﬀ Ⅷ １２３ \u2028 &amp; &eacute; \x1b[31mred\x1b[0m \ufeff e\u0301 cafÃ©"
    assert repair_mojibake(text) == text.replace("cafÃ©", "café")


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "À côté", "déjà »", "naïve…", "«Â»", "Ā£", "The letter Â, and Ã", "l’été”"]
)
def test_letters_that_only_look_like_it_stay(text):
    assert repair_mojibake(text) == text


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_stays(text):
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("known", [None, "utf-8"])
def test_a_repair_is_named_in_the_encoding(known):
    found = decode_item(RawItem("a.txt", None, "txt", False, "The cafÃ© isnâ€™t open".encode(), Given(), known))
    assert isinstance(found, Document)
    assert (found.text, found.encoding) == ("The café isn’t open", "utf-8 (mojibake repaired)")


def test_what_is_written_beside_a_text_is_repaired_and_addresses_are_not():
    fields: dict[str, object] = {
        "title": "The cafÃ©",
        "author": "JosÃ©",
        "url": "https://example.org/cafÃ©",
        "id": "cafÃ©",
    }
    assert take_given(Record(fields), "supplied").values == {
        "title": "The café",
        "author": "José",
        "url": "https://example.org/cafÃ©",
        "external_id": "cafÃ©",
    }
