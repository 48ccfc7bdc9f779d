"""Cut a document's text into blocks and say of each what it is and whether it belongs to the article.

In: a document. Out: blocks that tile its text. Method: lines or wrapped paragraphs become units; named rules know
furniture by form and phrase; a learned model weighs every other unit in its neighbourhood (`article_units.py`); title,
standfirst, byline and captions are told from the paragraphs around them. Nothing is looked up outside the document but
the templates of its outlet, which come with it.
"""

from collections.abc import Mapping
from dataclasses import replace

from flows.clean.article_units import choose_units
from flows.clean.blocks import Block
from flows.clean.header_lines import LIKELY_ARTICLE, label_header
from flows.clean.inset_lines import find_biography, find_top_biography, label_body, label_rest
from flows.clean.page import Label, Page, make_page
from flows.clean.prose import ends_sentence
from flows.clean.release_ends import find_release_end
from flows.clean.templates import NO_TEMPLATES, Templates
from flows.clean.titles import find_opening
from flows.read.documents import Document

SHORT_RULES = frozenset({"dialogue", "closing_line"})  # whose units are article however short they are


def clean_document(document: Document, templates: Templates = NO_TEMPLATES) -> list[Block]:
    """Return the blocks of the document in order; together they are its text. A text of length zero has none.

    `templates` are the lines that many documents of its outlet share.
    """
    page = make_page(document, templates)
    choice = choose_units(document, page)
    labels = label_units(replace(page, likely=choice.likely), choice.rules)
    return [
        Block(unit.start, unit.end, label.zone, label.kind, label.rule_code, round(label.keep_score, 4))
        for unit, label in zip(page.units, labels, strict=True)
    ]


def label_units(page: Page, rules: Mapping[int, str]) -> list[Label]:
    """Return one label per unit; `rules` are the units of the article, in order, and why they were chosen."""
    kept = list(rules)
    opening = find_opening(page, kept)
    if opening is None:
        rest = label_rest(page, set(), len(page.units), len(page.units))
        return [rest[index] for index in range(len(page.units))]
    labels, lede = label_header(page, opening, kept)
    top = -1 if opening.title is None else opening.title
    above = [i for i in kept if top < i < lede and (rules[i] in SHORT_RULES or _is_paragraph(page, i))]
    body = [index for index in above + [index for index in kept if index >= lede] if index not in labels]
    bylines = [page.units[index].plain for index, label in labels.items() if label.kind == "byline"]
    for index in find_biography(page, body[1:], [*bylines, page.given_author]):
        labels[index] = Label("removed", "author_bio", "author_at_end", 0.2)
    for index in find_top_biography(page, body, bylines):
        labels[index] = Label("removed", "author_bio", "author_at_top", 0.2)
    for index in find_release_end(page, body):
        labels[index] = Label("removed", "disclosure", "release_end", 0.2)
    body = [index for index in body if index not in labels]
    lede = next((index for index in body if index >= lede), lede)
    labels |= label_body(page, body, lede, rules)
    rest = label_rest(page, labels.keys(), lede, body[-1])
    return [labels.get(index) or rest[index] for index in range(len(page.units))]


def _is_paragraph(page: Page, index: int) -> bool:
    """True where a chosen unit above the first paragraph reads like one, or is as good as sure to be article."""
    if page.is_bare:
        return page.scores[index] > 0 or ends_sentence(page.units[index].text)
    return page.scores[index] > 0 or page.likely[index] >= LIKELY_ARTICLE
