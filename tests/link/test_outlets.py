"""The outlets of a corpus, resolved over all its documents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.contracts.arrow import conform
from flows.contracts.decisions import Decision, SameOutlet
from flows.contracts.ids import stable_id
from flows.contracts.outlets import KnownOutlet, Window
from flows.extract.header.outlets import outlet_id_of
from flows.link.outlets import OutletSighting, resolve_outlets


def seen(document_id, name=None, domain=None):
    known_as = name or domain
    outlet_id = outlet_id_of(known_as) if known_as else stable_id("outlet of", document_id)
    return OutletSighting(document_id, outlet_id, name, domain, is_identified=bool(known_as))


def names_of(found):
    by_id = {row["outlet_id"]: row["outlet_name"] or row["outlet_domain"] for row in found.outlets}
    return {document_id: by_id[outlet_id] for document_id, outlet_id in found.outlet_ids.items()}


def same(outlet, other):
    return Decision(SameOutlet(outlet, other), "one newsroom")


def test_where_nothing_applies_ids_and_names_stay_as_they_are():
    sightings = [seen("a", "The Tarn Herald"), seen("b", "Tarn Herald"), seen("c", None, "post.example"), seen("d")]
    found = resolve_outlets(sightings)
    assert found.outlet_ids == {sighting.document_id: sighting.outlet_id for sighting in sightings}
    assert names_of(found) == {"a": "Tarn Herald", "b": "Tarn Herald", "c": "post.example", "d": None}
    assert [row["is_identified"] for row in found.outlets if row["outlet_id"] == sightings[3].outlet_id] == [False]


@pytest.mark.parametrize("name", [None, "tarn.example"])
def test_documents_that_know_only_a_domain_join_the_one_outlet_named_with_it(name):
    found = resolve_outlets([seen("a", "Tarn Herald", "tarn.example"), seen("b", name, "tarn.example")])
    assert set(found.outlet_ids.values()) == {outlet_id_of("Tarn Herald")}
    assert found.outlets == (
        {
            "outlet_id": outlet_id_of("Tarn Herald"),
            "outlet_name": "Tarn Herald",
            "outlet_domain": "tarn.example",
            "is_identified": True,
        },
    )


def test_a_domain_with_two_names_is_joined_to_neither():
    sightings = [
        seen("a", "Tarn Herald", "x.example"),
        seen("b", "Vale Post", "x.example"),
        seen("c", None, "x.example"),
    ]
    assert resolve_outlets(sightings).outlet_ids["c"] == outlet_id_of("x.example")


def test_a_domain_is_not_joined_to_a_name_that_it_does_not_spell():
    sightings = [seen("a", "Vale Column", "tarn.example"), seen("b", "tarn.example", "tarn.example")]
    assert names_of(resolve_outlets(sightings)) == {"a": "Vale Column", "b": "tarn.example"}


def test_an_abbreviation_joins_the_full_name_that_its_domain_goes_with():
    sightings = [
        seen("a", "Tarn Herald", "th.example"),
        seen("b", "TH Online", "th.example"),
        seen("c", "TH Online"),
        seen("d", "TH Valley", "th.example"),
        seen("e", "TV Online", "th.example"),
    ]
    names = names_of(resolve_outlets(sightings))
    assert (names["b"], names["d"], names["e"]) == ("Tarn Herald", "TH Valley", "TV Online")
    assert names_of(resolve_outlets([seen("a", "Tarn Herald", "th.example"), seen("b", "TH", "vale.example")])) == {
        "a": "Tarn Herald",
        "b": "TH",
    }


def test_an_abbreviation_of_two_names_joins_neither():
    names = ("Tarn Herald", "Tern Hill", "TH")
    found = resolve_outlets([seen(name, name, "th.example") for name in names])
    assert names_of(found) == {name: name for name in names}


def test_two_names_of_one_outlet_are_one_name_of_the_domain():
    domain = "herald.example"
    sightings = [seen("a", "Tarn Herald", domain), seen("b", "Herald", domain), seen("c", None, domain)]
    found = resolve_outlets(sightings, {"Tarn Herald": KnownOutlet(aliases=("Herald",))})
    assert set(names_of(found).values()) == {"Tarn Herald"}


def test_of_two_spellings_the_one_that_is_not_all_capitals_is_the_name():
    assert names_of(resolve_outlets([seen("a", "TARN HERALD"), seen("b", "Tarn Herald")])) == {
        "a": "Tarn Herald",
        "b": "Tarn Herald",
    }
    assert names_of(resolve_outlets([seen("a", "TARN")])) == {"a": "TARN"}


@pytest.mark.parametrize("alias", ["Orrin Bugle Online", "www.bugle.example", "https://bugle.example/"])
def test_an_alias_is_a_name_a_domain_or_an_address(alias):
    sightings = [seen("a", "Orrin Bugle Online"), seen("b", None, "bugle.example")]
    found = resolve_outlets(sightings, {"Orrin Bugle": KnownOutlet(aliases=(alias,))})
    joined = [document_id for document_id, name in names_of(found).items() if name == "Orrin Bugle"]
    assert joined == (["a"] if alias.startswith("Orrin") else ["b"])


def test_an_outlet_that_the_settings_place_by_domain_is_not_joined_to_a_name():
    sightings = [seen("a", "Some Column", "hub.example"), seen("b", None, "hub.example")]
    found = resolve_outlets(sightings, {"The Hub": KnownOutlet(domain="hub.example")})
    assert names_of(found) == {"a": "Some Column", "b": "The Hub"}


def test_groups_and_windows_become_rows_of_the_contract():
    windows = (Window(from_on=date(2031, 6, 1)), Window(from_on=date(2031, 1, 1), to_on=date(2031, 3, 31)))
    known = {"Tarn Herald": KnownOutlet(groups=("weekly", "local"), collected=windows)}
    found = resolve_outlets([seen("a", "The Tarn Herald")], known)
    assert [row["group_name"] for row in found.groups] == ["local", "weekly"]
    assert [(row["window_position"], row["collected_from_on"], row["collected_to_on"]) for row in found.windows] == [
        (0, date(2031, 1, 1), date(2031, 3, 31)),
        (1, date(2031, 6, 1), None),
    ]
    rows = {"outlets": found.outlets, "outlet_groups": found.groups, "outlet_windows": found.windows}
    assert [conform(found_rows, name).num_rows for name, found_rows in rows.items()] == [1, 2, 2]


def test_an_outlet_of_the_settings_without_a_document_has_a_row_where_others_refer_to_it():
    known = {"Tarn Herald": KnownOutlet(groups=("local",)), "Vale Post": KnownOutlet(aliases=("Post",))}
    assert [row["outlet_name"] for row in resolve_outlets([], known).outlets] == ["Tarn Herald"]


def test_a_decision_lets_the_documents_of_one_outlet_be_of_the_other():
    found = resolve_outlets(
        [seen("a", "Aaa Herald"), seen("b", "Tarn Herald"), seen("c", "Aaa Herald")],
        decisions=[same("aaa herald", "Tarn Herald")],
    )
    assert set(names_of(found).values()) == {"Tarn Herald"}
    [outcome] = found.outcomes
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 2, None)


def test_a_document_that_nobody_could_place_is_placed_by_its_outlet_id():
    unknown = seen("a")
    found = resolve_outlets([unknown, seen("b", "Tarn Herald")], decisions=[same(unknown.outlet_id, "Tarn Herald")])
    assert set(found.outlet_ids.values()) == {outlet_id_of("Tarn Herald")}


def test_a_name_that_no_document_gives_is_taken_and_noted():
    unknown = seen("a")
    found = resolve_outlets([unknown], decisions=[same(unknown.outlet_id, "Tarn Herald")])
    assert names_of(found) == {"a": "Tarn Herald"}
    assert [row["is_identified"] for row in found.outlets] == [True]
    assert "spelling" in found.outcomes[0].detail


def test_chained_decisions_end_at_the_last_outlet_and_circles_do_no_harm():
    sightings = [seen("a", "Aaa"), seen("b", "Bbb"), seen("c", "Ccc")]
    chain = [same("Aaa", "Bbb"), same("Bbb", "Ccc")]
    assert set(names_of(resolve_outlets(sightings, decisions=chain)).values()) == {"Ccc"}
    circle = resolve_outlets(sightings, decisions=[*chain, same("Ccc", "Aaa")])
    assert len(set(circle.outlet_ids.values())) == 1


def test_the_settings_win_over_the_side_a_decision_names():
    known = {"Tarn Herald": KnownOutlet(groups=("local",))}
    found = resolve_outlets(
        [seen("a", "Tarn Herald"), seen("b", "Herald")], known, decisions=[same("Tarn Herald", "Herald")]
    )
    assert set(names_of(found).values()) == {"Tarn Herald"}


def test_unknown_outlets_and_two_outlets_of_the_settings_are_reported():
    known = {"Tarn Herald": KnownOutlet(), "Vale Post": KnownOutlet()}
    sightings = [seen("a", "Tarn Herald"), seen("b", "Vale Post")]
    decisions = [same("Nobody", "Vale Post"), same("Tarn Herald", "Vale Post"), same("Vale Post", "0123456789abcdef")]
    found = resolve_outlets(sightings, known, decisions)
    assert found.outlet_ids == {sighting.document_id: sighting.outlet_id for sighting in sightings}
    assert [outcome.is_applied for outcome in found.outcomes] == [False] * 3
    details = " ".join(outcome.detail for outcome in found.outcomes)
    assert all(words in details for words in ("called Nobody", "two outlets of parallax.toml", "the id 0123"))


NAMES = st.sampled_from([None, "Aaa", "The Aaa", "Bbb", "Ccc", "a.example"])
DOMAINS = st.sampled_from([None, "a.example", "b.example", "c.example"])


@given(st.lists(st.tuples(NAMES, DOMAINS), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_decisions_changes_nothing(pairs, random):
    sightings = [seen(f"d{number}", name, domain) for number, (name, domain) in enumerate(pairs)]
    decisions = [same("Aaa", "Bbb"), same("c.example", "Ccc"), same("Bbb", "Ddd")]
    known = {"Ccc": KnownOutlet(aliases=("b.example",))}
    expected = resolve_outlets(sightings, known, decisions)
    random.shuffle(sightings)
    random.shuffle(decisions)
    assert resolve_outlets(sightings, known, decisions) == expected
    ids = [row["outlet_id"] for row in expected.outlets]
    assert ids == sorted(set(ids))
    assert set(expected.outlet_ids.values()) <= set(ids)
