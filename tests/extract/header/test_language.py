import pytest

from flows.extract.header.language import detect_language, language_of_tag


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour reopened on Friday after two days of storms, the port authority said.", "en"),
        ("Der Hafen ist am Freitag nach zwei Sturmtagen wieder geöffnet worden, teilte die Behörde mit.", "de"),
        ("El puerto reabrió el viernes tras dos días de temporal, informó la autoridad portuaria.", "es"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "Port", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25"])
def test_too_few_letters_have_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_a_tag_gives_its_language() -> None:
    assert [language_of_tag(tag) for tag in ("en-GB", "pt_BR", " de ", "english", "")] == ["en", "pt", "de", None, None]
