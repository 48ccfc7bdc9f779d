import pytest

from flows.extract.news_agencies import agency_lines, is_agency
from flows.link.outlines import Outlines
from flows.link.reuse.credits import find_credits, is_agency_outlet, names_as_origin

BODY = "The harbour board voted on Tuesday to close the old fish market. Engineers found cracks in the pillars."


def credits_of(article):
    return find_credits(Outlines.of([article])[0])


@pytest.mark.parametrize(
    "text",
    [
        f"ORLAN (Reuters) - {BODY}",
        f"ORLAN — Reuters — {BODY}",
        f"By Reuters\n{BODY}",
        f"By Ada Quill, Reuters\n{BODY}",
        f"{BODY}\n© 2031 Reuters. All rights reserved.",
        f"{BODY}\nSource: Reuters",
    ],
)
def test_credit_lines_name_their_agency(writer, text):
    assert credits_of(writer.write("a", text)) == {"Reuters": "wire"}


@pytest.mark.parametrize(("names", "kind"), agency_lines())
def test_each_name_of_an_agency_is_a_credit_and_each_agency_an_author(writer, names, kind):
    for name in names:
        assert credits_of(writer.write("a", f"{BODY}\nSource: {name}")) == {names[0]: kind}
        assert is_agency(name) == (kind == "wire")


@pytest.mark.parametrize(
    ("before", "letters"),
    [("The ruling Port Alliance Party", "PAP"), ("Pilots of the Tarn-e-Isle", "PTI"), ("The Tarn Tenants", "TT")],
)
def test_letters_that_shorten_the_name_before_them_are_no_credit(writer, before, letters):
    assert credits_of(writer.write("a", f"{before} ({letters}) won. {BODY}")) == {}


def test_letters_in_a_dateline_are_a_credit(writer):
    assert credits_of(writer.write("a", f"PORT ALBA (PAP) - {BODY}")) == {"PAP": "wire"}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\nReuters contributed to this report.",
        f"A trader at the market. (Ada Quill/Reuters)\n{BODY}",
        f"The board told Reuters it would decide on Friday. {BODY}",
        f"The AP course was full. {BODY}",
    ],
)
def test_mentions_of_an_agency_are_no_credit(writer, text):
    assert credits_of(writer.write("a", text)) == {}


def test_the_author_field_can_be_the_credit(writer):
    assert credits_of(writer.write("a", BODY, author_names="Ada Quill; AFP")) == {"Agence France-Presse": "wire"}


def test_a_statement_service_is_told_from_an_agency(writer):
    assert credits_of(writer.write("a", f"ORLAN, March 3 /PRNewswire/ -- {BODY}")) == {"PRNewswire": "statement"}


def test_an_agency_credits_itself_by_its_outlet(writer):
    article = writer.write("a", BODY, outlet_name="AP")
    assert is_agency_outlet(article, credits_of(article))


@pytest.mark.parametrize(
    "line",
    [
        "This article first appeared in the Alder Post.",
        "Republished from The Alder Post",
        "According to the Alder Post, the board was warned.",
        "The board was warned, the Alder Post reported.",
        "(The Alder Post)",
        "The Alder Post",
    ],
)
def test_an_outlet_is_named_as_origin(writer, line):
    later = writer.write("a", f"{BODY}\n{line}", outlet_name="Kelp Daily")
    assert names_as_origin(later, writer.write("b", BODY, outlet_name="The Alder Post"), later.text)


@pytest.mark.parametrize("line", ["The Alder Post moved its office.", "Alder Posters hung everywhere.", ""])
def test_other_mentions_of_an_outlet_name_no_origin(writer, line):
    later = writer.write("a", f"{BODY}\n{line} Nothing else happened.", outlet_name="Kelp Daily")
    assert not names_as_origin(later, writer.write("b", BODY, outlet_name="The Alder Post"), later.text)


def test_an_outlet_does_not_credit_itself(writer):
    first = writer.write(
        "a", f"{BODY}\nAccording to the Alder Post, so it is.", outlet_name="Alder Post", outlet_id="o"
    )
    assert not names_as_origin(first, writer.write("b", BODY, outlet_name="Alder Post", outlet_id="o"), first.text)
