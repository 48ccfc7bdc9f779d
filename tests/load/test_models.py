import re

import pytest

from flows.load.models import ModelError, read_model, read_models, sql_folder

MARTS_OF_THE_CONTRACT = set(
    "story_coverage topic_coverage term_coverage entity_coverage fact_agreements fact_disagreements "
    "single_source_facts story_consensus story_omissions quotation_variants speaker_quotations reprint_flows "
    "outlet_profile story_timeline cleaning_audit".split()
)


def test_every_mart_of_the_contract_has_its_file():
    assert {model.name for model in read_models("marts")} >= MARTS_OF_THE_CONTRACT


def test_each_mart_comes_after_the_marts_it_reads():
    seen = set()
    for model in read_models("marts"):
        assert {source for source in model.sources if source.startswith("marts.")} <= seen
        seen.add(f"marts.{model.name}")


def test_headers_name_the_sources_that_the_sql_reads():
    for model in read_models("marts"):
        said = {source.strip() for source in model.header["sources"].split(",")}
        assert said == set(model.sources), model.name


def test_every_check_and_analysis_can_be_read():
    assert {model.header["severity"] for model in read_models("checks")} == {"fail", "warn"}
    assert all(model.header["question"].endswith(("?", ".")) for model in read_models("analyses"))


def test_macros_do_without_what_duckdb_1_cannot_read_again():
    # DuckDB 2 keeps if(…) in a macro as a function, which it is not in DuckDB 1, and x -> … is gone in DuckDB 2
    assert [model.name for model in read_models("macros") if re.search(r"\bif\(|lambda|->", model.sql)] == []


def test_a_macro_is_called_by_the_name_of_its_file(tmp_path):
    path = tmp_path / "other.sql"
    header = "-- question: What?\n-- grain: one row\n-- parameters: a word\n-- caveat: none\n"
    path.write_text(f"{header}create or replace macro some(word) as table\n    select word as sought\n")
    with pytest.raises(ModelError, match="create or replace macro other"):
        read_model(path, "macros")
    path.write_text(path.read_text().replace("some(", "other("))
    assert read_model(path, "macros").call == "other(word)"


def test_an_analysis_of_no_chapter_is_named(tmp_path):
    path = tmp_path / "lost.sql"
    path.write_text("-- chapter: nowhere\n-- question: What?\n-- grain: one row\n-- caveat: none\nselect 1 as n\n")
    with pytest.raises(ModelError, match=r"lost\.sql.*'nowhere'.*coverage"):
        read_model(path, "analyses")


def test_a_file_that_lacks_its_header_is_named(tmp_path):
    path = tmp_path / "lonely.sql"
    path.write_text("-- question: How many?\nselect 1 as n\n")
    with pytest.raises(ModelError, match=r"lonely\.sql.*grain"):
        read_model(path, "marts")


def test_sql_that_duckdb_cannot_parse_is_named(tmp_path):
    path = tmp_path / "broken.sql"
    path.write_text("-- question: What?\n-- severity: warn\nselect from where\n")
    with pytest.raises(ModelError, match=r"broken\.sql.*parse"):
        read_model(path, "checks")


def test_the_sql_folder_holds_all_four_kinds():
    assert {path.name for path in sql_folder().iterdir()} >= {"marts", "checks", "analyses", "macros"}
