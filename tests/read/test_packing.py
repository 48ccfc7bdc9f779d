import io
import random

import pytest

from flows.read.packing import BrokenPackingError, open_unpacked, unpack
from flows.read.walk import PACKINGS
from tests.read.packers import PACKERS

SUFFIXES = sorted(PACKERS)
# Noise does not pack, so that a place in the packed bytes is about the same place in the unpacked ones.
NOISE = random.Random(7).randbytes(300_000)
WORDS = b"The bridge was closed for three hours. " * 20_000


def unpacked(packed: bytes, suffix: str) -> tuple[bytes, str]:
    """Return what can be read, and the problem if there was one."""
    stream, out = open_unpacked(io.BytesIO(packed), PACKINGS[suffix]), b""
    try:
        while chunk := stream.read(1000):
            out += chunk
    except BrokenPackingError as error:
        return out, str(error)
    return out, ""


def test_there_is_a_packer_for_each_way_of_packing():
    assert set(PACKERS) == set(PACKINGS)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [b"", b"x", NOISE, WORDS])
def test_what_was_packed_comes_back(suffix, data):
    assert unpacked(PACKERS[suffix](data), suffix) == (data, "")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_frames_one_after_another_are_one_file(suffix):
    packed = b"".join(PACKERS[suffix](part) for part in (NOISE[:70_000], b"", NOISE[70_000:]))
    assert unpacked(packed, suffix) == (NOISE, "")


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_zeros_after_a_frame_are_padding(suffix):
    assert unpacked(PACKERS[suffix](b"one") + bytes(512) + PACKERS[suffix](b"two") + bytes(8), suffix) == (
        b"onetwo",
        "",
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_other_bytes_after_a_frame_are_damage(suffix):
    out, problem = unpacked(PACKERS[suffix](NOISE) + b"other bytes", suffix)
    assert out == NOISE
    assert problem


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("cut", [1, 3, 9, 60])
def test_a_file_cut_short_is_broken_and_what_is_whole_in_it_is_kept(suffix, cut):
    whole, packed = PACKERS[suffix](NOISE), PACKERS[suffix](WORDS)
    out, problem = unpacked(whole + packed[:-cut], suffix)
    assert problem
    assert out.startswith(NOISE)
    assert (NOISE + WORDS).startswith(out)


# bzip2 unpacks whole blocks of up to 900,000 bytes; Zstandard has no checksum and takes changed bytes for good.
@pytest.mark.parametrize("suffix", [".gz", ".xz"])
@pytest.mark.parametrize("place", [70_000, 150_001, 299_000])
def test_all_before_the_place_of_a_damage_is_given(suffix, place):
    packed = PACKERS[suffix](NOISE)
    out, problem = unpacked(
        packed[:place] + bytes(255 - b for b in packed[place : place + 64]) + packed[place + 64 :], suffix
    )
    assert problem
    assert out[: place - 70_000] == NOISE[: place - 70_000]


def test_bytes_unpacked_in_the_same_step_as_the_damage_are_given():
    good, bad = PACKERS[".gz"](b"good " * 100), PACKERS[".gz"](b"bad " * 100)
    out, problem = unpacked(good + bad[:30] + b"\xff" * 20, ".gz")
    assert problem
    assert out.startswith(b"good " * 100 + b"bad ")


def test_each_piece_says_which_frame_it_comes_from():
    first, second = PACKERS[".gz"](WORDS), PACKERS[".gz"](b"end")
    pieces = list(unpack(io.BytesIO(first + second), "gz"))
    assert {piece.frame_offset for piece in pieces} == {0, len(first)}
    assert [piece.frame_offset for piece in pieces if piece.begins_frame] == [0, len(first)]
    assert max(len(piece.data) for piece in pieces) <= 1 << 16


def test_the_place_of_a_broken_frame_is_told():
    first = PACKERS[".gz"](b"one")
    with pytest.raises(BrokenPackingError) as raised:
        list(unpack(io.BytesIO(first + b"no frame"), "gz"))
    assert raised.value.offset == len(first)


def test_a_failing_disk_is_not_taken_for_a_broken_file():
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        list(unpack(Failing(b"x"), "zst"))
