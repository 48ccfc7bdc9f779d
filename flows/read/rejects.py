"""Why reading refuses an item: the closed list of reason codes, and the one place where a reject of this room is made.

A detail is one sentence that says what is wrong and where, and after a semicolon the next step.
"""

from collections.abc import Mapping
from types import MappingProxyType

from flows.read.documents import Reject

READ_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "dropped": "A decision by people keeps the document out (docs/decisions.md).",
        "duplicate_item": (
            "The same external id with the same text or page was already read: of several the first by path stays, "
            "whatever else they give. Ids of two archives must differ."
        ),
        "empty": "There is no text: no bytes, blank space only, a page that shows nothing, a file without rows.",
        "http_status": "A WARC record holds an answer of the server other than status 200.",
        "malformed_file": "The file, or the rest of it, is not what its name says: broken packing, Parquet or header.",
        "malformed_metadata": "A sidecar or manifest, or one of its rows, cannot be read; it is not used.",
        "malformed_row": "One row of a file, or one record of a WARC file, cannot be read.",
        "missing_file": "A sidecar, or a row of a manifest, describes a file that is not there.",
        "missing_text": "A row has neither text nor html.",
        "not_a_page": "A WARC record holds something other than a page or a text: an image, a script, a DNS answer.",
        "not_regular_file": "The path is a pipe, a socket or a device.",
        "not_text": "The bytes are no text: an image, a PDF, a packed file or other binary data.",
        "revisit": "A WARC record says that a page had not changed since it was fetched before, and does not hold it.",
        "symlink": "The path is a link to a folder, to nothing, or to a place outside the raw folder.",
        "too_large": "The item is larger than the limit for one item.",
        "undecodable": "No encoding fits the bytes.",
        "unreadable": "The system refuses to open or read the path.",
        "unsupported_format": "The name does not end in a form that can be read.",
    }
)


def refuse(path: str, reason_code: str, detail: str, *, member: str | None = None) -> Reject:
    """Return a reject of this room. `reason_code` is one of `READ_REASONS`."""
    assert reason_code in READ_REASONS, reason_code
    return Reject(path, member, "read", reason_code, printable(detail))


def printable(detail: str) -> str:
    r"""Return a sentence with what cannot be printed as escapes: it quotes headers, names and messages of libraries.

    >>> printable("a\x1b[2J.txt holds no text")
    'a\\x1b[2J.txt holds no text'
    """
    if detail.isprintable():
        return detail
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in detail)


def cause(error: OSError) -> str:
    """Return what the system says, without the path it says it of: that is another on each machine."""
    return error.strerror or str(error)


def repeated_item(path: str, member: str | None, external_id: str, first: tuple[str, str | None]) -> Reject:
    """Return the reject for an item whose external id came before with the same content: `first` says where."""
    where = f"{path}, {member}" if member else path
    before = ", ".join(filter(None, first))
    detail = (
        f"{where}: id {external_id!r} with this content was read before ({before}); remove it or give it its own id"
    )
    return refuse(path, "duplicate_item", detail, member=member)


def dropped_item(path: str, member: str | None, decision_id: str) -> Reject:
    """Return the reject for an item that a decision keeps out; it repeats nothing of the item's content."""
    where = f"{path}, {member}" if member else path
    return refuse(
        path, "dropped", f"{where} is kept out by the decision {decision_id}; see core.decisions", member=member
    )
