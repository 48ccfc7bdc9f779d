import pytest

from flows.extract.header.titles import choose_dek, choose_title, strip_site


@pytest.mark.parametrize(
    "title",
    [
        "Harbour reopens after storm | Daily Post",
        "Harbour reopens after storm - Daily Post",
        "Daily Post - Harbour reopens after storm",
    ],
)
def test_the_name_of_the_site_is_cut(title: str) -> None:
    assert strip_site(title, {"dailypost"}) == "Harbour reopens after storm"


def test_a_dash_inside_a_headline_stays() -> None:
    assert strip_site("Harbour reopens - but ferries wait", {"dailypost"}) == "Harbour reopens - but ferries wait"


def test_the_heading_on_the_page_beats_the_title_for_search_engines() -> None:
    assert (
        choose_title(["Harbour reopening news: what to know"], ["Harbour reopens after two days"], [])
        == "Harbour reopens after two days"
    )


def test_the_name_of_the_site_is_never_the_title() -> None:
    assert (
        choose_title(["Harbour reopens after storm | Daily Post"], ["Daily Post"], ["Daily Post"])
        == "Harbour reopens after storm"
    )


def test_of_several_headings_the_one_nearest_to_the_title_is_taken() -> None:
    headings = ["Most read stories", "Harbour reopens after storm"]
    assert choose_title(["Harbour reopens after the storm"], headings, []) == "Harbour reopens after storm"


def test_a_kicker_run_together_with_the_heading_is_cut() -> None:
    heading = "Storm on the coastHarbour reopens after two days"
    assert choose_title(["Harbour reopens after two days"], [heading], []) == "Harbour reopens after two days"


def test_a_page_that_calls_nothing_its_title_has_none() -> None:
    assert choose_title([], [], ["Daily Post"]) is None


def test_a_description_that_repeats_the_title_is_no_dek() -> None:
    assert (
        choose_dek(["Harbour reopens", "Ferries run again from Monday"], "Harbour reopens")
        == "Ferries run again from Monday"
    )
    assert choose_dek(["Harbour reopens"], "Harbour reopens") is None


def test_the_whole_description_beats_the_one_cut_short() -> None:
    assert choose_dek(["Ferries run again…", "Ferries run again from Monday"], None) == "Ferries run again from Monday"


def test_a_heading_that_ends_in_the_declared_title_gives_that_title() -> None:
    titles = ["Harbour reopens after two days", "Storm: Harbour reopens | Daily Post"]
    assert choose_title(titles, ["Storm on the coast Harbour reopens after two days"], []) == titles[0]


def test_what_differs_before_the_same_words_is_a_kicker() -> None:
    titles = ["After the storm: Harbour reopens on Friday", "Daily Post"]
    headings = ["On the coast - Harbour reopens on Friday"]
    assert choose_title(titles, headings, ["Daily Post"]) == "Harbour reopens on Friday"


def test_what_a_longer_title_adds_to_a_shorter_one_is_no_heading() -> None:
    titles = ["The harbour reopens", "Notes from the quay: The harbour reopens"]
    assert choose_title(titles, ["Notes from the quay"], []) == "The harbour reopens"


def test_a_paragraph_set_as_heading_is_no_title() -> None:
    titles = ["Harbour reopens after two days | Daily Post"]
    assert choose_title(titles, ["harbour " * 40], ["Daily Post"]) == "Harbour reopens after two days"


def test_the_site_behind_an_unspaced_title_is_cut() -> None:
    assert strip_site("港は金曜日に再開した-海岸新聞", set()) == "港は金曜日に再開した"


def test_a_description_that_stops_inside_a_sentence_gives_way_to_its_full_form() -> None:
    whole = "Ferries run again from Monday, the port says."
    assert choose_dek(["Ferries run again from", whole], None) == whole


def test_of_two_titles_that_the_page_shows_the_first_heading_decides() -> None:
    titles = ["Ferries wait for calmer seas", "Harbour reopens after storm", "Daily Post"]
    headings = ["Harbour reopens after storm", "Ferries wait for calmer seas"]
    assert choose_title(titles, headings, []) == "Harbour reopens after storm"
