"""Numbers that name or describe a thing."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.values.expressions import find_expressions


def found(text: str) -> list[tuple[str, str | None]]:
    expressions = find_expressions(text, [Sentence(0, len(text), "body", 0)], None)
    return [(e.kind, e.value_text) for e in expressions]


@pytest.mark.parametrize(
    "text",
    [
        "Its 1920×1080 screen is new.",
        "Its 1920 x 1080 screen is new.",
        "It has 2304 x 1296 pixels.",
        "The 2K indoor camera works.",
        "It shows 4K videos.",
        "It is a 4K model.",
        "She ran a 10K race.",
        "Her 401k plan grew.",
        "It has over 1,2K video courses.",
        "It fell on the 2300 block of Quill Street.",
        "It fell in the 2100 block of Quill Road.",
        "It fell in the 1900-block of Quill Road.",
        "It fell on North 2nd Street.",
        "The 42nd Street mill burned.",
        "It is on the Fifth Avenue.",
        "Call extension 1225.",
        "It needs two-factor authentication.",
        "It has an almost three-dimensional look.",
        "We know what zero waste means.",
        "It set net zero goals.",
        "A zero-emission fleet of vans came.",
        "A 360-degree camera came.",
        "Its 360 camera sells.",
        "It shot clips in 4K.",
        "It sells 4K video kits.",
        "Zero-emission vans came.",
        "It sells zero waste goods.",
        "It fell in the 2300 block of 14th Street.",
        "A 3rd party app came.",
        "A 3rd-party app came.",
        "It opened extension 1998.",
    ],
)
def test_a_number_that_names_or_describes_a_thing_counts_nothing_and_is_no_year(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 4K fans came.", ("count", "4000 fan")),
        ("It is 12 x 8 feet.", ("count", "8 foot")),
        ("Zero new cases came.", ("count", "0 case")),
        ("It turned 360 degrees.", ("count", "360 degree")),
        ("It walled off 23 blocks.", ("count", "23 block")),
        ("The 3rd attempt failed.", ("ordinal", "3")),
        ("The 2nd street fair opened.", ("ordinal", "2")),
        ("A two-step test came.", ("count", "2 step")),
        ("Around 10K have fled.", ("count", "10000")),
        ("Some 12K were at the rally.", ("count", "12000")),
        ("Orlo raised 10K for charity.", ("count", "10000")),
        ("The mill laid off 6K.", ("count", "6000")),
        ("Some 10K video clips were removed.", ("count", "10000 clip")),
        ("It sold 10K camera kits.", ("count", "10000 kit")),
        ("It had zero carbon monoxide deaths.", ("count", "0 death")),
        ("It had zero emissions violations.", ("count", "0 violation")),
        ("Orlo bought 360 cameras.", ("count", "360 camera")),
        ("A total of 360 videos were removed.", ("count", "360 video")),
        ("It sold 360 camera kits.", ("count", "360 kit")),
        ("Orlo met 300 block captains.", ("count", "300 captain")),
        ("It fed 100 block party guests.", ("count", "100 guest")),
    ],
)
def test_numbers_that_count_stay_counts(text, expected):
    assert found(text) == [expected]
