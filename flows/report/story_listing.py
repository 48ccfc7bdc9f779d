"""A story read from top to bottom on a terminal, and the list of stories.

In: a published warehouse, the id of a story, a console. Out: lines on the console, no wider than reads well: who
covered it and when, what is agreed, what is disputed with its sides in their own words, what one source alone tells,
quotations with their variants, copies, and what was left out and why. Long parts are cut and say so unless all is asked
for. What colour shows on a terminal is also said in words, so that a file or a pipe loses nothing. Nothing from a
document reaches the console but through terminal.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.command.terminal import visible
from flows.load.reading import Reader
from flows.report.differences import differences
from flows.report.document_listing import WIDEST
from flows.report.fact_table import SILENCES, FactRow, fact_rows
from flows.report.page_environment import counted, cut, day, moment, percent
from flows.report.passages import Passage, Place, place_of, places_of, read_passages
from flows.report.story_rows import (
    ARTICLES_SQL,
    OMISSIONS_SQL,
    QUOTATIONS_SQL,
    RELATIONS_SQL,
    REPRINTS_SQL,
    STORY_SQL,
    VALUES_SQL,
)

Row = Mapping[str, Any]
MOST = 12  # rows of a part: what a screen holds of it beside the others
SHORT_ID = 8  # signs of an id that are shown: 16 of 10,000 stories would share them by chance in one list of 100
DIFFERENCE_SIGNS = {"both": ("", "", ""), "lacking": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}  # as wdiff's
CONSENSUS_SQL = """
select section_code, subject_text, slot_kind, values_text, independent_count, document_id, start_char, end_char
from marts.story_consensus
where story_id = $story and section_code != 'disputed'
order by section_position, independent_count desc, document_id, start_char, fact_id, values_text
"""
TERMS_SQL = """
select term_text
from marts.term_coverage
where story_id = $story
group by term_text
order by any_value(outlet_count) desc, sum(term_score) desc, term_text
limit 8
"""


def print_stories(console: Console, stories: Sequence[Row], *, least_reports: int) -> None:
    """Print stories of at least so many reports as a table: title, days and key terms of each, and its counts."""
    if not stories:
        lone = "; `--reports 1` lists also what one report tells" if least_reports > 1 else ""
        console.print(f"No such story{lone}.")
        return
    console.width = min(console.width, WIDEST)
    table = Table("id", "story", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("reports", "outlets", "origins", "disputes"):
        table.add_column(name, justify="right")
    for row in stories:
        disputes = row["disagreement_count"]
        table.add_row(
            Text(row["story_id"][:SHORT_ID], "cyan"),
            Text.assemble((_title(row), "bold"), "\n", (_joined((_span(row), row["key_terms"] or "")), "dim")),
            *(str(row[name]) for name in ("article_count", "outlet_count", "independent_count")),
            Text(str(disputes or ""), "bold red"),
        )
    console.print(table)
    console.print(
        f"{counted(len(stories), 'story', 'stories')}; `parallax story ID` or words of its title reads one",
        style="dim",
        soft_wrap=True,
    )


def print_story(console: Console, reader: Reader, story_id: str, *, is_whole: bool = False) -> None:
    """Print one story from top to bottom; `is_whole` cuts nothing."""
    console.width = min(console.width, WIDEST)
    (story,) = reader.rows(STORY_SQL, stories=[story_id])
    articles, values, relations, quotations, reprints, omissions = (
        reader.rows(query, stories=[story_id])
        for query in (ARTICLES_SQL, VALUES_SQL, RELATIONS_SQL, QUOTATIONS_SQL, REPRINTS_SQL, OMISSIONS_SQL)
    )
    consensus = reader.rows(CONSENSUS_SQL, story=story_id)
    passages = read_passages(
        reader, [place for rows in (consensus, values, quotations, reprints, omissions) for place in places_of(rows)]
    )
    printer = _Printer(console, passages, None if is_whole else MOST)
    printer.head(story, [row["term_text"] for row in reader.rows(TERMS_SQL, story=story_id)])
    printer.coverage(articles)
    printer.facts("agreed", [row for row in consensus if row["section_code"] == "agreed"])
    printer.disputes([row for row in fact_rows(values, relations, (), (), passages) if row.camps])
    printer.facts("told by one source alone", [row for row in consensus if row["section_code"] == "single_source"])
    printer.quotations(quotations)
    printer.copies(reprints)
    printer.omissions(omissions)


class _Printer:
    """Prints the parts of a story; each row is a heading line, then indented what it rests on."""

    def __init__(self, console: Console, passages: Mapping[Place, Passage], most: int | None) -> None:
        self._console, self._passages, self._most = console, passages, most

    def head(self, story: Row, terms: Sequence[str]) -> None:
        counts = ", ".join(
            (
                counted(story["article_count"], "report"),
                counted(story["outlet_count"], "outlet"),
                counted(story["independent_count"], "independent origin"),
            )
        )
        self._line(Text(_title({**story}), "bold"))
        self._line(Text(" · ".join(filter(None, (_span(story), counts)))))
        if terms:
            self._line(Text(visible(", ".join(terms)), "dim"))
        self._line(Text(f"story {story['story_id']}", "dim"))

    def coverage(self, articles: Sequence[Row]) -> None:
        self._head("who covered it, and when", len(articles))
        titles = {row["document_id"]: row["outlet_label"] for row in articles}
        table = Table.grid(padding=(0, 2))
        for style in ("dim", "bold", ""):
            table.add_column(style=style, overflow="fold")
        for row in self._first(articles):
            copied = row["origin_document_id"] != row["document_id"] and titles.get(row["origin_document_id"])
            notes = [
                counted(row["word_count"], "word") if row["word_count"] is not None else "",
                f"text of {copied}" if copied else row["origin_kind"] if row["origin_kind"] != "own" else "",
                "breaks off" if row["is_truncated"] else "",
            ]
            told = Text.assemble(visible(row["title"] or row["path"]), "\n", (_joined(notes), "dim"))
            table.add_row(_moment(row), visible(row["outlet_label"]), told)
        self._console.print(table)
        self._rest(articles)

    def facts(self, name: str, rows: Sequence[Row]) -> None:
        self._head(name, len(rows))
        for row in self._first(rows):
            origins = counted(row["independent_count"], "origin")
            if name == "agreed":
                subject = _subject(row["subject_text"], row["slot_kind"])
                self._line(Text.assemble((subject, "bold"), (f"  {origins}", "green")))
                self._line(Text(visible(row["values_text"])), 2)
            else:
                words = _one_line(self._passages[place_of(row)].words)
                self._line(Text.assemble((words, "bold"), (f"  {visible(row['values_text'])}", "dim")))
            self._passage(place_of(row))
        self._rest(rows)

    def disputes(self, facts: Sequence[FactRow]) -> None:
        self._head("disputed", len(facts))
        for fact in facts:
            is_update = fact.slot["relation"] == "update"
            kind = "changed with time" if is_update else "cannot both be true"
            kind += ", between those quoted" if fact.is_between_speakers else ""
            subject = _subject(fact.subject_text, fact.slot["slot_kind"])
            self._line(Text.assemble((subject, "bold"), (f"  {kind}", "bold red")))
            for camp in fact.camps:
                words = _one_line(camp.passage.words)
                who = visible(", ".join(camp.outlet_labels))
                fits = "" if camp.is_against else ", fits the others"
                origins = f" ({counted(camp.independent_count, 'origin')}{fits})"
                sign = ("~ ", "") if not camp.is_against else ("↻ ", "yellow") if is_update else ("≠ ", "red")
                self._line(Text.assemble(sign, (words, "bold"), " — ", who, (origins, "dim")), 2)
                self._passage(camp.passage.place, 4)

    def quotations(self, rows: Sequence[Row]) -> None:
        groups = [[*group] for _, group in groupby(rows, key=lambda row: row["quotation_group_id"])]
        self._head("quoted by several", len(groups))
        for fullest, *others in self._first(groups):
            words = _one_line(fullest["content_text"])
            self._line(Text.assemble("“", (words, "italic"), "”"))
            self._line(Text.assemble(_attributed(fullest), (f"  {self._where(place_of(fullest))}", "dim")), 2)
            for row in others:
                self._line(Text.assemble(_attributed(row), (f"  {self._where(place_of(row))}", "dim")), 2)
                if row["variant_kind"] not in ("identical", "fullest"):
                    self._line(_difference(fullest["content_text"], row["content_text"]), 4)
        self._rest(groups)

    def copies(self, rows: Sequence[Row]) -> None:
        self._head("copied", len(rows))
        for row in self._first(rows):
            credit = "credited" if row["is_credited"] else "not credited"
            order = ", which was first is not known" if row["direction_method"] == "undated" else ""
            shared = f"{counted(row['shared_word_count'], 'word')}, {percent(row['containment_share'])} of the shorter"
            flow = f"{visible(row['earlier_outlet_label'])} → {visible(row['later_outlet_label'])}"
            told = f"  {row['reprint_kind']}, {shared}, {credit}{order}"
            self._line(Text.assemble((flow, "bold"), told))
            if row["start_char"] is not None:
                self._line(Text(self._where(place_of(row)), "dim"), 2)
        self._rest(rows)

    def omissions(self, rows: Sequence[Row]) -> None:
        """Print what whole outlets left out, then the silences that are no finding, with their reasons."""
        found = _first_of(row for row in rows if row["is_omitted_by_outlet"])
        self._head("left out", len(found))
        if not found:
            self._line(Text("claimed only of outlets that are known, for what two independent origins carry", "dim"))
        for row in self._first(found):
            self._line(_silence(row, f"in {counted(row['support_count'], 'origin')}"))
            if row["start_char"] is not None:
                self._passage(place_of(row))
        self._rest(found)
        excused = _first_of(row for row in rows if row["reason_code"] != "omitted")
        if excused:
            self._head("silent, and why that is no omission", len(excused))
            for row in self._first(excused):
                self._line(_silence(row, SILENCES[row["reason_code"]]))
            self._rest(excused)

    def _head(self, name: str, count: int) -> None:
        self._console.print()
        self._console.rule(Text(f"{name}: {count or 'nothing'}", "bold"), align="left", style="dim")

    def _first(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows[: self._most]

    def _rest(self, rows: Sequence[Any]) -> None:
        left = len(rows) - len(self._first(rows))
        if left:
            self._line(Text(f"… {left} more (--all shows them)", "dim"))

    def _passage(self, place: Place, indent: int = 2) -> None:
        """Print the sentence that holds a place with the words of the place marked, and where that is."""
        passage = self._passages[place]
        before, words, after = (_one_line(text) for text in (passage.before, passage.words, passage.after))
        sentence = Text.assemble("“", before, (words, "bold yellow"), after, "”")
        self._line(Text.assemble(sentence, (f"  {self._where(place)}", "dim")), indent)

    def _where(self, place: Place) -> str:
        """Return where a place is: path, member, and its offsets in code points."""
        source = self._passages[place].source
        path = visible(" #".join(filter(None, (source["path"], source["member"]))))
        return f"{path} {place[1]}–{place[2]}"

    def _line(self, text: Text, indent: int = 0) -> None:
        for line in text.wrap(self._console, self._console.width - indent):
            line.rstrip()
            self._console.print(Text(" " * indent).append_text(line), soft_wrap=True)


def _first_of(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each thing that an outlet lacks, however many of its reports lack it."""
    return list({(row["outlet_id"], row["subject_kind"], row["subject_id"]): row for row in rows}.values())


def _silence(row: Row, why: str) -> Text:
    outlet, subject = visible(row["outlet_label"]), cut(row["subject_text"], WIDEST - 30)
    return Text.assemble((outlet, "bold"), f"  {row['subject_kind']}: {subject}", (f"  {why}", "dim"))


def _attributed(row: Row) -> Text:
    speaker = visible(row["speaker_name"] or row["speaker_text"] or "nobody named")
    said = " ".join(filter(None, (speaker, visible(row["cue_text"] or ""))))
    return Text.assemble(f"{row['variant_kind']:<12} ", (visible(row["outlet_label"]), "bold"), f": {said}")


def _difference(full: str, version: str) -> Text:
    """Return a version of a quotation with what it lacks as [-…-] and what it adds as {+…+}."""
    runs = []
    for run in differences(full, version):
        opening, closing, style = DIFFERENCE_SIGNS[run.kind]
        runs.append(Text(f"{opening}{_one_line(run.text).strip()}{closing}", style))
    return Text(" ").join(runs)


def _one_line(text: str) -> str:
    """Return a text with its line breaks as blanks, and those at its ends kept as one."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{visible(words)}{' ' if words and text[-1:].isspace() else ''}"


def _subject(text: str, kind: str) -> str:
    return visible(text.removesuffix(f": {kind}")) + f": {kind}"


def _title(row: Row) -> str:
    return visible(row["story_title"] or f"Story {row['story_id']}")


def _moment(row: Row) -> str:
    if row["reported_at"] is None:
        return "no date"
    return moment(row["reported_at"]) if row["has_exact_time"] else day(row["reported_at"])


def _span(row: Row) -> str:
    """Return the days of a story's first and last report, as one where they are the same."""
    days = [day(row[name]) for name in ("first_published_at", "last_published_at") if row[name]]
    return " – ".join(dict.fromkeys(days))


def _joined(notes: Iterable[str]) -> str:
    return visible(", ".join(filter(None, notes)))
