import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.blocks import body_text
from flows.clean.cleaning import clean_document
from flows.contracts.columns import BLOCK_KINDS, ZONES
from flows.read.documents import Document, Given
from flows.read.html_text import read_page

SPACES = st.sampled_from(["\n", "\r\n", "\r", "\f", "\xa0", " ", "\t", "\u2028"])
FURNITURE = st.sampled_from(
    ["Share", "06:19", "By Ada Moreno", "* A list", "© 2031", "May 4, 2031", "^", "Leave a comment"]
)
PROSE = st.sampled_from(["A title without a stop", "The board met on Monday, and it voted to close the pier.", "Why?"])
TEXTS = st.lists(SPACES | FURNITURE | PROSE | st.text(max_size=8), max_size=25).map("".join)


def document(text, **more):
    return Document("d", "a", None, "txt", "0" * 64, len(text), "utf-8", text, **more)


@settings(deadline=None)  # the first text loads the lexicons
@given(TEXTS, st.sampled_from([None, "A title without a stop", "Share"]))
def test_blocks_tile_any_text_and_carry_codes_of_the_contract(text, title):
    blocks = clean_document(document(text, given=Given(title=title)))
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert [block.start for block in blocks[1:]] == [block.end for block in blocks[:-1]]
    for block in blocks:
        assert block.zone in ZONES
        assert block.kind in BLOCK_KINDS
        assert block.rule_code
        assert block.keep_score == round(block.keep_score, 4)
        assert 0 <= block.keep_score <= 1


@settings(deadline=None, max_examples=40)  # the first page loads trafilatura
@given(TEXTS)
def test_blocks_tile_the_text_of_any_page(text):
    source = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"
    page = read_page(source)
    blocks = clean_document(document(page.text, html=source, markup=page.lines))
    assert "".join(page.text[block.start : block.end] for block in blocks) == page.text


def test_an_empty_text_has_no_block_and_a_blank_one_has_one_removed():
    assert clean_document(document("")) == []
    assert [(block.start, block.end, block.zone) for block in clean_document(document("\n \xa0\r\n"))] == [
        (0, 5, "removed")
    ]


def test_a_text_that_opens_with_its_first_paragraph_gets_no_title(clean, paragraphs):
    blocks = clean("\n".join(paragraphs))
    assert [zone for zone, _, _ in blocks] == ["lede", "body", "body", "body", "body"]


def test_title_standfirst_and_repeated_title_stand_outside_the_body(clean, paragraphs):
    title = "Tallow Bay Closes Its Old Ferry Pier"
    dek = "Commuters will have to drive around the bay, and nobody can say for how long."
    blocks = clean("\n\n".join([title, dek, title, *paragraphs]))
    assert [kind for _, kind, _ in blocks[:3]] == ["title", "dek", "repeated_title"]
    assert [zone for zone, _, _ in blocks[:4]] == ["title", "dek", "removed", "lede"]


def test_a_caption_below_the_title_is_no_paragraph(clean, paragraphs):
    caption = "Ada Moreno and Li Fen shake hands during a visit to the pier, showing their efforts to save it."
    blocks = clean("\n\n".join(["Tallow Bay Closes Its Old Ferry Pier", caption, *paragraphs]))
    assert blocks[1][:2] == ("caption", "caption")
    assert blocks[2][0] == "lede"


def test_byline_date_and_outlet_between_title_and_first_paragraph_are_told_apart(clean, paragraphs):
    head = ["Tallow Bay Closes Its Old Ferry Pier", "By Ada Moreno", "May 4, 2031", "TBH", "06:19"]
    kinds = [(zone, kind) for zone, kind, _ in clean("\n\n".join([*head, *paragraphs]))][1:5]
    assert kinds == [
        ("byline", "byline"),
        ("byline", "dateline"),
        ("removed", "site_name"),
        ("removed", "media_duration"),
    ]


def test_names_domains_and_arrows_below_the_article_are_no_body(clean, paragraphs):
    blocks = clean("\n".join([*paragraphs, "Li Fen", "", "TALLOW-BAY.INFO ", "", "^"]))
    assert [kind for _, kind, _ in blocks[-3:]] == ["byline", "site_name", "back_to_top"]
    assert [zone for zone, _, _ in blocks[-3:]] == ["byline", "removed", "removed"]


def test_short_lines_between_paragraphs_are_headings_even_as_questions(clean, paragraphs):
    first, second, *rest = paragraphs
    blocks = clean("\n\n".join([first, second, "A safe pier or a cheap one?", *rest[:2], "Built to last", rest[2]]))
    assert [(zone, kind) for zone, kind, text in blocks if "?" in text or text == "Built to last"] == [
        ("body", "heading")
    ] * 2


def test_furniture_around_an_article_is_removed(clean, paragraphs):
    above = ["Our Privacy Statement & Cookie Policy", "I agree", "Tallow Bay Closes Its Old Ferry Pier"]
    blocks = clean("\n\n".join([*above, *paragraphs, "Leave a comment", "Trending"]))
    assert [kind for zone, kind, _ in blocks if zone == "removed"] == [
        "cookie_banner",
        "cookie_banner",
        "comment_prompt",
        "widget_heading",
    ]


def test_a_given_title_is_found_though_it_closes_like_a_sentence(clean, paragraphs):
    title = "The pier of Tallow Bay is closed."
    assert clean("\n".join([title, *paragraphs]), title=title)[0][:2] == ("title", "title")
    assert clean("\n".join([title, *paragraphs]))[0][0] == "lede"


def test_an_inline_dateline_stays_with_the_first_paragraph(clean, paragraphs):
    lede = "TALLOW BAY, March 4 (Wire) - " + paragraphs[0]
    assert clean("\n".join([lede, *paragraphs[1:]]))[0] == ("lede", "paragraph", lede)


@pytest.mark.parametrize(
    "text", ["Pier closed in Tallow Bay", "pier closed for the winter\nno ferries before the spring"]
)
def test_a_text_without_any_sentence_is_kept_and_says_so(text):
    blocks = clean_document(document(text))
    assert {block.rule_code for block in blocks} == {"fallback_no_prose"}
    assert body_text(text, blocks)


def test_what_tells_of_the_author_at_the_end_is_a_biography(clean, paragraphs):
    biography = "Moreno is a writer in Tallow Bay, and she has covered the coast since 2019."
    head = ["Tallow Bay Closes Its Old Ferry Pier", "By Lea Moreno"]
    assert clean("\n\n".join([*head, *paragraphs, biography]))[-1][:2] == ("removed", "author_bio")
    assert clean("\n\n".join([*paragraphs, biography]), author="Lea Moreno")[-1][1] == "author_bio"
    assert clean("\n\n".join([*paragraphs, biography]))[-1][0] == "body"


@pytest.mark.parametrize(
    "biography",
    [
        "Ines Falk is the coast editor of the Bay Post, and lives on the island.",
        "An award-winning journalist, Falk has covered the coast for ten years.",
        "Ines Falk ist freie Journalistin in Tallow Bay.",
    ],
)
def test_a_journalist_presented_at_the_end_is_the_author_unless_the_article_speaks_of_her(clean, paragraphs, biography):
    assert clean("\n\n".join([*paragraphs, biography]))[-1][:2] == ("removed", "author_bio")
    if biography.startswith("Ines Falk"):  # Moreno speaks in the article
        assert clean("\n\n".join([*paragraphs, biography.replace("Ines Falk", "Lea Moreno")]))[-1][0] == "body"


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("FILE - Boats lie at the old ferry pier in Tallow Bay, on Saturday, March 1, 2031.", "caption"),
        (
            "Harbour master Lea Falk, left, and engineer Tom Orr look at the rotten piles of the pier.",
            "caption",
        ),
        ("(L-R): Lea Falk, Tom Orr and Ines Holm look at the rotten piles of the old ferry pier on Monday.", "caption"),
        ("The board of the harbour, right or wrong, has the last word on what becomes of the old ferry pier.", "body"),
        ("“Falk, left, has never agreed with the board on the pier,” said a fisherman who knows them well.", "body"),
    ],
)
def test_who_stands_where_is_said_of_pictures(clean, paragraphs, line, zone):
    shown = clean("\n\n".join([*paragraphs[:3], line, *paragraphs[3:]]))
    assert next(found for found, _, text in shown if text == line) == zone


def test_what_stands_below_a_heading_about_the_author_is_a_biography(clean, paragraphs):
    biography = "Lea Moreno has covered the coast since 2019. She lives on the island and keeps two boats."
    below = clean("\n\n".join([*paragraphs, "About the author", biography, "Leave a comment"]))
    assert [kind for _, kind, _ in below[-3:]] == ["author_bio", "author_bio", "comment_prompt"]


def test_a_hard_wrapped_paragraph_is_one_block(clean, paragraphs):
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in paragraphs)
    assert [" ".join(text.split()) for _, _, text in clean(wrapped)] == list(paragraphs)


def test_a_line_with_a_photo_credit_at_its_end_is_a_caption_above_inside_and_below_the_article(clean, paragraphs):
    caption = "Ferries wait off the closed pier. Photo: Tallow Bay Herald"
    title, (first, *rest) = "Tallow Bay Closes Its Old Ferry Pier", paragraphs
    for lines in ([title, caption, first, *rest], [title, first, caption, *rest], [title, first, *rest, caption]):
        assert [kind for zone, kind, _ in clean("\n".join(lines)) if zone == "caption"] == ["caption"]


def test_a_menu_that_swallows_the_page_leaves_the_article(paragraphs):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = read_page(f"<body><article><nav><ul><li>Start<li>Sport</ul><h1>Harbour reopens</h1>{body}</article></body>")
    found = Document("d", "a", None, "html", "0", 0, "utf-8", page.text, html="<p></p>", markup=page.lines)
    assert body_text(page.text, clean_document(found)).split("\n\n") == list(paragraphs)


def test_lines_of_the_house_below_the_title_are_no_standfirst(clean, paragraphs):
    head = [
        "Tallow Bay Closes Its Old Ferry Pier",
        "Ada Moreno in Tallow Bay and Li Fen",
        "Sun 4 May 2031 08.12 GMT",
        "Updated on: May 4, 2031 / 9:40 AM EST / Coastal 9",
        "TBW - Tallow Bay Wire Service",
        "Facebook Twitter LinkedIn WhatsApp Email",
        "Add Coastal News on Google",
    ]
    labels = [(zone, kind) for zone, kind, _ in clean("\n".join([*head, *paragraphs]))]
    assert labels[1:4] == [("byline", "byline"), ("byline", "dateline"), ("byline", "dateline")]
    assert {zone for zone, _ in labels[4:7]} == {"removed"}


def test_a_dateline_on_a_line_of_its_own_opens_the_text(clean, paragraphs):
    dateline = "Tallow Bay, May 4, 2031 (Coastal Wire) -"
    blocks = clean("\n".join(["Tallow Bay Closes Its Old Ferry Pier", "By Ada Moreno", dateline, *paragraphs]))
    assert [zone for zone, _, text in blocks if text == dateline] == ["body"]


def test_a_row_of_share_buttons_below_the_article_names_no_author(clean, paragraphs):
    blocks = clean("\n".join(["Tallow Bay Closes Its Old Ferry Pier", *paragraphs, "Facebook Twitter Email"]))
    assert blocks[-1][:2] == ("removed", "share")


def test_names_below_a_label_at_the_end_are_topics_and_no_authors(clean, paragraphs):
    blocks = clean("\n".join(["Tallow Bay Closes Its Old Ferry Pier", "Share", *paragraphs, "In:", "Ferry Pier"]))
    assert blocks[-1][0] == "removed"


@pytest.mark.parametrize(
    "line",
    [
        "Related tags harbour ferries piers crossings",
        "Social Links for Ada Moreno",
        "Crews take down the pier on Tuesday. (WKRX)",
        "Ada Moreno said the pier was rotten. (CBW Tallow Bay: Li Fen)",
        "May 4, 2031, 11:47am NZDT",
        "Moreno 12, Fen 71 (pen)",
        "Ada Moreno raises her hat • Coastal Pics",
        "Postmedia News May 4, 2031 – 9:45 AM ET",
    ],
)
def test_a_line_below_the_title_that_is_furniture_is_no_standfirst(clean, paragraphs, line):
    zones = {text: zone for zone, _, text in clean("\n".join(["Old Ferry Pier to Close", line, *paragraphs]))}
    assert zones[line] in ("removed", "byline", "caption")


@pytest.mark.parametrize(
    "line", ["Two of its piles had rotted, the board said", "Crossing of 1931 to be gone by summer, the board says"]
)
def test_a_standfirst_is_one_all_the_same(clean, paragraphs, line):
    lines = ["Old Ferry Pier to Close", line, "By Ada Moreno", "4 May 2031", *paragraphs]
    assert {text: zone for zone, _, text in clean("\n".join(lines))}[line] == "dek"


def test_a_paragraph_above_the_name_and_the_date_is_the_standfirst(clean, paragraphs):
    dek = "The board voted to close the old ferry pier after two of its piles had rotted."
    lines = [
        "Old Ferry Pier to Close",
        dek,
        "Author of the article:",
        "Ada Moreno",
        "Published May 4, 2031",
        *paragraphs,
    ]
    zones = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert (zones[dek], zones[paragraphs[0]]) == ("dek", "lede")


@pytest.mark.parametrize("byline", ["Ada Moreno/Staff Reporter", "By Ada Moreno"])
def test_a_byline_above_the_title_is_one(clean, paragraphs, byline):
    lines = ["Published: Tuesday | May 4, 2031", byline, "Old Ferry Pier to Close", *paragraphs]
    assert {text: zone for zone, _, text in clean("\n".join(lines))}[byline] == "byline"


def test_who_the_author_is_stands_above_the_article_too(clean, paragraphs):
    about = 'Ms. Moreno-Fen is the former harbour master of Tallow Bay and the author of "Piles and Planks."'
    other = "Ada Moreno is the harbour master of Tallow Bay, and she voted to close its old ferry pier on Tuesday."
    head = ["The pier had to go", "By Dolores Moreno-Fen", "4 May 2031"]
    assert {text: zone for zone, _, text in clean("\n".join([*head, about, *paragraphs]))}[about] == "removed"
    assert {text: zone for zone, _, text in clean("\n".join([*head, other, *paragraphs]))}[other] == "lede"
