"""Names and texts that try to be code where they are shown, and files that are no files, through a whole run."""

import csv
import io
import os
import socket
import subprocess
import sys
from contextlib import redirect_stdout

import duckdb
import pytest
from rich.console import Console

from flows.command.printing import OutputFormat, print_rows, write_rows
from flows.load.reading import open_database, open_reader, read_rejects
from flows.load.snapshots import Warehouse
from flows.report.warehouse_report import write_report
from flows.run import gathering
from tests.conftest import ROOT
from tests.plain_run import run_plainly
from tests.small_corpus import REPORTS, row, write_reports

pytestmark = pytest.mark.slow
SQL = "'); drop table core.documents; --"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ESCAPE = "\x1b[2J\x1b]0;owned\x07\u202e"
FORMULA = '=HYPERLINK("http://evil.example","x")'
RICH = "[red]x[/red][/] :bomb:"
HOSTILE = [SQL, MARKUP, ESCAPE, FORMULA, RICH]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Publish reports whose every field is hostile, in files whose names are."""
    folder = tmp_path_factory.mktemp("hostile")
    raw = write_reports(folder / "raw")
    for number, words in enumerate(HOSTILE):
        name = words.replace("/", "_")[:60] + "\n.jsonl"
        text = f"{REPORTS[number % 4]}\n\n{words} said Mayor Ilse Brandt on Monday, “{words}” she added.\n"
        (raw / name).write_text(
            row(number % 4, text=text, title=words, outlet=words, author=words, id=words, url=words)
        )
        (raw / f"{words.replace('/', '_')[:60]}.pdf").write_bytes(b"%PDF")
    (raw / ("n" * 250 + ".txt")).write_text(REPORTS[0])
    with open(os.fsencode(raw) + b"/\xff\xfe.txt", "w") as stream:  # noqa: PTH123 - no name in UTF-8
        stream.write(REPORTS[1])
    outside = folder / "secret.txt"
    outside.write_text("a secret that nobody handed in")
    (raw / "out.txt").symlink_to(outside)
    (raw / "loop").symlink_to(raw)
    (raw / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(raw / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(raw / "s.txt"))
    (raw / "manifest.csv").write_text("path,title\n../secret.txt,x\n/etc/passwd,y\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
        run_plainly(raw, folder / "warehouse")
    return folder / "warehouse"


def test_what_is_hostile_is_kept_to_the_letter_and_does_nothing(warehouse):
    with open_reader(warehouse) as reader:
        titles = {found["title"] for found in reader.rows("select title from core.articles")}
        texts = [found["t"] for found in reader.rows("select document_text as t from core.documents")]
    assert {SQL, FORMULA, RICH} <= titles
    assert len(texts) == len(REPORTS) + len(HOSTILE) + 2
    assert not any("a secret that nobody" in text for text in texts)


def test_what_is_no_file_is_refused_with_a_reason_in_one_printable_line(warehouse):
    rejects = read_rejects(Warehouse(warehouse), 100)
    reasons = {found["item"]: found["reason"] for found in rejects}
    expected = {"out.txt": "symlink", "loop": "symlink", "device.txt": "symlink", "pipe.txt": "not_regular_file"}
    assert {name: reasons[name] for name in expected} == expected
    assert reasons["s.txt"] == "not_regular_file"
    assert sum(found["reason"] == "malformed_metadata" for found in rejects) == 2
    assert all(found["detail"].isprintable() for found in rejects)


def test_tables_reach_a_terminal_without_control_characters(warehouse):
    with open_database(warehouse) as connection:
        relation = connection.sql(
            "select path, title, body_text from core.articles join core.documents using (document_id)"
        )
        rows = relation.fetchall()
    out = io.StringIO()
    with redirect_stdout(out):
        print_rows(
            Console(file=out, emoji=False, force_terminal=False), ["a", "b", "c"], [[str(v) for v in r] for r in rows]
        )
    shown = out.getvalue()
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[red]x[/red]" in shown
    assert ":bomb:" in shown


def test_a_spreadsheet_meets_no_formula(warehouse):
    with open_database(warehouse) as connection:
        relation = connection.sql("select title, -5 as number, -0.5 as share from core.articles")
        out = io.StringIO()
        write_rows(relation.columns, relation.fetchall(), OutputFormat.csv, out)
    cells = list(csv.reader(io.StringIO(out.getvalue())))[1:]
    assert f"'{FORMULA}" in {title for title, _, _ in cells}
    assert {(number, share) for _, number, share in cells} == {("-5", "-0.5")}


def test_the_report_holds_hostile_words_as_words_only(warehouse, tmp_path):
    written = write_report(warehouse, tmp_path / "report")
    pages = [page.read_text() for page in written.index.parent.rglob("*.html")]
    assert any("&lt;script&gt;alert(1)" in page for page in pages)
    for page in pages:
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert "\x1b" not in page


def test_a_strangers_database_reads_no_file_and_loads_no_code(warehouse, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with duckdb.connect(str(tmp_path / "parallax.duckdb")) as connection:
        connection.execute(f"create view stolen as from read_csv('{tmp_path / 'secret.csv'}')")
        connection.execute("create schema core")
        connection.execute("create table core.rejects(x int)")
    with open_database(tmp_path) as connection:
        for query in ("from stolen", "install httpfs", "copy core.rejects to 'out.csv'", "set enable_external_access = true",
                      "insert into core.rejects values (1)", "attach ':memory:' as other; attach 'x.duckdb'"):  # fmt: skip
            with pytest.raises(duckdb.Error):
                connection.execute(query).fetchall()


def test_the_whole_sample_runs_with_no_socket_but_the_loopback(tmp_path):
    script = f"""
import socket, sys
from pathlib import Path
def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        place = arguments[1] if event.startswith(("socket.connect", "socket.sendto")) else arguments
        if not str(place[0]).startswith(("127.", "::1", "localhost")):
            raise SystemExit(f"went out: {{event}} {{arguments}}")
sys.addaudithook(refuse)
try:
    socket.getaddrinfo("example.org", 80)
except SystemExit:
    pass
else:
    raise AssertionError("the net is not closed")
from tests.plain_run import run_plainly
summary = run_plainly(Path("data/raw"), Path({str(tmp_path / "w")!r}))
assert summary.document_count > 20
from flows.report.warehouse_report import write_report
write_report(Path({str(tmp_path / "w")!r}), Path({str(tmp_path / "r")!r}))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
