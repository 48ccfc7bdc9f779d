import pytest

from flows.extract.annotations import Fields, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.names.role_patterns import AFTER, APPOSED, BEFORE
from flows.extract.sentences import split_sentences


def roles(text: str) -> list[tuple[str, str, str, str]]:
    """Each role as printed, with the person, its normalised name and its status."""
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(text[r.start : r.end], names[r.entity_id], r.role_name, r.status) for r in found.roles]


def role_mentions(text: str) -> list[tuple[str, str]]:
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(text[m.start : m.end], names[m.entity_id]) for m in found.mentions if m.kind == "role"]


@pytest.mark.parametrize(
    "text",
    [
        "It was US President Orlo Vance.",
        "It was U.S. President Orlo Vance.",
        "It was American President Orlo Vance.",
        "It was Orlo Vance, president of the United States.",
        "It was Orlo Vance, the American president.",
    ],
)
def test_all_ways_to_say_an_office_give_one_role_name(text):
    assert [(person, role, status) for _, person, role, status in roles(text)] == [
        ("Orlo Vance", "US President", "current")
    ]


def test_the_descriptor_holds_the_status_and_the_country():
    assert roles("It was former U.S. President Orlo Vance.") == [
        ("former U.S. President", "Orlo Vance", "US President", "former")
    ]


def test_a_status_between_two_offices_is_that_of_the_second():
    assert roles("It was presidential nominee former President Ines Pell.") == [
        ("presidential nominee", "Ines Pell", "Presidential Nominee", "current"),
        ("former President", "Ines Pell", "President", "former"),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It was Norway's Minister for Civil Defence Ines Pell.", "Norway's Minister for Civil Defence"),
        ("It was Secretary-Treasurer Ines Pell.", "Secretary-Treasurer"),
        ("It was General President Ines Pell.", "General President"),
        ("It was starting pitcher Ines Pell.", "starting pitcher"),
        ("Ines Pell is another local artist.", "local artist"),
    ],
)
def test_a_descriptor_is_whole_and_holds_no_more(text, role):
    assert [printed for printed, *_ in roles(text)] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ines Pell, mayor of the western city of Oslo, won.", "Oslo Mayor"),
        ("Ines Pell, mayor of Oslo, won.", "Oslo Mayor"),
        ("Ines Pell, police chief in the city of Oslo, won.", "Oslo Police Chief"),
        ("Ines Pell, minister of state of Norway, won.", "Norwegian State Minister"),
        ("Ines Pell, sheriff of Oslo county, won.", "Oslo County Sheriff"),
        ("Ines Pell, manager of the port of Oslo, won.", "Oslo Manager of the Port"),
    ],
)
def test_the_kind_of_place_is_no_part_of_the_office(text, name):
    assert [role for _, _, role, _ in roles(text)] == [name]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It was acting Finance Minister Ines Pell.", "acting"),
        ("It was interim president Ines Pell.", "interim"),
        ("It was President-elect Ines Pell.", "elect"),
        ("It was Deputy Prime Minister Ines Pell.", "deputy"),
        ("It was ex-President Ines Pell.", "former"),
    ],
)
def test_the_status_is_told(text, status):
    assert [found[3] for found in roles(text)] == [status]


def test_offices_after_the_name_are_one_role_each():
    text = (
        "It was Ana Lima, chair professor at Fennwick University and vice president of the Center for Rivers and Trade."
    )
    assert roles(text) == [
        ("chair professor at Fennwick University", "Ana Lima", "Fennwick University Chair Professor", "current"),
        (
            "vice president of the Center for Rivers and Trade",
            "Ana Lima",
            "Center for Rivers and Trade Vice President",
            "current",
        ),
    ]


def test_secretary_of_the_treasury_and_treasury_secretary_are_one_role():
    first, second = (
        "It was Secretary of the Treasury Nils Harrow.",
        "It was Treasury Secretary Nils Harrow.",
    )
    assert [found[2] for found in roles(first)] == [found[2] for found in roles(second)] == ["Treasury Secretary"]


def test_a_title_of_the_next_person_is_not_a_role_of_the_one_before():
    text = "They saw Ana Lima, French President Luc Roy and others."
    assert [found[1] for found in roles(text)] == ["Luc Roy"]


def test_a_bare_title_takes_the_country_told_elsewhere():
    text = "Peruvian President Ana Lima spoke. Later President Lima left."
    assert [found[2] for found in roles(text)] == ["Peruvian President"] * 2


def test_a_demonym_of_two_words_names_the_right_country():
    assert roles("It was North Korean leader Kim Tae-ho.")[0][2] == "North Korean Leader"


def test_mister_and_doctor_are_no_roles():
    assert roles("Mr. Orlo Vance met Dr. Ines Pell.") == []


def test_an_office_alone_stands_for_the_one_who_holds_it():
    text = "Peruvian President Ana Lima met Kenyan President Juma Otieno. The Peruvian president spoke."
    assert role_mentions(text) == [("Peruvian president", "Ana Lima")]


def test_a_leader_is_who_heads_the_country():
    text = "Peruvian President Ana Lima met Kenyan President Juma Otieno. The Kenyan leader smiled."
    assert role_mentions(text) == [("Kenyan leader", "Juma Otieno")]


def test_an_office_that_opens_its_sentence_begins_where_the_sentence_does():
    text = "Kenyan president calls strike lawful\n\nKenyan President Juma Otieno spoke in Nairobi."
    assert role_mentions(text) == [("Kenyan president", "Juma Otieno")]


def test_an_office_that_nobody_is_known_to_hold_is_no_mention():
    assert role_mentions("The Peruvian president spoke.") == []


def test_a_first_lady_is_a_person_without_a_name_mention():
    text = "US President Orlo Vance and the former First Lady arrived."
    assert role_mentions(text) == [("former First Lady", "Former US First Lady")]
    assert ("former First Lady", "Former US First Lady", "US First Lady", "former") in roles(text)


def test_of_two_unnamed_people_the_status_tells_who_is_who():
    text = "The former First Lady met the current First Lady. The First Lady laughed, the then First Lady did not."
    assert [name for _, name in role_mentions(text)] == [
        "Former First Lady", "First Lady", "First Lady", "Former First Lady"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Orlo Vance, who serves as chief engineer of the Marlin Council, left.", ("Marlin Council", "current")),
        ("Orlo Vance, who was a chief engineer at the Marlin Council, left.", ("Marlin Council", "former")),
        ("Orlo Vance is also the chief engineer of the Marlin Council.", ("Marlin Council", "current")),
        ("Orlo Vance served as chief engineer of the Marlin Council.", ("Marlin Council", "former")),
    ],
)
def test_a_role_that_a_verb_tells_is_found_with_its_status(text, role):
    assert [(name, status) for _, _, name, status in roles(text)] == [(f"{role[0]} Chief Engineer", role[1])]


def test_a_verb_tells_no_role_of_whoever_is_named_next():
    assert [who for _, who, _, _ in roles("Orlo Vance is President Ann Miller's doctor.")] == ["Ann Miller"]


def test_deputy_before_an_office_is_part_of_it():
    assert [(name, status) for _, _, name, status in roles("Deputy Mayor Orlo Vance spoke.")] == [
        ("Deputy Mayor", "deputy")
    ]


def test_an_office_held_then_is_held_no_more():
    assert [
        status for _, _, _, status in roles("Then-President Orlo Vance and then finance minister Ann Miller met.")
    ] == [
        "former",
        "former",
    ]


def test_a_first_lady_who_is_named_holds_the_role():
    text = "Former US First Lady Ann Miller met US First Lady Mary Dunn."
    assert [(who, name, status) for _, who, name, status in roles(text)] == [
        ("Ann Miller", "US First Lady", "former"),
        ("Mary Dunn", "US First Lady", "current"),
    ]


def test_a_long_descriptor_ends_where_it_only_tells_of_the_place():
    text = "Orlo Vance, the dean of studies at the campus on the bank in a town on the river to the sea, left."
    assert [printed for printed, *_ in roles(text)] == ["dean of studies at the campus on the bank in a town"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The prime minister, Ana Lima, said no.", ("Prime Minister", "current")),
        ("The ferry company's chief financial officer, Ana Lima, said no.", ("Chief Financial Officer", "current")),
        ("Its former chief executive, Ana Lima, said no.", ("Chief Executive", "former")),
        ("Norway's foreign minister, Ana Lima, said no.", ("Norwegian Foreign Minister", "current")),
        ("A spokeswoman for the port, Ana Lima, said no.", ("Spokesperson for the Port", "current")),
        ("“No,” said the fire chief, Ana Lima.", ("Fire Chief", "current")),
        ("The mayor, Ana Lima, and the treasurer, Bo Hill, said no.", ("Mayor", "current")),
        ("The mayor, Ana Lima, and Senator Jeff Moor said no.", ("Mayor", "current")),
    ],
)
def test_a_descriptor_that_a_name_between_commas_explains(text, role):
    assert [found[2:] for found in roles(text) if found[1] == "Ana Lima"] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "He met the mayor, Ana Lima, and Bo Hill.",  # three people
        "He met the mayor, Ana Lima and Bo Hill.",
        "He met the mayor, Ana Lima, Bo Hill and others.",
        "Luc Roy, the mayor, Ana Lima, the treasurer, and others came.",  # each has his own
    ],
)
def test_a_list_explains_nobody_by_the_one_before(text):
    assert [found for found in roles(text) if found[1] == "Ana Lima" and found[2] == "Mayor"] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ana Lima, the city's fire chief, said no.", ("Fire Chief", "current")),
        ("Ana Lima, 58, a retired teacher, said no.", ("Teacher", "former")),
        ("Ana Lima, formerly the mayor, said no.", ("Mayor", "former")),
        ("Ana Lima, now the mayor, said no.", ("Mayor", "current")),
        ("Ana Lima has been mayor since May.", ("Mayor", "current")),
        ("Ana Lima had been mayor for years.", ("Mayor", "former")),
        ("Ana Lima MP said no.", ("MP", "current")),
        ("Fire Chief Ana Lima said no.", ("Fire Chief", "current")),
        ("Chief Fire Officer Ana Lima said no.", ("Chief Fire Officer", "current")),
        ("Detective Chief Inspector Ana Lima said no.", ("Detective Chief Inspector", "current")),
        ("Outgoing mayor Ana Lima said no.", ("Mayor", "outgoing")),
        ("Incoming mayor Ana Lima said no.", ("Mayor", "incoming")),
        ("Eyewitness Ana Lima said no.", ("Eyewitness", "current")),
        ("Ana Lima, secretary of state until May, said no.", ("Secretary of State", "current")),
    ],
)
def test_one_descriptor_with_its_status(text, role):
    assert [found[1:] for found in roles(text)] == [("Ana Lima", *role)]


def test_a_day_beside_an_office_is_nobody():
    assert roles("He met the mayor Sunday. The mayor Monday said no.") == []


def test_the_president_alone_is_whom_the_report_names_far_more_often():
    text = (
        "President Orlo Vance spoke on Monday. Vance said no. Vance then left, and aides of Vance stayed. He met the "
        "Ruritanian president, Ines Pell. The president called it a good talk. The then president, Nils Harrow, "
        "had refused. The president laughed."
    )
    assert role_mentions(text) == [("president", "Orlo Vance"), ("president", "Orlo Vance")]


def test_the_then_president_is_not_the_president():
    text = "The then president, Nils Harrow, had refused. The president laughed."
    assert role_mentions(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It was Lt. Gen. Ines Pell.", "Lieutenant General"),
        ("It was Maj. Gen. Ines Pell.", "Major General"),
        ("It was Fed Chair Ines Pell.", "Federal Reserve Chair"),
        ("It was coast guard spokeswoman Ines Pell.", "Coast Guard Spokesperson"),
        ("Ines Pell, chief UK economist at Marlin Bank, left.", "Marlin Bank Chief Economist"),
        ("OSLO – President Ines Pell left.", "President"),
    ],
)
def test_no_word_of_an_office_is_lost_or_added(text, role):
    assert [name for _, _, name, _ in roles(text)] == [role]


def test_two_offices_in_a_row_stay_two():
    found = roles("It was founder and director Ines Pell.")
    assert [name for _, _, name, _ in found] == ["Founder", "Director"]


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Veldt Line chief executive Mario Orsini said no.", "Mario Orsini", "Veldt Line Chief Executive"),
        ("Tern Cargo Chief Executive Officer Ana Voss said no.", "Ana Voss", "Tern Cargo Chief Executive Officer"),
        ("Arwoa Mayor Ana Lima said no.", "Ana Lima", "Arwoa Mayor"),
        ("It was spokesperson on energy Ana Lima.", "Ana Lima", "Spokesperson on Energy"),
        (
            "President of the Orre Fishing Association Ana Lima said no.",
            "Ana Lima",
            "Orre Fishing Association President",
        ),
        ("Orre County Surveyor Ana Lima said no.", "Ana Lima", "Orre County Surveyor"),
        ("Orre County Engineer Vessa Dufrane said no.", "Vessa Dufrane", "Orre County Engineer"),
        ("Justice Ana Lima of the Orre High Court ruled.", "Ana Lima", "Orre High Court Justice"),
        ("Station manager Ana Lima of Orre Rescue Service said no.", "Ana Lima", "Orre Rescue Service Station Manager"),
        ("It was Senator Ana Lima of Peru.", "Ana Lima", "Peruvian Senator"),
        ("Superintendent of Police (SP) Ana Lima said no.", "Ana Lima", "Superintendent of Police"),
        ("Detective Sgt. Ana Lima said no.", "Ana Lima", "Detective Sergeant"),
        ("ACP Ana Lima said no.", "Ana Lima", "ACP"),
        ("Selectman Ana Lima said no.", "Ana Lima", "Selectman"),
    ],
)
def test_a_descriptor_before_a_name_tells_office_and_body(text, person, role):
    assert [(found[1], found[2]) for found in roles(text)] == [(person, role)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Orre Trade Commission (OTC) chief commissioner, Tan Sri Ana Lima, said no.", "Chief Commissioner"),
        ("A former Commissioner for Works, Hon. Ana Lima, said no.", "Commissioner for Works"),
        ("The commission's spokesperson, Mr Sunday Akpan, said no.", "Spokesperson"),
        ("Marsh's lawyer, Ana Lima, said no.", "Lawyer"),
        ("Counsel to the first defendant, Chief Ana Lima, said no.", "Counsel to the First Defendant"),
        ("The MP for Orre West, Ana Lima, said no.", "MP"),
        ("The Minister of State at the Department of Finance, Ana Lima TD, said no.", "State Minister"),
        ("The driver, identified as Ana Lima, died.", "Driver"),
    ],
)
def test_a_descriptor_before_a_comma_is_told_by_the_name_behind(text, role):
    assert roles(text)[0][2].endswith(role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Orre Mills has appointed Ana Lima as chief financial officer.", "Chief Financial Officer"),
        ("Orre Mills on Monday named Ana Lima chief executive.", "Chief Executive"),
        ("It announced the appointment of Ana Lima, M.D., Ph.D., as chief scientist.", "Chief Scientist"),
        ("Ana Lima has been elected president of the club.", "President of the Club"),
    ],
)
def test_an_appointment_tells_a_role(text, role):
    assert [found[2] for found in roles(text)] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Orre Mills named Ana Lima chief executive.",  # perhaps long ago
        "In 1994 the king appointed Ana Lima as minister.",  # long over
        "The mayor spoke in court to Ana Lima.",
        "A lawyer flew on Monday with Ana Lima.",
        "The driver of the bus met Ana Lima.",
        "The mayor, Senator Bo Hill and others, and Ana Lima went.",
    ],
)
def test_an_office_in_the_same_sentence_is_not_anybody_s(text):
    assert "Ana Lima" not in [found[1] for found in roles(text)]


def test_letters_behind_a_name_are_no_name_of_their_own():
    assert roles("Defence counsel Fergal Marsh BL said no.") == [
        ("Defence counsel", "Fergal Marsh", "Defense Counsel", "current")
    ]


def test_patterns_of_descriptors_end_soon_on_a_window_full_of_likely_letters():
    for pattern in (BEFORE, AFTER, APPOSED):
        for letters in ("SH", "CQ", "GK", "PH", "OHO", "PAP", "FTP", "BX", "LTG"):
            text = letters * 14
            for end in ("", "N", "X"):
                pattern.search(text[:40] + end)


@pytest.mark.parametrize(
    ("text", "descriptor", "role", "status"),
    [
        ("Former Ostrava Heath mayor Ines Pell left.", "Former Ostrava Heath mayor", "Mayor", "former"),
        ("Ex-Quarrow councillor Ines Pell left.", "Ex-Quarrow councillor", "Councillor", "former"),
        ("It was the former Quarrow police chief Ines Pell.", "former Quarrow police chief", "Police Chief", "former"),
        ("It was then-Quarrow mayor Ines Pell.", "then-Quarrow mayor", "Mayor", "former"),
        ("It was acting Quarrow mayor Ines Pell.", "acting Quarrow mayor", "Mayor", "acting"),
        ("Former Quarrow Mayor Ines Pell Leaves The Court After Bribes", "Former Quarrow Mayor", "Mayor", "former"),
        ("Former Farage adviser Ines Pell left.", "Former Farage adviser", "Adviser", "former"),
        ("Ex-pro turned pundit Ines Pell left.", "pundit", "Pundit", "current"),
    ],
)
def test_the_status_is_told_before_a_place_that_nobody_knows(text, descriptor, role, status):
    [(printed, _, name, told)] = roles(text)
    assert (printed, told) == (descriptor, status)
    assert name.endswith(role)


@pytest.mark.parametrize(
    "text",
    [
        "It was Quarrow mayor Ines Pell.",
        "He then met Quarrow mayor Ines Pell.",
        "It ended late Monday. Mayor Ines Pell said so.",
        "A former clerk of Quarrow Mayor Ines Pell left.",
        "Ex-Boyfriend Stalked Mayor Ines Pell For Years Before Court Told Him",
        "Former nurses told Quarrow mayor Ines Pell so.",
    ],
)
def test_the_status_of_another_is_not_taken(text):
    assert [found[3] for found in roles(text)] == ["current"]


def test_a_descriptor_of_which_nothing_is_left_is_no_role():
    """What an office is held at may take all its words."""
    text = "The details were not given.\n\nMr. Secretary of State spokeswoman Ana Lima declined to comment."
    assert all(found[2] for found in roles(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was Orre Bank chairman and CEO Luc Vance.", ["Orre Bank Chair", "Orre Bank CEO"]),
        ("It was Orre Bank founder and president Luc Vance.", ["Orre Bank Founder", "Orre Bank President"]),
        ("It was Orre University professor and author Luc Vance.", ["Orre University Professor", "Author"]),
    ],
)
def test_posts_that_are_joined_are_held_at_one_body(text, found):
    assert [role for _, _, role, _ in roles(text)] == found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Now President Orlo Vance will sign it.", ("President", "Orlo Vance", "President", "current")),
        ("Then President Orlo Vance spoke.", ("Then President", "Orlo Vance", "President", "former")),
        ("He saw Orlo Vance, the mayor shot on Friday.", ("mayor", "Orlo Vance", "Mayor", "current")),
        ("He saw Orlo Vance, the mayor said to be ill.", ("mayor", "Orlo Vance", "Mayor", "current")),
        ("The then president Orlo Vance spoke.", ("then president", "Orlo Vance", "President", "former")),
        ("Then-President Orlo Vance spoke.", ("Then-President", "Orlo Vance", "President", "former")),
        ("He met former co-founder Ben Moor.", ("former co-founder", "Ben Moor", "Co-founder", "former")),
    ],
)
def test_the_words_before_an_office_are_its_own_or_the_sentence_s(text, role):
    assert roles(text) == [role]


@pytest.mark.parametrize(
    "text", ["The talks helped Orlo Vance, the mayor said.", "He saw Ben Moor, the officer testified."]
)
def test_who_speaks_behind_a_name_is_somebody_else(text):
    assert roles(text) == []
