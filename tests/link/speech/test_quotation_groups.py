import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.speech.quotation_groups import group_quotations
from flows.link.stories.stories import Story, StoryMember

FULL = "We have patched this hall for nine years, and every winter the river showed us that patches are not a plan"


@pytest.fixture(scope="module")
def report(writer):
    def write(document_id, words, name="Ines Tolm", *, marked=True, **more):
        text = f"“{words},” {name} said." if marked else f"{name} said: {words}."
        return writer.write(document_id, text, writer.quotation(words, name, name), people=(name,), **more)

    return write


def story_of(articles):
    return [Story("s", None, None, None, tuple(StoryMember(a.document_id, 0.5) for a in articles))]


def variants_of(*articles):
    """The variant kinds by document, group by group."""
    by_quotation = {quotation.quotation_id: a.document_id for a in articles for quotation in a.quotations}
    return [
        {by_quotation[variant.quotation_id]: variant.variant_kind for variant in group.variants}
        for group in group_quotations(articles, story_of(articles))
    ]


def test_the_same_words_are_one_utterance(report):
    assert variants_of(report("a", FULL), report("b", FULL)) == [{"a": "fullest", "b": "identical"}]


def test_case_and_punctuation_make_no_other_words(report):
    other = FULL.replace(", and", " — and").replace("We", "[W]e")
    assert variants_of(report("a", FULL), report("b", other)) == [{"a": "fullest", "b": "identical"}]


def test_a_part_is_clipped(report):
    assert variants_of(
        report("a", FULL), report("b", "every winter the river showed us that patches are not a plan")
    ) == [{"a": "fullest", "b": "clipped"}]


def test_other_words_in_between_are_an_edit(report):
    edited = "We have patched the hall for nine years, and each winter the river told us that patches are not a plan"
    (group,) = variants_of(report("a", FULL), report("b", edited))
    assert sorted(group.values()) == ["edited", "fullest"]


def test_another_speaker_makes_it_reattributed(report):
    assert variants_of(report("a", FULL), report("b", FULL, "Pavel Rusk")) == [{"a": "fullest", "b": "reattributed"}]


def test_a_speaker_whom_a_report_does_not_name_there_reattributes_nothing(writer, report):
    text = f"Pavel Rusk left. “{FULL},” he said."
    unnamed = writer.write("b", text, writer.quotation(FULL, " he ", "Pavel Rusk"), people=("Pavel Rusk",))
    assert variants_of(report("a", FULL), unnamed) == [{"a": "fullest", "b": "identical"}]


def test_a_first_name_more_is_the_same_speaker(report):
    assert variants_of(report("a", FULL, "Ines Tolm"), report("b", FULL, "Tolm")) == [
        {"a": "fullest", "b": "identical"}
    ]


def test_a_few_words_of_the_same_speaker_are_one_utterance(report):
    first = report("a", "As neighbours we look ahead. The meeting was nearly wholly devoted to FISH")
    assert variants_of(first, report("b", "nearly wholly on FISH")) == [{"a": "fullest", "b": "edited"}]


def test_a_few_words_of_another_speaker_are_not(report):
    first = report("a", "As neighbours we look ahead. The meeting was nearly wholly devoted to FISH")
    assert variants_of(first, report("b", "nearly wholly on FISH", "Pavel Rusk")) == []


def test_common_words_in_one_piece_are_one_utterance_whoever_speaks(report):
    words = "It is not ours to give, and it is not theirs to take"
    assert variants_of(report("a", words), report("b", words, "Pavel Rusk")) == [{"a": "fullest", "b": "reattributed"}]
    assert variants_of(report("a", words), report("b", "it is not ours to give", "Pavel Rusk")) == []


def test_a_name_without_its_marks_is_the_same_speaker(report):
    assert variants_of(report("a", FULL, "Inés Tólm"), report("b", FULL, "Ines Tolm")) == [
        {"a": "fullest", "b": "identical"}
    ]


def test_two_words_must_stand_together(report):
    apart = report("a", "These harsh and costly measures came from a committee")
    assert variants_of(apart, report("b", "harsh measures")) == []
    together = report("a", "These harsh measures came from a committee")
    assert variants_of(together, report("b", "harsh measures")) == [{"a": "fullest", "b": "clipped"}]


def test_a_single_word_is_no_shared_utterance(report):
    assert variants_of(report("a", "shortly"), report("b", "shortly")) == []


def test_two_quotations_of_one_article_are_no_group(writer):
    text = f"“{FULL},” Ines Tolm said.\n“{FULL},” Tolm repeated."
    notes = [writer.quotation(FULL, "Ines Tolm", "Ines Tolm")]
    article = writer.write("a", text, *notes, people=("Ines Tolm",))
    assert variants_of(article) == []


def test_different_utterances_stay_apart(report):
    other = "The tents have neither cold water nor room for the auction that brings the hotels to our quay"
    assert variants_of(report("a", FULL), report("b", other)) == []


def test_articles_of_two_stories_are_not_compared(report):
    articles = [report("a", FULL), report("b", FULL)]
    stories = [Story(a.document_id, None, None, None, (StoryMember(a.document_id, 1.0),)) for a in articles]
    assert group_quotations(articles, stories) == []


def test_words_without_marks_count_where_the_quotation_is_direct(report):
    assert variants_of(report("a", FULL), report("b", FULL, marked=False)) == [{"a": "fullest", "b": "identical"}]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_articles_changes_nothing(report, order):
    words = [FULL, FULL[:60], "every winter the river showed us that patches are not a plan", "harsh measures", FULL]
    articles = [report(str(n), said) for n, said in enumerate(words)]
    expected = group_quotations(articles, story_of(articles))
    assert group_quotations([articles[n] for n in order], story_of(articles)) == expected
