import random

import pytest

from flows.read.encoding import Decoded, decode_bytes
from flows.read.wide_codecs import find_wide_codec
from tests.read.sentences import SENTENCES


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_without_a_mark_is_decoded_in_every_script(language, codec):
    text = SENTENCES[language]
    assert decode_bytes(text.encode(codec)) == Decoded(text, f"{codec} (detected)")


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_with_a_mark_is_decoded_in_every_script(language, codec):
    found = decode_bytes(SENTENCES[language].encode(codec))
    assert found == Decoded(SENTENCES[language], f"{codec}-le (bom)")


def test_noise_is_no_text():
    noise = random.Random(5)
    assert not any(find_wide_codec(noise.randbytes(noise.choice((12, 16, 24, 48)))) for _ in range(2_000))


def test_numbers_in_two_bytes_are_no_text():
    assert find_wide_codec(b"".join(n.to_bytes(2, "little") for n in range(600, 9000, 7))) is None
