from flows.clean.markup_hints import find_by_markup
from flows.read.documents import MarkupLine


def line(ancestors=("body",), class_names="", link_share=0.0):
    return MarkupLine(0, 10, "p", ancestors, class_names, link_share)


def test_lines_inside_a_navigation_landmark_are_navigation():
    assert find_by_markup(line(ancestors=("body", "nav"))).kind == "navigation"


def test_class_words_tell_biographies_teasers_and_captions():
    assert find_by_markup(line(class_names="author-bio small")).kind == "author_bio"
    assert find_by_markup(line(class_names="grid promo")).kind == "related"
    assert find_by_markup(line(class_names="wp-caption-text")).kind == "caption"
    assert find_by_markup(line(class_names="small imagecaption")).kind == "caption"
    assert find_by_markup(line(class_names="comment-text")).kind == "comment"
    assert find_by_markup(line(class_names="author-description")).kind == "author_bio"


def test_part_of_a_class_word_tells_nothing():
    assert find_by_markup(line(class_names="article-body has-comments-below captioned")) is None


def test_a_line_that_is_all_link_is_a_teaser():
    assert find_by_markup(line(link_share=1.0)).kind == "related"
    assert find_by_markup(line(link_share=0.5)) is None


def test_an_article_inside_a_menu_that_was_never_closed_is_no_menu():
    assert find_by_markup(line(ancestors=("body", "nav", "ul", "main", "article"))) is None
    assert find_by_markup(line(ancestors=("body", "main", "article", "nav"))).kind == "navigation"
