import pytest

from flows.extract.header.outlets import (
    abbreviation_in,
    bears_domain,
    clean_outlet_name,
    domain_of,
    is_domain,
    is_spelled_by,
    spells_out,
    undotted_name,
    without_tagline,
)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.post.example/a?b=1", "post.example"),
        ("http://edition.post.co.uk:8080/a", "post.co.uk"),
        ("news.post.example", "post.example"),
        ("POST-ONLINE.INFO", "post-online.info"),
        ("https://harbour.wordpress.com/a", "harbour.wordpress.com"),
        ("co.uk", None),
        ("Harbour Post", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_registered_domain_is_taken(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain


def test_a_name_may_be_a_domain() -> None:
    assert is_domain("POST-ONLINE.INFO")
    assert not is_domain("Harbour Post")


def test_furniture_around_a_name_is_stripped() -> None:
    assert clean_outlet_name("  Harbour   Post |") == "Harbour Post"
    assert clean_outlet_name("@harbourpost") is None
    assert clean_outlet_name("https://www.post.example/") == "post.example"
    assert clean_outlet_name("--") is None


def test_a_domain_as_a_name_loses_a_countrys_ending_only() -> None:
    assert undotted_name("Post.co.uk") == "Post"
    assert undotted_name("Post.com") == "Post.com"
    assert undotted_name("post.co.uk") == "post.co.uk"


def test_a_full_name_bears_the_domain_that_abbreviates_it() -> None:
    assert bears_domain("Morgen-Zeitung", "mz.example")
    assert bears_domain("Börsenpost", "boersenpost.example")
    assert not bears_domain("Harbour Council", "mz.example")
    assert not bears_domain("Morgen-Zeitung 24", "mz.example")


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("The Harbour Post", "harbourpost.example"),
        ("The North Harbour Post", "nhpost.example"),
        ("The Harbour Post", "theharbourpost.example"),
        ("Die Börsenpost", "boersenpost.example"),
        ("Post of the Coast", "poc.example"),
    ],
)
def test_a_domain_spells_a_name_whole_or_by_the_beginnings_of_its_words(name: str, domain: str) -> None:
    assert is_spelled_by(name, domain)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Harbour Post News", "harbourpost.example"),
        ("Harbour Post", "post.example"),
        ("HP Home", "hp.example"),
        ("Harbour", "harb.example"),
        ("Post.example", "post.example"),
    ],
)
def test_a_domain_does_not_spell_a_name_with_other_words(name: str, domain: str) -> None:
    assert not is_spelled_by(name, domain)


def test_a_full_name_spells_out_an_abbreviation_with_generic_words_beside_it() -> None:
    assert spells_out("Harbour Post", "HP")
    assert spells_out("Society of the Harbour Post", "SHP News")
    assert spells_out("Harbour Post Online", "HP ONLINE")
    assert spells_out("Stone Zeitung", "STZ")
    assert not spells_out("Harbour Council", "HP")
    assert not spells_out("Harbour Post", "HP Valley")
    assert not spells_out("HP Online", "HP")
    assert not spells_out("HA Post", "HP")
    assert spells_out("HARBOUR POST", "HP")
    assert not spells_out("harbour prices", "HP")


def test_an_abbreviation_is_a_short_word_in_capitals() -> None:
    assert [abbreviation_in(name) for name in ("HP News", "Hp", "HP Valley", "HARBOUR", "News")] == [
        "HP",
        None,
        None,
        None,
        None,
    ]


def test_a_motto_beside_the_name_that_the_domain_spells_is_left_out() -> None:
    assert without_tagline("Harbour Post - News of the Coast", "harbourpost.example") == "Harbour Post"
    assert without_tagline("All of the Coast | Harbour.de", "harbour.de") == "Harbour"
    assert without_tagline("Harbour.de", "harbour.de") == "Harbour.de"
    assert without_tagline("Post - News of the Coast", "harbourpost.example") == "Post - News of the Coast"
    assert without_tagline("HP - Harbour Post", "hp.example") == "HP - Harbour Post"
