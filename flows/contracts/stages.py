"""Which stage writes which tables. What is in no list is written while a snapshot is built: the log of runs."""

from collections.abc import Mapping
from types import MappingProxyType

STAGES = ("read", "clean", "extract", "link", "load")
STAGE_TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "clean": ("blocks",),
        "extract": (
            "outlets",
            "documents",
            "articles",
            "article_fields",
            "article_authors",
            "sentences",
            "entities",
            "mentions",
            "roles",
            "quotations",
            "quotation_spans",
            "expressions",
            "article_topics",
            "topic_evidence",
            "article_terms",
        ),
        "link": (
            "stories",
            "story_articles",
            "reprints",
            "reprint_passages",
            "article_origins",
            "quotation_groups",
            "fact_slots",
            "fact_values",
            "fact_relations",
            "omissions",
        ),
    }
)
DOCUMENT_TABLES = STAGE_TABLES["clean"] + STAGE_TABLES["extract"]  # each row belongs to one document
SHARED_TABLES = ("outlets", "entities")  # of these: rows that many documents bring along
LINKED_TABLES = STAGE_TABLES["link"]
STORY_TABLES = ("quotation_groups", "fact_slots", "fact_values", "fact_relations", "omissions")  # made story by story
