from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.html_text import read_page


def lines(source: str) -> list[str]:
    return [line for line in read_page(source).text.split("\n") if line]


def test_each_block_is_a_line_and_blocks_are_set_apart():
    assert read_page("<h1>Bridge closed</h1><p>For two weeks.</p><div>Grünau</div>").text == (
        "Bridge closed\n\nFor two weeks.\n\nGrünau"
    )


def test_list_items_and_cells_stand_close():
    assert read_page("<ul><li>Cars<li>Bicycles</ul><table><tr><td>1<td>2</table>").text == "Cars\nBicycles\n\n1\n2"


def test_inline_elements_do_not_break_a_line():
    assert lines("<p>The <b>old</b> bri<i>dge</i> is <a href='/x'>closed</a>.</p>") == ["The old bridge is closed."]


def test_blank_space_collapses_and_non_breaking_space_becomes_a_blank():
    assert lines("<p>\n  two\t\twords&nbsp;&#160;\u2009here </p>") == ["two words here"]


def test_entities_are_decoded():
    assert lines("<p>Fish &amp; chips &ndash; &pound;5 &#8220;now&#8221; &lt;b&gt;</p>") == [
        "Fish & chips – £5 “now” <b>"
    ]


def test_characters_that_show_nothing_are_left_out():
    assert lines("<p>Bür&shy;ger\u200bmeis\u2060ter</p>") == ["Bürgermeister"]


def test_a_break_ends_the_line_and_two_leave_a_blank_line():
    assert read_page("<p>one<br>two<br><br>three<br/></p>").text == "one\ntwo\n\nthree"


def test_a_link_with_nothing_but_a_number_at_the_head_of_a_paragraph_counts_comments_and_stands_apart():
    page = read_page("<p class=text><a name=p1></a><a class=comments href='#c'>12</a>The ferry is back.</p>")
    assert page.text == "12\nThe ferry is back."
    assert [(line.class_names, line.link_share) for line in page.lines] == [("comments text", 1.0), ("text", 0.0)]


@pytest.mark.parametrize(
    "source",
    [
        "<p><a href='/20'>20</a>th century ferries</p>",
        "<p><a href='/12'>12</a> Ferries are back.</p>",
        "<p>Of <a href='/12'>12</a>A and B</p>",
        "<p><sup><a href='#n1'>1</a></sup>The notes.</p>",
        "<p>3<a name=x></a>D printers</p>",
    ],
)
def test_other_numbers_in_links_stay_on_their_line(source):
    assert len(lines(source)) == 1


def test_preformatted_text_keeps_its_line_breaks():
    assert read_page("<pre>first\n  second\n\nthird</pre>").text == "first\nsecond\n\nthird"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = 1 < 2;</script>",
        "<style>p { color: red }</style>",
        "<template><p>later</p></template>",
        "<noscript>Turn scripts on</noscript>",
        "<svg><title>Logo</title><text>Logo</text></svg>",
        "<p hidden>secret</p>",
        "<div style='color:red; DISPLAY: none'>secret</div>",
        "<span style='visibility:hidden'>secret</span>",
        "<dialog>secret</dialog>",
        "<!-- comment -->",
        "<select><option>Norway<option>Sweden</select>",
        "<img alt='a bridge' title='secret'>",
        "<input value='secret' placeholder='Search'>",
    ],
)
def test_what_is_not_shown_is_no_text(hidden):
    source = f"<html><head><title>Title</title></head><body><p>Before.</p>{hidden}<p>After.</p></body></html>"
    assert lines(source) == ["Before.", "After."]


def test_text_behind_a_hidden_element_stays():
    assert lines("<p>one <span hidden>two</span> three</p>") == ["one three"]


def test_a_hidden_element_that_holds_most_of_the_page_is_read():
    article = "The bridge over the Ahle will stay closed until the end of the month. " * 5
    assert lines(f"<p>Menu</p><div style='display:none'><p>{article}</p></div>") == ["Menu", article.strip()]


def test_parts_that_are_streamed_hidden_are_read():
    assert lines("<p>Shown at once, and long enough.</p><div hidden id='S:0'><p>Then.</p></div>")[-1] == "Then."


def test_links_side_by_side_are_set_apart():
    assert lines("<div><a>Home</a><a>sport</a></div>") == ["Home sport"]


def test_inline_elements_that_begin_a_new_word_are_set_apart():
    assert lines("<p><span>By</span><span>Ada Example</span><time>3 June</time></p>") == [
        "By Ada Example3 June"[:14] + " 3 June"
    ]


@pytest.mark.parametrize("source", ["<b>T</b><i>he</i>", "<b>$</b><b>5</b>", "<b>H</b><sub>2</sub>"])
def test_letters_of_one_word_are_not_set_apart(source):
    assert " " not in read_page(f"<p>{source}</p>").text


def test_quoted_elements_get_their_marks():
    assert lines("<p>She said <q>no</q>.</p>") == ["She said “no”."]


@pytest.mark.parametrize("source", ["", "   ", "<!-- nothing -->", "<html></html>", "<script>x</script>"])
def test_a_page_that_shows_nothing_is_empty(source):
    page = read_page(source)
    assert page.text == ""
    assert page.lines == ()


def test_broken_markup_loses_no_text():
    assert lines("<p>one<div>two<p>three</b></div><td>four<p>five<a href=") == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize("depth", [500, 1900, 5000])
def test_deep_nesting_loses_no_text(depth):
    assert lines("<div>" * depth + "deep" + "</div>" * depth + "<p>after</p>") == ["deep", "after"]


def test_a_line_knows_its_element_and_what_is_around_it():
    source = (
        "<body class='page'><div role='main'><article id='Story'><div class='Text Body'>"
        "<p class='intro'>Hello</p></div></article></div></body>"
    )
    (line,) = read_page(source).lines
    assert line.tag == "p"
    assert line.ancestors == ("body", "main", "article")
    assert line.class_names == "intro text body story"


def test_a_line_knows_the_inline_element_it_begins_in():
    (line,) = read_page("<div class='meta'><span class='byline'>By Ada</span></div>").lines
    assert line.class_names == "byline meta"


def test_a_line_knows_the_share_of_its_letters_in_links():
    shares = [line.link_share for line in read_page("<p>abcd <a>efgh</a></p><p><a>all of it</a></p><p>none</p>").lines]
    assert shares == [0.5, 1.0, 0.0]


@pytest.mark.parametrize("piece", ["<script", "<!--", "<a ", "<a href='", "<p><b>", "<div hidden>", "&", "<table><td>"])
def test_hostile_markup_costs_one_pass(piece):
    before = process_time()
    read_page("<div>" * 2100 + piece * 20_000)
    assert process_time() - before < 2


TAGS = st.sampled_from("p div ul li td b a br pre q script table h1 section span q".split())
PIECES = st.one_of(
    TAGS.map(lambda t: f"<{t}>"),
    TAGS.map(lambda t: f"</{t}>"),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    st.sampled_from(["&nbsp;", "&amp;", "&#0;", "&shy;", "<!--", "-->", "<", "\n", " "]),
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_lines_slice_to_their_text_and_hold_all_of_it(source):
    page = read_page(source)
    position = 0
    for line in page.lines:
        assert page.text[position : line.start].strip("\n") == ""
        content = page.text[line.start : line.end]
        assert content
        assert content == " ".join(content.split())
        assert 0 <= line.link_share <= 1
        position = line.end
    assert position == len(page.text)
