"""Datelines at the head of a sentence."""

import time

import pytest

from flows.extract.speech.datelines import behind_dateline


@pytest.mark.parametrize(
    "line",
    [
        "ORRE — ",
        "ORRE CITY, Norland — ",
        "ORRE, Norland (NP) -- ",
        "ORRE, Oct. 11, 2025 (NP) - ",
        "South Vell (Reuters) – ",
        "Orre (UP), Jan 29 (NP) ",
        "ORRE, Mar 9: ",
        "ORRE CITY—",
    ],
)
def test_a_dateline_is_stepped_over(line: str) -> None:
    text = line + "The dam will hold, the mayor said."
    assert text[behind_dateline(text, 0, len(text)) :] == "The dam will hold, the mayor said."


@pytest.mark.parametrize(
    "text",
    [
        "NASA — the space agency — said no.",
        "NASA said the dam — all of it — will hold.",
        "Mara Lind (Green) - she runs the dam - said no.",
        "Mara Lind (Green) — who runs the dam.",
        "The dam — an old one.",
        "ORRE —",
    ],
)
def test_a_name_with_an_aside_is_no_dateline(text: str) -> None:
    assert behind_dateline(text, 0, len(text)) == 0


@pytest.mark.parametrize("text", ["A" * 50_000, "AA, " * 20_000, "AB (" * 20_000, "A. B. C. D. 1 2 3, " * 5_000])
def test_a_long_line_of_capitals_is_read_in_no_time(text: str) -> None:
    begun = time.perf_counter()
    behind_dateline(text, 0, len(text))
    assert time.perf_counter() - begun < 0.2
