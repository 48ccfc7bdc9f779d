from flows.extract.annotations import Fields, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.sentences import split_sentences


def pronouns(text: str) -> list[tuple[str, str]]:
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(text[m.start : m.end], names[m.entity_id]) for m in found.mentions if m.kind == "pronoun"]


def test_a_pronoun_stands_for_the_subject_of_the_sentence_before():
    assert pronouns("Robert Vance met voters from Peru. He left early.") == [("He", "Robert Vance")]


def test_the_one_who_possesses_is_not_preferred_to_the_subject():
    text = "Robert Vance praised Paul Harrow's plan. Then he left."
    assert pronouns(text) == [("he", "Robert Vance")]


def test_the_gender_of_the_given_name_decides():
    text = "Robert Vance spoke with Maria Lima. She agreed, and he smiled."
    assert pronouns(text) == [("She", "Maria Lima"), ("he", "Robert Vance")]


def test_who_is_said_to_speak_stands_nearest():
    text = "Robert Vance invited Paul Harrow, which Harrow said he accepted."
    assert pronouns(text) == [("he", "Paul Harrow")]


def test_pronouns_inside_quotation_marks_are_left_alone():
    assert pronouns("“He is late,” said Robert Vance.") == []


def test_nothing_is_claimed_where_many_people_fit():
    assert pronouns("Robert Vance, Paul Harrow and James Low sat down. He spoke.") == []


def test_nothing_is_claimed_where_nobody_is_named():
    assert pronouns("He spoke for an hour.") == []
