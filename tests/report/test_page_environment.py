import pytest
from rich.cells import cell_len

from flows.report.page_environment import cut, page_environment, web_address


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//example.org", "/local", "file:///x",
        "https://", "http:example.org", "https://a.example/\u202ex", "https://a.example/\nx", "https://[broken",
        " https://a.example",
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(address):
    assert web_address(address) is None


def test_an_address_of_the_web_stays_as_it_is():
    assert web_address("HTTPS://a.example/x?y=1&z=\"2\"#'3'") == "HTTPS://a.example/x?y=1&z=\"2\"#'3'"


@pytest.mark.parametrize("text", ["word " * 50, "x" * 5000, "港湾" * 90, "é\u0301" * 99, "short", ""])
def test_a_cut_text_is_no_wider_than_asked_and_begins_as_the_whole(text):
    shown = cut(text, 20)
    assert cell_len(shown) <= 20
    assert " ".join(text.split()).startswith(shown.removesuffix("…"))


def test_all_that_is_put_into_a_template_is_made_visible_and_escaped():
    template = page_environment().from_string('<a title="{{ a }}">{{ a }}</a>{{ b }}')
    shown = template.render(a='\u202e"<b>\x1b', b=None)
    assert shown == '<a title="&lt;202e&gt;&#34;&lt;b&gt;␛">&lt;202e&gt;&#34;&lt;b&gt;␛</a>'
