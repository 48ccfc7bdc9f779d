"""The guide to cleaning in Markdown, with every rule in words. `make docs` writes docs/cleaning.md."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.clean.rule_meanings import FALLBACK, FAMILIES, FIELD_RULES, KEPT_RULES, KIND_NAMES, REMOVED_RULES
from flows.contracts.columns import BLOCK_KINDS

HEADER = """# What was kept, what was removed, and why

Made from `flows/clean/rule_meanings.py` and the text in `flows/report/cleaning_guide.py` by `make docs`; a test fails
when it is not current.

Cleaning cuts a document into blocks and throws nothing away. `core.blocks` holds every block with its place, its zone,
its kind, the rule that decided, and how sure the decision to keep is; all blocks of a document in order are its text.

## One document

`parallax explain ferry.txt` shows a document block by block in the terminal. `ferry.txt` may be its id or the beginning
of it, its external id, its path or its file name; `parallax sql documents` lists them.

```
▌title          0.00   An hour and a half, and no deal: dockers stay out
▌                      title_line: The line above the article that looks and reads most like its title.

▌removed        0.00   Share this article
▌share                 share_phrase: The whole line is a phrase of the list for share buttons.
```

At the left stand the zone, the score as a bar and a number, and the kind where it says more than the zone. Below the
text stands the rule, with its sentence where it comes first. The line of small boxes above the blocks is the document
from beginning to end, each part in the colour of its zone. More than three removed blocks in a row are folded into one
line.

| option | does |
|---|---|
| `--all` | fold and shorten nothing |
| `--only kept`, `--only removed` | one side of the ledger |
| `-o ferry.html` | the same as a page for the browser |
| `-o ferry.json`, `-f json` | the same for programs |

The page is one file that loads nothing and holds no script, light or dark as the reader's system is. What was extracted
is marked in the text, with its meaning where the pointer rests; everything, the kept or the removed blocks are shown.
Colours are left out where the output is no terminal, or where `NO_COLOR` is set; `FORCE_COLOR=1 parallax explain
ferry.txt | less -R` keeps them.

## Zones

| zone | holds |
|---|---|
| `title` | the headline; a second one with the same words is removed as `repeated_title` |
| `dek` | the standfirst below the headline |
| `byline` | who wrote it, and lines that hold nothing but its date |
| `caption` | what a picture shows, with whose picture it is |
| `lede` | the first paragraph |
| `body` | the other paragraphs, headings, list items and tables of the article |
| `removed` | all that is not the article |

The body text of an article is its lede and body; titles, standfirsts, bylines and captions are fields. So the score,
which says how sure a block is *body text* (1 surely, 0 surely not), is low for a title that is surely a title.
"""
DRIFT = """## All documents of an outlet

`parallax sql cleaning` tells, per outlet, how much of its text was removed, what changed in that since the run before,
and from which day on its pages look different. `parallax check` warns where an outlet jumped, and so does the run.

| table | answers |
|---|---|
| `marts.cleaning_audit` | which part of an outlet's text went where, by which rule, with the longest block of each |
| `marts.cleaning_drift` | the same parts in the run before and now, of outlets where they differ |
| `marts.cleaning_by_day` | the removed part of each day's texts, of publication or else of fetching |
| `core.cleaning_history` | the last ten records of each outlet, one for each run that changed its counts |

`is_jump` in the second marks the outlets to look at, `is_break` in the third the day on which an outlet's removed part
changed for good.

Two things move these shares. A new layout changes the documents that come in: `new_removed_share` shows it at once,
while the share of all texts moves slowly as a corpus grows. A changed rule moves all texts and needs no new document.
A jump or a break is a difference of at least 0.2 with at least 20 documents on both sides. Drawn from news sites that
changed nothing (146 pages of 22 sites), two samples of 20 pages differ by less than 0.13 in 99 pairs of 100, and by
less than 0.19 in 999 of 1,000; a break was seen in at most 2 histories of 1,000.

## Rules

A rule of a later version that has no sentence yet is shown by its code.
"""


def cleaning_guide() -> str:
    """Return the whole document."""
    sections = (
        ("For the text of the article", {**KEPT_RULES, "fallback_…": FALLBACK}),
        ("For its title, authors, dates and pictures", FIELD_RULES),
        ("For what is removed", REMOVED_RULES),
        (
            "Families, one rule per kind",
            {f"KIND{ending}": text.format(kind="KIND") for ending, text in FAMILIES.items()},
        ),
    )
    lines = [HEADER, "## Kinds\n", f"{', '.join(map(_kind, BLOCK_KINDS))}.\n", DRIFT]
    return "\n".join([*lines, *(line for title, rules in sections for line in _section(title, rules))])


def _kind(code: str) -> str:
    """Return a kind with what it is in words, where these say more than its code."""
    words = KIND_NAMES.get(code, "")
    return f"`{code}` ({words})" if words.removesuffix("s") not in (code, "") else f"`{code}`"


def _section(title: str, rules: Mapping[str, str]) -> Iterator[str]:
    yield f"### {title}\n"
    yield "| rule | says |\n|---|---|"
    yield from (f"| `{code}` | {meaning} |" for code, meaning in rules.items())
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(cleaning_guide(), encoding="utf-8")
