import pytest

from flows.contracts.ids import stable_id
from flows.extract.annotations import Fields, Naming, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.names import find_candidates
from flows.extract.names.tokens import make_line
from flows.extract.sentences import split_sentences


def sentences_of(text: str, zone: str = "body") -> list[Sentence]:
    found, at = [], 0
    for index, paragraph in enumerate(text.split("\n")):
        found += [Sentence(s, e, zone, index) for s, e in split_sentences(text, at, at + len(paragraph))]
        at += len(paragraph) + 1
    return found


def naming(text: str, **fields: object) -> Naming:
    return find_entities(text, sentences_of(text), Fields(**fields))


def names(text: str, entity_type: str | None = None) -> list[tuple[str, str]]:
    """Each name mention as printed, with its canonical name."""
    found = naming(text)
    canonical = {entity.entity_id: entity for entity in found.entities}
    return [
        (text[m.start : m.end], canonical[m.entity_id].name)
        for m in found.mentions
        if m.kind == "name" and entity_type in (None, m.entity_type)
    ]


def people(text: str) -> list[str]:
    return list(dict.fromkeys(name for _, name in names(text, "person")))


def organisations(text: str) -> list[str]:
    return list(dict.fromkeys(name for _, name in names(text, "organisation")))


def places(text: str) -> list[str]:
    return list(dict.fromkeys(name for _, name in names(text, "place")))


def test_a_surname_alone_is_the_person_named_in_full():
    text = "Orlo Vance resigned on Monday. Mr. Vance gave no reason, and the town respects Vance's choice."
    assert names(text) == [("Orlo Vance", "Orlo Vance"), ("Vance", "Orlo Vance"), ("Vance", "Orlo Vance")]


@pytest.mark.parametrize("day", ["On Saturday", "Since Tuesday"])
def test_a_day_before_a_name_is_no_part_of_it(day):
    assert people(f"{day} Orlo Vance will chair the talks. Vance is a judge.") == ["Orlo Vance"]


def test_a_day_can_open_the_name_of_a_newspaper():
    assert organisations("The article stood in the Sunday Times of 3 May.") == ["Sunday Times"]


@pytest.mark.parametrize("word", ["In", "At", "On"])
def test_a_preposition_that_opens_a_sentence_is_no_part_of_a_name(word):
    assert places(f"{word} Marlin Street 120 trees are to be felled.") == ["Marlin Street"]


def test_of_whom_a_verb_behind_a_place_speaks_is_somebody_else():
    assert places("Five workers of the mill in Marlow died in the fire.") == ["Marlow"]
    assert places("Orlo Vance, a teacher from Marlow who was on board, swam ashore.") == ["Marlow"]


def test_an_owner_can_be_a_company():
    text = "The ferry was towed to a yard, its owner Marlin Lines said."
    assert (people(text), organisations(text)) == ([], ["Marlin Lines"])


def test_a_surname_behind_a_quotation_is_one_though_it_is_a_common_word():
    text = '"The filter was old," chief inspector Sunniva Young told reporters. "Nobody cared," Young said.'
    assert people(text) == ["Sunniva Young"]
    assert len(names(text)) == 2


def test_a_surname_that_stands_first_stands_for_the_person():
    text = "Economist Zhou Minhao spoke first. Zhou said prices would fall, and others agreed with Zhou."
    assert people(text) == ["Zhou Minhao"]


def test_a_name_without_a_first_name_stays_as_it_is():
    assert people("A letter reached President Harrowgate late at night.") == ["Harrowgate"]


def test_two_people_joined_by_a_hyphen_are_two_mentions():
    text = "Ana Lima met Luc Roy. Later Lima called Roy, and the Lima-Roy deal was signed."
    assert names(text)[-2:] == [("Lima", "Ana Lima"), ("Roy", "Luc Roy")]


def test_a_double_first_name_is_one_mention():
    assert names("The prize went to Jean-Luc Morel of Ghent.")[0][0] == "Jean-Luc Morel"


def test_a_given_name_with_a_small_second_part_is_kept_whole():
    assert people("The court heard Park Tae-min again. Park denied it.") == ["Park Tae-min"]


@pytest.mark.parametrize("alias", ["U.S.", "US", "United States", "USA", "America"])
def test_all_names_of_a_country_are_one_entity_with_its_code(alias):
    found = naming(f"Exports from the {alias} fell sharply.")
    assert [(e.entity_id, e.name, e.country_code) for e in found.entities] == [
        (stable_id("place", "United States"), "United States", "US")
    ]


def test_countries_joined_by_a_hyphen_are_two_places():
    assert places("The China-U.S. talks went on.") == ["China", "United States"]


def test_a_place_before_a_hyphen_and_a_small_word_is_named():
    assert places("A Singapore-based trader sold it.") == ["Singapore"]


def test_demonyms_and_weekdays_are_no_names():
    assert names("On Tuesday a French court freed two South Korean sailors.") == []


@pytest.mark.parametrize(
    "name",
    [
        "University of Applied Forestry",
        "Center for Rivers and Trade",
        "Brannoc Institute for Marine Studies",
        "Ministry of Health, Labour and Welfare",
        "Norwegian Academy of Trade and Economic Cooperation",
        "S. Orimoto School of Nursing",
        "Fennwick Steel Corp.",
        "Food and Drug Authority",
    ],
)
def test_an_organisation_is_named_whole(name):
    assert organisations(f"She told the {name} about it.") == [name]


def test_an_acronym_stands_for_the_organisation_it_abbreviates():
    text = "The Northern Fisheries Council (NFC) met. Later the NFC voted."
    assert organisations(text) == ["Northern Fisheries Council"]


def test_titles_belong_to_no_name():
    assert names("Deputy Prime Minister Ines Pell and Dr. Karl Brandvold left.") == [
        ("Ines Pell", "Ines Pell"),
        ("Karl Brandvold", "Karl Brandvold"),
    ]


def test_an_office_of_a_portfolio_belongs_to_no_name():
    assert people("It was signed by Secretary of the Treasury Nils Harrow.") == ["Nils Harrow"]


def test_initiatives_wars_and_headline_words_are_no_people():
    text = "Search Trends\nThe Silk Harbour Initiative and the Winter War shaped the Strait of Hormuz."
    assert people(text) == []


def test_a_headline_names_only_what_the_text_names():
    text = "Orlo Vance Opens New Harbour Bridge At Last\nThe mayor, Orlo Vance, cut a ribbon in Lisbon."
    assert people(text) == ["Orlo Vance"]


def test_the_author_who_signs_the_article_is_no_person_of_the_story():
    text = "The harbour reopened in Lisbon.\nIda Brandvold"
    assert [e.name for e in naming(text, authors=("Ida Brandvold",)).entities] == ["Lisbon"]


def test_an_author_discussed_in_the_body_is_a_person_of_the_story():
    text = "Critics attacked Ida Brandvold for the report."
    assert [e.name for e in naming(text, authors=("Ida Brandvold",)).entities] == ["Ida Brandvold"]


def test_bylines_and_removed_text_give_no_mentions():
    text = "By Ida Brandvold in Lisbon"
    assert find_entities(text, sentences_of(text, zone="byline"), Fields()).mentions == ()


def test_mentions_are_in_text_order_and_point_at_entities():
    text = "Orlo Vance flew to Peru. He met Ana Lima, director of the Fennwick Bank, and she thanked him."
    found = naming(text)
    assert list(found.mentions) == sorted(found.mentions, key=lambda m: m.start)
    assert {m.entity_id for m in found.mentions} <= {e.entity_id for e in found.entities}
    assert all(text[m.start : m.end].strip() for m in found.mentions)


def test_an_empty_text_has_no_entities():
    assert naming("") == Naming()


def test_a_name_with_an_arabic_article_is_one_mention():
    text = "President Karim al-Amin spoke first. Later al-Amin left."
    assert names(text) == [("Karim al-Amin", "Karim al-Amin"), ("al-Amin", "Karim al-Amin")]


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("Ann Miller Ann Miller", ["Ann Miller", "Ann Miller"]),
        ("Ann Miller Ann Mary Miller", ["Ann Miller", "Ann Mary Miller"]),
        ("Miller John Peter Miller", ["Miller", "John Peter Miller"]),
        ("Ahmed Ali Ahmed", ["Ahmed Ali Ahmed"]),
    ],
)
def test_a_name_said_again_behind_itself_is_parted(run, found):
    assert [printed for printed, _ in names(f"On Monday {run} spoke in the town.", "person")] == found


def test_the_party_and_state_behind_a_member_are_no_person():
    assert people("The town welcomed Sen. Ann Low (R-Wis.) on Monday.") == ["Ann Low"]


@pytest.mark.parametrize(
    "text",
    [
        "The state-owned utility Zorvane raised its prices.",
        "Zorvane shareholders met on Monday.",
        "A spokeswoman for Zorvane denied it.",
        "They complained to Zorvane, a Dutch charity, last week.",
        "He paid Zorvane's chairman in cash.",
    ],
)
def test_a_noun_beside_it_tells_an_organisation(text):
    assert organisations(text) == ["Zorvane"]


@pytest.mark.parametrize(
    "text",
    [
        "Residents of Zorvane fled.",
        "Rain fell on Zorvane district.",
        "They left Zorvane, a village on the coast, at dawn.",
        "A letter reached Zorvane's mayor.",
    ],
)
def test_a_noun_beside_it_tells_a_place(text):
    assert places(text) == ["Zorvane"]


def test_what_only_people_have_tells_a_person():
    assert people("The house belonged to Zorvane's widow.") == ["Zorvane"]


def test_a_name_that_nothing_else_tells_has_the_type_of_its_list():
    assert places("It rained on Oslo, Zorvane and Bergen.") == ["Oslo", "Zorvane", "Bergen"]


def test_a_comma_alone_makes_no_list():
    assert places("It rained on Oslo, Zorvane wrote.") == ["Oslo"]


def test_letters_that_abbreviate_a_thing_in_small_letters_are_no_organisation():
    assert organisations("A free trade area (FTA) was agreed, and the FTA is to grow.") == []


def test_letters_that_abbreviate_an_unknown_name_make_it_an_organisation():
    assert organisations("The Zorvane Telmark Orvale (ZTO) denied it. ZTO lost.") == ["Zorvane Telmark Orvale"]


def test_an_article_before_it_makes_no_name_an_organisation():
    assert organisations("He crossed the Zorvane. He knew the Zorvane. He loved the Zorvane.") == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("OSLO — ", "Oslo"),
        ("NEW YORK (NP) - ", "New York"),
        ("MARLINDORF, Norway — ", "Marlindorf"),
        ("MARLIN CITY — ", "Marlin City"),
    ],
)
def test_a_dateline_in_capitals_is_the_place_named_elsewhere(line, place):
    text = f"{line}Orlo Vance spoke on Monday. It rained in {place}."
    found = [name for name in places(text) if name != "Norway"]
    assert found == [place]


def test_letters_in_capitals_without_a_dash_are_no_dateline():
    assert places("MARLIN said no. Orlo Vance left.") == []
    assert organisations("NATO — all of it — agreed.") == ["NATO"]


@pytest.mark.parametrize(
    "text",
    [
        "Sterling fell 0.4% on Friday.",
        "Turnout was low.",
        "Ferry sinks off the coast.",
        "We’re late, and they know.",
        "READ: What we know so far.",
    ],
)
def test_a_subject_that_opens_a_sentence_is_no_person(text):
    assert names(text) == []


def test_a_person_who_fell_is_one():
    assert people("Byron fell in love. The book says that Byron left in May.") == ["Byron"]
    assert people("Ana Sterling led the race. Sterling fell in the last lap.") == ["Ana Sterling"]


def test_shares_in_a_company_make_no_place_of_it():
    assert (organisations("Shares in Marlin fell."), places("Shares in Marlin fell.")) == (["Marlin"], [])
    assert places("Shares in Norway fell.") == ["Norway"]


def test_a_given_name_that_is_a_faith_stands_behind_an_office():
    assert people("The bank’s chief executive Christian Low left.") == ["Christian Low"]
    assert people("Christian Democrats won, and the leader of Christian groups left.") == []


@pytest.mark.parametrize("word", ["We’ve", "I've", "He'd", "Don’t"])
def test_a_word_with_a_verb_drawn_together_is_no_name(word):
    assert people(f"It rained. {word} said so. {word} told Ada Quill.") == ["Ada Quill"]


@pytest.mark.parametrize("site", ["Brennish.com", "Quillon.org", "Market.com"])
def test_the_name_of_a_site_keeps_its_end(site):
    assert names(f"They asked the firm {site} today. {site} is free.") == [(site, site), (site, site)]


def test_a_site_of_which_nothing_tells_that_it_is_a_body_is_none():
    assert names("They read it on Brennish.com today.") == []


def test_a_site_that_says_something_is_a_body():
    assert (people("Brennish.com said so."), organisations("Brennish.com said so.")) == ([], ["Brennish.com"])


@pytest.mark.parametrize("address", ["www.Brennish.com", "low@Brennish.com", "Brennish.com/news", "Brennish.com.br"])
def test_an_address_is_no_name_of_a_site(address):
    assert "Brennish.com" not in organisations(f"They asked the firm {address} today.")


def test_an_identifier_is_no_name_but_does_not_hide_one():
    text = "The label TARN_QXO leads to QXO_BRENN. The board of the QXO met."
    assert names(text) == [("QXO", "QXO")]


def test_a_name_behind_a_label_is_none_of_its_identifier():
    assert people("Music by Composer_Orlo Vance, text by others.") == ["Orlo Vance"]


def test_a_second_site_opens_a_name_of_its_own():
    line = make_line("Tarn.com " * 30, Sentence(0, 269, "body", 0), 0, frozenset())
    assert [candidate.words for candidate in find_candidates(line, load_gazetteer(), frozenset())] == [
        ("Tarn", ".", "com")
    ] * 30
