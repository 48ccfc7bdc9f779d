import json

from flows.extract.header.html_metadata import read_page


def _page(head: str = "", body: str = "") -> str:
    return f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def _texts(values: tuple) -> list[str]:
    return [value.text for value in values]


def test_json_ld_comes_before_meta_elements_before_markup() -> None:
    article = {
        "@type": "NewsArticle",
        "datePublished": "2031-03-09",
        "author": [{"@type": "Person", "name": "Ana Ruiz"}],
    }
    page = read_page(
        _page(
            f'<script type="application/ld+json">{json.dumps(article)}</script>'
            '<meta property="article:published_time" content="2031-03-10"><meta name="author" content="Tom Lee">',
            "<article><h1>Harbour reopens</h1><time datetime='2031-03-11'>11 March</time></article>",
        )
    )
    assert [(value.method, value.text) for value in page.published] == [
        ("json_ld", "2031-03-09"), ("meta", "2031-03-10"), ("markup", "2031-03-11"),
    ]  # fmt: skip
    assert [group[0].text for group in page.author_groups if group] == ["Ana Ruiz", "Tom Lee"]


def test_an_organisation_is_no_author_unless_it_is_an_agency() -> None:
    def authors(name: str) -> list[str]:
        article = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": name}}
        groups = read_page(_page(f'<script type="application/ld+json">{json.dumps(article)}</script>')).author_groups
        return [value.text for group in groups for value in group]

    assert authors("Harbour Council") == []
    assert authors("Reuters") == ["Reuters"]


def test_bylines_of_the_markup_are_read_and_those_of_other_stories_are_not() -> None:
    page = read_page(
        _page(
            body="<main><article><h1>Harbour reopens</h1><p class='byline'>By <a>Ana Ruiz</a></p></article>"
            "<div class='related'><p class='byline'>By Tom Lee</p></div></main>"
        )
    )
    assert [value.text for group in page.author_groups for value in group] == ["By\nAna Ruiz"]


def test_microdata_gives_authors_and_dates() -> None:
    page = read_page(
        _page(
            body="<h1>Harbour reopens</h1><span itemprop='author'><span itemprop='name'>Ana Ruiz</span>, Editor</span>"
            "<span itemprop='datePublished' content='2031-03-09'>Sunday</span>"
        )
    )
    assert [value.text for group in page.author_groups for value in group] == ["Ana Ruiz"]
    assert _texts(page.published) == ["2031-03-09"]


def test_a_time_marked_as_update_is_no_publication() -> None:
    page = read_page(_page(body="<h1>Harbour</h1><time class='updated' datetime='2031-03-11'></time>"))
    assert (_texts(page.published), _texts(page.updated)) == ([], ["2031-03-11"])


def test_outlet_address_and_language_are_read() -> None:
    page = read_page(
        _page(
            '<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://post.example/a">'
        )
    )
    assert _texts(page.outlets) == ["Harbour Post"]
    assert _texts(page.addresses) == ["https://post.example/a"]
    assert _texts(page.language_tags) == ["en-GB"]


def test_a_source_without_elements_gives_nothing() -> None:
    assert read_page("") == read_page("   ")
    assert read_page("").titles == ()


def test_a_source_with_an_encoding_declaration_is_read() -> None:
    page = read_page('<?xml version="1.0" encoding="iso-8859-1"?><html><head><title>Hafen öffnet</title></head></html>')
    assert _texts(page.titles) == ["Hafen öffnet"]


def test_the_time_nearest_to_the_headline_comes_first() -> None:
    times = [f"<time datetime='2031-03-0{day}'></time>" for day in (1, 2, 3, 4)]
    page = read_page(
        _page(body=f"{times[0]}{times[1]}<h1>Harbour</h1><time class='updated'></time>{times[2]}{times[3]}")
    )
    assert _texts(page.published)[0] == "2031-03-02"


def test_a_name_in_two_elements_is_one_name() -> None:
    body = "<h1>Harbour</h1><a itemprop='author'><b itemprop='name'><i>Ana</i> <i>Ruiz</i></b></a>"
    assert [value.text for group in read_page(_page(body=body)).author_groups for value in group] == ["Ana Ruiz"]


def test_a_meta_name_is_known_in_all_its_spellings() -> None:
    page = read_page(_page('<meta name="article:published:time" content="2031-03-09">'))
    assert _texts(page.published) == ["2031-03-09"]


def test_a_link_to_the_page_of_an_author_counts_where_its_address_spells_the_name() -> None:
    body = "<h1>Harbour</h1><p><a href='/people/ana-ruiz'>Ana Ruiz</a> <a href='/people/all'>Our people</a></p>"
    assert _texts(read_page(_page(body=body)).linked_authors) == ["Ana Ruiz"]


def test_the_name_in_a_box_on_the_author_is_a_byline_and_the_rest_of_the_box_is_not() -> None:
    body = "<h1>Harbour</h1><div class='author-box__text'>Likes boats<h4 class='author-box__name'>Ana Ruiz</h4></div>"
    assert [value.text for group in read_page(_page(body=body)).author_groups for value in group] == ["Ana Ruiz"]


def test_a_first_and_a_last_name_marked_as_such_are_one_name() -> None:
    name = "<span class='firstname'>{}</span> <span class='lastname'>{}</span>"
    links = f"<a rel='author'>{name.format('Ana', 'Ruiz')}</a><a rel='author'>{name.format('Lea Marie', 'Moss')}</a>"
    groups = read_page(_page(body=f"<h1>Storm</h1>{links}")).author_groups
    assert ["Ana Ruiz", "Lea Marie Moss"] in [[value.text for value in group] for group in groups]
