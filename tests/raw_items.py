"""All items of a raw folder at once, as a run finds them: read one after the other, the second of two alike refused."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.read.documents import RawItem, Reject
from flows.read.items import MAX_ITEM_BYTES, read_source
from flows.read.rejects import repeated_item
from flows.read.sources import NO_OUTLETS, find_sources


def read_items(
    raw: Path | str, *, max_item_bytes: int = MAX_ITEM_BYTES, folder_outlets: Mapping[str, str] = NO_OUTLETS
) -> Iterator[RawItem | Reject]:
    """Yield every item below `raw`, or why it is none."""
    first_places: dict[str, tuple[str, str | None]] = {}
    for found in find_sources(raw, folder_outlets):
        for item in [found] if isinstance(found, Reject) else read_source(found, max_item_bytes=max_item_bytes):
            # without an external id the document's id is made of its place, which is its own
            if isinstance(item, Reject) or item.given.external_id is None:
                yield item
                continue
            place = (item.path, item.member)
            first = first_places.setdefault(item.document_id, place)
            yield item if first == place else repeated_item(*place, item.given.external_id, first)
