from datetime import date
from itertools import combinations

import numpy as np
import pytest

from flows.contracts.ids import stable_id
from flows.extract.annotations import Mention
from flows.link.outlines import Outlines
from flows.link.stories.stories import group_stories as stories_of_outlines
from flows.link.stories.subjects import LEAST_FACTOR, Subjects, find_subject
from flows.link.stories.terms import TermCounts, Terms, Vocabulary

NOTICES = {
    "Torvane": "Torvane Corp. declared a quarterly dividend of 12 cents a share, payable Dec. 15 to stock of record "
    "Nov. 17. The maker of kitchen tiles, based in Aldermoor, has about 5.1 million shares outstanding. In exchange "
    "composite trading, Torvane shares closed at $21, up 25 cents.",
    "Quillbeck": "Quillbeck Corp. declared a quarterly dividend of nine cents a share, payable Dec. 15 to stock of "
    "record Nov. 10. The maker of rail parts, based in Sarnholt, has about 7.3 million shares outstanding. In exchange "
    "composite trading, Quillbeck shares closed at $34, down 50 cents.",
    "Ostremar": "Ostremar Corp. declared an initial quarterly dividend of five cents a share, payable Dec. 1 to stock "
    "of record Nov. 10. The maker of fishing nets, based in Pellworth, has about 6.8 million shares outstanding. In "
    "exchange composite trading, Ostremar shares closed at $18, up 10 cents.",
}
SECOND_TORVANE = (
    "Shareholders of Torvane Corp. will get 12 cents a share this quarter, the board said in Aldermoor. The dividend "
    "of the tile maker is payable Dec. 15 to stock of record Nov. 17. Torvane shares rose 25 cents."
)
FILLER = [
    "Beekeepers of Umber valley count fewer hives this spring than in any year since records began.",
    "A choir from Lorne sang for nine hours to raise money for the roof of the chapel.",
]


def group_stories(articles):
    return stories_of_outlines(Outlines.of(articles))


def with_names(writer, document_id, text, *names, **more):
    """An article in which every occurrence of `names` is marked as a name."""
    article = writer.write(document_id, text, **more)
    spans = sorted(
        (at, at + len(name)) for name in names for at in range(len(article.text)) if article.text.startswith(name, at)
    )
    mentions = tuple(
        Mention(start, end, "name", stable_id(article.text[start:end]), "organisation", "body") for start, end in spans
    )
    return type(article)(**{**vars(article), "mentions": mentions})


def notices(writer, *, are_marked):
    articles = []
    for name, text in NOTICES.items():
        marked = (f"{name} Corp.", name) if are_marked else ()
        articles.append(with_names(writer, name, text, *marked, published_on=date(2031, 11, 3)))
    return articles


def stories_of(writer, articles):
    others = [writer.write(f"filler{n}", text, published_on=date(2031, 11, 3)) for n, text in enumerate(FILLER)]
    return [set(story.document_ids) for story in group_stories([*articles, *others])]


def damping(articles):
    outlines = Outlines.of(articles)
    places = {outline.document_id: place for place, outline in enumerate(outlines)}
    lists = outlines.terms([places[article.document_id] for article in articles])
    subjects = Subjects.of(lists, Vocabulary.of(np.unique(lists.terms), TermCounts.of(lists), "en"))
    first, second = np.array(list(combinations(range(len(articles)), 2))).T
    return subjects.damping(first, subjects, second).tolist()


@pytest.mark.parametrize("are_marked", [True, False])
def test_notices_of_one_kind_on_different_companies_stay_apart(writer, are_marked):
    stories = stories_of(writer, notices(writer, are_marked=are_marked))
    assert all({name} in stories for name in NOTICES)


@pytest.mark.parametrize("are_marked", [True, False])
def test_two_reports_on_one_companys_notice_join(writer, are_marked):
    marked = ("Torvane Corp.", "Torvane", "Aldermoor") if are_marked else ()
    second = with_names(writer, "second", SECOND_TORVANE, *marked, published_on=date(2031, 11, 3))
    stories = stories_of(writer, [*notices(writer, are_marked=are_marked), second])
    assert {"Torvane", "second"} in stories


def test_one_kind_of_event_in_two_towns_is_two_stories(writer):
    form = (
        "A fire destroyed a warehouse in {town} on Monday and two firefighters were hurt, police said. Smoke drifted "
        "over {town} for hours and schools stayed shut. The cause of the fire is not known, police said."
    )
    articles = [
        with_names(writer, town, form.format(town=town), town, published_on=date(2031, 3, 3))
        for town in ("Velmouth", "Karst")
    ]
    assert {"Velmouth"} in stories_of(writer, articles)


def test_a_legal_form_shows_no_common_subject(writer):
    articles = [with_names(writer, name, f"{name} Corp. fell.", f"{name} Corp.") for name in ("Torvane", "Quillbeck")]
    assert damping(articles) == [LEAST_FACTOR]


def test_it_is_enough_that_one_article_names_the_subject_of_the_other(writer):
    texts = ["Torvane fell.", "Quillbeck rose. The board met. Then it rained. Torvane fell."]
    assert damping([with_names(writer, text, text, "Torvane", "Quillbeck") for text in texts]) == [1.0]


def test_an_article_that_names_nobody_is_not_judged(writer):
    texts = ["the ferry ran aground with many aboard.", "Torvane fell."]
    assert damping([with_names(writer, text, text, "Torvane") for text in texts]) == [1.0]


def test_a_name_that_is_repeated_weighs_more_than_one_in_passing(writer):
    texts = [
        "Torvane opened a plant in Karst. Torvane said so. Torvane hires. Torvane grows.",
        "Quillbeck shut a plant in Karst. Quillbeck said so. Quillbeck hires. Quillbeck grows.",
        "Quillbeck came to Karst.",
    ]
    passing, _, _ = damping([with_names(writer, text, text, "Torvane", "Quillbeck", "Karst") for text in texts])
    once = damping(
        [with_names(writer, t, t, "Torvane", "Ulm", "Karst") for t in ("Torvane in Karst.", "Ulm in Karst.")]
    )
    assert passing < once[0]


def test_the_dateline_is_no_subject(writer):
    article = with_names(writer, "a", "KARST, Orlan (Newsline) — Torvane fell.", "KARST", "Orlan", "Torvane")
    assert find_subject(article, Terms("en")) == {"torvane"}


def test_a_name_in_the_title_counts_where_the_text_marks_it(writer):
    article = with_names(writer, "a", "It fell. It rose. Torvane said so.", "Torvane", title="Torvane Sinks Again")
    assert find_subject(article, Terms("en")) == {"torvane"}
