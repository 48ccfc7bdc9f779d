"""Words that name things and no people, bodies or places."""

from collections import Counter

import pytest

from flows.extract.names.gazetteer import load_gazetteer, read_sections
from flows.extract.names.things import is_brand, is_model_number
from tests.extract.names.test_entities import names, organisations, people, places


@pytest.mark.parametrize("letters", ["VPN", "VPNs", "CRM", "SaaS", "EEG", "KO", "APIs", "R&B"])
def test_letters_that_shorten_a_common_noun_are_no_name(letters):
    assert names(f"They compared {letters} with what stood in {letters} before, and the {letters} company won.") == []


def test_letters_that_the_text_spells_out_as_a_body_are_its_name():
    text = "The Calder River Ministry raised its fees. Farmers say that the CRM ignored them."
    assert organisations(text) == ["Calder River Ministry"]
    assert ("CRM", "Calder River Ministry") in names(text)


@pytest.mark.parametrize("letters", ["QXO", "TVD"])
def test_letters_of_which_nothing_is_known_are_an_organisation(letters):
    assert organisations(f"They compared {letters} with the others.") == [letters]


def test_a_phrase_for_a_thing_is_no_body_though_it_ends_as_one():
    assert names("Staff connect by a Virtual Private Network (VPN), and the VPN is slow.") == []


@pytest.mark.parametrize("number", ["TR700", "VR2", "C220"])
def test_a_model_number_is_neither_person_nor_place(number):
    text = f"The plant smiled upon the {number}. She left when {number} lost. It showed in {number} and in {number}."
    assert names(text) == []


def test_a_word_in_mixed_case_is_no_place():
    text = "What they liked in TarnHub was missing in TarnHub and in GTarn, as in GTarn before."
    assert places(text) == []
    assert organisations(text) == ["TarnHub"]


@pytest.mark.parametrize("name", ["McTarn", "DeOrlo", "Tarn", "TARN"])
def test_mixed_case_makes_no_brand_of_a_surname(name):
    assert not is_brand(name)


@pytest.mark.parametrize("word", ["G", "2024", "Tarn", "TARN"])
def test_without_letters_and_digits_a_word_is_no_model_number(word):
    assert not is_model_number(word)


@pytest.mark.parametrize(
    "name",
    ["Quillon Tiles", "Brenn Circuits", "Tarnish VPNs", "Quillon Prox SaaS", "Ann Marlin VR2", "Quillon TarnHub"],
)
def test_common_nouns_and_things_at_the_end_make_no_person(name):
    assert people(f"They saw {name} again.") == []


def test_without_such_an_end_two_unknown_words_are_a_person():
    assert people("They saw Quillon Brennagh again.") == ["Quillon Brennagh"]


@pytest.mark.parametrize("language", ["TypeScript", "Markdown"])
def test_a_language_of_programs_is_no_place(language):
    assert names(f"It was written in {language}, and all is in {language}.") == []


def test_a_language_with_the_name_of_an_island_is_told_by_the_text():
    assert places("The service was written in Java, as the compiler found the code too slow.") == []
    assert places("The ferry left for a port in Java. The crossing took a day.") == ["Java"]


@pytest.mark.parametrize("sign", ["using Brennish", "a Brennish plugin", "Brennish workflows"])
def test_what_is_used_as_programs_are_is_no_place(sign):
    assert places(f"Nothing was found in Brennish. Others liked {sign} at home.") == []
    assert places("Nothing was found in Brennish. Others liked it at home.") == ["Brennish"]


@pytest.mark.parametrize("word", ["a", "each", "any"])
def test_one_of_many_is_no_body(word):
    assert organisations(f"They bought {word} Tarnish Order, and paid.") == []
    assert organisations("They joined the Tarnish Order, and paid.") == ["Tarnish Order"]


def test_letters_of_known_names_are_no_acronyms_of_things():
    gazetteer = load_gazetteer()
    assert [word for word in sorted(gazetteer.things["acronym"]) if (word,) in gazetteer.names] == []


def test_no_noun_of_things_is_a_surname():
    gazetteer = load_gazetteer()
    nouns = gazetteer.things["noun"]
    assert [noun for noun in sorted(nouns) if noun.title() in gazetteer.last_surnames | set(gazetteer.given)] == []


def test_no_word_of_a_section_stands_twice():
    sections = {name: " ".join(lines).split() for name, lines in read_sections("thing_words.txt").items()}
    del sections["phrase"]
    twice = {(name, word) for name, words in sections.items() for word, count in Counter(words).items() if count > 1}
    assert twice == set()


def test_a_plural_of_letters_makes_no_person_of_a_given_name():
    assert people("Sales of Sierra EVs rose, and Sierra EVs are cheap.") == []


def test_a_word_in_capitals_that_stands_in_small_letters_as_well_is_no_organisation():
    assert organisations("They said the TROMB is loud, and that no tromb helps.") == []
    assert organisations("They said the TROMB is loud, and that nothing helps.") == ["TROMB"]


@pytest.mark.parametrize("letters", ["QXG", "GQ"])
def test_letters_behind_a_number_are_a_unit(letters):
    assert names(f"The box holds 16 {letters} at most.") == []


def test_two_nouns_around_an_ampersand_are_a_heading():
    assert organisations("They wrote of Brennish & Footers again.") == []
    assert organisations("They wrote of Brennish & Quillon again.") == ["Brennish & Quillon"]


def test_letters_that_are_no_name_are_no_place_either():
    assert names("Growth in AI, in AI, in AI and in AI will last, and AI companies gain.") == []


@pytest.mark.parametrize("word", ["Grout", "Brennish"])
def test_a_word_that_stands_in_small_letters_as_well_is_no_place(word):
    assert places(f"They found it in {word}, and that {word.lower()} was old.") == []
    assert places(f"They found it in {word}, and that town was old.") == [word]


@pytest.mark.parametrize("word", ["Typography", "Quillology", "Brennation", "X"])
def test_a_subject_or_a_single_letter_is_no_place(word):
    assert places(f"They found work in {word}, or in {word} and law.") == []


def test_a_short_form_of_a_month_is_no_place():
    assert names("It was found in Sept. by the others, and in Oct. as well.") == []


@pytest.mark.parametrize("last", ["We’ve", "TarnHub"])
def test_no_part_of_a_person_is_a_contraction_or_a_brand(last):
    assert last not in [
        printed for printed, _ in names(f"They met Ann {last} there. Of {last} little is known.", "person")
    ]


def test_small_letters_in_an_address_tell_nothing():
    assert organisations("They said the TROMB is loud, and wrote to tromb.com, low@tromb and www.tromb.") == ["TROMB"]


def test_a_body_that_describes_what_follows_is_one_behind_an_article():
    assert organisations("Quill is a Tarnish Order (TO) member, they said.") == ["Tarnish Order"]


def test_what_is_used_as_programs_are_is_no_person_for_want_of_anything_else():
    text = "The court was told that Quellin had moved out when she lost her job."
    assert people(text) == ["Quellin"]
    assert people(f"{text} They had been using Quellin.") == []


def test_a_model_number_in_a_list_with_a_place_is_none():
    assert places("They showed it in Lisbon and TR700.") == ["Lisbon"]


@pytest.mark.parametrize(
    "sign",
    ["the Tarnmoor library", "Tarnmoor cameras", "Tarnmoor account holders", "Tarnmoor users", "ways via Tarnmoor"],
)
def test_what_stands_beside_towns_as_well_takes_no_place_away(sign):
    assert places(f"Officials in Tarnmoor said so. The police saw {sign} again.") == ["Tarnmoor"]


def test_what_is_used_is_the_noun_behind_a_town():
    assert places("Officials in Tarnmoor said so. The police used Tarnmoor streets for it.") == ["Tarnmoor"]


@pytest.mark.parametrize("letters", ["POA", "CNC", "ASIC", "PPC"])
def test_letters_that_commonly_name_a_body_are_one(letters):
    assert organisations(f"They compared {letters} with the others.") == [letters]


@pytest.mark.parametrize("behind", ["chairman", "members", "leader", "union"])
def test_letters_of_a_thing_are_a_body_with_what_only_bodies_have(behind):
    assert organisations(f"The VPN {behind} left in anger.") == ["VPN"]
    assert organisations("The VPN router left in anger.") == []


def test_a_word_in_capitals_that_says_or_wants_something_is_an_organisation():
    text = "TROMB said people tromb. TROMB wants more money."
    assert organisations(text) == ["TROMB"]
    assert organisations(text.replace("said", "is what").replace("wants", "is")) == []


@pytest.mark.parametrize("name", ["BelTarn", "SanTarn", "FortTarn"])
def test_a_town_in_mixed_case_is_no_brand(name):
    assert places(f"It was made in {name} last year.") == [name]


def test_the_age_of_a_team_ends_the_name_of_its_coach_and_names_nothing():
    assert names("They saw Ann Lind U21 coach again.") == [("Ann Lind", "Ann Lind")]
