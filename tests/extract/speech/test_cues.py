"""The cue lexicon and its look-up."""

from flows.extract.speech.cues import FRAMES, POLARITIES, ambiguous_cues, cue_lexicon
from flows.extract.wordlists import load_table


def test_the_longest_cue_wins() -> None:
    cue = cue_lexicon().match(("she", "pointed", "out", "that"), 1)
    assert cue is not None
    assert cue.words == ("pointed", "out")


def test_a_word_that_is_no_cue_matches_nothing() -> None:
    assert cue_lexicon().match(("the", "table"), 1) is None


def test_the_form_of_a_verb_is_known() -> None:
    shapes = {form: cue_lexicon().match((form,), 0).shape for form in ("say", "says", "said", "saying")}  # type: ignore[union-attr]
    assert shapes == {"say": "base", "says": "s", "said": "past", "saying": "ing"}


def test_cues_carry_their_stance() -> None:
    wanted = {
        "said": "neutral",
        "confirmed": "affirm",
        "denied": "deny",
        "doubted": "doubt",
        "warned": "warn",
        "demanded": "demand",
        "praised": "praise",
        "condemned": "criticise",
    }
    assert {form: cue_lexicon().match((form,), 0).polarity for form in wanted} == wanted  # type: ignore[union-attr]


def test_no_form_stands_twice_for_the_same_kind() -> None:
    forms = [(form, kind) for _, kind, _, _, forms in load_table("cues.csv") for form in forms.split("|")]
    twice = sorted({form for form in forms if forms.count(form) > 1})
    assert twice == []


def test_the_lexicon_is_sorted_out_into_closed_lists() -> None:
    rows = load_table("cues.csv")
    assert len(rows) > 400
    assert {polarity for _, _, polarity, _, _ in rows} == POLARITIES
    assert {frame for _, _, _, frames, _ in rows for frame in frames.split()} == FRAMES


def test_forms_that_are_nouns_as_well_are_cues() -> None:
    known = cue_lexicon().by_first_word
    assert sorted(form for form in ambiguous_cues() if form not in known) == []


def test_points_of_a_rate_are_no_verb() -> None:
    lexicon = cue_lexicon()
    assert lexicon.match("percentage points to 3.5%".split(), 1) is None
    assert lexicon.match("fell 25 points to 3.5%".split(), 2) is None
    found = lexicon.match("she points to the dam".split(), 1)
    assert found is not None
    assert found.lemma == "point to"
