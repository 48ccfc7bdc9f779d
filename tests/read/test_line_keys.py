from flows.read.documents import Document, Given
from flows.read.line_keys import keyed_lines
from flows.read.sites import own_address, site_text


def test_equal_words_have_one_key_whatever_their_capitals_and_marks():
    first, second, other = (
        keyed_lines(text)[0].key for text in ("Share this – now!", " share THIS now", "Share it now")
    )
    assert first == second != other


def test_lines_stand_in_their_text_and_those_without_letters_are_left_out():
    text = "\n Menu \n12\n***\nПогода\u2028天气"
    assert [text[line.start : line.end] for line in keyed_lines(text)] == ["Menu", "Погода", "天气"]


def test_a_site_is_the_given_outlet_else_the_given_address_else_the_one_a_page_names():
    html = "<head><meta property='og:url' content='https://example.org/a?b=1&amp;c=2'></head>"
    page = Document("d", "a.html", None, "html", "0" * 64, 1, "utf-8", "", html=html)
    assert site_text(page) == "https://example.org/a?b=1&c=2"
    given = Document("d", "a.txt", None, "txt", "0" * 64, 1, "utf-8", "", Given(outlet="Post", url="https://a.example"))
    assert site_text(given) == "Post"


def test_an_address_in_the_body_of_a_page_is_not_its_own():
    assert own_address('<head></head><body><link rel="canonical" href="https://example.org/a">') == ""
