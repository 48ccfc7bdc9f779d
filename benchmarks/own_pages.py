"""Score the cleaner on the project's own gold pages (tests/clean/pages), page by page.

    python -m benchmarks.own_pages [--lines] [--floors]

`--lines` prints each line that was lost (<) or wrongly kept (>) below its page; `--floors` prints the figures as they
stand in tests/clean/pages/floors.yaml, a little lowered.
"""

import argparse

from tests.clean.gold_pages import read_gold_pages
from tests.clean.page_scores import page_table, score_page, summarise, summarise_kinds

MARGIN = 0.01


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", action="store_true", help="print lines that were lost or wrongly kept")
    parser.add_argument("--floors", action="store_true", help="print floors and nothing else")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    chosen = parser.parse_args()
    scores = [score_page(page) for page in read_gold_pages() if chosen.only in page.name]
    figures = summarise(scores)
    if chosen.floors:
        for name, figure in figures.items():
            print(f'"{name}": {max(0, int((figure - MARGIN) * 1000) / 1000):.3f}')
        return
    print(page_table(scores))
    if chosen.lines:
        for score in scores:
            print(f"\n{score.page.name}")
            for sign, lines in (("<", score.lost), (">", score.taken)):
                for line in lines:
                    print(f"  {sign} {line.mark} {line.kind}: {line.plain[:110]}")
    print()
    for kind, count, removed, right in summarise_kinds(scores):
        print(f"{kind:15} {count:5} lines, {removed:.3f} removed, {right:.3f} of the right kind")
    print()
    for name, figure in figures.items():
        print(f"{name:35} {figure:.3f}")


if __name__ == "__main__":
    main()
