from itertools import islice

from benchmarks.corpus import generate, write_corpus


def test_a_larger_corpus_begins_with_the_smaller_one_and_another_seed_gives_another(tmp_path):
    small = write_corpus(tmp_path / "small", 30, per_day=20, rows_per_file=10)
    large = write_corpus(tmp_path / "large", 50, per_day=20, rows_per_file=10)
    assert len(list(small.iterdir())) == 3
    assert all((large / path.name).read_bytes() == path.read_bytes() for path in small.iterdir())
    assert next(generate(1, 20)) != next(generate(2, 20))


def test_the_corpus_holds_stories_of_several_outlets_copies_and_undated_documents():
    rows = list(islice(generate(1, 200), 400))
    sentences: dict[str, set[str]] = {}
    for row in rows:
        for paragraph in row["text"].split("\n\n"):
            if len(paragraph) > 200:
                sentences.setdefault(paragraph, set()).add(row["outlet"])
    assert max(map(len, sentences.values())) > 1  # copied
    assert 0 < sum("published_at" not in row for row in rows) < 40
    assert len({row["outlet"] for row in rows}) > 60
    assert len({row["url"] for row in rows}) == 400
