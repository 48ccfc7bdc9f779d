from flows.link.outlines import Outlines
from flows.link.stories.story_titles import choose_title


def test_the_most_central_article_gives_the_title(writer):
    articles = [writer.write("a", "Text.", title="Ferry stuck  off Tessel"), writer.write("b", "Text.", title="Other")]
    assert choose_title(Outlines.of(articles)) == "Ferry stuck off Tessel"


def test_an_article_without_title_is_passed_over(writer):
    articles = [writer.write("a", "Text.", title=" "), writer.write("b", "Text.", title="Other")]
    assert choose_title(Outlines.of(articles)) == "Other"


def test_without_any_title_the_opening_words_stand_for_it(writer):
    text = "One two three four five six seven eight nine ten eleven twelve thirteen."
    assert (
        choose_title(Outlines.of([writer.write("a", text)]))
        == "One two three four five six seven eight nine ten eleven twelve …"
    )


def test_a_short_lede_is_taken_whole(writer):
    assert choose_title(Outlines.of([writer.write("a", "Ferry freed.")])) == "Ferry freed."


def test_a_story_without_any_text_has_no_title(writer):
    assert choose_title(Outlines.of([writer.write("a", "")])) is None
