"""Holds a run over the sample corpus to the planted list, one test for each planted thing."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.contracts.columns import BLOCK_KINDS
from tests.sample.run_view import RunView

pytestmark = pytest.mark.slow

PLANTED: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text(encoding="utf-8"))
DOCUMENTS, STORIES = PLANTED["documents"], PLANTED["stories"]
WHOLE = {"whole": {"fullest", "identical"}}
ARTICLE_KINDS = {"title", "dek", "heading", "paragraph", "list_item", "quote_block", "table", "other"}


@pytest.fixture(scope="module")
def run(sample) -> RunView:
    return RunView(sample[1], PLANTED)


def planted(kind: str) -> list:
    """Return the items of one kind in all stories as test parameters."""
    items = [(story, item) for story, entry in STORIES.items() for item in entry.get(kind, [])]
    return [
        pytest.param(item, id=as_id(story, item.get("name") or f"{item['earlier']}-{item['later']}"))
        for story, item in items
    ]


def as_id(*parts: str) -> str:
    return "-".join(parts).replace(" ", "_")


def with_field(field: str) -> list[str]:
    return [name for name, entry in DOCUMENTS.items() if field in entry]


def pairs(item: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    return combinations(item["values"].items(), 2)


# ------------------------------------------------------------------ the corpus as a whole
def test_every_item_is_a_planted_document_or_a_planted_reject(run):
    assert len(run.rows("select 1 from core.documents")) == len(DOCUMENTS)
    assert len(run.rows("select 1 from core.rejects")) == len(PLANTED["rejects"])


@pytest.mark.parametrize("reject", PLANTED["rejects"], ids=lambda reject: as_id(*map(str, reject.values())))
def test_what_cannot_be_read_is_refused_for_its_reason(run, reject):
    found = run.rows("select reason_code, detail from core.rejects where path = ?", reject["file"])
    assert reject["reason_code"] in {row["reason_code"] for row in found}
    assert all(row["detail"] for row in found)


def test_the_corpus_holds_every_kind_of_furniture():
    kinds = {kind for entry in DOCUMENTS.values() for part in ("removed", "kept") for kind in entry.get(part) or ()}
    assert set(BLOCK_KINDS) - ARTICLE_KINDS <= kinds


def test_the_corpus_is_as_large_and_as_mixed_as_it_says(run):
    formats = {row["source_format"] for row in run.documents.values()}
    outlets = {row["outlet_name"] for row in run.documents.values() if row["is_identified"]}
    packings = {Path(row["path"]).suffix for row in run.documents.values()}
    assert formats == {"txt", "html", "jsonl", "csv", "parquet", "warc"}
    assert packings >= {".gz", ".zst", ".bz2", ".txt", ".html", ".htm", ".ndjson"}
    assert len(outlets) >= 6
    assert len(DOCUMENTS) >= 36


def test_fields_come_from_rows_sidecar_manifests_and_pages(run):
    methods = run.rows("select distinct method_code from core.article_fields where is_chosen")
    assert {"supplied", "sidecar", "manifest", "json_ld", "byline", "site_name"} <= {m["method_code"] for m in methods}


# ------------------------------------------------------------------ documents
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_fields_of_a_document(run, name):
    entry, row = DOCUMENTS[name], run.documents[name]
    found = {
        "title": row["title"],
        "dek": row["dek"],
        "outlet": row["outlet_name"] if row["is_identified"] else None,
        "author": row["author_names"],
        "published_on": row["published_on"],
        "is_truncated": row["is_truncated"],
        "language": row["language_code"],
    }
    wanted = {field: entry.get(field) for field in found}
    wanted |= {"is_truncated": entry.get("is_truncated", False), "language": entry.get("language", "en")}
    assert found == wanted


@pytest.mark.parametrize("name", with_field("encoding"))
def test_the_encoding_of_a_document_is_found_and_named(run, name):
    assert DOCUMENTS[name]["encoding"] in run.documents[name]["encoding"]
    assert "â€" not in run.text_of(name)
    assert "\ufffd" not in run.text_of(name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_body_of_a_document_is_its_article_and_nothing_else(run, name):
    body = [block["words"] for block in run.blocks(name) if block["zone"] in ("lede", "body")]
    openings = DOCUMENTS[name]["body"]
    assert [words[: len(opening)] for words, opening in zip(body, openings, strict=False)] == openings
    assert len(body) == len(openings)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name in DOCUMENTS for part in ("removed", "kept") for kind in DOCUMENTS[name].get(part) or ()],
)
def test_furniture_is_known_for_what_it_is(run, name, kind):
    openings = (DOCUMENTS[name].get("removed") or {}).get(kind, [])
    blocks = [block for block in run.blocks(name) if block["block_kind"] == kind]
    for opening in openings or DOCUMENTS[name]["kept"][kind]:
        fitting = [block for block in blocks if block["words"].startswith(opening)]
        assert fitting, f"{opening!r} is no {kind}"
        assert not openings or {block["zone"] for block in fitting} == {"removed"}


def quotations() -> list:
    return [
        pytest.param(name, quotation, id=as_id(name, quotation["text"][:24]))
        for name in with_field("quotations")
        if DOCUMENTS[name]["quotations"] != "none"
        for quotation in DOCUMENTS[name]["quotations"]
    ]


@pytest.mark.parametrize(("name", "quotation"), quotations())
def test_a_quotation_is_found_with_its_form_cue_and_speaker(run, name, quotation):
    fitting = [row for row in run.quotations(name) if row["quotation_text"].startswith(quotation["text"])]
    found = [(row["quotation_kind"], row["cue_text"], row["entity_name"]) for row in fitting]
    assert (quotation["form"], quotation["cue"], quotation["speaker"]) in found


@pytest.mark.parametrize("name", with_field("not_quotations"))
def test_terms_titles_and_scare_quotes_are_no_quotations(run, name):
    texts = {row["quotation_text"].strip('“”" ,') for row in run.quotations(name)}
    assert texts.isdisjoint(DOCUMENTS[name]["not_quotations"])


@pytest.mark.parametrize("name", with_field("quoted_once"))
def test_a_pull_quote_is_not_said_twice(run, name):
    for words in DOCUMENTS[name]["quoted_once"]:
        assert sum(words in row["quotation_text"] for row in run.quotations(name)) == 1


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if DOCUMENTS[name].get("quotations") == "none"])
def test_no_quotation_is_read_in_another_language(run, name):
    assert run.quotations(name) == []


@pytest.mark.parametrize("name", with_field("people"))
def test_the_people_and_organisations_of_a_document(run, name):
    assert run.named(name, "person") == set(DOCUMENTS[name]["people"])
    assert run.named(name, "organisation") >= set(DOCUMENTS[name].get("organisations", []))


@pytest.mark.parametrize("name", with_field("topics"))
def test_a_document_has_its_topics_and_none_in_another_language(run, name):
    found = {
        row["topic_name"]
        for row in run.rows("select * from core.article_topics where document_id = ?", run.id_of(name))
    }
    expected = set(DOCUMENTS[name]["topics"])
    assert found >= expected
    assert bool(found) is bool(expected)


# ------------------------------------------------------------------ stories
@pytest.mark.parametrize("story", STORIES)
def test_a_story_holds_its_documents_and_no_others(run, story):
    names = STORIES[story]["documents"]
    story_ids = {run.documents[name]["story_id"] for name in names}
    assert len(story_ids) == 1
    members = run.rows("select document_id from core.story_articles where story_id = ?", story_ids.pop())
    assert {run.names[row["document_id"]] for row in members} == set(names)


@pytest.mark.parametrize("item", planted("agreements"))
def test_reports_that_agree_in_other_words_are_joined(run, item):
    for one, other in pairs(item):
        found = run.relations_between(one, other, item["kind"])
        assert found, (one, other)
        assert found <= {"equal", "refinement"}, (one, other)


@pytest.mark.parametrize("item", planted("refinements"))
def test_a_vaguer_value_is_a_refinement(run, item):
    for one, other in pairs(item):
        assert run.relations_between(one, other, item["kind"]) == {"refinement"}, (one, other)


@pytest.mark.parametrize("item", planted("updates"))
def test_what_changed_in_time_is_an_update(run, item):
    for one, other in pairs(item):
        assert run.relations_between(one, other, item["kind"]) == {"update"}, (one, other)


@pytest.mark.parametrize("item", planted("disagreements"))
def test_a_planted_contradiction_is_found(run, item):
    for one, other in pairs(item):
        assert "contradiction" in run.relations_between(one, other, item["kind"]), (one, other)


@pytest.mark.parametrize("item", planted("not_disagreements"))
def test_a_trap_is_no_contradiction(run, item):
    for one, other in pairs(item):
        assert "contradiction" not in run.relations_between(one, other), (one, other)


def test_no_contradiction_is_claimed_that_was_not_planted(run):
    values = {value["fact_value_id"]: value for value in run.fact_values}
    allowed = set()
    for parameter in planted("disagreements"):
        item = parameter.values[0]
        for one, other in pairs(item):
            for a in run.values_at(*one, item["kind"]):
                for b in run.values_at(*other, item["kind"]):
                    allowed.add((a["slot_id"], frozenset((a["value_text"], b["value_text"]))))
    claimed = [row for row in run.relations if row["relation"] == "contradiction"]
    assert claimed
    unplanted = []
    for row in claimed:
        both = frozenset(values[row[f"fact_value_id_{side}"]]["value_text"] for side in "ab")
        if (row["slot_id"], both) not in allowed:
            unplanted.append(row["explanation_text"])
    assert unplanted == []


@pytest.mark.parametrize("item", planted("said_by_one_document_only"))
def test_a_fact_of_one_report_only_is_listed_as_such(run, item):
    rows = run.rows(
        "select document_id, start_char, end_char from marts.single_source_facts where document_id = ?",
        run.id_of(item["document"]),
    )
    places = run.places(item["document"], item["words"])
    assert [row for row in rows for _, start, end in places if row["start_char"] < end and start < row["end_char"]]


def _subject_fits(run: RunView, item: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    if row["subject_kind"] != item["kind"]:
        return False
    if item["kind"] == "fact":
        values = run.values_at(item["carried_by"], item["words"])
        return row["subject_id"] in {value["slot_id"] for value in values}
    return str(row["subject_text"]).startswith(item["subject"])


@pytest.mark.parametrize("item", planted("omissions"))
def test_a_planted_omission_is_found(run, item):
    claims = [row for name, row in run.claimed_omissions() if name == item["document"]]
    fitting = [row for row in claims if _subject_fits(run, item, row)]
    assert fitting
    assert all(row["support_count"] >= 2 and row["is_omitted_by_outlet"] for row in fitting)


def test_no_omission_is_claimed_that_was_not_planted(run):
    items = [parameter.values[0] for parameter in planted("omissions")]
    unplanted = [
        (name, row["subject_kind"], row["subject_text"])
        for name, row in run.claimed_omissions()
        if not any(item["document"] == name and _subject_fits(run, item, row) for item in items)
    ]
    assert unplanted == []


@pytest.mark.parametrize("name", with_field("omissions"))
def test_no_omission_is_claimed_of_a_cut_foreign_or_unplaced_text(run, name):
    assert name not in {found for found, _ in run.claimed_omissions()}


@pytest.mark.parametrize("item", planted("reprints"))
def test_a_reprint_is_found_with_its_direction_and_credit(run, item):
    found = run.rows(
        "select reprint_kind, is_credited from core.reprints where earlier_document_id = ? and later_document_id = ?",
        run.id_of(item["earlier"]),
        run.id_of(item["later"]),
    )
    assert found == [{"reprint_kind": item["kind"], "is_credited": item["is_credited"]}]


def test_no_reprint_is_claimed_that_was_not_planted(run):
    items = [parameter.values[0] for parameter in planted("reprints")]
    planted_pairs = {(item["earlier"], item["later"]) for item in items}
    found = run.rows("select earlier_document_id, later_document_id from core.reprints")
    assert {(run.names[r["earlier_document_id"]], run.names[r["later_document_id"]]) for r in found} <= planted_pairs


@pytest.mark.parametrize("item", planted("shared_quotations"))
def test_one_utterance_in_several_reports_is_one_group(run, item):
    rows = run.rows(
        "select g.quotation_group_id, g.variant_kind, q.document_id, e.entity_name from core.quotation_groups g "
        "join core.quotations q using (quotation_id) left join core.entities e on e.entity_id = q.speaker_entity_id"
    )
    groups: dict[str, dict[str, str]] = {}
    for row in rows:
        groups.setdefault(row["quotation_group_id"], {})[run.names[row["document_id"]]] = row["variant_kind"]
    near = {key: group for key, group in groups.items() if item["variants"].keys() <= group.keys()}
    fitting = [
        key
        for key, group in near.items()
        if all(group[name] in WHOLE.get(kind, {kind}) for name, kind in item["variants"].items())
    ]
    assert len(fitting) == 1, near
    if "speaker" in item:
        assert {row["entity_name"] for row in rows if row["quotation_group_id"] == fitting[0]} == {item["speaker"]}


@pytest.mark.parametrize(
    ("story", "subject"),
    [(story, subject) for story, entry in STORIES.items() for subject in entry.get("coverage", {})],
)
def test_who_covers_a_person(run, story, subject):
    covering = {name for name in STORIES[story]["documents"] if subject in run.named(name, "person")}
    assert covering == set(STORIES[story]["coverage"][subject])
