from flows.contracts.tables import TABLES
from flows.read.rejects import READ_REASONS


def test_every_reason_for_which_reading_refuses_an_item_is_in_the_contract():
    declared = set(TABLES["rejects"].codes["reason_code"])
    assert declared == {*READ_REASONS, "processing_failed"}
