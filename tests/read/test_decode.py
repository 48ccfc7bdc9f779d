import pickle

import pytest

from flows.contracts.ids import stable_id
from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem, Reject


def item(payload: bytes, *, is_html: bool = False, known: str | None = None, external_id: str | None = None) -> RawItem:
    return RawItem("a.txt", None, "html" if is_html else "txt", is_html, payload, Given(external_id), known)


def document(raw: RawItem) -> Document:
    found = decode_item(raw)
    assert isinstance(found, Document), found
    return found


def reason(raw: RawItem) -> str:
    found = decode_item(raw)
    assert isinstance(found, Reject)
    assert found.detail.startswith("a.txt")
    return found.reason_code


def test_a_text_is_kept_as_received():
    text = "  Bridge closed\r\n\r\nFor two weeks.\u00a0\n"
    found = document(item(text.encode()))
    assert (found.text, found.encoding, found.html, found.markup) == (text, "utf-8", None, ())
    assert found.byte_count == len(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "The mayor \x1b[31msaid\x1b[0m so.\x07 The bridge stays closed for two weeks, she added.\x0c\x7f",
        "ראש העיר אמר: \u202b“הגשר” (Bridge 7)\u202c ייפתח \u200f5.6.2025\u200e.",
        "قال رئيس البلدية: «الجسر» سيفتح مجددا\u200c.\r\r\n\u2028\u2029\u200b",
        "e\u0301 ≠ é, \ufeff in the middle, \u00ad soft, \U0001f469\u200d\U0001f680 one sign, \ue000, \ufffe",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_control_characters_and_marks_of_direction_are_kept(text, codec):
    found = document(item(text.encode(codec)))
    assert found.text == text


def test_a_page_becomes_its_visible_text_with_its_source_beside():
    source = "<h1>Bridge closed</h1><p>For two weeks.</p>"
    found = document(item(source.encode(), is_html=True))
    assert (found.text, found.html) == ("Bridge closed\n\nFor two weeks.", source)
    assert [found.text[line.start : line.end] for line in found.markup] == ["Bridge closed", "For two weeks."]


def test_a_text_file_that_holds_a_page_is_read_as_a_page():
    page = '<!doctype html><meta charset="koi8-r"><p>Мост закрыт</p>'
    found = document(item(page.encode("koi8-r")))
    assert (found.text, found.encoding, found.source_format) == ("Мост закрыт", "koi8-r (meta charset)", "txt")


def test_a_page_without_a_tag_is_read_as_text():
    found = document(item(b"Bridge closed\n\nFor 2 < 3 weeks.", is_html=True))
    assert (found.text, found.html) == ("Bridge closed\n\nFor 2 < 3 weeks.", None)


@pytest.mark.parametrize("payload", [b"", b" \r\n\t", "\ufeff\u00a0\u200b".encode()])
def test_a_text_of_blank_space_is_empty(payload):
    assert reason(item(payload)) == "empty"


def test_a_page_that_shows_nothing_is_empty():
    assert reason(item(b"<html><body><div id=root></div><script>go()</script>", is_html=True)) == "empty"


def test_binary_data_is_not_text():
    assert reason(item(b"%PDF-1.7")) == "not_text"


def test_text_of_a_container_keeps_the_containers_evidence():
    assert document(item(b"words", known="utf-16-le (bom)")).encoding == "utf-16-le (bom)"


def test_text_of_a_container_that_is_not_utf8_is_detected():
    found = document(item("Die Brücke über die Ahle öffnet später.".encode("cp1252"), known="utf-8"))
    assert (found.text, found.encoding) == ("Die Brücke über die Ahle öffnet später.", "windows-1252 (detected)")


def test_the_id_is_made_of_the_external_id_or_the_place_and_of_the_content():
    plain, named = item(b"words"), item(b"words", external_id="n-1")
    assert document(plain).document_id == stable_id("a.txt", "", plain.sha256)
    assert document(named).document_id == stable_id("n-1", plain.sha256)


def test_an_item_can_be_sent_to_a_worker_and_its_document_back():
    raw = item(b"<p>words", is_html=True)
    assert raw.sha256
    found = document(pickle.loads(pickle.dumps(raw)))
    assert pickle.loads(pickle.dumps(found)) == document(raw)
