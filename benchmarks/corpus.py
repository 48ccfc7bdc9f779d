"""A corpus of invented news of any size, for measuring cost: outlets, stories, reprints, agency copy, page furniture.

    python -m benchmarks.corpus FOLDER [--documents 10000] [--per-day 500] [--seed 1] [--rows-per-file 1000]
        [--largest-story 60]

Out: JSONL files with text, title, outlet, url and published_at. The same arguments give the same bytes, and a larger
corpus begins with the smaller one of the same seed: days are made one after another, each from a seed of its own.

What is like real news, held against public sets (benchmarks/RESULTS.md): lengths (median 600 words), the growth of the
vocabulary (21,000 words in 1,000 articles), most events in one report and few of them in dozens of outlets,
reports that tell the same facts in other words, copies whole and in part, with and without credit. What is not:
meaning. Sentences are made of frames and words of `corpus_words.toml` and say nothing; so figures of quality taken on
this corpus mean nothing either.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random

FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
OUTLET_COUNT = 120
LARGEST_STORY = 60  # articles
RARE_WORDS = 400_000
UNDATED_SHARE = 0.03
PARAGRAPH_SENTENCES = (1, 2, 2, 3, 3, 4)
FURNITURE = (
    "Accept all cookies", "Subscribe to our newsletter", "Share this article", "Read more",
    "Sign up for our morning briefing", "Leave a comment", "Follow us on social media", "Advertisement",
    "Skip to content", "All rights reserved", "Related stories", "Log in", "Most read", "Listen to this article",
)  # fmt: skip


@cache
def words() -> dict[str, list[str]]:
    """Return the word lists by name, those of a topic as `topic.kind`."""
    data = tomllib.loads(Path(__file__).with_name("corpus_words.toml").read_text(encoding="utf-8"))
    lists = {name: data[name] for name in data if name != "topics"}
    lists |= {f"{topic}.{kind}": text for topic, kinds in data["topics"].items() for kind, text in kinds.items()}
    return {
        name: [w.strip() for w in (text.split(";") if ";" in text else text.split())] for name, text in lists.items()
    }


@cache
def topics() -> list[str]:
    """Return the topics."""
    return sorted({name.split(".")[0] for name in words() if "." in name})


def rank(random: Random, size: int) -> int:
    """Return a place below `size`, the first ones most often, as words and people come in news (Zipf)."""
    return int(size ** random.random()) - 1


def rare_word(random: Random) -> str:
    """Return a word of the long tail: prefix, stem and ending put together, so that the vocabulary grows as in news."""
    number = rank(random, RARE_WORDS)
    stems = words()["verbs"] + words()["nouns"] + [word for topic in topics() for word in words()[f"{topic}.nouns"]]
    own = Random(f"word {number}")
    return own.choice(words()["prefixes"]) + own.choice(stems) + own.choice(words()["endings"])


def pick(random: Random, name: str) -> str:
    """Return a word of a list, the first ones more often."""
    return words()[name][rank(random, len(words()[name]))]


@cache
def invented(kind: str, number: int) -> str:
    """Return the number-th name of a kind: 'surname', 'place', 'org', 'outlet'."""
    random = Random(f"{kind} {number}")
    stem = "".join(random.choice(words()["syllables"]) for _ in range(random.choice((1, 2, 2, 2, 3)))).capitalize()
    if kind in ("surname", "place"):
        return stem + random.choice(words()[f"{kind}_ends"])
    return f"{stem}{random.choice(words()['place_ends'])} {random.choice(words()[f'{kind}_ends'])}"


@dataclass(frozen=True)
class Person:
    """Somebody in the news."""

    name: str
    role: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True)
class Story:
    """An event and all that reports of it have in common."""

    topic: str
    place: str
    people: Sequence[Person]
    orgs: Sequence[str]
    nouns: Sequence[str]
    adjectives: Sequence[str]
    rare: Sequence[str]
    facts: Sequence[str]
    quotations: Sequence[str]


@dataclass(frozen=True)
class Report:
    """One report before it is printed."""

    title: str
    paragraphs: Sequence[str]
    outlet: str
    moment: datetime
    number: int


def make_person(random: Random, kinds: int = 40_000) -> Person:
    """Return a person: few of them are in the news every day, most once."""
    number = rank(random, kinds)
    own = Random(f"person {number}")
    return Person(
        f"{own.choice(words()['given'])} {invented('surname', own.randrange(30_000))}", own.choice(words()["roles"])
    )


def make_story(random: Random) -> Story:
    """Return a story."""
    topic = random.choice(topics())
    story = Story(
        topic=topic,
        place=invented("place", rank(random, 8_000)),
        people=[make_person(random) for _ in range(random.randint(3, 7))],
        orgs=[invented("org", rank(random, 12_000)) for _ in range(random.randint(2, 5))],
        nouns=[*random.sample(words()[f"{topic}.nouns"], 9), *(pick(random, "nouns") for _ in range(12))],
        adjectives=[pick(random, "adjectives") for _ in range(8)],
        rare=[rare_word(random) for _ in range(15)],
        facts=(),
        quotations=(),
    )
    return replace(
        story,
        facts=[fact(random, story) for _ in range(random.randint(4, 9))],
        quotations=[sentence(random, story, most_clauses=2) for _ in range(random.randint(2, 5))],
    )


def fact(random: Random, story: Story) -> str:
    """Return a statement with a number: who, how many, what."""
    noun, verb = random.choice(story.nouns), pick(random, f"{story.topic}.verbs")
    amount = random.choice(
        (
            str(random.randint(2, 99)),
            f"{random.randint(2, 900) * 100:,}",
            f"{random.randint(2, 95)} percent",
            f"${random.randint(2, 900)} million",
        )
    )
    where = random.choice((f"in {story.place}", f"at {random.choice(story.orgs)}", f"near {story.place}"))
    when = random.choice(
        ("on Monday", "on Tuesday", "on Friday", "since January", "in May", f"on March {random.randint(1, 28)}")
    )
    kind = random.randrange(3)
    if kind == 0:
        return f"{amount} of the {random.choice(story.adjectives)} {noun}s were {verb} {where} {when}"
    if kind == 1:
        return f"the {noun} {where} {verb} {amount} {when}"
    return f"the {noun}, {verb} {when}, came to {amount} {where}"


def phrase(random: Random, story: Story) -> str:
    """Return a noun phrase, half of the time from the story's own words."""
    is_own = random.random() < 0.5
    noun = random.choice(story.nouns) if is_own else pick(random, random.choice(("nouns", f"{story.topic}.nouns")))
    adjective = random.choice(story.adjectives) if is_own else pick(random, "adjectives")
    if not is_own and random.random() < 0.2:
        noun = rare_word(random)
    head = random.choice(("the", "the", "a", "its", "their", "this", "every", "no", "another", "some"))
    if random.random() < 0.6:
        adjective = random.choice(story.rare) if is_own else rare_word(random)
    lead = f"{head} {adjective}" if random.random() < 0.7 else head
    tail = random.random()
    if tail < 0.12:
        return f"{lead} {noun} of {random.choice(story.orgs)}"
    if tail < 0.24:
        return f"{lead} {noun} in {story.place if random.random() < 0.5 else invented('place', rank(random, 8_000))}"
    if tail < 0.3:
        return f"{lead} {noun} of the {pick(random, 'nouns')}"
    return f"{lead} {noun}"


def sentence(random: Random, story: Story, most_clauses: int = 3) -> str:
    """Return a sentence without its full stop."""
    clauses = []
    for place in range(random.randint(1, most_clauses)):
        subject = phrase(random, story)
        if place == 0 and random.random() < 0.25:
            subject = random.choice(story.people).surname
        verb = pick(random, "verbs" if random.random() < 0.7 else f"{story.topic}.verbs")
        adverb = f" {pick(random, 'adverbs')}" if random.random() < 0.25 else ""
        link = random.choice((" for", " after", " with", " before", " against", "", " near", " without"))
        end = f"{link} {phrase(random, story)}" if link and random.random() < 0.7 else ""
        clauses.append(f"{subject} {verb}{adverb} {phrase(random, story)}{end}")
    joined = clauses[0]
    for clause in clauses[1:]:
        joined += random.choice((", and ", ", but ", " while ", " because ", ", although ", " as ")) + clause
    return joined


def upper_first(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def told(random: Random, story: Story) -> str:
    """Return one sentence of a report: a fact, a quotation, background, or plain telling."""
    kind, person = random.random(), random.choice(story.people)
    verb = random.choice(words()["said"])
    who = f"{person.name}, {random.choice(('a', 'the'))} {person.role}" if random.random() < 0.4 else person.surname
    if kind < 0.17:
        return told_fact(random, story, f"{who} {verb}")
    if kind < 0.3:
        said = random.choice(story.quotations)
        if random.random() < 0.3:
            clip = " ".join(said.split()[: random.randint(4, 9)])
            return f"{upper_first(who)} {verb} “{clip}” was {phrase(random, story)}."
        return f"“{upper_first(said)},” {who} {verb}."
    if kind < 0.37:
        stranger, org = make_person(random), invented("org", rank(random, 12_000))
        return f"{stranger.name}, {stranger.role} at {org}, {verb} that {sentence(random, story, 2)}."
    if kind < 0.5:
        return f"{random.choice(words()['connectives'])}, {sentence(random, story)}."
    return upper_first(sentence(random, story)) + "."


def told_fact(random: Random, story: Story, source: str) -> str:
    """Return a sentence that tells a fact of the story, plainly or from somebody."""
    stated = random.choice(story.facts)
    forms = (
        stated,
        f"{stated}, {source}",
        f"{random.choice(words()['connectives'])}, {stated}",
        f"{stated}, according to {random.choice(story.orgs)}",
    )
    return upper_first(random.choice(forms)) + "."


def write_report(random: Random, story: Story, outlet: str, moment: datetime, number: int) -> Report:
    """Return an independent report of a story."""
    length = max(90, min(2500, random.lognormvariate(6.45, 0.5)))
    person, said = random.choice(story.people), random.choice(words()["said"])
    opening = f"{story.place.upper()} — " if random.random() < 0.3 else ""
    paragraphs = [f"{opening}{upper_first(random.choice(story.facts))}, {person.role} {person.name} {said}."]
    while sum(map(len, paragraphs)) < 6.6 * length:
        paragraphs.append(" ".join(told(random, story) for _ in range(random.choice(PARAGRAPH_SENTENCES))))
    return Report(make_title(random, story), paragraphs, outlet, moment, number)


def make_title(random: Random, story: Story) -> str:
    """Return a headline."""
    noun, other, verb = random.choice(story.nouns), random.choice(story.nouns), pick(random, f"{story.topic}.verbs")
    adjective = random.choice(story.adjectives)
    return random.choice(
        (
            f"{story.place}: {adjective} {noun} {verb}",
            f"{upper_first(noun)} of {story.orgs[0]} {verb} {other}",
            f"{story.people[0].surname} {verb} {adjective} {noun} in {story.place}",
        )
    )


def copy_report(random: Random, copied: Report, own: Report) -> Report:
    """Return a report that takes over another one: whole, cut from the end and lightly edited, or some paragraphs."""
    if random.random() < 0.35:
        taken = list(copied.paragraphs[1 : 1 + random.randint(1, 4)])
        half = len(own.paragraphs) // 2
        return replace(own, paragraphs=[*own.paragraphs[:half], *taken, *own.paragraphs[half:]])
    kept = list(copied.paragraphs[: max(2, int(len(copied.paragraphs) * random.uniform(0.55, 1.0)))])
    for _ in range(random.randint(0, 4)):
        place = random.randrange(len(kept))
        changed = kept[place].split(" ")
        changed[random.randrange(len(changed))] = pick(random, "adjectives")
        kept[place] = " ".join(changed)
    if random.random() < 0.5:
        kept.append(f"This article was first published by {copied.outlet}.")
    return replace(own, paragraphs=kept, title=copied.title if random.random() < 0.4 else own.title)


def write_story(random: Random, day: int, numbers: Iterator[int], largest: int) -> Iterator[Report]:
    """Yield the reports of a story that begins on a day: most have one, few have dozens."""
    story = make_story(random)
    size = min(largest, int(random.paretovariate(1.25)))
    reports: list[Report] = []
    outlets = (
        {rank(random, OUTLET_COUNT) for _ in range(size)} if size < 8 else set(random.sample(range(OUTLET_COUNT), size))
    )
    for outlet in sorted(outlets, key=lambda _: random.random()):
        moment = FIRST_DAY + timedelta(days=day, minutes=int(random.uniform(300, 1440) + random.expovariate(1 / 400)))
        report = write_report(random, story, invented("outlet", outlet), moment, next(numbers))
        if reports and random.random() < 0.28:
            copied = random.choice(reports)
            report = copy_report(
                random, copied, replace(report, moment=copied.moment + timedelta(minutes=random.randint(20, 900)))
            )
        reports.append(report)
        yield report


def printed(random: Random, report: Report) -> dict[str, str]:
    """Return a report as its outlet's page would be scraped."""
    house = Random(report.outlet)
    above, below = (house.sample(FURNITURE, house.randint(0, 4)) for _ in range(2))
    head = [report.title] if house.random() < 0.6 else []
    domain = report.outlet.lower().replace(" ", "") + ".example"
    row = {
        "text": "\n\n".join([*above, *head, *report.paragraphs, *below]),
        "title": report.title,
        "outlet": report.outlet,
        "url": f"https://{domain}/{report.moment:%Y/%m/%d}/{report.number}",
    }
    return row if random.random() < UNDATED_SHARE else {**row, "published_at": report.moment.isoformat()}


def generate(seed: int, per_day: int, largest: int = LARGEST_STORY) -> Iterator[dict[str, str]]:
    """Yield documents without end, day by day; no story has more than `largest`."""
    numbers = count(1)
    for day in count():
        random = Random(f"{seed} {day}")
        reports: list[Report] = []
        while len(reports) < per_day:
            reports += write_story(random, day, numbers, largest)
        random.shuffle(reports)
        yield from (printed(random, report) for report in reports)


def write_corpus(
    folder: Path,
    documents: int,
    *,
    per_day: int = 500,
    seed: int = 1,
    rows_per_file: int = 1000,
    largest: int = LARGEST_STORY,
) -> Path:
    """Write the first documents of a corpus as JSONL files below `folder`, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = islice(generate(seed, per_day, largest), documents)
    for number in count():
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in islice(rows, rows_per_file)]
        if not lines:
            return folder
        (folder / f"part-{number:05d}.jsonl").write_text("".join(lines), encoding="utf-8")
    raise AssertionError("a corpus ends")


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--per-day", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows-per-file", type=int, default=1000)
    parser.add_argument("--largest-story", type=int, default=LARGEST_STORY, help="articles")
    chosen = parser.parse_args()
    write_corpus(
        chosen.folder,
        chosen.documents,
        per_day=chosen.per_day,
        seed=chosen.seed,
        rows_per_file=chosen.rows_per_file,
        largest=chosen.largest_story,
    )


if __name__ == "__main__":
    main()
