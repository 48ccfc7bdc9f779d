from flows.clean.markup_choice import align_units


def test_lines_are_found_though_the_main_text_joins_or_splits_them():
    plains = ["menu", "the board met on monday and", "voted to close the pier", "nobody objected in the end"]
    joined = "The board met on Monday and voted to close the pier.\nNobody objected in the end."
    split = "The board met on Monday\nand voted to close the pier. Nobody objected\nin the end."
    assert align_units(joined, plains) == [1, 2, 3]
    assert align_units(split, plains) == [1, 2, 3]


def test_a_heading_that_a_teaser_repeats_is_found_at_its_place():
    plains = ["a new pier", "the board met on monday in the hall", "a new pier", "it voted to close the old one now"]
    text = "The board met on Monday in the hall\nA new pier\nIt voted to close the old one now"
    assert align_units(text, plains) == [1, 2, 3]


def test_a_short_line_counts_only_as_a_whole_line():
    assert align_units("The board met on Monday", ["the board", "the board met on monday"]) == [1]


def test_a_long_line_that_stands_once_is_kept_out_of_order():
    moved = "it was last repaired after the storm of the year two thousand and nine"
    plains = [
        moved,
        "the board met on monday in the old hall of the town and voted",
        "then it closed the pier for good and went home",
    ]
    text = f"{plains[1]}\n{plains[2]}\n{moved}"
    assert align_units(text, plains) == [0, 1, 2]


def test_no_words_match_nothing():
    assert align_units("...", ["a line", ""]) == []


def test_the_article_of_a_page_is_chosen_with_kinds_from_its_markup(clean_html, paragraphs):
    first, second, *rest = paragraphs
    blocks = clean_html(
        "<html><body><nav><a href='/'>Home</a> <a href='/w'>World news of the day</a></nav><main><article>"
        f"<h1>Tallow Bay Closes Its Old Ferry Pier</h1><p>By Ada Moreno</p><p>{first}</p><p>{second}</p>"
        f"<figure><img src='p.jpg'><figcaption>The pier in a storm of last year.</figcaption></figure>"
        "<h2>Built to last</h2>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in rest)
        + "<ul><li>The ferry ran every half hour, said the county.</li><li>A ticket was two crowns.</li></ul>"
        "</article></main><footer><p>© 2031 Tallow Bay Herald</p></footer></body></html>"
    )
    kinds = {text: (zone, kind) for zone, kind, text in blocks}
    assert kinds["Tallow Bay Closes Its Old Ferry Pier"] == ("title", "title")
    assert kinds["By Ada Moreno"] == ("byline", "byline")
    assert kinds[first] == ("lede", "paragraph")
    assert all(kinds[paragraph] == ("body", "paragraph") for paragraph in paragraphs[1:])
    assert kinds["Built to last"] == ("body", "heading")
    assert kinds["The pier in a storm of last year."] == ("caption", "caption")
    assert kinds["© 2031 Tallow Bay Herald"] == ("removed", "copyright")
    assert all(zone == "removed" for zone, _, text in blocks if "World news" in text)


def test_a_page_that_trafilatura_finds_nothing_on_falls_back_to_its_lines(clean_html):
    blocks = clean_html("<body><div>The board met on Monday, and it voted to close the pier.</div></body>")
    assert blocks[0][0] == "lede"
