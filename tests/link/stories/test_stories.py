from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.outlines import Outlines
from flows.link.stories.stories import group_stories as stories_of_outlines
from flows.link.stories.terms import stem
from flows.link.stories.timeline import publication_day

FERRY = {
    "f1": "The ferry Marigold ran aground off Tessel Point on Monday with 214 passengers aboard, the Orlan coast guard "
    "said. Lifeboats from Brackwater took everyone to the harbour within three hours.",
    "f2": "Passengers described a sudden jolt as the Marigold struck a sandbank near Tessel Point. The Orlan coast "
    "guard sent lifeboats from Brackwater and nobody was hurt, although the ferry is still stuck.",
    "f3": "Investigators in Orlan want to know why the ferry Marigold left its channel before it hit the sandbank at "
    "Tessel Point. All 214 people reached Brackwater safely in lifeboats.",
}
VOTE = {
    "v1": "Lawmakers in Kestria passed the water bill by 61 votes to 40 after a night of debate. Premier Ada Quill "
    "called the reform of the Velm dams overdue, while farmers blocked the road to parliament.",
    "v2": "Kestria's parliament adopted the contested water bill on the Velm dams. Premier Ada Quill needed votes from "
    "two smaller parties; farmers outside said they would block roads again.",
    "v3": "Farmers in Kestria kept up their road blocks after the water bill passed with 61 votes. The law lets "
    "Premier Ada Quill sell shares in the Velm dams.",
}


def group_stories(articles):
    return stories_of_outlines(Outlines.of(articles))


def articles_of(writer, texts, **more):
    return [writer.write(document_id, text, **more) for document_id, text in texts.items()]


def members_of(stories):
    return {frozenset(story.document_ids) for story in stories}


def test_reports_of_one_event_make_one_story_and_other_events_another(writer):
    stories = group_stories(articles_of(writer, FERRY | VOTE))
    assert members_of(stories) == {frozenset(FERRY), frozenset(VOTE)}


def test_every_article_is_in_exactly_one_story(writer):
    alone = writer.write(
        "alone", "Beekeepers of Umber valley count fewer hives this spring than in any year since 1998."
    )
    stories = group_stories([*articles_of(writer, FERRY), alone])
    assert sorted(i for story in stories for i in story.document_ids) == ["alone", "f1", "f2", "f3"]


def test_an_article_that_stands_alone_is_a_story_with_full_membership(writer):
    (story,) = group_stories(articles_of(writer, {"f1": FERRY["f1"]}))
    assert story.members[0].membership_score == 1.0


def test_membership_is_the_mean_similarity_to_the_others(writer):
    (story,) = group_stories(articles_of(writer, {"f1": FERRY["f1"], "f2": FERRY["f2"]}))
    first, second = (member.membership_score for member in story.members)
    assert first == second == round(first, 4)
    assert 0 < first < 1


def test_no_articles_make_no_stories():
    assert group_stories([]) == []


def test_an_article_without_text_stands_alone(writer):
    stories = group_stories([*articles_of(writer, FERRY), writer.write("empty", "")])
    assert frozenset({"empty"}) in members_of(stories)


def test_reports_weeks_apart_are_two_stories(writer):
    before = writer.write("f1", FERRY["f1"], published_on=date(2031, 3, 3))
    after = writer.write("f2", FERRY["f2"], published_on=date(2031, 4, 3))
    assert len(group_stories([before, after])) == 2


def test_a_publication_known_to_the_month_only_does_not_part_reports(writer):
    before = writer.write("f1", FERRY["f1"], published_on=date(2031, 3, 20))
    after = writer.write("f2", FERRY["f2"], published_on=date(2031, 3, 1), published_precision="month")
    assert len(group_stories([before, after])) == 1


def test_articles_in_two_languages_never_share_a_story(writer):
    english = writer.write("f1", FERRY["f1"])
    other = writer.write("f1de", FERRY["f1"], language_code="de")
    assert len(group_stories([english, other])) == 2


def test_articles_in_a_script_without_blanks_are_compared(writer):
    texts = {
        "z1": "渡轮金盏花号周一在泰塞尔角搁浅，海岸警卫队说船上有乘客二百一十四人。",
        "z2": "金盏花号渡轮在泰塞尔角撞上沙洲搁浅，海岸警卫队派出救生艇救出乘客。",
        "z3": "议会通过了关于维尔姆水坝的水法案，总理奎尔表示改革早该进行，农民封锁道路。",
    }
    stories = group_stories(articles_of(writer, texts, language_code="zh"))
    assert members_of(stories) == {frozenset({"z1", "z2"}), frozenset({"z3"})}


def test_a_story_knows_its_first_and_last_publication(writer):
    first = writer.write("f1", FERRY["f1"], published_on=date(2031, 3, 3))
    last = writer.write("f2", FERRY["f2"], published_at=datetime(2031, 3, 3, 18, 30, tzinfo=UTC))
    (story,) = group_stories([first, last])
    assert story.first_published_at == datetime(2031, 3, 3, tzinfo=UTC)
    assert story.last_published_at == datetime(2031, 3, 3, 18, 30, tzinfo=UTC)


def test_an_unrelated_article_changes_no_story_id(writer):
    alone = writer.write(
        "a-first", "Beekeepers of Umber valley count fewer hives this spring than in any year since 1998."
    )
    before = {story.story_id for story in group_stories(articles_of(writer, FERRY | VOTE))}
    after = {story.story_id for story in group_stories([*articles_of(writer, FERRY | VOTE), alone])}
    assert before < after


def test_a_later_report_of_the_event_keeps_the_story_id(writer):
    days = {"f1": date(2031, 3, 3), "f2": date(2031, 3, 3), "f3": date(2031, 3, 4)}
    articles = [writer.write(i, FERRY[i], published_on=day) for i, day in days.items()]
    (before,), (after,) = group_stories(articles[:2]), group_stories(articles)
    assert before.story_id == after.story_id


@settings(max_examples=10, deadline=None)
@given(st.permutations(sorted(FERRY | VOTE)))
def test_the_order_of_articles_changes_nothing(writer, order):
    texts = FERRY | VOTE
    expected = group_stories([writer.write(i, texts[i]) for i in sorted(texts)])
    assert group_stories([writer.write(i, texts[i]) for i in order]) == expected


def test_a_day_stands_at_noon_between_moments(writer):
    day = writer.write("d", "x", published_on=date(2031, 3, 3))
    noon = writer.write("n", "x", published_at=datetime(2031, 3, 3, 12, tzinfo=UTC))
    assert publication_day(day) == publication_day(noon)


@pytest.mark.parametrize(
    ("word", "expected"), [("tariffs", "tariff"), ("parties", "party"), ("crisis", "crisis"), ("gas", "gas")]
)
def test_only_plural_endings_are_cut(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_report_of_which_only_the_year_is_known_leads_no_story(writer, precision):
    coarse = writer.write("f1", FERRY["f1"], published_on=date(2031, 1, 1), published_precision=precision)
    dated = [writer.write(name, FERRY[name], published_on=date(2031, 3, 9)) for name in ("f2", "f3")]
    (story,) = group_stories([coarse, *dated])
    assert {story.first_published_at, story.last_published_at} == {datetime(2031, 3, 9, tzinfo=UTC)}
    (alone,) = group_stories([coarse])
    assert alone.first_published_at is None
