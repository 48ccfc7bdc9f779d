from flows.contracts.ids import stable_id


def test_the_same_thing_has_the_same_id_and_its_parts_do_not_run_together():
    assert stable_id("person", "Ada Lovelace") == "7b651069d3ba694a"
    assert stable_id("a", "bc") != stable_id("ab", "c")
