import io

import pytest

from flows.read.streams import as_utf8


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_marked_stream_is_given_as_utf8_whatever_is_asked_of_it(codec):
    text = "Grünau – 東京 \U0001f600\r\n" * 20_000
    stream, evidence = as_utf8(io.BytesIO(text.encode(codec)))
    assert evidence.startswith(codec[:6])
    assert b"".join(iter(lambda: stream.read(777), b"")).decode() == text


def test_a_stream_without_a_mark_is_given_as_it_is():
    stream, evidence = as_utf8(io.BytesIO(b"caf\xe9"))
    assert (stream.read(), evidence) == (b"caf\xe9", "utf-8")


def test_an_empty_stream_stays_empty():
    assert as_utf8(io.BytesIO(b""))[0].read() == b""
