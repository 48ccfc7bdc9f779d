"""Score the topics on the project's own labelled texts (tests/extract/topic_texts), topic by topic.

    python -m benchmarks.own_topics [--half development] [--errors]

`--errors` prints each topic that was wrongly given (+) or missed (-), with the words that gave it.
"""

import argparse

from tests.extract.labelled_topics import HALVES, TOPICS, LabelledText, read_labelled_texts, score_topics, topics_of


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, action="append", help="both without it")
    parser.add_argument("--errors", action="store_true", help="print wrong and missed topics")
    chosen = parser.parse_args()
    texts = [text for half in chosen.half or HALVES for text in read_labelled_texts(half)]
    scores = score_topics(texts)
    for score in scores:
        name = TOPICS[score.code][1]
        print(
            f"{score.code} {name:42} precision {score.precision:.2f} ({score.right}/{score.found})  "
            f"recall {score.recall:.2f} ({score.right}/{score.labelled})"
        )
    right, found, labelled = (sum(getattr(score, part) for score in scores) for part in ("right", "found", "labelled"))
    print(f"{len(texts)} texts: precision {right / found:.3f}, recall {right / labelled:.3f}")
    if chosen.errors:
        for text in texts:
            print_errors(text)


def print_errors(text: LabelledText) -> None:
    """Print what is wrong with the topics of a text, if anything is."""
    document, topics = topics_of(text)
    wrong = [topic for topic in topics if topic.code not in text.codes]
    missed = text.codes - {topic.code for topic in topics}
    if not wrong and not missed:
        return
    print(f"\n{text.title}")
    for topic in wrong:
        words = ", ".join(document.text[span.start : span.end] for span in topic.evidence)
        print(f"  + {topic.name} {topic.score}: {words}")
    for code in sorted(missed):
        print(f"  - {TOPICS[code][1]}")


if __name__ == "__main__":
    main()
