"""Every column of every core table, declared once: its type and one sentence on what it holds.

A column means the same wherever it stands; where a table needs another sentence for the same name, the
table says so (`Table.notes`). Names follow one law: `_id` stable hash, `_text` text, `_char` offset in
Unicode code points, `_at` UTC microseconds, `_on` date, `_count`, `_share` and `_score` between 0 and 1.
Columns that only marts have stand in mart_columns.py.
"""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "int", "double", "bool", "timestamp", "date"]
Sharing = Literal["excerpt", "whole", "withheld"]


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in the contract's words, and what it holds.

    `sharing` says what an export without texts does with words: cut them to a short excerpt, leave them whole, or
    withhold them. Excerpt is the default, so that a column which is forgotten gives away no text.
    """

    name: str
    type: ColumnType
    meaning: str
    codes: tuple[str, ...] = ()
    sharing: Sharing = "excerpt"

    @property
    def description(self) -> str:
        """What the column holds, with its closed list."""
        return self.meaning + (f" One of: {', '.join(self.codes)}." if self.codes else "")


def declare(*columns: Column) -> dict[str, Column]:
    """Return columns by their names, each of which may be there once."""
    by_name = {column.name: column for column in columns}
    assert len(by_name) == len(columns), "a column is declared twice"
    return by_name


ZONES = ("title", "dek", "byline", "caption", "lede", "body", "removed")
BLOCK_KINDS = (
    "title dek byline dateline site_name heading paragraph list_item quote_block table caption cookie_banner "
    "navigation share subscribe comment_prompt comment widget_heading related other_story advertisement "
    "media_duration credit copyright back_to_top repeated_title author_bio disclosure other"
).split()
SLOT_KINDS = "date duration count money percent age place role name vote attribution outcome other".split()
RELATIONS = ("dismissed", "equal", "refinement", "update", "contradiction")  # from the mildest to the gravest
DECISION_ACTIONS = ("not_a_contradiction", "merge_entities", "split_story", "same_outlet", "drop_document")

COLUMNS = declare(
    # who and where from
    Column("outlet_id", "text", "Outlet that published the document."),
    Column("outlet_name", "text", "Name of the outlet as readers know it."),
    Column("outlet_domain", "text", "Internet domain of the outlet."),
    Column("is_identified", "bool", "False where nobody knows the outlet: the document is then an outlet of its own."),
    Column("group_name", "text", "Group the outlet belongs to, by parallax.toml."),
    Column("window_position", "int", "Position of the window among those of the outlet, from 0, in order of time."),
    Column("collected_from_on", "date", "First day on which the outlet was collected; null where that is open."),
    Column("collected_to_on", "date", "Last day on which the outlet was collected; null where that is open."),
    Column("document_id", "text", "Document: hash of its external id or path, and of its bytes."),
    Column("external_id", "text", "Identifier given with the input row.", sharing="whole"),
    Column("path", "text", "Path below the raw folder.", sharing="whole"),
    Column("member", "text", "Place inside the file: row, line or record.", sharing="whole"),
    Column("source_format", "text", "Form of the input item.", ("txt", "html", "jsonl", "csv", "parquet", "warc")),
    Column("outlet_method", "text", "How the outlet was found."),
    Column("url", "text", "Address of the document, as given or found in it.", sharing="whole"),
    Column("sha256", "text", "SHA-256 of the item's bytes, hexadecimal."),
    Column("byte_count", "int", "Length of the item in bytes."),
    Column("encoding", "text", "Encoding the bytes were decoded with, and any repair."),
    Column("language_code", "text", "Language, ISO 639-1."),
    Column(
        "fetched_at",
        "timestamp",
        "When the item was collected, as given with it; null where its time of day has no zone.",
    ),
    Column("document_text", "text", "Decoded text, unchanged. All spans are offsets into it.", sharing="withheld"),
    # places in a text
    Column("start_char", "int", "First code point of the span."),
    Column("end_char", "int", "Code point after the last one of the span."),
    Column("zone", "text", "Part of the article the place belongs to.", ZONES),
    # blocks
    Column("block_index", "int", "Position of the block in the document, from 0."),
    Column("block_kind", "text", "What the block is.", tuple(BLOCK_KINDS)),
    Column("rule_code", "text", "Rule or model that decided on the block."),
    Column("keep_score", "double", "How sure the decision to keep is: 1 surely article, 0 surely not."),
    Column("char_count", "int", "Characters, blank space included."),
    Column("char_share", "double", "Share of the outlet's characters."),
    Column("new_document_count", "int", "Documents that the run before did not have."),
    Column(
        "new_char_share", "double", "Share of the characters of the outlet's new documents; null where none is new."
    ),
    # templates
    Column("template_id", "text", "Template: a site and a line."),
    Column("site_name", "text", "Outlet as given with the documents, or the domain of their addresses."),
    Column("site_document_count", "int", "Documents of the site."),
    # articles
    Column("title", "text", "Headline."),
    Column("dek", "text", "Standfirst below the headline."),
    Column("author_names", "text", "Authors in the order printed, joined by '; '."),
    Column(
        "published_at",
        "timestamp",
        "Moment of publication, null where only the day is known, or a time of day is printed without its zone.",
    ),
    Column("published_on", "date", "Day of publication as the outlet prints it; the first day of a month or year."),
    Column(
        "published_precision",
        "text",
        "How exactly the publication is known.",
        ("second", "minute", "day", "month", "year"),
    ),
    Column("body_text", "text", "Lede and body blocks in order, joined by blank lines.", sharing="withheld"),
    Column("word_count", "int", "Words of body_text."),
    Column("is_truncated", "bool", "The text breaks off: a paywall, a cut, a teaser."),
    Column(
        "article_form",
        "text",
        "What the page is: running text, entries by the minute, a video or pictures with captions.",
        ("article", "live_blog", "video", "gallery"),
    ),
    Column("story_id", "text", "Story the row belongs to."),
    Column(
        "field_code",
        "text",
        "Field that the value is for.",
        ("title", "dek", "author", "outlet", "published", "updated", "fetched", "language", "url", "form", "place"),
    ),
    Column("value_text", "text", "Value, normalised, without its hedge."),
    Column(
        "method_code",
        "text",
        "How the value was found.",
        (
            "supplied",
            "sidecar",
            "manifest",
            "folder",
            "json_ld",
            "meta",
            "markup",
            "byline",
            "dateline",
            "site_name",
            "url",
            "text",
            "model",
        ),
    ),
    Column("is_chosen", "bool", "The value that the article's own column shows."),
    Column("author_position", "int", "Position among the authors, from 0."),
    Column("author_name", "text", "Name of one author."),
    # sentences
    Column("sentence_id", "text", "Sentence: document and place."),
    Column("sentence_index", "int", "Position of the sentence in the document, from 0."),
    # entities
    Column("entity_id", "text", "Person, organisation or place."),
    Column("entity_type", "text", "What kind of entity.", ("person", "organisation", "place")),
    Column("entity_name", "text", "Canonical name."),
    Column("country_code", "text", "ISO 3166-1 alpha-2 of the country, where the entity is one or lies in one."),
    Column("mention_id", "text", "Mention: document and place."),
    Column("mention_text", "text", "Words of the mention, as they stand in the text."),
    Column("mention_kind", "text", "Form of the mention.", ("name", "role", "pronoun")),
    Column(
        "mention_method",
        "text",
        "What found the span: the rules, or, where they did not, the spaCy pipeline of the setting spacy_pipeline.",
        ("rules", "spacy"),
    ),
    Column("role_text", "text", "Descriptor as printed."),
    Column("role_name", "text", "Descriptor normalised: 'US President' and 'President of the United States' are one."),
    Column(
        "role_status",
        "text",
        "Whether the role is held.",
        ("current", "former", "acting", "elect", "deputy", "interim", "designate", "outgoing", "incoming"),
    ),
    Column("affiliation_entity_id", "text", "Organisation or place the role is held at."),
    # quotations
    Column("quotation_id", "text", "Quotation: document and place."),
    Column("quotation_text", "text", "What is quoted, from its first to its last word."),
    Column("quotation_kind", "text", "Form of the quotation.", ("direct", "mixed", "indirect")),
    Column("cue_text", "text", "Words that attribute it, such as 'said', with their negation."),
    Column(
        "cue_polarity",
        "text",
        "Stance of the cue.",
        ("neutral", "affirm", "deny", "doubt", "warn", "demand", "praise", "criticise"),
    ),
    Column("speaker_text", "text", "Words that name the speaker."),
    Column("speaker_entity_id", "text", "Speaker as an entity, where that is known."),
    Column("is_anonymous", "bool", "The speaker is kept unnamed: 'a person familiar with the matter'."),
    Column("span_role", "text", "Part of the quotation.", ("content", "cue", "speaker")),
    # expressions
    Column("expression_id", "text", "Expression: document and place."),
    Column("expression_text", "text", "Words of the expression."),
    Column(
        "expression_kind",
        "text",
        "Kind of the expression.",
        ("date", "time", "duration", "set", "money", "percent", "count", "age", "ordinal", "vote"),
    ),
    Column("value_low", "double", "Lower bound of the value, in unit_code."),
    Column("value_high", "double", "Upper bound of the value, in unit_code."),
    Column("low_on", "date", "First day the value can mean."),
    Column("high_on", "date", "Last day the value can mean."),
    Column("unit_code", "text", "Unit: ISO 4217 code, 'percent', 'share' of 1, 's' for durations, the counted noun."),
    Column(
        "precision",
        "text",
        "How exact a date is said, or the unit a duration is said in.",
        (
            "second",
            "minute",
            "hour",
            "part_of_day",
            "day",
            "week",
            "weekend",
            "month",
            "quarter",
            "season",
            "year",
            "decade",
            "century",
            "vague",
        ),
    ),
    Column(
        "hedge",
        "text",
        "How the value is hedged.",
        ("exact", "about", "at_least", "at_most", "more_than", "less_than", "range", "vague"),
    ),
    Column(
        "anchor_method",
        "text",
        "What a relative or partial date was reckoned from.",
        ("explicit", "document_date", "text_date", "story", "none"),
    ),
    Column("is_inferred", "bool", "The value was completed by reckoning and does not stand in the text as it is."),
    # terms and topics
    Column("topic_code", "text", "Code in IPTC Media Topics, such as medtop:20000574."),
    Column("topic_name", "text", "Name of the topic in IPTC Media Topics."),
    Column("topic_score", "double", "How sure the topic is: 0.5 where its words just suffice for the text's length."),
    Column("evidence_text", "text", "Words that show the topic, as they stand in the text."),
    Column("term_text", "text", "Term in its most frequent form, lower case unless a name."),
    Column("term_score", "double", "How much the term sets the article apart."),
    # stories
    Column("story_title", "text", "Title of the story's most central article."),
    Column(
        "first_published_at",
        "timestamp",
        "Earliest publication among its articles; a day counts from its midnight, a month or year not at all.",
    ),
    Column(
        "last_published_at",
        "timestamp",
        "Latest publication among its articles; a day counts from its midnight, a month or year not at all.",
    ),
    Column("article_count", "int", "Articles."),
    Column("outlet_count", "int", "Outlets."),
    Column("independent_count", "int", "Independent origins: reprints and wire copies collapsed."),
    Column("membership_score", "double", "Mean similarity to the other articles of the story; 1 for a story of one."),
    Column("former_story_id", "text", "Id the story had in an earlier run."),
    # reprints
    Column("earlier_document_id", "text", "Article the text was taken from."),
    Column("later_document_id", "text", "Article that carries it again."),
    Column("reprint_kind", "text", "How much was taken.", ("whole", "partial")),
    Column(
        "containment_share",
        "double",
        "Share of the shorter text's words that lie in the shared passages, rewordings inside them included.",
    ),
    Column("shared_word_count", "int", "Words in the shared passages."),
    Column("is_credited", "bool", "The later article names the earlier one's outlet or agency as its origin."),
    Column(
        "direction_method", "text", "How earlier and later were told apart.", ("time", "credit", "edits", "undated")
    ),
    Column("earlier_start_char", "int", "First code point of the passage in the earlier article."),
    Column("earlier_end_char", "int", "End of the passage in the earlier article."),
    Column("later_start_char", "int", "First code point of the passage in the later article."),
    Column("later_end_char", "int", "End of the passage in the later article."),
    Column("origin_document_id", "text", "Article that stands for the independent origin."),
    Column("origin_kind", "text", "What makes the origin.", ("own", "reprint", "wire", "statement")),
    Column(
        "independent_id",
        "text",
        "What the article counts as when support is counted: equal for reports that do not confirm each other.",
    ),
    Column("quotation_group_id", "text", "The same utterance across reports."),
    Column(
        "variant_kind",
        "text",
        "How this report gives the utterance.",
        ("fullest", "identical", "clipped", "edited", "reattributed"),
    ),
    # facts
    Column("slot_id", "text", "Comparable fact of a story."),
    Column("slot_kind", "text", "Kind of value the fact takes.", tuple(SLOT_KINDS)),
    Column("subject_text", "text", "What the fact is about."),
    Column("relation", "text", "How values stand to each other; dismissed: a person said, in nothing.", RELATIONS),
    Column("fact_value_id", "text", "Value of a fact as one article reports it at one place."),
    Column("context_text", "text", "Sentence the value stands in."),
    Column("fact_value_id_a", "text", "First value of the pair."),
    Column("fact_value_id_b", "text", "Second value of the pair."),
    Column("relation_score", "double", "How sure the relation is."),
    Column("conflict_between", "text", "Whose values differ.", ("outlets", "speakers", "within_document")),
    Column("explanation_text", "text", "One sentence that says what differs."),
    Column("omission_id", "text", "Omission."),
    Column("subject_kind", "text", "What is left out.", ("fact", "quotation", "entity", "term")),
    Column("reason_code", "text", "Why, from a closed list."),
    Column("support_count", "int", "Independent origins that carry what is left out."),
    # what people decided
    Column("decision_id", "text", "Decision of a person: hash of its action and target."),
    Column("action_code", "text", "What kind of decision it is.", DECISION_ACTIONS),
    Column("target_text", "text", "What it is about, as it stands in the file of decisions."),
    Column("reason_text", "text", "Why, in the words of whoever decided."),
    Column("decided_by", "text", "Who decided."),
    Column("decided_on", "date", "Day of the decision."),
    Column("is_applied", "bool", "Its target was found, so that what it asks for holds."),
    Column("applied_count", "int", "Rows that had to be changed for it: pairs, entities, articles or documents."),
    # the run
    Column("reject_id", "text", "Refused item: path, place inside the file, stage and reason."),
    Column("stage", "text", "Room in which the item was refused.", ("read", "clean", "extract")),
    Column("detail", "text", "What was wrong, where, and what to do next."),
    Column("run_id", "text", "Pipeline run."),
    Column("started_at", "timestamp", "Start of the run."),
    Column("finished_at", "timestamp", "End of the run."),
    Column("code_version", "text", "Version of the code and its rules."),
    Column("item_count", "int", "Items found below the raw folder."),
    Column("document_count", "int", "Documents."),
    Column("reject_count", "int", "Rejected items."),
    Column("reprocessed_count", "int", "Items processed in this run, not taken over from an earlier one."),
    Column("read_count", "int", "Items that were decoded in this run."),
    Column("clean_count", "int", "Documents that were cleaned in this run."),
    Column("extract_count", "int", "Documents that were extracted from in this run."),
    Column("story_count", "int", "Stories of several articles that were compared in this run."),
    Column("check_name", "text", "Data check, by the name of its file."),
    Column("severity", "text", "What a finding means: fail keeps the old snapshot.", ("fail", "warn")),
    Column("failed_count", "int", "Rows the check found."),
    Column("table_name", "text", "Table."),
    Column("key_text", "text", "Key of the row, columns joined by a blank."),
    Column("change_kind", "text", "What happened to the row.", ("added", "removed", "changed")),
    Column("label_text", "text", "What the row is about, in a reader's words: path, title, subject."),
    Column(
        "cause",
        "text",
        "Why it happened: a document of the row came, went or changed (input); the rules changed (rule); "
        "other documents came, went or changed (linked).",
        ("input", "rule", "linked"),
    ),
)
