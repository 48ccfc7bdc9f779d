from tests.extract.names.test_entities import organisations, places

REPORT = (
    "Panama beat Finland in Oslo after a goalless first half. A defender scored a header from a penalty kick, the "
    "referee sent off a striker, and the goalkeeper saved a shot in stoppage time. The squad flew home to Panama."
)


def test_in_the_report_of_a_match_a_country_that_plays_is_an_organisation():
    assert organisations(REPORT) == ["Panama", "Finland"]


def test_a_country_behind_a_preposition_of_place_stays_a_place():
    assert places(REPORT) == ["Oslo", "Panama"]


def test_a_country_in_any_other_text_is_a_place():
    assert places("Panama beat Finland to the contract after a defender of the plan scored a point.") == [
        "Panama",
        "Finland",
    ]


def test_a_home_nation_that_plays_is_an_organisation():
    assert organisations(REPORT.replace("Finland", "Scotland")) == ["Panama", "Scotland"]
