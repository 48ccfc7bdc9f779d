"""Facts as rows of the contract's tables."""

from flows.contracts.tables import TABLES
from flows.link.facts.fact_rows import fact_relation_rows, fact_slot_rows, fact_value_rows, omission_rows
from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import find_omissions

TEXT = "The harbour council fined the Marlin ferry line $4,200 for cracked boilers. "
REST = "Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


def test_rows_have_exactly_the_columns_of_their_tables_and_all_that_is_required(writer):
    articles = [
        writer.write(name, TEXT + REST, writer.number("$4,200", 4200, "USD", kind="money"))
        for name in ("alpha", "beta")
    ]
    articles.append(writer.write("gamma", REST))
    stories = {"s": ["alpha", "beta", "gamma"]}
    facts = find_facts(articles, stories, {})
    omissions = find_omissions(articles, stories, facts, independents={})
    rows = {
        "fact_slots": fact_slot_rows(facts),
        "fact_values": fact_value_rows(facts),
        "fact_relations": fact_relation_rows(facts),
        "omissions": omission_rows(omissions),
    }
    for name, found in rows.items():
        table = TABLES[name]
        assert found, name
        for row in found:
            assert tuple(row) == table.column_names
            for column in table.columns:
                assert row[column.name] is not None or column.name in table.nullable, (name, column.name)
                assert not column.codes or row[column.name] is None or row[column.name] in column.codes
        keys = [tuple(row[column] for column in table.key) for row in found]
        assert keys == sorted(set(keys))


def test_a_value_leads_back_to_its_words(writer):
    articles = [
        writer.write(name, TEXT + REST, writer.number("$4,200", 4200, "USD", kind="money"))
        for name in ("alpha", "beta")
    ]
    rows = fact_value_rows(find_facts(articles, {"s": ["alpha", "beta"]}, {}))
    sums = [row for row in rows if row["unit_code"] == "USD"]
    assert len(sums) == 2
    for row in sums:
        text = next(article.text for article in articles if article.document_id == row["document_id"])
        assert text[row["start_char"] : row["end_char"]] == "$4,200"
        assert row["context_text"] == TEXT.strip()
