import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.encoding import Decoded, NotDecoded, decode_bytes, looks_like_html, mend

SENTENCE = "Der Bürgermeister von Grünau öffnete die Brücke über die Ahle. "


def decoded(payload: bytes, *, is_markup: bool = False) -> Decoded:
    result = decode_bytes(payload, is_markup=is_markup)
    assert isinstance(result, Decoded), result
    return result


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff"):
        assert decoded(text.encode()).text == text


@pytest.mark.parametrize(
    ("mark", "codec", "evidence"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le (bom)"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be (bom)"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le (bom)"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark, codec, evidence):
    assert decoded(mark + SENTENCE.encode(codec)) == Decoded(SENTENCE, evidence)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_told_by_its_nuls(codec):
    assert decoded(SENTENCE.encode(codec)) == Decoded(SENTENCE, f"{codec} (detected)")


def test_line_ends_stay():
    assert decoded(b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_page_is_believed_about_its_charset():
    page = '<html><head><meta charset="windows-1251"></head><p>Мост закрыт</p>'
    assert decoded(page.encode("cp1251"), is_markup=True) == Decoded(page, "windows-1251 (meta charset)")


def test_iso_8859_1_in_a_page_means_windows_1252():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Très bien”</p>'
    assert decoded(page.encode("cp1252"), is_markup=True) == Decoded(page, "windows-1252 (meta charset)")


def test_utf8_wins_over_a_wrong_declaration():
    page = '<meta charset="iso-8859-1"><p>Brücke</p>'
    assert decoded(page.encode(), is_markup=True) == Decoded(page, "utf-8")


def test_plain_text_is_not_believed_about_a_charset():
    text = 'He wrote <meta charset="koi8-r"> in: “Grünau”.'
    assert decoded(text.encode("cp1252")).text == text


def test_single_broken_bytes_do_not_cost_the_other_characters():
    result = decoded(SENTENCE.encode() * 4 + b"\xff end")
    assert result == Decoded(SENTENCE * 4 + "\ufffd end", "utf-8 (broken bytes replaced)")


def test_a_character_cut_at_the_end_of_the_file_is_a_broken_byte():
    assert decoded("It costs 5 €".encode()[:-1]) == Decoded("It costs 5 \ufffd", "utf-8 (broken bytes replaced)")


def test_a_foreign_letter_at_the_end_is_no_cut_character():
    assert decoded("They met in a café".encode("cp1252")) == Decoded("They met in a café", "windows-1252 (detected)")


def test_a_nul_in_a_text_is_replaced_and_named():
    assert decoded(b"Tower\x00Bridge and some more text") == Decoded(
        "Tower\ufffdBridge and some more text", "utf-8 (nul replaced)"
    )


def test_halves_of_a_pair_are_joined_and_lone_ones_replaced():
    assert mend("a\ud83d\ude00b\ud83dc", "utf-8") == Decoded("a\U0001f600b\ufffdc", "utf-8 (lone surrogate replaced)")


@pytest.mark.parametrize(
    "payload", [b"%PDF-1.7 stream", b"\x89PNG\r\n", b"PK\x03\x04abc", bytes(range(256)) * 4, b"\x1f\x8b\x08rest"]
)
def test_binary_data_is_no_text(payload):
    result = decode_bytes(payload)
    assert isinstance(result, NotDecoded)
    assert result.reason_code == "not_text"


def test_bytes_of_no_encoding_are_undecodable():
    result = decode_bytes(bytes(range(128, 256)) * 4)
    assert isinstance(result, NotDecoded)
    assert result.reason_code == "undecodable"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_and_the_text_can_be_stored(payload):
    result = decode_bytes(payload, is_markup=True)
    if isinstance(result, Decoded):
        assert result.text.encode("utf-8").decode("utf-8") == result.text
        assert "\x00" not in result.text
    else:
        assert result.reason_code in ("not_text", "undecodable")


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>x", "\n <html lang=en>", "<?xml version='1.0'?>\n<!-- made -->\n<!doctype HTML>"]
)
def test_a_page_is_known_by_its_beginning(text):
    assert looks_like_html(text)


@pytest.mark.parametrize("text", ["", "The tag <html> opens a page.", "<p>fragment</p>", "<!-- x -->"])
def test_other_texts_are_not_taken_for_pages(text):
    assert not looks_like_html(text)


def test_a_page_that_begins_with_many_comments_is_told_at_once():
    assert not looks_like_html("<!--a--> " * 400)
    assert looks_like_html("<?xml version='1.0'?> <!--a--> <!-- > b --> <!DOCTYPE html>")
