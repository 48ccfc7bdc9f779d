"""Every core table as a list of column names, with its key and its grain in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from flows.contracts.columns import COLUMNS, Column

# The column of another table that a column names a row of; what is in no list names none.
REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "outlet_id": "outlets.outlet_id",
        "document_id": "documents.document_id",
        "earlier_document_id": "articles.document_id",
        "later_document_id": "articles.document_id",
        "origin_document_id": "articles.document_id",
        "story_id": "stories.story_id",
        "entity_id": "entities.entity_id",
        "affiliation_entity_id": "entities.entity_id",
        "speaker_entity_id": "entities.entity_id",
        "quotation_id": "quotations.quotation_id",
        "quotation_group_id": "quotation_groups.quotation_group_id",
        "slot_id": "fact_slots.slot_id",
        "fact_value_id_a": "fact_values.fact_value_id",
        "fact_value_id_b": "fact_values.fact_value_id",
        "decision_id": "decisions.decision_id",
    }
)


@dataclass(frozen=True)
class Table:
    """A table: what one row is, which columns, which of them are its key, which may be null.

    `notes` overrides a column's sentence where it means something narrower in this table; `codes` likewise
    overrides its closed list.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    column_names: tuple[str, ...]
    nullable: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order, with this table's own sentences and codes."""
        return tuple(
            replace(c, meaning=self.notes.get(c.name, c.meaning), codes=self.codes.get(c.name, c.codes))
            for c in (COLUMNS[name] for name in self.column_names)
        )


def _table(
    name: str,
    grain: str,
    *,
    key: str,
    columns: str,
    nullable: str = "",
    notes: Mapping[str, str] | None = None,
    codes: Mapping[str, tuple[str, ...]] | None = None,
) -> Table:
    table = Table(
        name, grain, tuple(key.split()), tuple(columns.split()), frozenset(nullable.split()), notes or {}, codes or {}
    )
    unknown = {*table.key, *table.nullable, *table.notes, *table.codes} - set(table.column_names)
    assert not unknown, f"{name} speaks of columns it does not have: {sorted(unknown)}"
    return table


_ALL = (
    _table(
        "outlets",
        "one row per outlet",
        key="outlet_id",
        columns="outlet_id outlet_name outlet_domain is_identified",
        notes={"outlet_id": "Outlet: hash of its name or domain; of one that nobody knows, of the document."},
        nullable="outlet_name outlet_domain",
    ),
    _table(
        "outlet_groups",
        "one row per outlet and group it belongs to",
        key="outlet_id group_name",
        columns="outlet_id group_name",
        notes={"outlet_id": "Outlet that belongs to the group."},
    ),
    _table(
        "outlet_windows",
        "one row per window in which an outlet was collected",
        key="outlet_id window_position",
        columns="outlet_id window_position collected_from_on collected_to_on",
        notes={"outlet_id": "Outlet that was collected."},
        nullable="collected_from_on collected_to_on",
    ),
    _table(
        "documents",
        "one row per raw item that could be read",
        key="document_id",
        columns=(
            "document_id external_id path member source_format outlet_id outlet_method url sha256 byte_count "
            "encoding language_code fetched_at document_text"
        ),
        nullable="external_id member outlet_method url language_code fetched_at",
    ),
    _table(
        "blocks",
        "one row per block; the blocks of a document tile its text",
        key="document_id block_index",
        columns="document_id block_index start_char end_char zone block_kind rule_code keep_score",
    ),
    _table(
        "templates",
        "one row per line that many documents of a site share, and where the first of them holds it",
        key="template_id",
        columns="template_id site_name document_id start_char end_char document_count site_document_count",
        notes={"document_count": "Documents of the site in which the line stands."},
    ),
    _table(
        "articles",
        "one row per document judged to be an article",
        key="document_id",
        columns=(
            "document_id title dek author_names published_at published_on published_precision language_code "
            "body_text word_count is_truncated article_form story_id"
        ),
        nullable="title dek author_names published_at published_on published_precision language_code story_id",
    ),
    _table(
        "article_fields",
        "one row per field value found, chosen or not",
        key="document_id field_code method_code value_text",
        columns="document_id field_code value_text method_code start_char end_char is_chosen",
        notes={"value_text": "Value as found; dates and languages in normal form."},
        nullable="start_char end_char",
    ),
    _table(
        "article_authors",
        "one row per author of an article",
        key="document_id author_position",
        columns="document_id author_position author_name",
    ),
    _table(
        "sentences",
        "one row per sentence of an article's title, dek, caption, lede or body",
        key="sentence_id",
        columns="sentence_id document_id sentence_index start_char end_char zone",
    ),
    _table(
        "entities",
        "one row per person, organisation or place",
        key="entity_id",
        columns="entity_id entity_type entity_name country_code",
        nullable="country_code",
    ),
    _table(
        "mentions",
        "one row per mention of an entity by name, role or pronoun",
        key="mention_id",
        columns="mention_id document_id start_char end_char mention_text mention_kind entity_id entity_type zone "
        "mention_method",
    ),
    _table(
        "roles",
        "one row per descriptor found with a name",
        key="document_id entity_id start_char end_char",
        columns="document_id entity_id start_char end_char role_text role_name role_status affiliation_entity_id",
        nullable="affiliation_entity_id",
    ),
    _table(
        "quotations",
        "one row per attributed quotation",
        key="quotation_id",
        columns=(
            "quotation_id document_id start_char end_char quotation_text quotation_kind cue_text "
            "cue_polarity speaker_text speaker_entity_id is_anonymous"
        ),
        nullable="cue_text cue_polarity speaker_text speaker_entity_id",
    ),
    _table(
        "quotation_spans",
        "one row per content, cue or speaker span of a quotation",
        key="quotation_id span_role start_char",
        columns="quotation_id document_id span_role start_char end_char",
    ),
    _table(
        "expressions",
        "one row per date, time, duration or quantity in the text",
        key="expression_id",
        columns=(
            "expression_id document_id start_char end_char expression_text expression_kind value_text "
            "value_low value_high low_on high_on unit_code precision hedge anchor_method is_inferred"
        ),
        nullable="value_text value_low value_high low_on high_on unit_code precision anchor_method",
    ),
    _table(
        "article_topics",
        "one row per topic of an article",
        key="document_id topic_code",
        columns="document_id topic_code topic_name topic_score",
    ),
    _table(
        "topic_evidence",
        "one row per place in an article that shows one of its topics",
        key="document_id topic_code start_char",
        columns="document_id topic_code start_char end_char evidence_text",
    ),
    _table(
        "article_terms",
        "one row per key term of an article",
        key="document_id term_text",
        columns="document_id term_text term_score",
    ),
    _table(
        "stories",
        "one row per story: the articles on one event",
        key="story_id",
        columns=(
            "story_id story_title first_published_at last_published_at article_count outlet_count independent_count"
        ),
        nullable="story_title first_published_at last_published_at",
    ),
    _table(
        "story_articles",
        "one row per article of a story",
        key="story_id document_id",
        columns="story_id document_id membership_score",
    ),
    _table(
        "story_aliases",
        "one row per story id of an earlier run",
        key="former_story_id",
        columns="former_story_id story_id",
    ),
    _table(
        "reprints",
        "one row per pair of articles that share text",
        key="earlier_document_id later_document_id",
        columns=(
            "earlier_document_id later_document_id reprint_kind containment_share shared_word_count "
            "is_credited direction_method"
        ),
    ),
    _table(
        "reprint_passages",
        "one row per passage shared by a pair of articles",
        key="earlier_document_id later_document_id earlier_start_char later_start_char",
        columns=(
            "earlier_document_id later_document_id earlier_start_char earlier_end_char later_start_char later_end_char"
        ),
    ),
    _table(
        "article_origins",
        "one row per article with the independent origin it counts for",
        key="document_id",
        columns="document_id origin_document_id origin_kind independent_id",
        nullable="independent_id",
        notes={"independent_id": "What the article counts as in support; null for an outlet nobody knows."},
    ),
    _table(
        "quotation_groups",
        "one row per quotation that is the same utterance as another",
        key="quotation_id",
        columns="quotation_group_id story_id quotation_id variant_kind",
    ),
    _table(
        "fact_slots",
        "one row per fact that at least two articles of a story report",
        key="slot_id",
        columns="slot_id story_id slot_kind subject_text relation outlet_count independent_count",
        notes={"relation": "The gravest relation among its values."},
    ),
    _table(
        "fact_values",
        "one row per value of a fact at one place of one article",
        key="fact_value_id",
        columns=(
            "fact_value_id slot_id document_id start_char end_char value_text value_low value_high low_on "
            "high_on unit_code hedge is_inferred context_text quotation_id speaker_entity_id"
        ),
        nullable="value_low value_high low_on high_on unit_code quotation_id speaker_entity_id",
    ),
    _table(
        "fact_relations",
        "one row per pair of values of a fact",
        key="slot_id fact_value_id_a fact_value_id_b",
        columns=(
            "slot_id fact_value_id_a fact_value_id_b relation relation_score conflict_between explanation_text "
            "decision_id"
        ),
        nullable="decision_id",
        notes={"decision_id": "Decision of a person that the relation comes from; null where it was found by rule."},
    ),
    _table(
        "omissions",
        "one row per thing that reports of a story carry and an article, or an outlet without one, lacks",
        key="omission_id",
        columns=(
            "omission_id story_id outlet_id document_id subject_kind slot_id quotation_group_id entity_id "
            "term_text reason_code support_count"
        ),
        nullable="document_id slot_id quotation_group_id entity_id term_text",
        notes={
            "document_id": "Article that lacks it; null where the outlet has no article in the story.",
            "slot_id": "Fact left out; of an entity the fact that names it, where there is one.",
            "subject_kind": "What is left out; term is reserved: left-out terms are not claimed.",
            "term_text": "Reserved: always null.",
            "outlet_id": "Outlet that lacks it.",
        },
        codes={"reason_code": ("omitted", "outlet_not_collected", "published_before", "truncated", "story_uncertain")},
    ),
    _table(
        "decisions",
        "one row per decision of a person, with what came of it",
        key="decision_id",
        columns=(
            "decision_id action_code target_text reason_text decided_by decided_on is_applied applied_count detail"
        ),
        nullable="decided_by decided_on detail",
        notes={"detail": "What was not found or not clear, and what to do next."},
    ),
    _table(
        "rejects",
        "one row per item that could not be read",
        key="reject_id",
        columns="reject_id path member stage reason_code detail",
        nullable="member",
        notes={"member": "Place inside the file; null where the whole file is meant."},
        codes={
            "reason_code": (
                "dropped",
                "duplicate_item",
                "empty",
                "http_status",
                "malformed_file",
                "malformed_metadata",
                "malformed_row",
                "missing_file",
                "missing_text",
                "not_a_page",
                "not_regular_file",
                "not_text",
                "processing_failed",
                "revisit",
                "symlink",
                "too_large",
                "undecodable",
                "unreadable",
                "unsupported_format",
            )
        },
    ),
    _table(
        "runs",
        "one row per pipeline run",
        key="run_id",
        columns=(
            "run_id started_at finished_at code_version item_count document_count reject_count reprocessed_count "
            "read_count clean_count extract_count story_count"
        ),
        nullable="finished_at",
    ),
    _table(
        "check_results",
        "one row per data check of a run",
        key="run_id check_name",
        columns="run_id check_name severity failed_count",
    ),
    _table(
        "run_changes",
        "one row per answer that differs from the run before",
        key="run_id table_name key_text",
        columns="run_id table_name key_text label_text change_kind cause",
        nullable="label_text",
    ),
    _table(
        "cleaning_history",
        "one row per run, outlet, zone, block kind and rule; of identified outlets whose cleaning had changed by then",
        key="run_id outlet_id zone block_kind rule_code",
        columns=(
            "run_id started_at outlet_id zone block_kind rule_code document_count char_count char_share "
            "new_document_count new_char_share"
        ),
        nullable="new_char_share",
        notes={
            "document_count": "Documents of the outlet.",
            "new_document_count": "Documents of the outlet that the run before did not have.",
        },
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
