import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.header.bylines import find_helpers, is_author_name, split_authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Ruiz", ("Ana Ruiz",)),
        ("By Ana Ruiz and Tom Lee, Political Editor", ("Ana Ruiz", "Tom Lee")),
        ("BY ANA RUIZ & TOM LEE", ("ANA RUIZ", "TOM LEE")),
        ("Written by: Ana Ruiz in Lisbon", ("Ana Ruiz",)),
        ("Ana Ruiz, LISBON", ("Ana Ruiz",)),
        ("Ruiz, Ana", ("Ana Ruiz",)),
        ("Robert Doe, Jr.", ("Robert Doe, Jr.",)),
        ("Von Karl Brandt und Eva Meyer-Kolb", ("Karl Brandt", "Eva Meyer-Kolb")),
        ("Maria Rossi e Luca Verdi", ("Maria Rossi", "Luca Verdi")),
        ("Ana de la Torre", ("Ana de la Torre",)),
        ("Ana Ruiz | 9 March 2031", ("Ana Ruiz",)),
        ("Ana Ruiz &amp; Tom Lee", ("Ana Ruiz", "Tom Lee")),
        ("陳美玲", ("陳美玲",)),
        ("Ana Ruiz Central Europe correspondent", ("Ana Ruiz",)),
        ("Ana Ruiz South-east Asia correspondent", ("Ana Ruiz",)),
        ("By Ana de la Torre Home Affairs Editor", ("Ana de la Torre",)),
        ("Ana Ruiz in Lisbon and Tom Lee", ("Ana Ruiz", "Tom Lee")),
        ("Ana Ruiz in Lisbon and agencies", ("Ana Ruiz",)),
        ("Reporter: Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Lee London", ("Ana Lee London",)),  # without a job, it may be her name
        ("Ana London, reporter", ("Ana London",)),
        ("Ana City reporter", ("Ana City",)),
    ],
)
def test_a_byline_is_split_into_its_names(byline: str, names: tuple[str, ...]) -> None:
    assert split_authors(byline) == names


@pytest.mark.parametrize(
    "byline", ["By Staff", "Staff Writer", "admin", "Editorial team", "Redaktion", "Newsroom", "By", ""]
)
def test_desks_posts_and_accounts_are_no_authors(byline: str) -> None:
    assert split_authors(byline) == ()


@pytest.mark.parametrize(
    "byline",
    [
        "Ana Ruiz @anaruiz",
        "Ana Ruiz (ana.ruiz@post.example)",
        "Ana Ruiz https://post.example/ana",
        "Ana Ruiz, Health Correspondent",
    ],
)
def test_handles_addresses_and_jobs_are_stripped(byline: str) -> None:
    assert split_authors(byline) == ("Ana Ruiz",)


def test_the_outlet_is_not_its_own_author() -> None:
    assert split_authors("The Harbour Post", ["Harbour Post"]) == ()
    assert split_authors("Ana Ruiz, Harbour Post", ["Harbour Post"]) == ("Ana Ruiz",)


def test_an_agency_is_an_author_even_beside_its_own_name() -> None:
    assert split_authors("By Reuters") == ("Reuters",)
    assert split_authors("AFP, LISBON") == ("AFP",)
    assert split_authors("Ana Ruiz The Associated Press") == ("Ana Ruiz",)


def test_small_letters_make_a_name_only_where_an_author_is_declared() -> None:
    assert split_authors("ana ruiz") == ()
    assert split_authors("ana ruiz", is_declared=True) == ("ana ruiz",)


def test_a_name_is_given_once() -> None:
    assert split_authors("Ana Ruiz; Ana Ruiz") == ("Ana Ruiz",)


@pytest.mark.parametrize("text", ["Reporter 7", "What is next?", "a b c d e f", "https://post.example"])
def test_what_cannot_be_a_name_is_refused(text: str) -> None:
    assert not is_author_name(text)


@given(st.text(max_size=60))
def test_names_are_never_empty_or_padded(text: str) -> None:
    assert all(name and name == name.strip() for name in split_authors(text))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ana Ruiz, Reuters", ("Ana Ruiz",)),
        ("Ana Ruiz, Tom Lee, Reuters", ("Ana Ruiz", "Tom Lee", "Reuters")),
        ("By\nAna Ruiz\nPhotographs by\nTom Lee", ("Ana Ruiz",)),
        ("Photography by Tom Lee, words by Ana Ruiz", ("Ana Ruiz",)),
        ("posted on 2031-03-09 23:30 CET by Ana Ruiz", ("Ana Ruiz",)),
        ("Dr Ana Ruiz", ("Dr Ana Ruiz",)),
        ("Mon", ()),
        ("A report by", ()),
        ("Ministry of Trade and Fishery", ()),
        ("Now in our app", ()),
    ],
)
def test_who_only_helped_where_one_works_and_when_are_no_authors(byline: str, names: tuple[str, ...]) -> None:
    assert split_authors(byline) == names


def test_those_who_helped_are_known() -> None:
    assert find_helpers("By Ana Ruiz\nPhotographs by\nTom Lee") == ("Tom Lee",)
    assert find_helpers("By Ana Ruiz") == ()


def test_a_name_of_the_outlet_that_holds_a_joint_is_not_cut_in_two() -> None:
    assert split_authors("Ana Ruiz\nCoast Post & Gazette", ["Post & Gazette"]) == ("Ana Ruiz",)


def test_what_is_left_of_a_longer_name_of_the_outlet_is_no_author() -> None:
    assert split_authors("Harbour Post Lisbon", ["Harbour Post"], is_declared=True) == ()


def test_a_desk_with_a_name_signs_only_where_desks_are_asked_for() -> None:
    assert split_authors("By Harbour Team", takes_desks=True) == ("Harbour Team",)
    assert split_authors("By the team", takes_desks=True) == ()
    assert split_authors("Chief Harbour Officer", takes_desks=True) == ()
