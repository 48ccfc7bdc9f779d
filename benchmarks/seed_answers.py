"""Ask a warehouse of the seeds what else an analyst would want to know, and print questions, queries and answers.

    python -m benchmarks.seed_answers WAREHOUSE/parallax.duckdb > benchmarks/seed-answers.md

`seed_questions.toml` holds the questions: each a query that gives (report, answer), and the rows that a careful reader
expects. Reports are named by the first three letters of their file. A question is answered where all expected rows
come, in part where some do; what else comes is shown too.
"""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path

import duckdb

QUESTIONS = Path(__file__).with_name("seed_questions.toml")
HEAD = """# What the seeds tell, asked

The questions of a careful reader to the five files of the seeds (000 to 004), each as a query on the warehouse of a run
over them. Written by `python -m benchmarks.seed_answers`; answers are shown as they come, cut after
80 letters; where they are the words of a report, its places stand for them.
"""
MOST_LETTERS, MOST_ROWS = 80, 14

Answer = tuple[str, str]


def main() -> None:
    """Print the questions with their answers, and how many were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    questions = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    told, parts = [], []
    with duckdb.connect(str(parser.parse_args().database), read_only=True) as connection:
        for question in questions:
            rows = [(str(report), str(answer)) for report, answer in connection.execute(question["query"]).fetchall()]
            verdict = judge([(report, answer) for report, answer in question["expected"]], rows)
            told.append(f"| {question['asked']} | {verdict} |")
            parts.append(show(question, rows, verdict))
    print("\n".join([HEAD, "| question | answer |", "|---|---|", *told, "", *parts]))


def judge(expected: list[Answer], rows: list[Answer]) -> str:
    """Return 'found', 'in part' or 'not found'; an expected answer may be the opening of the one that comes."""
    met = sum(any(r == report and a.startswith(answer) for r, a in rows) for report, answer in expected)
    return "found" if met == len(expected) else f"in part ({met} of {len(expected)})" if met else "not found"


def show(question: Mapping[str, str], rows: list[Answer], verdict: str) -> str:
    """Return the section of one question."""
    shown = [f"- {report}: {answer[:MOST_LETTERS]}" for report, answer in rows[:MOST_ROWS]] or ["- no row"]
    more = [f"- and {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []
    note = [f"\n{question['note']}"] if "note" in question else []
    query = f"```sql\n{question['query'].strip()}\n```"
    return "\n".join([f"## {question['asked']}\n", query, "", f"**{verdict}**\n", *shown, *more, *note, ""])


if __name__ == "__main__":
    main()
