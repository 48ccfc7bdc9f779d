from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.clean.cleaning import clean_document
from flows.contracts.arrow import conform
from flows.extract.article import annotate
from flows.extract.rows import document_rows
from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem

PIECES = (
    'Kenyan president|President Juma Otieno|former Mayor Ada Holm|said|“|”|"|’|on Friday|in May 2025|about 90 minutes|'
    "17 people|€3m|9-4|the minister|told reporters|according to|Harbour Bank Inc.|,|.|he|she|called for|Xu-Holm talks|"
    "U.S.|per cent|nearly 200|in the city of Velmora|\n\n|\n|Leave a comment|06:19|By Ann Low|a third of|"
    "\u00a0|—|(AP)|The ferry ran aground|was|and|of the|?"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=5, max_size=60).map(" ".join)


# so near to the least score that blank lines behind it once made it an article
FEW_SIGNS = (
    "Kenyan president President Juma Otieno per cent \n\n €3m \n\n Kenyan president Kenyan president Kenyan president "
    "President Juma Otieno “ about 90 minutes , he"
)


def read(text: str) -> Document:
    document = decode_item(RawItem("a.txt", None, "txt", False, text.encode(), Given(published_at="2025-06-06")))
    assert isinstance(document, Document)
    return document


@settings(max_examples=150, deadline=None)
@given(TEXTS.filter(str.strip))
def test_every_annotation_is_a_real_place_outside_removed_blocks(text):
    document = read(text)
    blocks = clean_document(document)
    found = annotate(document, blocks)
    removed = [(block.start, block.end) for block in blocks if block.zone == "removed"]
    spans = [
        (a.start, a.end) for a in (*found.sentences, *found.naming.mentions, *found.naming.roles, *found.expressions)
    ]
    spans += [
        (span.start, span.end) for q in found.quotations for span in (*q.content, q.cue, q.speaker) if span is not None
    ]
    spans += [(span.start, span.end) for topic in found.topics for span in topic.evidence]
    assert [s for s in spans if not 0 <= s[0] < s[1] <= len(document.text)] == []
    assert [s for s in spans for a, b in removed if s[0] < b and s[1] > a] == []


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip))
def test_the_rows_of_any_text_fit_their_tables(text):
    document = read(text)
    blocks = clean_document(document)
    for table, rows in document_rows(document, blocks, annotate(document, blocks)).items():
        conform(rows, table)


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip))
def test_annotating_twice_gives_the_same(text):
    document = read(text)
    assert annotate(document, clean_document(document)) == annotate(document, clean_document(document))


def told(text):
    """Return what is found in a text, by the words it stands in instead of their places."""
    document = read(text)
    found = annotate(document, clean_document(document))
    names = {entity.entity_id: entity.name for entity in found.naming.entities}

    def words(span):
        return document.text[span.start : span.end] if span else None

    return (
        [(words(m), m.kind, names[m.entity_id], m.zone) for m in found.naming.mentions],
        [(words(r), r.role_name, r.status, names[r.entity_id]) for r in found.naming.roles],
        [
            (q.kind, [words(c) for c in q.content], words(q.cue), words(q.speaker), names.get(q.speaker_entity_id))
            for q in found.quotations
        ],
        [(words(e), e.kind, e.value_text, e.value_low, e.value_high, e.hedge) for e in found.expressions],
        found.terms,
    )


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(str.strip), st.text("\n \t", max_size=6), st.text("\n \t", max_size=6))
@example(FEW_SIGNS, "", "\n\n")
def test_blanks_around_a_text_change_no_value(text, before, after):
    assert told(before + text.strip() + after) == told(text.strip())


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS.filter(str.strip), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_other_documents_change_no_value(texts, random):
    alone = {text: told(text) for text in texts[:-1]}
    shuffled = random.sample(texts, len(texts))
    assert {text: told(text) for text in shuffled if text in alone} == alone
