"""Signs that bytes are no text: the signatures of common binary files, and control characters.

In: bytes. Out: what they are, in words, or None where they may be text.
"""

SIGNATURES = (
    (b"%PDF-", "it is a PDF"),
    (b"PK\x03\x04", "it is a ZIP or Office file"),
    (b"\x1f\x8b", "it is packed with gzip, so its name should end in .gz"),
    (b"\x28\xb5\x2f\xfd", "it is packed with Zstandard, so its name should end in .zst"),
    (b"\xfd7zXZ\x00", "it is packed with xz, so its name should end in .xz"),
    *((b"BZh%d1AY&SY" % level, "it is packed with bzip2, so its name should end in .bz2") for level in range(1, 10)),
    (b"WARC/1.", "it is a WARC file, so its name should end in .warc"),
    (b"PAR1", "it is a Parquet file, so its name should end in .parquet"),
    (b"\x89PNG", "it is a PNG image"),
    (b"\xff\xd8\xff", "it is a JPEG image"),
    (b"GIF8", "it is a GIF image"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office file"),
    (b"{\\rtf", "it is a Rich Text file"),
    (b"SQLite format 3\x00", "it is an SQLite file"),
    (b"\x7fELF", "it is a program"),
)
# Control characters that no text needs; tab, line ends, form feed and escape (ISO-2022 encodings) are not among them.
CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
# No page of the development set clean/ holds more than 0.03 % of them; images and packed data hold 10 %.
MAX_CONTROL_SHARE = 0.01
ALLOWED_CONTROLS = 1  # one stray NUL does not make a short text binary
# Escapes of a terminal or remains of a word processor in a short text; binary data is hardly ever valid UTF-8.
MAX_CONTROL_SHARE_OF_UTF8 = 0.05


def binary_evidence(payload: bytes) -> str | None:
    """Return what shows that `payload` is no text, or None.

    >>> binary_evidence(b"%PDF-1.7 ...")
    'it is a PDF'
    """
    for signature, evidence in SIGNATURES:
        if payload.startswith(signature):
            return evidence
    controls = len(payload) - len(payload.translate(None, CONTROLS))
    beyond = controls - ALLOWED_CONTROLS
    if beyond > MAX_CONTROL_SHARE * len(payload):
        if beyond <= MAX_CONTROL_SHARE_OF_UTF8 * len(payload) and _is_utf8(payload):
            return None
        return f"{controls / len(payload):.0%} of its bytes are control characters"
    return None


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
