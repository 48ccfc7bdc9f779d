from flows.clean.lines import make_units, split_lines
from flows.clean.templates import Neighbours, find_template_units
from flows.read.line_keys import keyed_lines

PITCH = "Readers like you keep our newsroom open, so send us a coin."


def key(line: str) -> int:
    return keyed_lines(line)[0].key


def found(text: str, **templates: Neighbours) -> list[str]:
    """Return the lines that are template; `templates` are named by the words of the line, joined by underscores."""
    units = make_units(text, split_lines(text))
    known = {key(line.replace("_", " ")): neighbours for line, neighbours in templates.items()}
    return [units[index].text for index in sorted(find_template_units(text, units, known))]


def template(line: str, above: str = "", below: str = "") -> dict[str, Neighbours]:
    place = Neighbours(key(above) if above else 0, key(below) if below else 0)
    return {line.replace(" ", "_"): place}


def test_a_sentence_is_template_wherever_it_stands():
    assert found(f"The bridge is closed.\n{PITCH}\nIt opens on Monday.", **template(PITCH)) == [PITCH]


def test_a_heading_that_stands_beside_ever_other_lines_belongs_to_its_articles():
    assert found("The bridge is closed.\nWhat we know\nIt opens on Monday.", **template("What we know")) == []


def test_a_title_is_template_in_the_list_of_most_read_articles_and_not_on_its_own_page():
    listed = template("Bridge is closed after storm", above="Most read", below="Ferry runs again on Sunday")
    own = "Home\nBridge is closed after storm\nThe bridge was closed on Monday."
    other = "Most read\nBridge is closed after storm\nFerry runs again on Sunday"
    assert found(own, **listed) == []
    assert found(other, **listed) == ["Bridge is closed after storm"]


def test_a_byline_and_a_date_beside_a_line_of_the_frame_are_no_template():
    assert found("By Ada Moreno\nShare this page", **template("By Ada Moreno", below="Share this page")) == []
    assert found("4 March 2026\nShare this page", **template("4 March 2026", below="Share this page")) == []


def test_a_wrapped_paragraph_is_template_where_all_its_lines_are():
    text = "Readers like you keep our newsroom open,\nso send us a coin and a kind word today.\n"
    unit = make_units(text, [(0, len(text))])
    both = {line.key: Neighbours() for line in keyed_lines(text)}
    assert find_template_units(text, unit, both) == {0}
    assert find_template_units(text, unit, dict(list(both.items())[:1])) == set()
