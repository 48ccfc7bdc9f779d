"""Linked rows kept between runs: the rows of a run are all there, those of gone stories nowhere."""

from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.contracts.stages import STORY_TABLES
from flows.link.linking import Linked
from flows.link.story_tables import StoryTables, StoryTablesBuilder
from flows.load import chunks
from flows.load.kept import DamagedError
from flows.load.linked import LinkedStories


class DiedError(Exception):
    """Stands for the end of a process."""


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


def tables_of(story: str) -> StoryTables:
    built = StoryTablesBuilder()
    built.add(story, rows_of(story))
    return built.built()


def write(kept: LinkedStories, link_id: str, stories: set[str], *, dies_after: int | None = None) -> list[str]:
    """Keep the rows of these stories, whose keys are their names, as a run does that compares the new ones.

    Returns the new ones. With `dies_after` the run ends when it has compared so many of them.
    """
    new = sorted(stories - kept.known_keys())

    def compared():
        yield from map(tables_of, islice(new, dies_after))
        if dies_after is not None:
            raise DiedError

    kept.write(link_id, Linked([], compared(), frozenset(stories), len(new)))
    return new


def groups(kept: LinkedStories) -> list[str]:
    return sorted(kept.table("quotation_groups")["quotation_group_id"].to_pylist())


def groups_of(stories: set[str]) -> list[str]:
    return sorted(f"{story}-{number}" for story in stories for number in range(2))


def chunk_of(kept: LinkedStories, story: str):
    """Return the file of quotation groups of the chunk that holds a story."""
    [chunk] = [chunk for chunk in chunks.Chunks(kept.store).whole() if story in chunk.keys]
    return chunk.path("quotation_groups")


def inodes(kept: LinkedStories) -> dict[str, int]:
    return {chunk.folder.name: chunk.folder.stat().st_ino for chunk in chunks.Chunks(kept.store).whole()}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return the rows of ten stories in chunks of three."""
    monkeypatch.setattr(chunks, "CHUNK_STORIES", 3)
    monkeypatch.setattr(chunks, "SMALL_STORIES", 1)
    kept = LinkedStories(tmp_path)
    write(kept, "1", {f"story{number}" for number in range(10)})
    return kept


def test_chunks_whose_stories_are_all_there_stay_and_the_others_are_written_anew(kept):
    before = inodes(kept)
    assert len(before) == 4
    opened = chunk_of(kept, "story4").parent.name
    stories = {f"story{number}" for number in range(11)} - {"story4"}
    assert write(kept, "2", stories) == ["story10"]
    after = inodes(kept)
    assert {name for name in before if after.get(name) == before[name]} == before.keys() - {opened}
    assert groups(kept) == groups_of(stories)
    assert kept.known_keys() == stories


def test_no_byte_of_a_story_stays_that_is_gone(kept):
    write(kept, "2", {"story3", "story5", "story7"})
    texts = [pq.read_table(path).to_pylist() for path in kept.store.rglob("quotation_groups*.parquet")]
    assert {row["story_id"] for rows in texts for row in rows} == {"story3", "story5", "story7"}


def test_chunks_of_stories_that_are_not_asked_for_are_not_read(kept):
    path = chunk_of(kept, "story0")
    path.write_bytes(bytes(path.stat().st_size))
    found = kept.table("quotation_groups", {"story4"})
    assert set(found["story_id"].to_pylist()) == {"story3", "story4", "story5"}


def test_a_damaged_chunk_says_so_and_its_stories_are_compared_anew(kept):
    path = chunk_of(kept, "story0")
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(DamagedError, match="is damaged"):
        kept.table("quotation_groups")
    assert kept.link_id is None
    stories = {f"story{number}" for number in range(10)}
    assert write(kept, "2", stories) == ["story0", "story1", "story2"]
    assert (kept.link_id, groups(kept)) == ("2", groups_of(stories))


def test_what_a_run_compared_before_it_died_is_not_compared_again(kept):
    stories = {f"story{number}" for number in (0, 1, *range(3, 18))}
    with pytest.raises(DiedError):
        write(kept, "2", stories, dies_after=7)
    assert (kept.link_id, groups(kept)) == ("1", groups_of({f"story{number}" for number in range(10)}))
    # two stories of an opened chunk and four new ones are in full chunks, three more were in the one that was open
    assert write(kept, "2", stories) == ["story14", "story15", "story16", "story17"]
    assert (kept.link_id, groups(kept)) == ("2", groups_of(stories))


def test_what_a_dead_run_left_goes_where_the_next_one_does_not_need_it(kept):
    before = inodes(kept)
    with pytest.raises(DiedError):
        write(kept, "2", {f"other{number}" for number in range(8)}, dies_after=7)
    assert inodes(kept).keys() > before.keys()
    kept.tidy()
    assert inodes(kept) == before
    assert {path.name for path in kept.store.iterdir() if path.suffix != ".new"} == {
        "stories", "stories-1", chunks.CHUNKS_FOLDER
    }  # fmt: skip


def test_a_store_named_from_where_one_stands_keeps_what_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kept = LinkedStories(Path("store"))
    for link_id in "12":
        write(kept, link_id, {"story1", "story2"})
    assert (kept.link_id, groups(kept)) == ("2", groups_of({"story1", "story2"}))
    assert [path.name for path in Path("store").glob("stories-*")] == ["stories-2"]


@pytest.mark.parametrize("is_of_chunk", [True, False])
def test_where_a_file_is_gone_the_other_chunks_stay_for_the_next_run(kept, is_of_chunk):
    lost = chunk_of(kept, "story0").parent if is_of_chunk else kept.folder
    (lost / "files.json").unlink()
    kept.tidy()
    stories = {f"story{number}" for number in range(10)}
    assert write(kept, "2", stories) == (["story0", "story1", "story2"] if is_of_chunk else [])
    assert groups(kept) == groups_of(stories)


def test_many_small_chunks_become_few(kept, monkeypatch):
    monkeypatch.setattr(chunks, "MOST_SMALL_CHUNKS", 4)
    stories = set(kept.known_keys())
    for number in range(40):
        stories.add(f"later{number:02}")
        write(kept, f"later{number}", stories)
        assert len(inodes(kept)) <= len(stories) / 2 + 4
    assert groups(kept) == groups_of(stories)


RUNS = st.tuples(st.sets(st.sampled_from("abcdefghijkl")), st.none() | st.integers(0, 6))


@settings(max_examples=100, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=6), st.integers(1, 4))
def test_any_sequence_of_runs_and_deaths_keeps_the_rows_of_the_last_whole_one(tmp_path_factory, runs, size):
    kept = LinkedStories(tmp_path_factory.mktemp("kept"))
    last: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CHUNK_STORIES", size)
        patch.setattr(chunks, "SMALL_STORIES", 1)
        patch.setattr(chunks, "MOST_SMALL_CHUNKS", 2)
        for number, (stories, dies_after) in enumerate(runs):
            if dies_after is None:
                write(kept, str(number), stories)
                last = stories
            else:
                with pytest.raises(DiedError):
                    write(kept, str(number), stories, dies_after=dies_after)
            assert groups(kept) == groups_of(last)
            assert kept.keys_by_story() == {story: story for story in last}
