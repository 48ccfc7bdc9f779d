"""The article's own fields: title, dek, authors, outlet, address, publication, language.

In: a document and its blocks. Out: `Fields`, with each value found and where it stands. Method: what was given with
the document beats what its page says of itself (JSON-LD, meta elements, markup), which beats what is printed in the
text (title, dek and byline blocks, dated lines, the name of the site). A given value that cannot be read is kept and
not chosen (`unread.py`). How each kind is read and chosen stands in `html_metadata.py`, `titles.py`, `bylines.py`,
`publication.py`, `datelines.py`, `outlets.py` and `language.py`. What nothing names stays None.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from flows.clean.blocks import Block, body_text
from flows.extract.annotations import Fields, FieldValue
from flows.extract.header.bylines import PREFIX, find_helpers, has_given_name, split_authors
from flows.extract.header.datelines import find_printed_authors, find_site_names, read_dateline
from flows.extract.header.forms import PLAIN_FORM, find_forms
from flows.extract.header.html_metadata import PageMetadata, PageValue, read_page
from flows.extract.header.language import LONGEST_READ, detect_language, language_of_tag
from flows.extract.header.outlets import (
    COMPANY,
    WORD,
    abbreviation_in,
    bears_domain,
    clean_outlet_name,
    domain_of,
    is_domain,
    is_spelled_by,
    outlet_key,
    spells_out,
    undotted_name,
    without_tagline,
)
from flows.extract.header.publication_date import choose_publication
from flows.extract.header.standfirsts import find_standfirst
from flows.extract.header.titles import SEPARATOR, choose_dek, choose_title, fold
from flows.extract.header.unread import find_unread
from flows.extract.news_agencies import is_agency
from flows.read.documents import Document

_RESERVED = (
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden)\b"
)
_RIGHTS = rf"(?:©|\(c\)|\bcopyright\b|\b(?:19|20)\d\d\b|{_RESERVED}|[\s,.:–-])+"
COPYRIGHT_ENDS = re.compile(rf"^{_RIGHTS}|{_RIGHTS}$", re.IGNORECASE)
# a year or the claim to all rights tells the line of the site from the credit of a picture
COPYRIGHT_LINE = re.compile(
    rf"^(?=.{{0,150}}(?:\b20\d\d\b|{_RESERVED})).{{0,20}}(?:©|\(c\)|\bcopyright\b).{{1,150}}$",
    re.IGNORECASE | re.MULTILINE,
)
DECLARED_METHODS = frozenset({"json_ld", "meta"})


def find_fields(document: Document, blocks: Sequence[Block], page: PageMetadata | None = None) -> Fields:
    """Return the fields of the article that `document` holds, and every value found for them.

    `page` is what its HTML says of itself where that has been read already.
    """
    page = page or read_metadata(document)
    addresses = _find_addresses(document, page)
    url = _chosen(addresses)
    outlets = _find_outlets(document, blocks, page, url)
    outlet = _chosen_value(outlets)
    domain = next(filter(None, (domain_of(value) for value in _domain_evidence(document, page, outlet, url))), None)
    own_names = _own_names(outlets, domain)
    titles = _find_titles(document, blocks, page, own_names)
    deks = _find_deks(document, blocks, page, _chosen(titles))
    authors = _find_authors(document, blocks, page, own_names)
    languages = _find_languages(document, blocks, page)
    publication = choose_publication(document, blocks, page, url=url, domain=domain)
    moment = publication.moment
    places = [value for value in read_dateline(document.text, blocks) if value.field_code == "place"]
    forms = find_forms(document, blocks, page, url)
    unread = find_unread(document, own_names)
    return Fields(
        title=_chosen(titles),
        dek=_chosen(deks),
        authors=tuple(dict.fromkeys(value.value_text for value in authors if value.is_chosen)),
        outlet_name=outlet.value_text if outlet else None,
        outlet_domain=domain,
        outlet_method=outlet.method_code if outlet else None,
        published_at=moment.at if moment else None,
        published_on=moment.on if moment else None,
        published_precision=moment.precision if moment else None,
        language_code=_chosen(languages),
        url=url,
        form=_chosen(forms) or PLAIN_FORM,
        found=_distinct(
            [*titles, *deks, *authors, *outlets, *publication.found, *languages, *addresses, *forms, *places, *unread]
        ),
    )


def read_metadata(document: Document) -> PageMetadata:
    """Return what the document's HTML says of its article, nothing for a plain text."""
    return read_page(document.html, document.given.url) if document.html else PageMetadata()


def _find_addresses(document: Document, page: PageMetadata) -> list[FieldValue]:
    values = _given(document, "url", document.given.url)
    values += [FieldValue("url", value.text, value.method) for value in page.addresses if value.text.startswith("http")]
    return _choose_first(values)


def _find_outlets(document: Document, blocks: Sequence[Block], page: PageMetadata, url: str | None) -> list[FieldValue]:
    values = _given(document, "outlet", document.given.outlet)
    domain = domain_of(url) if url else None
    label = outlet_key(domain.split(".")[0]) if domain else ""
    tails = [PageValue(value.method, SEPARATOR.split(value.text)[-1]) for value in page.titles]
    named = [*page.outlets, *(tail for tail in tails if label and outlet_key(tail.text) == label)]
    told = [
        (text, value.method)
        for value in named
        for text in dict.fromkeys((without_tagline(value.text, domain) if domain else value.text, value.text))
    ]
    names = ((clean_outlet_name(text), method) for text, method in told)
    declared = [_located(document, "outlet", name, method) for name, method in names if name]
    # a name that the address spells is the outlet's own; a name says more than an address or the handle of an account
    declared.sort(
        key=lambda value: (
            is_domain(value.value_text),
            label not in outlet_key(value.value_text),
            value.value_text == value.value_text.lower(),
        )
    )
    ends = [tail for tail, title in zip(tails, page.titles, strict=True) if tail != title]
    if domain and all(is_domain(value.value_text) for value in declared):
        rights = (PageValue("text", line) for line in COPYRIGHT_LINE.findall(document.text))
        shown = [*page.site_names, *ends, *page.home_names, *rights]
        spelled = _name_pieces(shown, lambda name: is_spelled_by(name, domain))
        # "L'Express" says more than "LExpress"
        full = sorted(spelled, key=lambda named: -len(WORD.findall(named[0])))
        full += _name_pieces([*page.site_names, *ends], lambda name: bears_domain(name, domain))
        undotted = dict.fromkeys((undotted_name(value.value_text), value.method_code) for value in declared)
        declared = [_located(document, "outlet", name, method) for name, method in (*full, *undotted)]
    elif declared and abbreviation_in(declared[0].value_text):
        short = declared[0].value_text
        shown = [*page.outlets, *page.site_names, *page.home_names, *ends]
        full = _name_pieces(shown, lambda name: spells_out(name, short))
        declared = [_located(document, "outlet", name, method) for name, method in full] + declared
    values += declared + find_site_names(document.text, blocks)
    values += [FieldValue("outlet", domain, "url")] if domain else []
    return _choose_first(values)


def _name_pieces(candidates: Iterable[PageValue], is_full: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return the names that a page bears without declaring them, as far as they are full names, with their methods."""
    pieces = ((piece, value.method) for value in candidates for piece in SEPARATOR.split(value.text))
    cleaned = ((COMPANY.sub("", COPYRIGHT_ENDS.sub("", piece)), method) for piece, method in pieces)
    names = ((clean_outlet_name(text) or "", method) for text, method in cleaned)
    return [(name, method) for name, method in names if not is_domain(name) and is_full(name)]


def _domain_evidence(
    document: Document, page: PageMetadata, outlet: FieldValue | None, url: str | None
) -> Iterable[str]:
    names = (outlet.value_text if outlet else "", *(value.text for value in page.outlets))
    for name in names:
        if outlet and is_domain(name) and outlet.value_text in (name, undotted_name(name)):
            yield name
    if url and (url == document.given.url or not document.given.outlet):
        yield url


def _own_names(outlets: Sequence[FieldValue], domain: str | None) -> list[str]:
    names = [value.value_text for value in outlets]
    return [*names, domain, domain.split(".")[0]] if domain else names


def _find_titles(
    document: Document, blocks: Sequence[Block], page: PageMetadata, own_names: Sequence[str]
) -> list[FieldValue]:
    given = _given(document, "title", document.given.title)
    printed = _block_values(document, blocks, "title", "title")
    metas = [_located(document, "title", value.text, value.method) for value in page.titles]
    headings = [_located(document, "title", heading, "markup") for heading in page.headings if heading]
    values = [*given, *metas, *headings, *printed]
    chosen = given[0].value_text if given else None
    if not given and (metas or headings):
        shown = [value.value_text for value in (*printed, *headings)]
        chosen = choose_title([value.value_text for value in metas], shown, own_names)
        if chosen and all(value.value_text != chosen for value in values):  # a metadata title without its site
            values.append(_located(document, "title", chosen, metas[0].method_code))
    elif not given and printed:
        chosen = printed[0].value_text
    return _choose_text(values, chosen)


def _find_deks(document: Document, blocks: Sequence[Block], page: PageMetadata, title: str | None) -> list[FieldValue]:
    given = _given(document, "dek", document.given.dek)
    printed = _block_values(document, blocks, "dek", "dek")
    described = [_located(document, "dek", value.text, value.method) for value in page.deks]
    span = find_standfirst(document, blocks)
    standfirst = [value for value in printed if (value.start, value.end) == span]
    shown = {fold(value.value_text) for value in printed}
    described.sort(key=lambda value: fold(value.value_text) not in shown)  # of several, readers see this one
    values = [*given, *standfirst, *described, *printed] if document.html else [*given, *printed]
    chosen = given[0].value_text if given else choose_dek([value.value_text for value in values], title)
    return _choose_text(values, chosen)


def _find_authors(
    document: Document, blocks: Sequence[Block], page: PageMetadata, own_names: Sequence[str]
) -> list[FieldValue]:
    groups = []
    if document.given.author:
        method = document.given.method_of("author")
        names = split_authors(document.given.author, own_names)
        groups.append([_located(document, "author", name, method) for name in names])
    helpers = {name for group in page.author_groups for value in group for name in find_helpers(value.text)}
    for group in page.author_groups:
        found = _page_authors(document, group, own_names)
        groups.append([value for value in found if value.value_text not in helpers])
    groups.append(find_printed_authors(document.text, blocks, own_names, needs_by=document.html is not None))
    groups.append([value for value in read_dateline(document.text, blocks) if value.field_code == "author"])
    if page.linked_authors and not any(groups):
        groups.append(_page_authors(document, page.linked_authors, own_names))
    groups = [group for group in groups if group]
    chosen = _choose_authors(document, groups or _signed_by_house(document, page, own_names))
    values = [value for group in groups for value in group] or chosen
    return [replace(value, is_chosen=value in chosen) for value in values]


def _signed_by_house(document: Document, page: PageMetadata, own_names: Sequence[str]) -> list[list[FieldValue]]:
    """Return who signs where no person does: a writer called as the site is, a desk, or the house itself.

    Desks count where a "by" stands before them, houses where a node of a news type declares them its authors.
    """
    named = (value for group in page.author_groups for value in _page_authors(document, group, ()))
    groups = [[value] for value in named if has_given_name(value.value_text)]
    declared = [value for group in page.author_groups for value in group if PREFIX.match(value.text)]
    for values, own in ((declared, own_names), (page.signatures, ())):
        names = [
            _located(document, "author", name, value.method)
            for value in values
            for name in split_authors(value.text, own, is_declared=True, takes_desks=True)
        ]
        groups += [names] if names else []
    return groups[:1]


def _choose_authors(document: Document, groups: Sequence[list[FieldValue]]) -> list[FieldValue]:
    if document.given.author or not groups:
        return groups[0] if groups else []

    def doubt(group: Sequence[FieldValue]) -> int:
        """Names that the page shows nowhere come last, before them accounts of the publishing system."""
        names = [value.value_text for value in group]
        if any(map(is_agency, names)):
            return 0
        is_account = all(" " not in name and name[0].islower() for name in names)
        return 2 * is_account + (not any(_is_shown(document, name) for name in names))

    chosen = next((group for group in groups if not doubt(group)), None) or min(groups, key=doubt)
    taken = {value.value_text for value in chosen}
    if chosen[0].method_code in DECLARED_METHODS:
        # pages often declare the first of several authors in one place and all of them in another
        declared = (group for group in groups if group[0].method_code in DECLARED_METHODS)
        chosen = next((group for group in declared if taken < {value.value_text for value in group}), chosen)
    return chosen


def _page_authors(document: Document, group: Sequence[PageValue], own_names: Sequence[str]) -> list[FieldValue]:
    method = group[0].method
    is_declared, takes_desks = method in DECLARED_METHODS, method == "json_ld"
    names = dict.fromkeys(
        name
        for value in group
        for name in split_authors(value.text, own_names, is_declared=is_declared, takes_desks=takes_desks)
    )
    if names and all(map(is_agency, names)) and is_declared:  # a house that signs together with an agency
        names = dict.fromkeys(name for value in group for name in split_authors(value.text, is_declared=True))
    values = [_located(document, "author", name, method) for name in names]
    # a single word that readers never see is the name of an account in the publishing system
    return [value for value in values if " " in value.value_text or _is_shown(document, value.value_text)]


def _is_shown(document: Document, name: str) -> bool:
    return name in document.text or name.lower() in document.text.lower()


def _find_languages(document: Document, blocks: Sequence[Block], page: PageMetadata) -> list[FieldValue]:
    values = []
    given = language_of_tag(document.given.language or "")
    if given:
        values.append(FieldValue("language", given, document.given.method_of("language")))
    detected = detect_language(body_text(document.text, blocks, LONGEST_READ) or document.text)
    values += [FieldValue("language", detected, "model")] if detected else []
    for value in page.language_tags:
        code = language_of_tag(value.text)
        values += [FieldValue("language", code, value.method)] if code else []
    return _choose_first(values)


def _given(document: Document, field: str, value: str | None) -> list[FieldValue]:
    text = " ".join((value or "").split())
    return [_located(document, field, text, document.given.method_of(field))] if text else []


def _block_values(document: Document, blocks: Sequence[Block], zone: str, field: str) -> list[FieldValue]:
    spans = [block.content_span(document.text) for block in blocks if block.zone == zone]
    method = "markup" if document.html else "text"
    return [FieldValue(field, document.text[start:end], method, start, end) for start, end in spans if end > start]


def _located(document: Document, field: str, value: str, method: str) -> FieldValue:
    start = document.text.find(value)
    return (
        FieldValue(field, value, method, start, start + len(value)) if start >= 0 else FieldValue(field, value, method)
    )


def _choose_first(values: list[FieldValue]) -> list[FieldValue]:
    return [replace(value, is_chosen=index == 0) for index, value in enumerate(values)]


def _choose_text(values: list[FieldValue], chosen: str | None) -> list[FieldValue]:
    first = next((value for value in values if value.value_text == chosen), None)
    return [replace(value, is_chosen=value is first) for value in values]


def _chosen_value(values: Iterable[FieldValue]) -> FieldValue | None:
    return next((value for value in values if value.is_chosen), None)


def _chosen(values: Iterable[FieldValue]) -> str | None:
    value = _chosen_value(values)
    return value.value_text if value else None


def _distinct(values: Iterable[FieldValue]) -> tuple[FieldValue, ...]:
    """Keep one value for each field, method and text: the chosen one, else the first."""
    kept: dict[tuple[str, str, str], FieldValue] = {}
    for value in values:
        key = (value.field_code, value.method_code, value.value_text)
        if key not in kept or (value.is_chosen and not kept[key].is_chosen):
            kept[key] = value
    return tuple(kept.values())
