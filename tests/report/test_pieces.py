from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flows.load.document_view import AnnotationView, BlockView
from flows.report.pieces import block_at, cut_block, marks_of_blocks, removed_share
from tests.report.conftest import make_view


@given(
    st.text(max_size=30), st.integers(0, 20), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6)
)
def test_the_pieces_of_a_block_are_its_text_and_each_names_the_marks_it_lies_in(text, start, spans):
    block = BlockView(start, start + len(text), "body", "paragraph", "window", 1.0, text)
    marks = [AnnotationView("date", at, at + length, "", "") for at, length in spans]
    pieces = cut_block(block, marks)
    assert "".join(piece.text for piece in pieces) == text
    place = start
    for piece in pieces:
        for offset in range(len(piece.text)):
            here = place + offset
            assert list(piece.marks) == [m for m in marks if m.start_char <= here < m.end_char]
        place += len(piece.text)


def test_a_document_without_text_has_lost_nothing():
    assert removed_share(make_view([])) == 0
    assert (
        removed_share(make_view([("ab", "body", "other", "x", 1.0), ("cdef", "removed", "other", "x", 0.0)])) == 4 / 6
    )


@given(st.lists(st.integers(1, 9), max_size=8), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=6))
def test_each_block_gets_the_marks_that_touch_it(lengths, spans):
    view = make_view([("x" * length, "body", "other", "x", 1.0) for length in lengths])
    size = sum(lengths)
    marks = tuple(AnnotationView("date", at, at + length, "", "") for at, length in spans if at + length <= size)
    found = marks_of_blocks(replace(view, marks=marks))
    expected = [[m for m in marks if m.start_char < b.end_char and b.start_char < m.end_char] for b in view.blocks]
    assert found == expected
    assert [block_at(view.blocks, place) for place in (-1, size)] == [None, None]
