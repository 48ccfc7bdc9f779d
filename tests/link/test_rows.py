from datetime import UTC, date, datetime

from flows.contracts.tables import TABLES
from flows.link import rows
from flows.link.outlines import Outlines
from flows.link.reuse.origins import find_origins, independent_ids
from flows.link.reuse.reprints import find_reprints
from flows.link.speech.quotation_groups import group_quotations
from flows.link.stories.stories import group_stories

SAID = "We have patched this hall for nine years, and every winter the river showed us that patches are not a plan"
TEXT = f"""The harbour board of Orlan voted on Tuesday to close the old fish market for at least eighteen months.
Engineers found deep cracks in the pillars below the eastern hall, where about sixty traders sell their catch.
“{SAID},” Ines Tolm said.
Traders will move to two tents beside the customs house, and their rent falls by half until the hall opens again."""


def rows_of(writer):
    note = writer.quotation(SAID, "Ines Tolm", "Ines Tolm")
    articles = [
        writer.write(i, TEXT, note, people=("Ines Tolm",), title="Market closes", published_on=date(2031, 3, day))
        for i, day in (("a", 3), ("b", 4))
    ]
    outlines = Outlines.of(articles)
    reprints, stories = find_reprints(outlines), group_stories(outlines)
    origins = find_origins(outlines, reprints)
    independents = independent_ids(outlines, origins)
    return {
        "stories": rows.story_rows(stories, outlines, independents),
        "story_articles": rows.story_article_rows(stories),
        "reprints": rows.reprint_rows(reprints),
        "reprint_passages": rows.reprint_passage_rows(reprints),
        "article_origins": rows.article_origin_rows(origins, independents),
        "quotation_groups": rows.quotation_group_rows(group_quotations(articles, stories)),
    }


def test_every_table_has_rows_with_exactly_its_columns(writer):
    for name, found in rows_of(writer).items():
        assert found, name
        assert all(tuple(row) == TABLES[name].column_names for row in found), name


def test_required_columns_are_filled(writer):
    for name, found in rows_of(writer).items():
        missing = [
            column for row in found for column, cell in row.items() if cell is None and TABLES[name].is_required(column)
        ]
        assert missing == [], name


def test_codes_are_those_of_the_contract(writer):
    for name, found in rows_of(writer).items():
        for column in TABLES[name].columns:
            if column.codes:
                assert {row[column.name] for row in found} <= set(column.codes), (name, column.name)


def test_keys_are_unique_and_rows_ordered_by_them(writer):
    for name, found in rows_of(writer).items():
        keys = [tuple(row[column] for column in TABLES[name].key) for row in found]
        assert keys == sorted(set(keys)), name


def test_a_story_of_copies_has_one_independent_origin(writer):
    (story,) = rows_of(writer)["stories"]
    assert (story["article_count"], story["outlet_count"], story["independent_count"]) == (2, 2, 1)
    assert story["first_published_at"] == datetime(2031, 3, 3, tzinfo=UTC)
