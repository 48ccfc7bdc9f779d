"""Linked rows kept by chunks of stories: the rows of a run are all there, those of gone stories nowhere."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.contracts.stages import STORY_TABLES
from flows.link.linking import Linked
from flows.link.story_tables import StoryTablesBuilder
from flows.load import linked
from flows.load.kept import DamagedError
from flows.load.linked import LinkedStories


def rows_of(story: str) -> dict[str, list[dict[str, object]]]:
    """Return the rows of a story: two quotation groups."""
    groups = [
        {
            "quotation_group_id": f"{story}-{number}", "story_id": story, "quotation_id": f"said-{story}-{number}",
            "variant_kind": "fullest",
        }
        for number in range(2)
    ]  # fmt: skip
    return {name: groups if name == "quotation_groups" else [] for name in STORY_TABLES}


def write(kept: LinkedStories, link_id: str, stories: set[str]) -> None:
    """Keep the rows of these stories, whose keys are their names, as a run does that compares the new ones."""
    new, built = sorted(stories - kept.known_keys()), StoryTablesBuilder()
    for story in new:
        built.add(story, rows_of(story))
    kept.write(link_id, Linked([], [built.built()], frozenset(stories), len(new)))


def groups(kept: LinkedStories) -> list[str]:
    return sorted(kept.table("quotation_groups")["quotation_group_id"].to_pylist())


def inodes(kept: LinkedStories) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in kept.folder.glob("quotation_groups-*.parquet")}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return the rows of ten stories in chunks of three."""
    monkeypatch.setattr(linked, "CHUNK_STORIES", 3)
    monkeypatch.setattr(linked, "SMALL_STORIES", 1)
    kept = LinkedStories(tmp_path)
    write(kept, "1", {f"story{number}" for number in range(10)})
    return kept


def test_chunks_whose_stories_are_all_there_are_linked_and_the_others_written_anew(kept):
    before = inodes(kept)
    assert len(before) == 4
    write(kept, "2", {f"story{number}" for number in range(11)} - {"story4"})
    after = inodes(kept)
    assert {name for name in before if after.get(name) == before[name]} == {
        f"quotation_groups-story{number}.parquet" for number in (0, 6, 9)
    }
    assert groups(kept) == [f"{story}-{number}" for story in sorted(kept.known_keys()) for number in range(2)]
    assert len(kept.known_keys()) == 10


def test_no_byte_of_a_story_stays_that_is_gone(kept):
    write(kept, "2", {"story3", "story5", "story7"})
    texts = [pq.read_table(path).to_pylist() for path in kept.store.rglob("quotation_groups*.parquet")]
    assert {row["story_id"] for rows in texts for row in rows} == {"story3", "story5", "story7"}


def test_chunks_of_stories_that_are_not_asked_for_are_not_read(kept):
    path = kept.folder / "quotation_groups-story0.parquet"
    path.write_bytes(bytes(path.stat().st_size))
    found = kept.table("quotation_groups", {"story4"})
    assert set(found["story_id"].to_pylist()) == {"story3", "story4", "story5"}


def test_a_damaged_chunk_says_so_and_all_is_made_anew(kept):
    path = kept.folder / "quotation_groups-story0.parquet"
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(DamagedError, match="is damaged"):
        kept.table("quotation_groups")
    assert not kept.known_keys()


def test_many_small_chunks_become_few(kept, monkeypatch):
    monkeypatch.setattr(linked, "MOST_SMALL_CHUNKS", 4)
    stories = set(kept.known_keys())
    for number in range(40):
        stories.add(f"later{number:02}")
        write(kept, f"later{number}", stories)
        assert len(inodes(kept)) <= len(stories) / 2 + 4
    assert groups(kept) == sorted(f"{story}-{number}" for story in stories for number in range(2))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefghijkl")), min_size=1, max_size=6), st.integers(1, 4))
def test_any_sequence_of_runs_keeps_the_rows_of_the_last_one(tmp_path_factory, runs, size):
    kept = LinkedStories(tmp_path_factory.mktemp("kept"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linked, "CHUNK_STORIES", size)
        patch.setattr(linked, "SMALL_STORIES", 1)
        patch.setattr(linked, "MOST_SMALL_CHUNKS", 2)
        for number, stories in enumerate(runs):
            write(kept, str(number), stories)
            assert groups(kept) == sorted(f"{story}-{n}" for story in stories for n in range(2))
            assert kept.keys_by_story() == {story: story for story in stories}
