"""The visible text of a whole HTML page, line by line, with what the markup says of each line.

In: the decoded source of a page. Out: its text and one `MarkupLine` per line. Method: libxml2's forgiving parser;
what a browser never shows is taken out (scripts, styles, templates, noscript, head, form choices, embedded objects,
closed dialogs, elements with `hidden` or an inline display:none unless they hold most of the page); then one walk in
document order.

Lines: each block element begins a line of its own, and `<br>` breaks a line. A blank line stands between two blocks,
none between list items, table cells and the lines around one `<br>`. Blank space inside a line, non-breaking spaces
included, becomes one blank; `<pre>` keeps its line breaks.

Characters: entities are decoded. What shows nothing is left out: soft hyphen, zero-width space, word joiner, byte order
mark. Where page style alone sets words apart, a blank does: between two links side by side, and where an inline
element begins with a capital or a digit right after another that ends in a small letter or a stop ("By" "Ada
Example"). A link at the head of a line that is nothing but a number, with a capital right behind it, counts comments on
a paragraph: it is a line of its own. `<q>` gets the quotation marks that browsers draw. No text comes from attributes,
and lists get no numbers.

It reads no style sheets, and does not judge what is article: that is for clean/.
"""

import re
from dataclasses import dataclass

from lxml import etree

from flows.read.documents import MarkupLine
from flows.read.html_layout import (
    BLOCK_BREAKS,
    HIDDEN_MARK,
    LANDMARK_ROLES,
    LOOSE,
    MERE_CONTAINERS,
    NEVER_SHOWN,
    PREFORMATTED,
)

# Few elements have one of these attributes: conditions on every element would take longer than parsing the page.
FIND_STYLED = etree.XPath("//@style/.. | //@hidden/.. | //dialog")
COUNT_LETTERS = etree.XPath("string-length()")
STREAMED = "S:"  # React streams parts of a page as <div hidden id="S:1"> and moves them to their place: they are shown
STYLE_LETTERS = str.maketrans("DISPLAYNOEVBTH", "displaynoevbth", " ")
# A hidden element with more text than all the rest is an article that a script shows later.
MOST_OF_PAGE = 0.5
CLASS_LEVELS = 3  # the block itself and two blocks around it
CLOSING = ".!?:;,)”’"
PAGE_ELEMENTS = frozenset({"html", "body"})  # their classes say what the page is, not the line
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
# Each alternative ends at the next tag or the end of the page, so that broken markup costs no more than one pass.
ANY_TAG = re.compile(
    r"<(script|style|noscript|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|</?[a-zA-Z!][^<>]*>?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class PageText:
    """The visible text of a page and its lines."""

    text: str
    lines: tuple[MarkupLine, ...]


def read_page(source: str) -> PageText:
    """Return the visible text of an HTML page; empty for a page that shows nothing. Broken markup never makes it fail.

    >>> read_page("<h1>Bridge&nbsp;closed</h1><ul><li>Cars<li>Bicycles</ul>").text
    'Bridge closed\\n\\nCars\\nBicycles'
    """
    root = _parsed(source)
    if root is None:
        return PageText("", ())
    etree.strip_elements(root, *NEVER_SHOWN, with_tail=False)
    _drop_hidden(root)
    lines = _Lines()
    _walk(root, lines)
    return PageText("".join(lines.parts), tuple(lines.done))


def _parsed(source: str) -> etree._Element | None:
    root, is_whole = _parse_once(source)
    if not is_whole:
        # Nested beyond the 2048 levels that libxml2 follows: the text is worth more than its markup.
        root, _ = _parse_once(ANY_TAG.sub("<br>", source))
    return root


def _parse_once(source: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but blank space and comments
        return None, True
    last = parser.error_log.last_error
    return root, last is None or last.level < etree.ErrorLevels.FATAL


def _drop_hidden(root: etree._Element) -> None:
    hidden = [element for element in FIND_STYLED(root) if _is_hidden(element)]
    if not hidden:
        return
    most = COUNT_LETTERS(root) * MOST_OF_PAGE
    for element in hidden:
        if COUNT_LETTERS(element) <= most:
            element.tag = HIDDEN_MARK
    etree.strip_elements(root, HIDDEN_MARK, with_tail=False)


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None and not element.get("id", "").startswith(STREAMED):
        return True
    style = element.get("style", "").translate(STYLE_LETTERS)
    if "display:none" in style or "visibility:hidden" in style:
        return True
    return element.tag == "dialog" and element.get("open") is None


class _Block:
    """An open block element. `chain` names the blocks around it and itself, outermost first, but no mere containers."""

    __slots__ = ("_own", "_words", "chain", "element", "parent", "tag")

    def __init__(self, element: etree._Element, tag: str, parent: "_Block | None") -> None:
        self.element, self.tag, self.parent = element, tag, parent
        outer: tuple[str, ...] = parent.chain if parent else ()
        role = element.get("role")
        name = LANDMARK_ROLES.get(role, tag) if role else tag
        self.chain: tuple[str, ...] = outer if name in MERE_CONTAINERS else (*outer, name)
        self._own: str | None = None  # worked out only when a line stands in the block
        self._words: str | None = None

    def own_words(self) -> str:
        """Return the class and id words of this element."""
        if self._own is None:
            self._own = "" if self.tag in PAGE_ELEMENTS else _class_words(self.element)
        return self._own

    def words(self) -> str:
        """Return the class and id words of this block and its nearest ancestors."""
        if self._words is None:
            found, block = [], self
            for _ in range(CLASS_LEVELS):
                found.append(block.own_words())
                if block.parent is None:
                    break
                block = block.parent
            self._words = " ".join(filter(None, found))
        return self._words


def _class_words(element: etree._Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".strip().lower()


class _Lines:
    """The lines written so far, and the one being written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.done: list[MarkupLine] = []
        self.block: _Block | None = None
        self.inline: list[etree._Element] = []  # open inline elements
        self.link_depth = 0
        self._pieces: list[str] = []
        self._link_letters = 0
        self._holders: tuple[etree._Element, ...] = ()  # inline elements that hold the line's first word
        self._breaks = 0
        self._position = 0

    def add(self, text: str) -> None:
        """Add text to the open line."""
        if not self._pieces:
            if not text or text.isspace():
                return
            self._holders = tuple(self.inline)
        self._pieces.append(text)
        if self.link_depth:
            self._link_letters += len("".join(text.split()))

    def set_apart(self, text: str, *, are_links: bool) -> None:
        """Add a blank where an inline element with `text` follows right on another and begins a word of its own."""
        before = self._pieces[-1][-1] if self._pieces else " "
        is_new_word = (text[0].isupper() and (before.isalnum() or before in CLOSING) and not before.isupper()) or (
            text[0].isdigit() and before.islower()
        )
        if is_new_word or (are_links and not before.isspace()):
            self._pieces.append(" ")

    def set_counter_apart(self, link: str, text: str) -> None:
        """End the line where it is nothing so far but a link that is a number, and `text` goes on with a capital."""
        if text[0].isupper() and link.strip().isdigit() and "".join(self._pieces).strip() == link.strip():
            self.end(1)

    def end(self, breaks: int) -> None:
        """End the open line, if it holds anything, and see to it that `breaks` line breaks stand before the next."""
        if self._pieces:
            text = "".join(self._pieces)
            if not text.isascii():
                for letter in INVISIBLE:
                    text = text.replace(letter, "")
            text = " ".join(text.split())
            if text:
                self._write(text)
            self._pieces, self._link_letters = [], 0
        if breaks > self._breaks:
            self._breaks = breaks

    def line_break(self) -> None:
        """End the line as `<br>` does: two in a row leave a blank line."""
        had_text = bool(self._pieces)
        self.end(1)
        if not had_text:
            self._breaks = LOOSE

    def _write(self, text: str) -> None:
        if self.done:
            self.parts.append("\n" * self._breaks)
            self._position += self._breaks
        start, self._position, self._breaks = self._position, self._position + len(text), 0
        self.parts.append(text)
        block = self.block
        assert block is not None
        self.done.append(
            MarkupLine(
                start=start,
                end=self._position,
                tag=block.tag,
                ancestors=block.parent.chain if block.parent else (),
                class_names=" ".join(filter(None, [*map(_class_words, reversed(self._holders)), block.words()])),
                link_share=round(min(1.0, self._link_letters / (len(text) - text.count(" "))), 4),
            )
        )


def _walk(root: etree._Element, lines: _Lines) -> None:
    seam: str | None = None  # the inline element that has just ended with nothing behind it
    preformatted = 0
    breaks_of = BLOCK_BREAKS.copy().get
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        breaks = breaks_of(tag)
        if event == "start":
            text = element.text
            if breaks:
                lines.end(breaks)
                lines.block = _Block(element, tag, lines.block)
                preformatted += tag in PREFORMATTED
                seam = None
            elif tag == "br":
                lines.line_break()
            else:
                lines.inline.append(element)
                lines.link_depth += tag == "a"
                if seam and text:
                    lines.set_apart(text, are_links=tag == seam == "a")
                if tag == "q":
                    lines.add("“")
        else:
            text = element.tail
            if breaks:
                lines.end(breaks)
                lines.block = lines.block.parent if lines.block else None
                preformatted -= tag in PREFORMATTED
            elif tag != "br":
                lines.inline.pop()
                lines.link_depth -= tag == "a"
                if tag == "q":
                    lines.add("”")
                elif tag == "a" and text and element.text:
                    lines.set_counter_apart(element.text, text)
                seam = None if text else tag
        if text:
            if preformatted:
                _add_preformatted(text, lines)
            else:
                lines.add(text)
            if event == "start":
                seam = None


def _add_preformatted(text: str, lines: _Lines) -> None:
    first, *others = text.split("\n")
    lines.add(first)
    for line in others:
        lines.line_break()
        lines.add(line)
