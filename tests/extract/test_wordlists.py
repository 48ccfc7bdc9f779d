from flows.extract.wordlists import load_table, load_words


def test_comments_and_blank_lines_are_no_entries() -> None:
    words = load_words("not_persons.txt")
    assert "staff" in words
    assert not any(word.startswith("#") or word != word.strip() or not word for word in words)


def test_a_table_comes_without_its_header() -> None:
    rows = load_table("months.csv")
    assert rows[0] == ("en", "1", "january|jan")
    assert {len(row) for row in rows} == {3}
