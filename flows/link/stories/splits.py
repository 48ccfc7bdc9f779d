"""Stories that people cut in two: documents that grouping put together with others and that are a story of their own.

In: stories, their articles, what documents can be called by, and the decisions `split_story`. Out: stories, and what
came of each decision. Where some of a decision's documents stand in a story with others, they leave it and are a story
of their own; documents that stand in different stories are not put together. Ids and titles come by the rule of
`stories.py`. The parted articles keep the scores that grouping gave them, for those measure how alike the texts are;
an article that is left alone has 1. The order of decisions changes nothing: documents are together afterwards where no
decision parts them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flows.contracts.decisions import Decision, DocumentNames, Outcome, SplitStory, unknown_document
from flows.link.corpus import Outline
from flows.link.stories.stories import Story, make_story

NO_STORY = "No story has the id {} (any more): leave the story out to part the documents wherever they stand"
NOT_IN_STORY = "None of the documents stands in the story {}: leave the story out to part them wherever they stand"


def split_stories(
    stories: Sequence[Story],
    articles: Iterable[Outline],
    documents: Sequence[DocumentNames],
    decisions: Sequence[Decision],
) -> tuple[list[Story], list[Outcome]]:
    """Return the stories as people part them, in the order of their ids, and what came of the decisions.

    `documents` may hold documents that are no articles; they stand in no story.
    """
    chosen = {d.decision_id: d.target for d in decisions if isinstance(d.target, SplitStory)}
    if not chosen:
        return list(stories), []
    story_of = {document_id: story.story_id for story in stories for document_id in story.document_ids}
    sizes = {story.story_id: len(story.members) for story in stories}
    parted_by: dict[str, list[str]] = defaultdict(list)
    outcomes = []
    for decision_id, target in sorted(chosen.items()):
        found, unknown = _find_documents(target, documents, story_of)
        inside = [d for d in found if target.story_id in (None, story_of[d])]
        details = [unknown_document("; ".join(unknown))] if unknown else []
        if target.story_id and target.story_id not in sizes:
            details.append(NO_STORY.format(target.story_id))
        elif found and not inside:
            details.append(NOT_IN_STORY.format(target.story_id))
        for document_id in inside:
            parted_by[document_id].append(decision_id)
        taken = [story_of[document_id] for document_id in inside]
        moved = sum(1 for story_id in taken if taken.count(story_id) < sizes[story_id])
        outcomes.append(Outcome(decision_id, bool(inside), moved, "; ".join(details) or None))
    by_id = {article.document_id: article for article in articles}
    parted = [part for story in stories for part in _part(story, parted_by, by_id)]
    return sorted(parted, key=lambda story: story.story_id), outcomes


def _find_documents(
    target: SplitStory, documents: Sequence[DocumentNames], story_of: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the articles that a decision names, and the names that no article has."""
    found: set[str] = set()
    unknown = []
    for name in sorted(target.documents):
        called = {d.document_id for d in documents if d.document_id in story_of and d.is_called(name)}
        found |= called
        if not called:
            unknown.append(name)
    return sorted(found), unknown


def _part(story: Story, parted_by: Mapping[str, Sequence[str]], articles: Mapping[str, Outline]) -> list[Story]:
    """Return the stories that a story falls into: members stay together where the same decisions name them."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for document_id in story.document_ids:
        groups[tuple(parted_by.get(document_id, ()))].append(document_id)
    if len(groups) == 1:
        return [story]
    scores = {member.document_id: member.membership_score for member in story.members}
    return [
        make_story(
            [articles[document_id] for document_id in group],
            {document_id: scores[document_id] if len(group) > 1 else 1.0 for document_id in group},
        )
        for group in groups.values()
    ]
