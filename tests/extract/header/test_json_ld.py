import json

from flows.extract.header.json_ld import (
    count_declared_words,
    find_article,
    is_closed,
    plain_address,
    read_nodes,
    resolve,
    text_of,
)


def _script(value: object) -> str:
    return json.dumps(value)


def test_the_article_is_found_inside_a_graph() -> None:
    nodes = read_nodes(
        [_script({"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Harbour reopens"}]})]
    )
    assert find_article(nodes)["headline"] == "Harbour reopens"


def test_of_several_articles_the_one_with_the_page_s_address_is_taken() -> None:
    articles = [{"@type": "NewsArticle", "url": f"https://post.example/{n}", "headline": n} for n in ("other", "own")]
    found = find_article(
        read_nodes([_script(articles)]), frozenset({plain_address("http://www.post.example/own/?x=1")})
    )
    assert found["headline"] == "own"


def test_of_several_articles_the_one_with_the_page_s_title_is_taken() -> None:
    articles = [{"@type": "NewsArticle", "headline": n} for n in ("Storm hits coast", "Harbour reopens")]
    assert (
        find_article(read_nodes([_script(articles)]), title="Harbour reopens | Post")["headline"] == "Harbour reopens"
    )


def test_references_inside_the_page_are_followed() -> None:
    nodes = read_nodes(
        [
            _script(
                {
                    "@graph": [
                        {"@type": "Article", "author": {"@id": "#a"}},
                        {"@type": "Person", "@id": "#a", "name": "Ana Ruiz"},
                    ]
                }
            )
        ]
    )
    assert [text_of(entry) for entry in resolve(find_article(nodes)["author"], nodes)] == ["Ana Ruiz"]


def test_sloppy_json_is_read() -> None:
    for script in (
        '<!-- {"@type": "Article", "headline": "A\tb"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "A\tb"}\n//]]>',
        '{"@type": "Article", "headline": "A\\tb",}',
        '{"@type": "Article", "headline": "A\\tb"}}',
    ):
        assert text_of(find_article(read_nodes([script]))["headline"]) == "A b"


def test_a_script_that_is_no_json_is_left_out() -> None:
    assert read_nodes(["not json", _script({"@type": "Article"})]) == [{"@type": "Article"}]


def test_a_page_without_an_article_gives_an_empty_node() -> None:
    assert find_article(read_nodes([_script({"@type": "Organization", "name": "Post"})])) == {}


def test_text_is_read_from_lists_nodes_and_entities() -> None:
    assert text_of([{"name": "Tom &amp; Lee"}]) == "Tom & Lee"
    assert text_of(None) == text_of({}) == text_of([]) == text_of(True) == ""


def test_an_article_or_a_part_of_it_may_be_declared_not_free() -> None:
    assert is_closed({"isAccessibleForFree": "False"})
    assert is_closed({"isAccessibleForFree": True, "hasPart": [{"isAccessibleForFree": False}]})
    assert not is_closed({"isAccessibleForFree": "http://schema.org/True", "hasPart": {"cssSelector": ".a"}})
    assert not is_closed({})


def test_the_words_of_an_article_are_its_own_count_or_its_text() -> None:
    assert count_declared_words({"wordCount": "320", "articleBody": "Two words"}) == 320
    assert count_declared_words({"articleBody": "Ferries run again"}) == 3
    assert count_declared_words({"wordCount": "many"}) is None
