import pytest

HEAD = ["Live updates: Harbour board shuts ferry pier", "By Ada Moreno", "May 4, 2031 / 4:18 PM EST / Coastal 9"]
BUTTONS = ["Share this post", "Copy link"]


def live_blog(paragraphs, times):
    headings = ["Board votes to close the pier", "Commuters to drive around", "Fish market wants a landing"]
    lines = [*HEAD, paragraphs[0], paragraphs[4]]
    for time, heading, paragraph in zip(times, headings, paragraphs[1:4], strict=True):
        lines += [*BUTTONS, time, heading, paragraph]
    return [*lines, "More from Coastal 9", "© 2031 Coastal Broadcasting Inc."], headings


@pytest.mark.parametrize(
    "times",
    [
        ["3:52 p.m. EDT", "2:30 p.m. EDT", "1:05 p.m. EDT"],
        ["13.05", "14.30", "15.52"],
        ["9:15", "10:20", "14:05"],
        ["2h ago 13.05 GMT", "50m ago 14.20 GMT", "12m ago 14.58 GMT"],
    ],
)
def test_times_headings_and_paragraphs_of_a_live_blog_belong_to_it(clean, paragraphs, times):
    lines, headings = live_blog(paragraphs, times)
    zones = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert {zones[line] for line in [*times, *headings, *paragraphs[1:4]]} == {"body"}


@pytest.mark.parametrize("times", [["3:52 p.m.", "1:05 p.m.", "2:30 p.m."], ["Noon", "Evening", "Night"]])
def test_times_in_no_order_are_no_live_blog(clean, paragraphs, times):
    lines, _ = live_blog(paragraphs, times)
    zones = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert {zones[time] for time in times} == {"removed"}


def test_a_list_of_the_latest_news_with_times_is_no_live_blog(clean, paragraphs):
    news = [
        "14:05",
        "Storm ahead of the weekend",
        "13:50",
        "Six boats to see this year",
        "13:20",
        "Fish recipes to try",
    ]
    blocks = clean("\n".join(["Home", *HEAD[:2], *paragraphs, "Latest news", *news, "Leave a comment"]))
    assert {zone for zone, _, text in blocks if text in news} == {"removed"}
