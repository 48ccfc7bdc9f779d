"""One form for each role: 'U.S. President' and 'President of the United States' are 'US President'.

In: the words of a descriptor, with the country or organisation it is held at. Out: its name, its status and its core.
The form is always affiliation, then office in title case: 'Chinese President', 'Soochow University Professor'.
"""

from typing import NamedTuple

from flows.extract.names.gazetteer import Gazetteer, Words

OFFICES_OF_PORTFOLIO = frozenset({"minister", "secretary"})
FIXED_OFFICES = frozenset({"secretary of state"})  # never turned around: a 'State Secretary' is another office
SMALL = frozenset("of the and for on to in at with from".split())


class RoleName(NamedTuple):
    """A role's name, whether it is held, and its office without the affiliation."""

    name: str
    status: str
    core: str


def name_role(words: Words, affiliation: str | None, gazetteer: Gazetteer) -> RoleName:
    """Return the normalised role of a descriptor's own words, without determiners and affiliation."""
    status, office = "current", []
    for word in words:
        plain = word.lower()
        found = gazetteer.statuses.get(plain)
        if found and not (found == "deputy" and plain == "vice"):
            status = found if status == "current" or found == "former" else status
            if found != "deputy":
                continue
        if plain not in ("-", "–", "a", "an", "its", "his", "her", "their"):
            office.append(gazetteer.role_forms.get(plain, plain))
    for at in range(len(office) - 2, -1, -1):
        if office[at] == "co":
            office[at : at + 2] = [f"co-{office[at + 1]}"]
    core = _turn(" ".join(office).removeprefix("the ").split())
    title = " ".join(word if word in SMALL or word.isupper() else word[:1].upper() + word[1:] for word in core)
    return RoleName(f"{affiliation} {title}" if affiliation else title, status, title)


def _turn(office: list[str]) -> list[str]:
    """Return 'treasury secretary' for 'secretary of the treasury'; other offices as they are."""
    if " ".join(office) in FIXED_OFFICES or ("of" not in office and "for" not in office):
        return office
    at = office.index("of") if "of" in office else office.index("for")
    if " ".join(office[at - 1 :]) in FIXED_OFFICES:
        return office
    head, tail = office[:at], [word for word in office[at + 1 :] if word != "the"]
    if head and head[-1] in OFFICES_OF_PORTFOLIO and tail:
        if tail[-1] == "affairs" and tail[0] in ("foreign", "home", "veterans"):
            tail = tail[:1]
        return [*head[:-1], *tail, head[-1]]
    return office
