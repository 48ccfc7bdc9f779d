import pytest

TITLE = "3 Harbours Where You Can Still Eat for Little"
ITEMS = [
    "1. Tallow Bay",
    "At the Old Pier you get soup and bread for four crowns, and Ada Moreno, 79, has not raised a price since 2019.",
    "2. Elton",
    "Two fish rolls are five crowns. “If it cost more than a ticket, nobody would come,” says the cook, Li Fen.",
]
LAST = ["3. Marsh End", "The tea is free with any cake at the Lamp."]
SHARE = ["Share this article", "Facebook", "Copyright The Coastal Ledger Limited 2031. All rights reserved."]


def zones(clean, lines):
    return {text: zone for zone, _, text in clean("\n".join(lines))}


@pytest.mark.parametrize("between", [[], ["ADVERTISEMENT"]])
def test_the_last_item_of_a_list_belongs_to_it(clean, between):
    found = zones(clean, [TITLE, "By Tomas Okoro", "4 May 2031", *ITEMS, *between, *LAST, *SHARE])
    assert {found[line] for line in LAST} == {"body"}


@pytest.mark.parametrize("other", ["7. Marsh End", "Marsh End"])
def test_another_number_or_none_does_not_go_on(clean, other):
    box = ["Most read", other, "The tea is free with any cake at the Lamp."]
    found = zones(clean, [TITLE, "By Tomas Okoro", "4 May 2031", *ITEMS, *box, *SHARE])
    assert found[box[2]] == "removed"


def test_the_dates_of_a_life_close_an_obituary(clean, paragraphs):
    life = "Ada Moreno, born March 4 1943, died May 1 2031"
    found = zones(clean, ["Ada Moreno, who kept the pier open", "3 May 2031", *paragraphs, life, *SHARE])
    assert found[life] == "body"
