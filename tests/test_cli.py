import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.cli import fail
from tests.conftest import SAMPLE

pytestmark = pytest.mark.slow
PARALLAX = Path(sys.executable).parent / "parallax"


def parallax(*arguments: object, cwd: Path | None = None, piped: str = "") -> subprocess.CompletedProcess[str]:
    command = [PARALLAX, *map(str, arguments)]
    return subprocess.run(command, input=piped, capture_output=True, text=True, check=False, cwd=cwd)


def test_a_warehouse_inside_the_raw_folder_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "raw").mkdir()
    done = parallax("run", "--raw", "raw", "--warehouse", "raw/wh", cwd=tmp_path)
    told = "The warehouse raw/wh lies in the raw folder raw and would be read as texts; put one of them elsewhere."
    assert (done.returncode, done.stderr) == (2, f"parallax: {told}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--raw", ""), "raw is empty: name a folder, or leave it out."),
        (("run", "--raw", "s3://"), "raw is no address: write s3://bucket/folder"),
        (("run", "--publish-to", "foo"), "publish_to is no address: write s3://bucket/folder"),
        (("run", "--executor", "spark"), "executor is 'spark': it should be 'processes' or 'dask'"),
        (("run", "--executor", "dask"), "executor is dask: name its scheduler"),
        (("run", "--scheduler", "tcp://127.0.0.1:1"), "add executor dask"),
        (("run", "--config", "nope.toml"), "nope.toml cannot be read"),
        (("sql", "select 1", "--config", "nope.toml"), "nope.toml cannot be read"),
        (("sql", "select 1", "-o", "o.xlsx"), "nothing is written as .xlsx: name the file .csv"),
        (("explain", "ferry.txt", "-o", "ferry.pdf"), "nothing is written as .pdf: name the file .html, .json or .txt"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(tmp_path, arguments, said):
    done = parallax(*arguments, cwd=tmp_path)
    words = " ".join(done.stderr.replace("│", " ").split())
    assert (done.returncode, said in words, "Traceback" in words) == (2, True, False), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_prefect_server_that_does_not_answer_is_one_sentence(tmp_path):
    (tmp_path / "raw").mkdir()
    command = [PARALLAX, "run", "--raw", "raw", "--warehouse", "w"]
    environment = {**os.environ, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "No Prefect server answers at http://127.0.0.1:9/api" in done.stderr


def test_a_run_from_the_command_line_needs_no_server_and_ends_with_a_summary(tmp_path):
    done = parallax("run", "--raw", SAMPLE, "--warehouse", tmp_path / "w", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in ("documents", "43", "Strongest disagreement", "Both cannot be true", "parallax sql disagreements"):
        assert words in done.stdout
    assert "Traceback" not in done.stderr
    assert (tmp_path / "w" / "parallax.duckdb").exists()


def test_a_raw_folder_that_is_missing_is_wrong_usage(tmp_path):
    done = parallax("run", "--raw", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "there is no folder" in done.stderr


def test_sql_gives_csv_json_and_parquet(sample, tmp_path):
    _, warehouse = sample
    query = "select path, source_format from core.documents order by path"
    as_csv = list(csv.DictReader(io.StringIO(parallax("sql", query, "-w", warehouse, "-f", "csv").stdout)))
    as_json = [json.loads(line) for line in parallax("sql", query, "-w", warehouse, "-f", "json").stdout.splitlines()]
    assert as_csv == as_json
    assert len(as_csv) == 43
    target = tmp_path / "documents.parquet"
    assert parallax("sql", query, "-w", warehouse, "-f", "parquet", "-o", target).returncode == 0
    assert pq.read_table(target).to_pylist() == as_csv


def test_sql_runs_an_analysis_by_its_name_and_a_file_by_its_path(sample, tmp_path):
    _, warehouse = sample
    assert "Harbour Gazette" in parallax("sql", "coverage", "-w", warehouse).stdout
    (tmp_path / "own.sql").write_text("select 41 + 1 as answer")
    assert "42" in parallax("sql", tmp_path / "own.sql", "-w", warehouse).stdout


def test_sql_runs_what_is_piped_in(sample):
    _, warehouse = sample
    assert parallax("sql", "-w", warehouse, "-f", "csv", piped="select 41 + 1 as answer;\n").stdout == "answer\n42\n"


@pytest.mark.parametrize("arguments", [("sql",), ("sql", "--questions")])
def test_sql_without_a_query_and_a_terminal_lists_what_can_be_asked_and_needs_no_warehouse(tmp_path, arguments):
    done = parallax(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [word for word in ("coverage", "disagreements", "audit", "story(sought)") if word not in done.stdout] == []


def test_the_warehouse_is_found_in_the_settings_unless_it_is_named(sample, tmp_path):
    _, warehouse = sample
    (tmp_path / "parallax.toml").write_text(f'[settings]\nwarehouse = "{warehouse}"\n')
    assert "43" in parallax("sql", "select count(*) as n from core.documents", cwd=tmp_path).stdout
    other = tmp_path / "other.toml"
    other.write_text('[settings]\nwarehouse = "nowhere"\n')
    done = parallax("sql", "select 1", "--config", other, cwd=tmp_path)
    assert (done.returncode, str(tmp_path / "nowhere") in done.stderr) == (1, True)
    assert "43" in parallax("sql", "select count(*) from core.documents", "-c", other, "-w", warehouse).stdout


def test_a_misspelt_setting_is_told_in_one_sentence_before_anything_runs(tmp_path):
    (tmp_path / "parallax.toml").write_text("[settings]\nworker = 2\n")
    done = parallax("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "[settings] has no key 'worker'; did you mean 'workers'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_decision_that_cannot_be_used_is_told_before_anything_runs(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "decisions.toml").write_text('[[decision]]\naction = "mergee"\n')
    done = parallax("run", "--raw", "raw", "--warehouse", "w", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), (tmp_path / "w").exists()) == (2, 1, False), done.stderr
    assert "'mergee'" in done.stderr


def test_a_run_and_its_stories_name_what_there_is_to_look_at(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "poster.pdf").write_bytes(b"%PDF-1.4")
    done = parallax("run", "--raw", "raw", "--warehouse", "w", cwd=tmp_path)
    assert ("parallax sql rejects -w w" in done.stdout, "disagreements -w" in done.stdout) == (True, False)
    refused = parallax("explain", "poster.pdf", "-w", "w", cwd=tmp_path).stderr
    assert "poster.pdf gave no document: " in refused
    assert "--reports 1" in parallax("stories", "-w", "w", cwd=tmp_path).stdout


def test_sql_cannot_write(sample):
    _, warehouse = sample
    done = parallax("sql", "delete from core.documents", "-w", warehouse)
    assert done.returncode == 1
    assert "read-only" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_that_is_wrong_is_answered_in_a_sentence(sample):
    _, warehouse = sample
    done = parallax("sql", "select * from marts.nothing", "-w", warehouse)
    assert done.returncode == 1
    assert "nothing" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_warehouse_without_a_snapshot_names_the_next_step(tmp_path):
    done = parallax("sql", "select 1", "-w", tmp_path)
    assert (done.returncode, "parallax run" in done.stderr) == (1, True)


def test_explain_shows_blocks_rules_and_what_was_extracted(sample):
    _, warehouse = sample
    done = parallax("explain", "ferry-aground.txt", "-w", warehouse)
    assert done.returncode == 0, done.stderr
    for words in ("removed", "cookie_banner", "lede", "direct quotation", "Ansel Brodie", "title_line: The line above"):
        assert words in done.stdout
    assert "\x1b[" not in done.stdout


def test_explain_writes_a_page_or_json_as_the_file_s_name_says(sample, tmp_path):
    _, warehouse = sample
    for name in ("ferry.html", "ferry.json"):
        done = parallax("explain", "ferry-aground.txt", "-w", warehouse, "-o", tmp_path / name)
        assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "ferry.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    told = json.loads((tmp_path / "ferry.json").read_text(encoding="utf-8"))
    assert told["facts"]["path"] == "harbour-gazette/ferry-aground.txt"
    assert {block["zone"] for block in told["blocks"]} >= {"title", "lede", "body", "removed"}


def test_explain_of_an_unknown_document_says_so(sample):
    _, warehouse = sample
    done = parallax("explain", "no-such-file.txt", "-w", warehouse)
    assert (done.returncode, "No document" in done.stderr) == (1, True)


def test_report_writes_a_page_for_the_warehouse_and_one_for_each_story(sample, tmp_path):
    _, warehouse = sample
    done = parallax("report", "-w", warehouse, "-o", tmp_path / "pages")
    index = tmp_path / "pages" / "index.html"
    assert (done.returncode, done.stdout) == (0, f"Wrote the report on 9 stories: open {index} in a browser.\n")
    assert len([*(tmp_path / "pages" / "stories").glob("*.html")]) == 9
    assert "both cannot be true" in index.read_text(encoding="utf-8").lower()


def test_stories_are_listed_as_a_table_csv_json_and_parquet(sample, tmp_path):
    _, warehouse = sample
    done = parallax("stories", "-w", warehouse)
    assert (done.returncode, "9 stories" in done.stdout, "Five dead in the Haskel" in done.stdout) == (0, True, True)
    as_csv = list(csv.DictReader(io.StringIO(parallax("stories", "-w", warehouse, "-f", "csv").stdout)))
    as_json = [json.loads(line) for line in parallax("stories", "-w", warehouse, "-f", "json").stdout.splitlines()]
    assert [row["story_id"] for row in as_csv] == [row["story_id"] for row in as_json]
    target = tmp_path / "stories.parquet"
    assert parallax("stories", "-w", warehouse, "-o", target).returncode == 0
    assert pq.read_table(target)["story_id"].to_pylist() == [row["story_id"] for row in as_csv]
    chosen = parallax(
        "stories", "-w", warehouse, "--outlet", "signal", "--disputed", "--since", "2026-06-01", "-f", "csv"
    )
    assert "Salt Harvest" in chosen.stdout.splitlines()[1]
    assert len(chosen.stdout.splitlines()) == 2


def test_a_story_is_read_by_words_of_its_title(sample):
    _, warehouse = sample
    done = parallax("story", "ferry", "fog", "-w", warehouse)
    assert done.returncode == 0, done.stderr
    for words in ("≠ Former Transport Minister — The Velmora Courier", "velmora-courier/ferry-grounding.txt 210–235"):
        assert words in done.stdout
    assert "\x1b[" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("storys",), 2, "Did you mean"),
        (("sql", "--fromat", "csv"), 2, "--format"),
        (("sql", "disagrement"), 1, "did you mean 'disagreements'?"),
        (("sql", "from marts.story_coverag"), 1, "did you mean 'marts.story_coverage'?"),
        (("explain", "ferry-agrund.txt"), 1, "did you mean 'harbour-gazette/ferry-aground.txt'?"),
        (("story", "five ded in the mill"), 1, "“Five dead in the Haskel mill”"),
        (("stories", "--outlet", "velmoria"), 1, "did you mean 'The Velmora Courier'?"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(sample, arguments, status, said):
    named = () if "--fromat" in arguments or arguments == ("storys",) else ("-w", sample[1])
    done = parallax(*arguments, *named)
    assert (done.returncode, said in " ".join(done.stderr.split()), "Traceback" in done.stderr) == (status, True, False)


@pytest.mark.parametrize("command", ["run", "serve", "sql", "stories", "story", "explain", "report", "check"])
def test_the_help_of_each_command_has_an_example(command):
    assert f"parallax {command}" in parallax(command, "--help").stdout.partition("Options")[0].partition("Example")[2]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_are_completed_in_each_shell(shell):
    words = {"_TYPER_COMPLETE_ARGS": "parallax sql disa", "COMP_WORDS": "parallax sql disa", "COMP_CWORD": "2"}
    words |= {"_PARALLAX_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run([PARALLAX], capture_output=True, text=True, check=False, env={**os.environ, **words})
    assert "disagreements" in done.stdout


def test_check_passes_on_the_sample(sample):
    _, warehouse = sample
    done = parallax("check", "-w", warehouse)
    assert done.returncode == 0
    assert "blocks_tile_documents" in done.stdout


def test_an_empty_raw_folder_gives_an_empty_warehouse_and_says_so(tmp_path):
    (tmp_path / "raw").mkdir()
    done = parallax("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "w", cwd=tmp_path)
    assert (done.returncode, "Nothing to read" in done.stdout) == (0, True)
    assert "Nothing has changed" not in done.stdout
    assert "0" in parallax("sql", "select count(*) as n from core.documents", "-w", tmp_path / "w").stdout


def test_a_full_disk_is_answered_with_what_to_do(capsys):
    with pytest.raises(SystemExit):
        fail(OSError(28, "No space left on device"))
    assert capsys.readouterr().err == (
        "parallax: [Errno 28] No space left on device. "
        "Make room on this disk and run again: what was published before is as it was.\n"
    )


def test_an_error_of_too_little_memory_names_the_setting(capsys):
    with duckdb.connect(config={"memory_limit": "2MiB", "temp_directory": ""}) as connection:
        with pytest.raises(duckdb.OutOfMemoryException) as caught:
            connection.execute("create table t as select repeat('-', 50) || range as word from range(1_000_000)")
        with pytest.raises(SystemExit):
            fail(caught.value)
    said = capsys.readouterr().err
    assert said.startswith("parallax: Out of Memory Error: ")
    assert said.endswith(". Where load_megabytes is set, raise it and run again.\n")
    assert said.count("\n") == 1
