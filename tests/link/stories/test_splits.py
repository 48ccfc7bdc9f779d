"""Stories that people cut in two."""

from datetime import date

import pytest

from flows.contracts.decisions import Decision, DocumentNames, SplitStory
from flows.contracts.ids import stable_id
from flows.link.outlines import Outlines
from flows.link.stories.splits import split_stories
from flows.link.stories.stories import make_story

DAYS = {"a": 5, "b": 6, "c": 7, "d": 8, "e": 9}
DOCUMENTS = [DocumentNames(name, f"wire/{name}.txt", external_id=f"x-{name}") for name in (*DAYS, "no article")]


@pytest.fixture
def articles(writer):
    return Outlines.of(
        [
            writer.write(name, f"Report {name}.", title=f"Title {name}", published_on=date(2031, 3, day))
            for name, day in DAYS.items()
        ]
    )


@pytest.fixture
def stories(articles):
    first = make_story(articles[:3], {"a": 0.5, "b": 0.4, "c": 0.3})
    return [first, make_story(articles[3:], {"d": 0.6, "e": 0.6})]


def split(stories, articles, *targets):
    decisions = [Decision(target, "another event") for target in targets]
    found, outcomes = split_stories(stories, articles, DOCUMENTS, decisions)
    by_id = {outcome.decision_id: outcome for outcome in outcomes}
    return found, [by_id[decision.decision_id] for decision in decisions]


def members(stories):
    return {story.document_ids for story in stories}


def test_documents_leave_their_story_and_are_one_of_their_own(stories, articles):
    found, [outcome] = split(stories, articles, SplitStory(("wire/b.txt", "x-c")))
    assert members(found) == {("a",), ("b", "c"), ("d", "e")}
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 2, None)


def test_ids_titles_times_and_scores_are_made_by_the_rule_for_stories(stories, articles):
    found, _ = split(stories, articles, SplitStory(("b", "c")))
    by_members = {story.document_ids: story for story in found}
    parted = by_members["b", "c"]
    assert (parted.story_id, parted.title) == (stable_id("story", "b"), "Title b")
    assert parted.first_published_at.day == 6
    assert [member.membership_score for member in parted.members] == [0.4, 0.3]
    assert by_members[("a",)].members[0].membership_score == 1.0
    assert [story.story_id for story in found] == sorted(story.story_id for story in found)


def test_documents_of_different_stories_are_not_put_together(stories, articles):
    found, [outcome] = split(stories, articles, SplitStory(("a", "d")))
    assert members(found) == {("a",), ("b", "c"), ("d",), ("e",)}
    assert outcome.applied_count == 2


def test_with_a_story_only_what_stands_in_it_is_parted(stories, articles):
    found, [outcome] = split(stories, articles, SplitStory(("a", "d"), stories[0].story_id))
    assert members(found) == {("a",), ("b", "c"), ("d", "e")}
    assert outcome.applied_count == 1


def test_documents_that_are_a_story_of_their_own_already_stay_one(stories, articles):
    found, [outcome] = split(stories, articles, SplitStory(("d", "e")))
    assert sorted(found, key=lambda story: story.story_id) == sorted(stories, key=lambda story: story.story_id)
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 0, None)


def test_several_decisions_part_a_story_whatever_their_order(stories, articles):
    targets = [SplitStory(("a", "b")), SplitStory(("b", "c"))]
    assert members(split(stories, articles, *targets)[0]) == {("a",), ("b",), ("c",), ("d", "e")}
    assert split(stories, articles, *targets)[0] == split(stories, articles, *targets[::-1])[0]


def test_what_is_not_found_is_reported_and_the_rest_is_applied(stories, articles):
    found, [partly, no_article, no_story, elsewhere] = split(
        stories,
        articles,
        SplitStory(("a", "nowhere.txt")),
        SplitStory(("no article",)),
        SplitStory(("b",), "gone"),
        SplitStory(("d",), stories[0].story_id),
    )
    assert members(found) == {("a",), ("b", "c"), ("d", "e")}
    assert (partly.is_applied, "called nowhere.txt" in partly.detail) == (True, True)
    assert (no_article.is_applied, "No document" in no_article.detail) == (False, True)
    assert (no_story.is_applied, "id gone" in no_story.detail) == (False, True)
    assert (elsewhere.is_applied, "None of the documents" in elsewhere.detail) == (False, True)


def test_without_decisions_stories_stay_as_they_are(stories, articles):
    assert split_stories(stories, articles, DOCUMENTS, []) == (stories, [])
