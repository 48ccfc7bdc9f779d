"""Which facts are worth telling that a report lacks them."""

import pytest

from flows.link.facts.central_facts import agreeing_reports, holds_public_office, tell_the_same_of
from flows.link.facts.facts import find_facts
from flows.link.facts.subjects import word_rarity

REST = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture
def agreeing():
    """Return the reports that tell the same of the one fact of a kind."""

    def found(kind, *articles):
        slots = find_facts(articles, {"s": [a.document_id for a in articles]}, {}).slots
        of_kind = [slot for slot in slots if slot.slot_kind == kind]
        by_id = {article.document_id: article for article in articles}
        return [name for slot in of_kind for name in agreeing_reports(slot, by_id, word_rarity(articles))]

    return found


@pytest.mark.parametrize(
    ("one", "other", "is_told_alike"),
    [
        (("$4,200", 4200), ("$4,200", 4200), True),
        (("$4,200", 4200), ("about $4,000", 4000), False),
    ],
)
def test_a_number_has_to_be_equal(agreeing, writer, one, other, is_told_alike):
    articles = [
        writer.write(
            name,
            f"The harbour council fined the Marlin ferry line {words}." + REST,
            writer.number(words, value, "USD", kind="money", hedge="about" if "about" in words else "exact"),
        )
        for name, (words, value) in (("alpha", one), ("beta", other))
    ]
    assert bool(agreeing("money", *articles)) == is_told_alike


@pytest.mark.parametrize(
    ("other", "is_told_alike"),
    [
        ("Guards freed two sailors from a flooded engine room.", True),
        ("At the pier, two sailors sang for a wedding party in a tent.", False),
    ],
)
def test_two_of_anything_need_like_words(agreeing, writer, other, is_told_alike):
    one = "Guards freed two sailors from the flooded engine room of the ferry."
    articles = [
        writer.write(name, text + REST, writer.number("two sailors", 2, "sailor"))
        for name, text in (("alpha", one), ("beta", other))
    ]
    assert bool(agreeing("count", *articles)) == is_told_alike


def test_the_bare_weekday_of_what_both_are_about_is_not_left_out(agreeing, writer):
    articles = [
        writer.write(
            name, "The ferry Marlin ran aground on Monday." + REST, writer.day("Monday", "2031-05-05", is_inferred=True)
        )
        for name in ("alpha", "beta")
    ]
    assert agreeing("date", *articles) == []


def test_two_reports_of_one_outlet_are_one_voice(agreeing, writer):
    text = "The harbour council fined the Marlin ferry line $4,200." + REST
    note = writer.number("$4,200", 4200, "USD", kind="money")
    articles = [writer.write(name, text, note, outlet_id="one outlet") for name in ("alpha", "beta")]
    assert agreeing("money", *articles) == []


@pytest.mark.parametrize(
    ("role", "is_office"),
    [
        ("Brenn Mayor", True),
        ("former Harbour Secretary", True),
        ("Secretary of the Harbour", True),
        ("chief of staff to a baker", True),
        ("Brenn Mayor’s Driver", False),
        ("Driver of the Mayor", False),
        ("Golfer", False),
        ("Mayoral Aide", False),
        ("Family Member", False),
        ("", False),
    ],
)
def test_who_holds_a_public_office_is_told_by_the_role(role, is_office):
    assert holds_public_office(role) == is_office


@pytest.mark.parametrize(
    ("other", "is_the_same"),
    [("Quill closed the rotten pier, she wrote.", True), ("A poem of Quill was read at the wedding.", False)],
)
def test_two_reports_tell_the_same_of_a_person_in_shared_words(writer, other, is_the_same):
    one = "Ada Quill closed the old rotten pier."
    articles = [writer.write(name, text + REST) for name, text in (("alpha", one), ("beta", other))]
    assert tell_the_same_of("Ada Quill", articles, word_rarity(articles)) == is_the_same


@pytest.mark.parametrize(("name", "is_the_same"), [("Ada Quill Jr.", True), ("Ada Quíll", True), ("", False)])
def test_a_person_is_told_of_by_the_last_word_that_is_no_ending(writer, name, is_the_same):
    texts = ("Ada Quill Jr. closed the old rotten pier.", "Quill closed the rotten pier, she wrote.")
    articles = [writer.write(f"d{number}", text + REST) for number, text in enumerate(texts)]
    assert tell_the_same_of(name, articles, word_rarity(articles)) == is_the_same


@pytest.mark.parametrize(("person", "is_told_alike"), [("Ann King", True), ("Mayor Ann Rook", False)])
def test_a_last_name_that_is_an_office_holds_none(agreeing, writer, person, is_told_alike):
    name = person.removeprefix("Mayor ")
    role = "Mayor" if person != name else "Driver"
    texts = (f"{role} {name} sang at the wedding.", f"A goat ate the hat of {role} {name}.", "The pier is closed.")
    articles = [
        writer.write(
            f"d{number}",
            text + REST,
            *([writer.role(role, name, role.lower())] if role in text else []),
            people=(name,) if name in text else (),
        )
        for number, text in enumerate(texts)
    ]
    assert bool(agreeing("name", *articles)) == is_told_alike


def test_two_numbers_that_cannot_both_be_true_are_one_thing_told(agreeing, writer):
    articles = [
        writer.write(
            name,
            f"The harbour council fined the Marlin ferry line {words} for its rotten boilers." + REST,
            writer.number(words, value, "USD", kind="money"),
        )
        for name, words, value in (("alpha", "$4,200", 4200), ("beta", "$9,900", 9900))
    ]
    assert agreeing("money", *articles) == ["alpha", "beta"]


def test_the_day_of_a_post_is_no_fact(agreeing, writer):
    posts = "The pier is closed for rotten timbers. Ada Quill (@quill) May 5, 2031."
    articles = [writer.write(name, REST + posts, writer.day("May 5, 2031", "2031-05-05")) for name in ("alpha", "beta")]
    assert agreeing("date", *articles) == []
