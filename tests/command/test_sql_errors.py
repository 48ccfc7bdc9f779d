import duckdb
import pytest

from flows.command.sql_errors import sql_sentence
from flows.load.reading import query_text
from flows.load.snapshots import WarehouseError
from tests.report.small_warehouse import write_warehouse


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = write_warehouse(tmp_path_factory.mktemp("errors") / "w", hostile="")
    with duckdb.connect(str(folder / "parallax.duckdb"), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from marts.story_coverag", "There is no table 'story_coverag'; did you mean 'marts.story_coverage'?"),
        ("from storys", "There is no table 'storys'; did you mean 'core.stories'?"),
        ("from qqqq", "There is no table 'qqqq'. `.tables` at the prompt of `parallax sql` lists them."),
        ("select titl from core.articles", "There is no column 'titl' here; did you mean 'title'?"),
        ("select a.titl from core.articles a", "There is no column 'titl' here; did you mean 'title'?"),
        (
            "select slot_kind from core.omissions",
            "There is no column 'slot_kind' here. These have one: core.fact_slots.",
        ),
        ("selct 1", 'Parser Error: syntax error at or near "selct".'),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_that_the_warehouse_has(connection, query, said):
    with pytest.raises(duckdb.Error) as raised:
        connection.sql(query).fetchall()
    assert sql_sentence(str(raised.value)) == said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("disagrement", "There is no question disagrement; did you mean 'disagreements'?"),
        ("disagrement.sql", "There is no file disagrement.sql; did you mean 'disagreements'?"),
        ("story_coverage", 'story_coverage is a table: parallax sql "from marts.story_coverage"'),
        ("articles", 'articles is a table: parallax sql "from core.articles"'),
    ],
)
def test_a_word_that_is_no_question_is_answered_with_the_nearest(query, said):
    with pytest.raises(WarehouseError) as raised:
        query_text(query)
    assert str(raised.value).startswith(said)


def test_a_file_that_is_not_there_is_answered_with_the_nearest_beside_it(tmp_path):
    (tmp_path / "my_report.sql").write_text("select 1")
    with pytest.raises(WarehouseError, match=r"did you mean 'my_report\.sql'"):
        query_text(str(tmp_path / "my_reprot.sql"))
    assert query_text("values (1)") == "values (1)"
