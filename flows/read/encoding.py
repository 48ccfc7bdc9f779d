"""Bytes to text, with the evidence for the encoding kept.

In: the bytes of one item. Out: `Decoded` (text and a phrase such as "utf-8", "utf-16-le (bom)", "windows-1252
(detected)"), or `NotDecoded` with the reason. Method, the first that fits: byte order mark · UTF-16 by the places of
its NULs · the escapes of ISO-2022 · where there are control characters, two or four bytes a character in any script
(wide_codecs.py), else it is binary and refused · strict UTF-8 · UTF-8 with single broken bytes · the charset of the
HTTP header · the charset that the page declares · detection (code_pages.py). The text is unchanged, line ends included,
but for what no table can hold: the byte order mark goes; NULs, lone surrogates and broken bytes become U+FFFD, and the
evidence says so. Mojibake is repaired elsewhere (mojibake.py).
Reference: WHATWG Encoding Standard for the labels ("iso-8859-1" means windows-1252).
"""

import codecs
import re
from dataclasses import dataclass

from flows.read.code_pages import find_code_page
from flows.read.signatures import binary_evidence
from flows.read.wide_codecs import find_wide_codec

REPLACEMENT = "\ufffd"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le (bom)"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be (bom)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le (bom)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be (bom)"),
)
# UTF-16 of a Latin script has a NUL in nearly every second place and none in the others; binary data has them in both.
MIN_UTF16_NUL_SHARE, MAX_OTHER_NUL_SHARE = 0.3, 0.02
# Bytes of another encoding are a valid UTF-8 sequence only by chance, so ten valid to one broken is UTF-8.
MIN_VALID_PER_BROKEN = 10
HEAD_BYTES = 4096  # browsers look for the declaration in the first 1024; pages with long heads put it later
DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
WEB_LABELS = {
    **dict.fromkeys(("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1"), "windows-1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    "big5": "big5hkscs",
    "x-cp1251": "windows-1251",
}
ISO_2022 = (("iso2022_kr", re.compile(rb"\x1b\$\)C")), ("iso2022_jp", re.compile(rb"\x1b\$[@B]")))
ASCII = bytes(range(128))
# Possessive: comments could else be parted from each other in more ways than can be counted.
PAGE_START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html[\s>])", re.I | re.DOTALL
)


@dataclass(frozen=True)
class Decoded:
    """Text, and how it was decoded."""

    text: str
    encoding: str


@dataclass(frozen=True)
class NotDecoded:
    """Why the bytes are no text, `not_text` or `undecodable`, and what was seen."""

    reason_code: str
    evidence: str


def decode_bytes(payload: bytes, *, is_markup: bool = False, http_charset: str | None = None) -> Decoded | NotDecoded:
    """Return the text of `payload` with the evidence for its encoding. `is_markup`: believe a charset declared in it.

    >>> decode_bytes(b"caf\\xc3\\xa9")
    Decoded(text='café', encoding='utf-8')
    """
    found = _by_mark(payload) or _by_nul_places(payload) or _by_escapes(payload)
    if found:
        return found
    binary = binary_evidence(payload)
    if binary:
        wide = find_wide_codec(payload)
        return mend(payload.decode(wide), f"{wide} (detected)") if wide else NotDecoded("not_text", binary)
    try:
        return Decoded(*_without_nul(payload.decode("utf-8"), "utf-8"))  # no lone surrogate passes this decoder
    except UnicodeDecodeError as error:
        found = _by_broken_utf8(payload, error)
        if not found and http_charset:
            found = _by_label(payload, http_charset, "http charset")
        if not found and is_markup:
            found = _by_declaration(payload)
    return found or _by_detection(payload) or NotDecoded("undecodable", "no encoding in use on the web fits the bytes")


def mend(text: str, encoding: str) -> Decoded:
    """Put U+FFFD for what no table can store, NULs and lone surrogates, and add it to the evidence.

    >>> mend("Tower\\x00 Bridge", "utf-8").encoding
    'utf-8 (nul replaced)'
    """
    text, encoding = _without_nul(text, encoding)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Through UTF-16, so that two halves that belong together become their character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        encoding = f"{encoding} (lone surrogate replaced)"
    return Decoded(text, encoding)


def _without_nul(text: str, encoding: str) -> tuple[str, str]:
    return (text.replace("\x00", REPLACEMENT), f"{encoding} (nul replaced)") if "\x00" in text else (text, encoding)


def looks_like_html(text: str) -> bool:
    """Return True where a text begins as an HTML page does."""
    return bool(PAGE_START.match(text, 0, HEAD_BYTES))


def _by_mark(payload: bytes) -> Decoded | None:
    for mark, codec, evidence in BYTE_ORDER_MARKS:
        if payload.startswith(mark):
            try:
                return mend(payload[len(mark) :].decode(codec), evidence)
            except UnicodeDecodeError as error:
                return _by_broken_utf8(payload[len(mark) :], error) if codec == "utf-8" else None
    return None


def _by_nul_places(payload: bytes) -> Decoded | None:
    if b"\x00" not in payload or len(payload) % 2:
        return None
    half = len(payload) / 2
    even, odd = payload[::2].count(0) / half, payload[1::2].count(0) / half
    for codec, nuls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nuls >= MIN_UTF16_NUL_SHARE and others <= MAX_OTHER_NUL_SHARE:
            try:
                return mend(payload.decode(codec), f"{codec} (detected)")
            except UnicodeDecodeError:
                return None
    return None


def _by_escapes(payload: bytes) -> Decoded | None:
    """Decode the encodings of mail that stay within ASCII and switch alphabets by escapes."""
    if b"\x1b" in payload and b"\x1b$" in payload:  # one byte is found in a twentieth of the time of two
        for codec, escape in ISO_2022:
            if escape.search(payload):
                try:
                    return mend(payload.decode(codec), f"{codec.replace('iso2022_', 'iso-2022-')} (detected)")
                except UnicodeDecodeError:
                    continue
    return None


def _by_broken_utf8(payload: bytes, error: UnicodeDecodeError) -> Decoded | None:
    text = payload.decode("utf-8", "replace")
    broken = text.count(REPLACEMENT) - payload.count(REPLACEMENT.encode())
    outside_ascii = len(text) - (len(payload) - len(payload.translate(None, ASCII)))
    # One byte at the end, as in "caf\xe9", is rather the last letter of a text in windows-1252.
    is_cut_at_end = broken == 1 and error.reason == "unexpected end of data" and len(payload) - error.start > 1
    if is_cut_at_end or outside_ascii - broken >= MIN_VALID_PER_BROKEN * broken:
        return mend(text, "utf-8 (broken bytes replaced)")
    return None


def _by_declaration(payload: bytes) -> Decoded | None:
    declared = DECLARATION.search(payload, 0, HEAD_BYTES)
    return (
        _by_label(payload, declared.group(1).decode("ascii", "replace").lower(), "meta charset") if declared else None
    )


def _by_label(payload: bytes, label: str, origin: str) -> Decoded | None:
    codec = WEB_LABELS.get(label, label)
    try:
        if codecs.lookup(codec).name.startswith("utf"):
            return None  # UTF-8 did not fit, and whoever can read a declaration inside the text is not UTF-16
        return mend(payload.decode(codec), f"{codec} ({origin})")
    except (LookupError, ValueError):
        return None


def _by_detection(payload: bytes) -> Decoded | None:
    codec = find_code_page(payload)
    if codec is None:
        return None
    text = payload.decode(codec, "replace")
    evidence = f"{codec.replace('cp125', 'windows-125')} (detected)"
    broken = text.count(REPLACEMENT)
    if broken * MIN_VALID_PER_BROKEN > len(payload.translate(None, ASCII)):
        return None
    return mend(text, f"{evidence} (broken bytes replaced)" if broken else evidence)
