from collections.abc import Callable

import pytest

TEXT = "The ferry ran aground.\n\nLeave a comment\n"


def rows_of_document(name: str, outlet: str, domain: str | None) -> dict[str, list[dict[str, object]]]:
    block = {"document_id": name, "rule_code": "test", "keep_score": 1.0}
    return {
        "outlets": [{"outlet_id": outlet, "outlet_name": outlet, "outlet_domain": domain, "is_identified": True}],
        "documents": [
            {
                "document_id": name, "external_id": None, "path": f"{name}.txt", "member": None, "source_format": "txt",
                "outlet_id": outlet, "outlet_method": "supplied", "url": None, "sha256": "0" * 64, "byte_count": 40,
                "encoding": "utf-8", "language_code": "en", "fetched_at": None, "document_text": TEXT,
            }
        ],
        "blocks": [
            {**block, "block_index": 0, "start_char": 0, "end_char": 24, "zone": "lede", "block_kind": "paragraph"},
            {
                **block, "block_index": 1, "start_char": 24, "end_char": 40, "zone": "removed",
                "block_kind": "comment_prompt",
            },
        ],
        "articles": [
            {
                "document_id": name, "title": None, "dek": None, "author_names": None, "published_at": None,
                "published_on": None, "published_precision": None, "language_code": "en",
                "body_text": "The ferry ran aground.", "word_count": 4, "is_truncated": False, "story_id": None,
            }
        ],
    }  # fmt: skip


def linked_rows(*names: str) -> dict[str, list[dict[str, object]]]:
    return {
        "stories": [
            {
                "story_id": "s", "story_title": "Ferry", "first_published_at": None, "last_published_at": None,
                "article_count": len(names), "outlet_count": 1, "independent_count": 1,
            }
        ],
        "story_articles": [{"story_id": "s", "document_id": name, "membership_score": 1.0} for name in names],
    }  # fmt: skip


@pytest.fixture
def document() -> Callable[..., dict[str, list[dict[str, object]]]]:
    return rows_of_document


@pytest.fixture
def linked() -> Callable[..., dict[str, list[dict[str, object]]]]:
    return linked_rows
