import pytest

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.posts import post_behind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("chief executive Ann Low", "organisation"),
        ("finance director Ann Low", "organisation"),
        ("Chief Medical Officer Ann Low", "organisation"),
        ("head coach Ann Low", "organisation"),
        ("Mayor Ann Low", "place"),
        ("teacher Ann Low", None),  # of a town or of a school
        ("chief executive said", None),  # nobody named
        ("chief Dutch traders", None),
    ],
)
def test_a_post_with_a_holder_tells_what_the_name_before_it_is(words, kind):
    assert post_behind(tuple(words.split()), 0, load_gazetteer()) == kind
