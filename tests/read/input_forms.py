"""One example of each form of input, whole and broken, and what reading says of both: the table in docs/input.md.

`python -m tests.read.input_forms docs/input.md` writes the table anew, as `make docs` does; test_input_forms.py fails
when it is not current.
"""

import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.read.decode import decode_item
from flows.read.documents import Document, Reject
from flows.read.rejects import READ_REASONS
from tests.raw_items import read_items
from tests.read.packers import PACKERS
from tests.read.warc_files import gzip_records, response

Files = dict[str, bytes]
FORMS_HEADER = "| form | an example | what comes of it | broken | what is said |\n|---|---|---|---|---|\n"
REASONS_HEADER = "| reason | what it means |\n|---|---|\n"
SHOWN_CHARACTERS = 90


@dataclass(frozen=True)
class Example:
    """A form: files that are whole, how they are broken in words, and the broken files (or how they are made)."""

    form: str
    whole: Files
    damage: str
    broken: Files | Callable[[Path], None]
    shown: str = ""  # where the bytes themselves say nothing to a reader


def parquet(text: str) -> bytes:
    """Return a Parquet file of one row."""
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["7"], "text": [text]}), out)
    return out.getvalue()


WORDS = b"The bridge over the Ahle was closed on Monday."
CYRILLIC = "Мост через реку закрыт на две недели."
LINE = b'{"id": "7", "text": "The bridge was closed.", "outlet": "Courier"}\n'
PAGE = b"<h1>Bridge closed</h1><p>Since Monday.</p>"
RECORD = response(PAGE)
SECOND = response(PAGE, url="https://example.org/b")
MEMBERS = [gzip_records(RECORD), gzip_records(SECOND)]
NOT_FOUND = gzip_records(response(status="404 Not Found", url="https://example.org/gone"))


def packed(suffix: str) -> Example:
    """Return the example of a way of packing: two lines in two frames, of which the second is cut."""
    whole, second = PACKERS[suffix](LINE), PACKERS[suffix](LINE.replace(b"7", b"8"))
    name = f"a.jsonl{suffix}"
    return Example(
        form=f"any form with `{suffix}`",
        whole={name: whole + second},
        damage="its end is missing",
        broken={name: whole + second[: len(second) // 2]},
        shown=f"two lines as those of `*.jsonl`, packed as `{name}`",
    )


def link_out(folder: Path) -> None:
    """Make a link that leaves the folder."""
    (folder / "a.txt").symlink_to(Path(__file__).resolve())


def make_pipe(folder: Path) -> None:
    """Make a pipe."""
    os.mkfifo(folder / "a.txt")


EXAMPLES = (
    Example("`*.txt`", {"a.txt": WORDS}, "an image with the wrong name", {"a.txt": b"\x89PNG\r\n\x1a\n"}),
    Example(
        form="`*.txt` in an older encoding",
        whole={"a.txt": CYRILLIC.encode("koi8-r")},
        damage="bytes that no encoding has",
        broken={"a.txt": bytes(range(128, 256))},
        shown=f"`{CYRILLIC}` in KOI8-R",
    ),
    Example(
        form="`*.txt`, misread before",
        whole={"a.txt": "The cafÃ© isnâ€™t open.".encode()},
        damage="nothing but blank space",
        broken={"a.txt": b" \n"},
    ),
    Example("`*.html` `*.htm`", {"a.html": PAGE}, "a page that shows nothing", {"a.html": b"<script>go()</script>"}),
    Example("`*.jsonl` `*.ndjson`", {"a.jsonl": LINE}, "a line that breaks off", {"a.jsonl": LINE + LINE[:30] + b"\n"}),
    Example(
        form="`*.csv`",
        whole={"a.csv": b"id;text\n7;The bridge was closed.\n"},
        damage="a quotation mark too many",
        broken={"a.csv": b'id;text\n7;A.\n8;"The bridge was closed.\n9;B.\n'},
    ),
    Example(
        form="`*.tsv`",
        whole={"a.tsv": b"id\ttext\n7\tThe bridge was closed.\n"},
        damage="no header",
        broken={"a.tsv": b"7\tThe bridge was closed.\n"},
    ),
    Example(
        form="`*.parquet`",
        whole={"a.parquet": parquet(WORDS.decode())},
        damage="its end is missing",
        broken={"a.parquet": parquet(WORDS.decode())[:-9]},
        shown="columns `id` and `text`, one row",
    ),
    Example(
        form="`*.warc`",
        whole={"a.warc": RECORD + SECOND},
        damage="a wrong Content-Length",
        broken={"a.warc": response(PAGE, length=40) + SECOND},
    ),
    Example(
        form="`*.warc.gz`, record by record",
        whole={"a.warc.gz": b"".join(MEMBERS)},
        damage="a damaged record, and one that is no page",
        broken={"a.warc.gz": MEMBERS[0][:150] + b"\xff\xff" + MEMBERS[0][152:] + NOT_FOUND + MEMBERS[1]},
        shown="the records of `*.warc`, each packed for itself",
    ),
    *map(packed, PACKERS),
    Example(
        form="a sidecar",
        whole={"a.txt": WORDS, "a.meta.json": b'{"outlet": "Courier", "author": "Ada Example"}'},
        damage="no JSON",
        broken={"a.txt": WORDS, "a.meta.json": b"outlet: Courier"},
    ),
    Example(
        form="a manifest",
        whole={"a.txt": WORDS, "manifest.csv": b"path,outlet\na.txt,Courier\n"},
        damage="a file that is not there",
        broken={"a.txt": WORDS, "manifest.csv": b"path,outlet\nb.txt,Courier\n"},
    ),
    Example(
        form="a name that is no UTF-8",
        whole={"caf\udce9.txt": WORDS},
        damage="no form that is known",
        broken={"caf\udce9.pdf": b""},
        shown="a text with the byte E9 in its name",
    ),
    Example(
        "a link", {"a.txt": WORDS}, "a link that leaves the folder", link_out, "one inside the folder is as its file"
    ),
    Example("no file", {}, "a pipe", make_pipe, "pipes, sockets and devices are not opened"),
)


def results(files: Files | Callable[[Path], None]) -> Iterator[Document | Reject]:
    """Yield the documents and rejects of a folder with these files in it."""
    with tempfile.TemporaryDirectory() as name:
        if callable(files):
            files(Path(name))
        else:
            for path, data in files.items():
                (Path(name) / path).write_bytes(data)
        for item in read_items(Path(name)):
            yield item if isinstance(item, Reject) else decode_item(item)


def forms_table() -> str:
    """Return the table of forms."""
    return FORMS_HEADER + "".join(map(_row, EXAMPLES))


def reasons_table() -> str:
    """Return the table of reasons."""
    return REASONS_HEADER + "".join(f"| `{code}` | {meaning} |\n" for code, meaning in READ_REASONS.items())


def with_tables(text: str) -> str:
    """Return the text of docs/input.md with its generated tables written anew."""
    for name, table in (("forms", forms_table()), ("reasons", reasons_table())):
        start, end = f"<!-- {name}: made by `make docs` -->\n", f"<!-- end of {name} -->\n"
        head, _, rest = text.partition(start)
        assert end in rest, f"docs/input.md has no place for the table of {name}"
        text = head + start + "\n" + table + "\n" + end + rest.partition(end)[2]
    return text


def _row(example: Example) -> str:
    documents = [found for found in results(example.whole) if isinstance(found, Document)]
    shown = example.shown or "<br>".join(_code(path, data) for path, data in example.whole.items())
    said = [_said(found) for found in results(example.broken)]
    return f"| {example.form} | {shown} | {_came(documents)} | {example.damage} | {'<br>'.join(said)} |\n"


def _code(path: str, data: bytes) -> str:
    text = data.decode("utf-8", "backslashreplace").strip()
    text = re.sub(r"\r?\n", "⏎", text).replace("\t", "→").replace("|", "\\|")
    name = "" if path.startswith("a.") and path.count(".") == 1 else f"`{path}`: "
    return f"{name}`{text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + '…'}`"


def _came(documents: list[Document]) -> str:
    if not documents:
        return ""
    first = documents[0]
    count = "1 document" if len(documents) == 1 else f"{len(documents)} documents"
    parts = [f"{count}: “{' '.join(first.text.split())}”", f"encoding `{first.encoding}`"]
    given = {
        "id": first.given.external_id,
        "url": first.given.url,
        "outlet": first.given.outlet,
        "author": first.given.author,
    }
    parts += [f"{name} `{value}` ({first.given.method_of(name)})" for name, value in given.items() if value]
    members = [found.member for found in documents if found.member]
    return ", ".join(parts) + (f"; member `{'`, `'.join(members)}`" if members else "")


def _said(found: Document | Reject) -> str:
    if isinstance(found, Document):
        return f"read: “{' '.join(found.text.split())}”"
    return f"`{found.reason_code}`: " + found.detail.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")
