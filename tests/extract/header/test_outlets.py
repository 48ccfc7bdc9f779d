import pytest

from flows.extract.header.outlets import bears_domain, clean_outlet_name, domain_of, is_domain, undotted_name


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
