"""Text from documents on a terminal: what would steer the terminal is shown as a sign instead.

In: any text. Out: the text with control characters as visible signs; line ends and tabs stay. Escape sequences can
move the cursor, rewrite what was printed, or send keys; overrides of the writing direction can make a line read as
another. Tables, files and pipes get the text as it is.
"""

import logging
from typing import TextIO

from rich.markup import escape as escape_markup

SIGNS = (
    {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"}  # ␀ … ␟
    | {0x7F: "\u2421"}  # ␡
    | {code: f"<{code:02x}>" for code in range(0x80, 0xA0)}
    | {code: f"<{code:04x}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
)


def visible(text: str) -> str:
    r"""Return the text with its control characters as signs.

    >>> visible("\x1b[2Jcleared")
    '␛[2Jcleared'
    """
    return text if text.isprintable() else text.translate(SIGNS)  # most are, and that is told four times as fast


def escape(text: str) -> str:
    """Return the text so that rich prints it as it stands, with control characters as signs."""
    return escape_markup(visible(text))


class VisibleStream:
    """A terminal to write to, with control characters as signs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write the text; line ends of CSV become those of the terminal."""
        self._stream.write(visible(text.replace("\r\n", "\n")))


class VisibleFormatter(logging.Formatter):
    """Formats log lines, which name files and fields, with control characters as signs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        return visible(super().format(record))
