import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.clean.blocks import Block
from flows.extract.header.fields import find_fields
from flows.read.documents import Document, Given

NOTHING_GIVEN = Given()
PROSE = "The harbour reopened on Friday after two days of storms, and ferries run again, the port authority said."


def _article(
    *lines: tuple[str, str, str], given_values: Given = NOTHING_GIVEN, html: str | None = None
) -> tuple[Document, list[Block]]:
    text, blocks = "", []
    for line, zone, kind in lines:
        blocks.append(Block(len(text), len(text) + len(line) + 1, zone, kind, "test", 1.0))
        text += line + "\n"
    return Document("d", "a", None, "html" if html else "txt", "", 0, "utf-8", text, given_values, html), blocks


TITLE, BODY = ("Harbour reopens after storm", "title", "title"), (PROSE, "body", "paragraph")


def test_a_plain_text_gives_the_fields_of_its_blocks() -> None:
    fields = find_fields(
        *_article(
            TITLE,
            ("Ferries run again from Monday", "dek", "dek"),
            BODY,
            ("Ana Ruiz", "byline", "byline"),
            ("HARBOUR-POST.INFO", "removed", "site_name"),
        )
    )
    assert fields.title == "Harbour reopens after storm"
    assert fields.dek == "Ferries run again from Monday"
    assert fields.authors == ("Ana Ruiz",)
    assert (fields.outlet_name, fields.outlet_domain, fields.outlet_method) == (
        "HARBOUR-POST.INFO",
        "harbour-post.info",
        "site_name",
    )
    assert fields.language_code == "en"


def test_what_nothing_names_stays_unknown() -> None:
    fields = find_fields(*_article(BODY))
    assert (fields.title, fields.dek, fields.authors, fields.outlet_name, fields.outlet_domain) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert (fields.published_at, fields.published_on, fields.published_precision, fields.url) == (
        None,
        None,
        None,
        None,
    )


def test_given_values_beat_found_ones_and_say_where_they_came_from() -> None:
    values = Given(
        title="Given title",
        author="Tom Lee",
        outlet="Harbour Post",
        published_at="2031-03-09",
        methods=(("title", "sidecar"),),
    )
    fields = find_fields(*_article(TITLE, BODY, ("Ana Ruiz", "byline", "byline"), given_values=values))
    assert (fields.title, fields.authors, fields.outlet_name) == ("Given title", ("Tom Lee",), "Harbour Post")
    assert fields.published_on == date(2031, 3, 9)
    chosen = {(value.field_code, value.method_code) for value in fields.found if value.is_chosen}
    assert {("title", "sidecar"), ("author", "supplied"), ("outlet", "supplied"), ("published", "supplied")} <= chosen
    assert ("author", "Ana Ruiz", False) in {(v.field_code, v.value_text, v.is_chosen) for v in fields.found}


def test_the_domain_of_the_address_names_an_outlet_nobody_else_names() -> None:
    fields = find_fields(*_article(BODY, given_values=Given(url="https://www.post.example/a")))
    assert (fields.outlet_name, fields.outlet_domain, fields.outlet_method) == ("post.example", "post.example", "url")


def test_a_name_of_the_outlet_beats_its_address() -> None:
    metas = "<meta property='og:site_name' content='Post.example'><meta name='publisher' content='Harbour Post'>"
    html = f"<head>{metas}</head>"
    assert find_fields(*_article(BODY, html=html)).outlet_name == "Harbour Post"


def test_a_page_is_read_from_its_metadata() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Harbour reopens after storm",
        "datePublished": "2031-03-09T10:32:00+01:00",
        "author": [{"name": "Ana Ruiz"}],
        "publisher": {"name": "Harbour Post"},
    }
    html = (
        "<html><head><title>Harbour reopens after storm | Harbour Post</title>"
        "<meta name='author' content='Ana Ruiz, Tom Lee'>"
        f"<script type='application/ld+json'>{json.dumps(node)}</script></head>"
        "<body><h1>Harbour reopens after storm</h1></body></html>"
    )
    fields = find_fields(*_article(TITLE, BODY, html=html))
    assert (fields.title, fields.outlet_name) == ("Harbour reopens after storm", "Harbour Post")
    assert fields.authors == ("Ana Ruiz", "Tom Lee")  # the fuller list holds the first one
    assert (fields.published_on, fields.published_precision) == (date(2031, 3, 9), "second")
    assert fields.published_at.hour == 9


def test_an_account_name_readers_never_see_is_no_author() -> None:
    html = "<html><head><meta name='author' content='ruiz'></head><body><h1>Harbour</h1></body></html>"
    assert find_fields(*_article(TITLE, BODY, html=html)).authors == ()


def test_values_are_found_once_for_each_method() -> None:
    metas = "<meta name='description' content='Ferries run'><meta property='og:description' content='Ferries run'>"
    html = f"<html><head>{metas}</head></html>"
    found = find_fields(*_article(TITLE, BODY, html=html)).found
    keys = [(value.field_code, value.method_code, value.value_text) for value in found]
    assert len(keys) == len(set(keys))


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.sampled_from(["title", "dek", "byline", "body", "removed"])), max_size=6
    )
)
def test_every_span_lies_in_the_text_and_titles_slice_to_their_value(lines: list[tuple[str, str]]) -> None:
    kinds = {"body": "paragraph", "removed": "site_name"}
    document, blocks = _article(*[(line.replace("\n", " "), zone, kinds.get(zone, zone)) for line, zone in lines])
    for value in find_fields(document, blocks).found:
        if value.start is not None:
            assert 0 <= value.start < value.end <= len(document.text)
        if value.field_code == "title":
            assert document.text[value.start : value.end] == value.value_text


def _page(head: str, *lines: tuple[str, str, str]) -> tuple[Document, list[Block]]:
    return _article(*lines, html=f"<html><head>{head}</head><body></body></html>")


def _node(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_names_that_readers_see_beat_those_of_the_publishing_system() -> None:
    head = _node(author={"name": "Tom Lee"}) + "<meta name='author' content='Ana Ruiz'>"
    printed = ("By Ana Ruiz", "byline", "byline")
    assert find_fields(*_page(head, TITLE, printed, BODY)).authors == ("Ana Ruiz",)
    assert find_fields(*_page(head, TITLE, BODY)).authors == ("Tom Lee",)


def test_a_photographer_in_the_list_of_authors_is_left_out() -> None:
    html = (
        f"<html><head>{_node(author=[{'name': 'Ana Ruiz'}, {'name': 'Tom Lee'}])}</head><body><h1>Harbour</h1>"
        "<p class='byline'>By <a>Ana Ruiz</a></p><p class='byline'>Photographs by <a>Tom Lee</a></p></body></html>"
    )
    assert find_fields(*_article(TITLE, BODY, html=html)).authors == ("Ana Ruiz",)


def test_the_house_signs_a_news_article_that_no_person_signs() -> None:
    house = {"@type": "Organization", "name": "Harbour Post"}
    assert find_fields(*_page(_node(author=house, publisher=house), TITLE, BODY)).authors == ("Harbour Post",)
    signed = ("By Ana Ruiz", "byline", "byline")
    assert find_fields(*_page(_node(author=house, publisher=house), TITLE, signed, BODY)).authors == ("Ana Ruiz",)
    page = f"<script type='application/ld+json'>{json.dumps({'@type': 'Article', 'author': house})}</script>"
    assert find_fields(*_page(page, TITLE, BODY)).authors == ()


def test_a_name_alone_on_a_line_of_a_page_needs_a_given_name_or_by() -> None:
    for line, authors in (("Fresh Fish", ()), ("Anna Ruiz", ("Anna Ruiz",)), ("By Fria Uvel", ("Fria Uvel",))):
        assert find_fields(*_page("", TITLE, (line, "byline", "byline"), BODY)).authors == authors


def test_a_name_beside_the_date_of_a_page_is_its_author() -> None:
    line = ("9 March 2031 - Anna Ruiz", "removed", "other")
    assert find_fields(*_page("", TITLE, line, BODY)).authors == ("Anna Ruiz",)


def test_the_name_that_the_address_spells_is_the_outlets() -> None:
    node = _node(publisher={"name": "H.P."})
    head = f"{node}<title>Harbour reopens after storm - Harbour Post</title>"
    document, blocks = _page(head, TITLE, BODY)
    document = replace(document, given=Given(url="https://harbourpost.example/a"))
    assert find_fields(document, blocks).outlet_name == "Harbour Post"


def test_a_name_in_words_beats_the_handle_of_an_account() -> None:
    node = _node(publisher={"name": "Harbour Post"})
    head = f"<meta property='og:site_name' content='harbourpost'>{node}"
    document, blocks = _page(head, TITLE, BODY)
    document = replace(document, given=Given(url="https://harbourpost.example/a"))
    assert find_fields(document, blocks).outlet_name == "Harbour Post"


def test_of_two_descriptions_the_one_that_the_page_shows_is_the_dek() -> None:
    metas = (
        "<meta property='og:description' content='All about the storm'><meta name='description' content='Ferries run'>"
    )
    assert find_fields(*_page(metas, TITLE, ("Ferries run", "dek", "dek"), BODY)).dek == "Ferries run"
    assert find_fields(*_page(metas, TITLE, BODY)).dek == "All about the storm"


def _outlet_of(html: str, url: str, *lines: tuple[str, str, str]) -> str | None:
    document, blocks = _page(html, TITLE, BODY, *lines)
    return find_fields(replace(document, given=Given(url=url)), blocks).outlet_name


def test_a_name_on_a_link_home_beats_the_domain_it_spells() -> None:
    for link in (
        "<a href='/' title='Harbour Post'></a>",
        "<a href='https://www.harbourpost.example' aria-label='Harbour Post home page'></a>",
        "<a href='/'><span>Harbour Post</span></a>",
    ):
        assert _outlet_of(link, "https://harbourpost.example/a") == "Harbour Post"
    for link in ("<a href='/coast' title='Harbour Post'></a>", "<a href='/'>Home</a>", "<a href='/'>Valley News</a>"):
        assert _outlet_of(link, "https://harbourpost.example/a") == "harbourpost.example"


def test_a_name_in_the_copyright_line_beats_the_domain_that_abbreviates_it() -> None:
    url = "https://hp.example/a"
    for line in ("© 2031 Harbour Post Ltd. All rights reserved.", "Harbour Post GmbH © 2031. Alle Rechte vorbehalten"):
        assert _outlet_of("", url, (line, "removed", "copyright")) == "Harbour Post"
    for line in ("© Hans Peters", "© 2031 Coast Media", "Copyright 2031"):
        assert _outlet_of("", url, (line, "removed", "copyright")) == "hp.example"


def test_an_abbreviation_gives_way_to_the_full_name_on_the_page() -> None:
    declared = "<meta property='og:site_name' content='HP ONLINE'>"
    link = "<a href='/'><span>Harbour Post</span></a>"
    assert _outlet_of(declared + link, "https://hp-online.example/a") == "Harbour Post"
    assert _outlet_of(f"<title>Storm - Harbour Post</title>{declared}", "https://hp-online.example/a") == "Harbour Post"
    assert _outlet_of(declared, "https://hp-online.example/a", ("© 2031 Harbour Post", "removed", "copyright")) == (
        "HP ONLINE"
    )
    assert _outlet_of(declared + "<a href='/'>Valley News</a>", "https://hp-online.example/a") == "HP ONLINE"


def test_a_motto_beside_the_name_of_the_outlet_is_left_out_of_the_name_and_of_the_title() -> None:
    declared = "Harbour Post - News of the Coast"
    html = f"<title>Harbour reopens after storm - {declared}</title><meta property='og:site_name' content='{declared}'>"
    document, blocks = _page(html, BODY)
    fields = find_fields(replace(document, given=Given(url="https://harbourpost.example/a")), blocks)
    assert (fields.outlet_name, fields.title) == ("Harbour Post", "Harbour reopens after storm")
