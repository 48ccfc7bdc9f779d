"""What the columns of marts hold: those that only marts have, declared once; for the others the core column's sentence.

A mart is plain SQL and has the columns that its select has. Their sentences end up in the comments of the DuckDB file,
in the Parquet files and in datapackage.json. A mart of your own may have columns that are declared nowhere: they have
no description, and an export without texts cuts their words.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flows.contracts.columns import COLUMNS, Column, declare

MART_COLUMNS = declare(
    # outlets and articles
    Column("outlet_label", "text", "Outlet's name, else its domain, else the file's path.", sharing="whole"),
    Column("outlet_label_a", "text", "Outlet of the first value: its name, else domain, else path.", sharing="whole"),
    Column("outlet_label_b", "text", "Outlet of the second value: its name, else domain, else path.", sharing="whole"),
    Column("earlier_outlet_label", "text", "Outlet of the earlier article: name, domain or path.", sharing="whole"),
    Column("later_outlet_label", "text", "Outlet of the later article: name, domain or path.", sharing="whole"),
    Column("outlet_labels", "text", "Outlets by name, domain or path, joined.", sharing="whole"),
    Column("group_names", "text", "Groups of the outlet in parallax.toml, joined by '; '.", sharing="whole"),
    Column("reported_at", "timestamp", "Publication; a day's midnight (UTC) where only the day is known."),
    Column("has_exact_time", "bool", "The time of day of the publication is known."),
    Column("reported_at_a", "timestamp", "Publication of the first value's report, as reported_at."),
    Column("reported_at_b", "timestamp", "Publication of the second value's report, as reported_at."),
    Column("first_reported_at", "timestamp", "Earliest publication; a day counts from its midnight (UTC)."),
    Column("last_reported_at", "timestamp", "Latest publication; a day counts from its midnight (UTC)."),
    Column("first_own_reported_at", "timestamp", "Earliest publication that is no reprint and no agency copy."),
    Column("hours_after_first", "double", "Hours after the story's first report whose time of day is known."),
    Column("days_after_first", "int", "Calendar days (UTC) after the story's first report."),
    Column("text_count", "int", "Texts: copies of one count once."),
    Column("own_article_count", "int", "Articles that are no reprint and no agency copy."),
    Column("outlet_article_count", "int", "Articles of the outlet: in the story, or on the day."),
    Column("outlet_own_article_count", "int", "Articles of the outlet that day without reprints and agency copy."),
    Column("article_share", "double", "Share of the outlet's articles that day."),
    Column("own_article_share", "double", "Share among articles that are no reprint and no agency copy; of an outlet: "
           "share of such articles."),
    Column("bylined_share", "double", "Share of the articles with a named author."),
    Column("truncated_share", "double", "Share of the articles whose text breaks off."),
    Column("mention_count", "int", "Times it is named or given."),
    Column("prominent_mention_count", "int", "Mentions by name in titles and ledes."),
    Column("story_outlet_count", "int", "Outlets of the story."),
    Column("story_independent_count", "int", "Independent origins of the story."),
    # facts
    Column("fact_id", "text", "Fact: slot_id of core.fact_slots, or expression_id where one source only gives it."),
    Column("section_position", "int", "Order of the sections: 1 agreed, 2 disputed, 3 single_source."),
    Column("section_code", "text", "How the fact stands.", ("agreed", "disputed", "single_source")),
    Column("values_text", "text", "Values, each with the outlets that give it, joined by ' | '.", sharing="whole"),
    Column("value_text_a", "text", "First value, normalised, without its hedge."),
    Column("value_text_b", "text", "Second value, normalised, without its hedge."),
    Column("context_text_a", "text", "Sentence the first value stands in."),
    Column("context_text_b", "text", "Sentence the second value stands in."),
    Column("document_id_b", "text", "Document of the second value."),
    Column("start_char_b", "int", "First code point of the second value's span."),
    Column("end_char_b", "int", "Code point after the last one of the second value's span."),
    Column("is_independent", "bool", "Both outlets are identified and their reports do not share an origin."),
    Column("is_disputed", "bool", "Another value of the fact contradicts or updates this one; not dismissed."),
    Column("contradicted_fact_count", "int", "Facts of which the outlet gives one of the contradicting values."),
    Column("single_source_fact_count", "int", "Dates and figures of one origin only, which is this outlet's."),
    # quotations
    Column("quotation_count", "int", "Quotations."),
    Column("anonymous_quotation_count", "int", "Quotations of speakers who are kept unnamed."),
    Column("speaker_count", "int", "Speakers that are known entities."),
    Column("speaker_name", "text", "Canonical name of the speaker; null where it is no known entity."),
    Column("speaker_type", "text", "Kind of entity the speaker is; null where it is none that is known."),
    Column("speaker_label", "text", "Name of the speaker, else the text's words in lower case, without article."),
    Column("speaker_kind", "text", "What the speaker is.", ("named", "collective", "anonymous", "unresolved")),
    Column("utterance_id", "text", "The same utterance in several reports: count distinct values of it."),
    Column("is_first", "bool", "No report of the group is earlier; null where it has no time."),
    Column("variant_count", "int", "Quotations of the group."),
    # omissions
    Column("omitting_document_id", "text", "Article that lacks it; null where the outlet has none in the story."),
    Column("subject_id", "text", "What is left out: a fact's, quotation group's or entity's id."),
    Column("lacking_article_count", "int", "Articles of the outlet in the story that lack it."),
    Column("is_omitted_by_outlet", "bool", "No report of the outlet in the story carries it; nothing excuses that."),
    Column("omission_count", "int", "Things that none of the outlet's reports of a story carries."),
    # reprints and versions
    Column("passage_count", "int", "Shared passages."),
    Column("hours_between", "double", "Hours from the earlier to the later; null where a time of day is not known."),
    Column("has_changed_title", "bool", "The later article has another title; null where one is not known."),
    Column("is_same_outlet", "bool", "An outlet carries its own text again."),
    Column("own_char_count", "int", "Characters of the body that are the article's own."),
    Column("copied_char_count", "int", "Characters of the body that stand in passages shared with an earlier article."),
    Column("agency_char_count", "int", "Characters of the body that are agency text."),
    Column("former_reported_at", "timestamp", "Publication of the earlier version."),
    Column("present_reported_at", "timestamp", "Publication of the later version."),
    Column("former_text", "text", "Sentence in the earlier version; null where it was added."),
    Column("present_text", "text", "Sentence in the later version; null where it was dropped."),
    Column("is_order_known", "bool", "Times of publication or fetching tell which version came first."),
    # moments
    Column("moment_kind", "text", "What happened.", ("publication", "reported_day")),
    Column("happened_at", "timestamp", "The moment; a day stands at its midnight (UTC)."),
    Column("moment_text", "text", "Title of the publication, or the words that name the day."),
    # cleaning
    Column("day_on", "date", "Day of publication, else of fetching."),
    Column("block_count", "int", "Blocks."),
    Column("mean_keep_score", "double", "Mean keep_score of the blocks."),
    Column("removed_share", "double", "Share of the characters that were removed."),
    Column("removed_share_before", "double", "The same over all earlier days."),
    Column("removed_share_since", "double", "The same over this day and all later ones."),
    Column("is_break", "bool", "The day on which the outlet's removed share changed for good."),
    Column("previous_char_share", "double", "char_share in the run before."),
    Column("char_share_change", "double", "char_share less that of the run before."),
    Column("previous_document_count", "int", "Documents of the outlet in the run before."),
    Column("previous_removed_share", "double", "removed_share in the run before."),
    Column("new_removed_share", "double", "Share of the characters of the new documents that were removed."),
    Column("is_jump", "bool", "The outlet's removed share moved by more than chance explains."),
)  # fmt: skip
# Where a mart means something else by the name of a core column.
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "version_changes.change_kind": "What happened to the sentence: added, dropped or corrected.",
        "story_consensus.slot_kind": "Kind of value: slot_kind of a compared fact, else expression_kind.",
        "story_consensus.relation": "The gravest relation among its values; null where it was compared with none.",
        "story_coverage.word_count": "Words of the outlet's articles in the story.",
        "outlet_profile.word_count": "Words of the outlet's articles.",
        "speaker_quotations.word_count": "Words from the first to the last word quoted.",
        "cleaning_audit.char_count": "Characters of the blocks, blank space included.",
    }
)


def mart_column(mart: str, name: str) -> Column | None:
    """Return what a column of a mart is, None where it is declared nowhere; closed lists of core tables do not hold."""
    column = MART_COLUMNS.get(name)
    if column is None and name in COLUMNS:
        column = replace(COLUMNS[name], codes=())
    note = NOTES.get(f"{mart}.{name}")
    return replace(column, meaning=note) if column and note else column
