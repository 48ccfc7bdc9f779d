"""Quotations of whole texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.annotations import Mention, Naming, Quotation, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.speech.quotations import find_quotations


def sentences_of(text: str) -> list[Sentence]:
    sentences, place = [], 0
    for index, line in enumerate(text.split("\n")):
        sentences += [Sentence(s, e, "body", index) for s, e in split_sentences(text, place, place + len(line))]
        place += len(line) + 1
    return sentences


def naming_of(text: str, *names: str) -> Naming:
    mentions = [
        Mention(place, place + len(name), "name", name, "person", "body")
        for name in names
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    return Naming(mentions=tuple(mentions))


def quotations(text: str, *names: str) -> list[Quotation]:
    return find_quotations(text, sentences_of(text), naming_of(text, *names))


def told(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (
            q.kind,
            text[q.speaker.start : q.speaker.end] if q.speaker else "",
            [text[span.start : span.end] for span in q.content],
        )
        for q in quotations(text)
    ]


def test_a_direct_quotation_has_no_marks_at_its_ends() -> None:
    assert told('"The dam will hold," Mara Lind said.') == [("direct", "Mara Lind", ["The dam will hold,"])]


@pytest.mark.parametrize("closing", ["''", "’’", '"'])
def test_two_apostrophes_close_what_a_curly_mark_opened(closing: str) -> None:
    assert told(f"“We drained it,{closing} Lind said. “Twice.{closing}") == [
        ("direct", "Lind", ["We drained it,", "Twice."])
    ]


def test_a_verb_and_its_particle_tell_who_spoke_on() -> None:
    [(_, speaker, parts)] = told("“I want to be clear,” Quill followed up, “you never closed the dam?”")
    assert speaker == "Quill"
    assert len(parts) == 2


@pytest.mark.parametrize("description", ["the engineer who built it", "a guard who has been trained twice"])
def test_who_a_relative_clause_describes_speaks(description: str) -> None:
    [(_, speaker, parts)] = told(f"Ada Lind, {description}, said the gate needed repair.")
    assert speaker == f"Ada Lind, {description}"
    assert parts == ["the gate needed repair"]


@pytest.mark.parametrize(
    ("text", "speaker", "parts"),
    [
        ("The clerk who left said the dam was weak.", "The clerk who left", ["the dam was weak"]),
        ("“It holds, and will, for years,” Will wrote.", "Will", ["It holds, and will, for years,"]),
        ("The mill, only two days later, announced that it closes.", "The mill", ["it closes"]),
        ("The board last week said the dam was weak.", "The board", ["the dam was weak"]),
        ("Lind at the time said the dam was weak.", "Lind", ["the dam was weak"]),
        ("Alarmed by the rain, Ada Lind, the mayor, said that it broke.", "Ada Lind, the mayor", ["it broke"]),
        ("Mr. Quill, citing ''the old mill,'' said the dam could be weak.", "Mr. Quill", ["the dam could be weak"]),
        ("He left after a man in Oslo, Norway, told him it broke.", "a man in Oslo, Norway", ["it broke"]),
    ],
)
def test_who_speaks_stands_behind_what_parts_him_from_his_verb(text: str, speaker: str, parts: list[str]) -> None:
    [(_, found, said)] = told(text)
    assert (found, said) == (speaker, parts)


def test_a_description_with_a_cue_ends_where_its_bearer_speaks() -> None:
    assert told("Even engineers who have praised the dam warned on Tuesday that the wall may break.") == [
        ("indirect", "engineers who have praised the dam", ["the wall may break"])
    ]
    assert told("Engineers who called the dam “old and foul” warned that the wall may break.") == [
        ("mixed", "who", ["the dam “old and foul”"]),
        ("indirect", "Engineers who called the dam “old and foul”", ["the wall may break"]),
    ]
    assert told('A clerk who spoke in Oslo to explain the plan said Wednesday, "There are talks between towns."') == [
        ("direct", "A clerk who spoke in Oslo to explain the plan", ["There are talks between towns."])
    ]


def test_what_holds_a_clause_of_its_own_describes_nobody() -> None:
    assert told("Early polls show the public wants to keep the dam.") == [
        ("indirect", "Early polls", ["the public wants to keep the dam"])
    ]
    assert [speaker for _, speaker, _ in told("Oslo denies it and Lind has dismissed the plan as a hoax.")] == ["Oslo"]


def test_who_speaks_beside_a_clause_that_opens_the_sentence() -> None:
    found = told("The vote was in doubt after a fourth senator voiced opposition, possibly denying Lind help.")
    assert [speaker for _, speaker, _ in found] == ["a fourth senator"] * 2
    [(_, speaker, _)] = told("The mill saw its stock fall and released a statement saying it had one contract.")
    assert speaker == "The mill"


def test_a_semicolon_inside_the_marks_ends_what_is_said() -> None:
    assert told("Ada Lind called the talk “foul and old;” Tim Quill said Lind used “bad language” there.") == [
        ("mixed", "Ada Lind", ["the talk “foul and old;”"]),
        ("mixed", "Tim Quill", ["Lind used “bad language” there"]),
    ]


def test_a_quotation_goes_on_behind_an_abbreviation_and_past_what_is_hinted() -> None:
    assert told("“It broke,” Quill said at a rally in Oslo, N.D. “Nobody saw the mud come.”") == [
        ("direct", "Quill", ["It broke,", "Nobody saw the mud come."])
    ]
    assert told("“It is on the table,” Lind told the board after hinting that “new plans” could come.")[0] == (
        "direct",
        "Lind",
        ["It is on the table,"],
    )


def test_what_a_scene_tells_of_another_is_not_said_again() -> None:
    assert told("When a man there shouted, “Rain,” Quill joked, again in a high voice, “Amen, come and get dry!”") == [
        ("direct", "a man there", ["Rain,"]),
        ("direct", "Quill", ["Amen, come and get dry!"]),
    ]


def test_a_line_with_a_dash_signs_the_paragraph_before() -> None:
    assert told("“The whole idea of a crooked dam is what we hear of.”\n— Ada Quill, Oslo.") == [
        ("direct", "Ada Quill", ["The whole idea of a crooked dam is what we hear of."])
    ]


def test_a_clause_with_a_verb_besides_its_relative_one_is_said() -> None:
    [(_, speaker, _)] = told("In Oslo, the man who built it is leaving, said Ada Lind.")
    assert speaker == "Ada Lind"


def test_a_quotation_interrupted_by_its_cue_has_two_spans() -> None:
    assert told('"The dam," said Mara Lind, "will hold for years."') == [
        ("direct", "Mara Lind", ["The dam,", "will hold for years."])
    ]


def test_a_floating_quotation_belongs_to_the_one_before() -> None:
    assert told('"The dam will hold," she said. "We built it well."') == [
        ("direct", "she", ["The dam will hold,", "We built it well."])
    ]


def test_a_floating_quotation_after_reported_speech_is_its_own() -> None:
    text = 'Lind said the dam would hold. "We built it very well indeed." Nobody asked.'
    assert told(text) == [
        ("indirect", "Lind", ["the dam would hold"]),
        ("direct", "Lind", ["We built it very well indeed."]),
    ]


def test_a_question_split_from_its_cue_is_joined() -> None:
    assert told('"Will the dam hold?" Lind asked. Nobody knew.') == [("direct", "Lind", ["Will the dam hold?"])]


def test_a_quotation_runs_on_into_the_next_paragraph() -> None:
    text = "Lind said: “We came early. We waited.\n“Then we left.”\nThe dam held."
    assert told(text) == [("direct", "Lind", ["We came early. We waited.", "Then we left."])]


def test_a_cue_in_the_last_paragraph_holds_for_the_whole_quotation() -> None:
    text = "It rained.\n“We came early. We waited.\n“Then we left,” Lind said."
    assert told(text) == [("direct", "Lind", ["We came early. We waited.", "Then we left,"])]


def test_several_floating_passages_go_on_from_one_cue() -> None:
    text = '"We came early," said Lind, who said it had rained. "We waited." "Then we left."'
    assert ("direct", "Lind, who said it had rained", ["We came early,", "We waited.", "Then we left."]) in told(text)


def test_words_in_marks_inside_a_reported_clause_make_it_mixed() -> None:
    assert told("Lind said the dam was a “marvel” of its time.") == [
        ("mixed", "Lind", ["the dam was a “marvel” of its time"])
    ]


def test_speech_without_marks_is_indirect() -> None:
    assert told("Lind said the dam would hold.") == [("indirect", "Lind", ["the dam would hold"])]


def test_a_name_before_a_colon_is_the_speaker() -> None:
    assert told("Mara Lind: “The dam will hold for years.”") == [
        ("direct", "Mara Lind", ["The dam will hold for years."])
    ]


def test_a_title_of_a_work_behind_a_colon_is_not_said() -> None:
    assert told("Two men took the picture that every child has drawn: “The Long Harvest” by Mina Dahl.") == []


def test_a_name_behind_a_dash_signs_the_quotation() -> None:
    assert told("“The dam will hold for years.” — Mara Lind") == [
        ("direct", "Mara Lind", ["The dam will hold for years."])
    ]


def test_a_signature_may_carry_an_office() -> None:
    assert told("“The dam will hold for years.” — Mara Lind, mayor")[0][1] == "Mara Lind"


def test_a_sentence_that_ends_in_a_colon_leads_in_to_the_next_paragraph() -> None:
    text = "In a letter, the company wrote:\n“We regret it.\n“We will do better.”\nThe dam held."
    assert told(text) == [("direct", "the company", ["We regret it.", "We will do better."])]


def test_a_lost_closing_mark_stood_before_the_cue() -> None:
    assert told("“We will build it again, said Lind. Work begins on Monday.") == [
        ("direct", "Lind", ["We will build it again,"])
    ]


def test_what_is_added_is_a_quotation_of_its_own() -> None:
    text = '"They are gone," she said, adding, "We saw them."'
    assert told(text) == [("direct", "she", ["They are gone,"]), ("direct", "she", ["We saw them."])]


def test_terms_titles_and_scare_quotes_are_no_quotations() -> None:
    assert told("The theory of the “Long Gate” is old. A “gift” of land followed. The “Orre Model” failed.") == []


def test_a_so_called_term_does_not_make_a_clause_mixed() -> None:
    assert told("Lind rejected the so-called “smart levy” plan.")[0][0] == "indirect"


def test_the_title_of_a_work_is_not_what_was_said() -> None:
    assert told("She wrote “The Long Gate” in May.") == []


def test_a_stray_closing_mark_swallows_nothing() -> None:
    text = "Lind noted: “The gate is shut.” It was late and the crowd left.”\nThe dam held. Okoro said it would burst."
    assert told(text) == [
        ("direct", "Lind", ["The gate is shut."]),
        ("indirect", "Okoro", ["it would burst"]),
    ]


def test_the_speaker_is_an_entity() -> None:
    [quotation] = quotations("Mara Lind, a welder, said the dam would hold.", "Mara Lind")
    assert quotation.speaker_entity_id == "Mara Lind"


def test_a_pronoun_is_resolved_to_the_last_speaker() -> None:
    text = "Mara Lind said the dam would hold. It was late. She warned that the gate might not."
    assert [q.speaker_entity_id for q in quotations(text, "Mara Lind")] == ["Mara Lind", "Mara Lind"]


def test_a_pronoun_is_the_last_speaker_before_it_is_whoever_the_naming_says() -> None:
    text = "The gunman, Okoro, wrote to Orre, said Mara Lind.\n“We have the letters,” he said."
    naming = naming_of(text, "Okoro", "Mara Lind")
    he = Mention(text.index("he said"), text.index("he said") + 2, "pronoun", "Okoro", "person", "body")
    found = find_quotations(text, sentences_of(text), Naming(mentions=(*naming.mentions, he)))
    assert [q.speaker_entity_id for q in found] == ["Mara Lind", "Mara Lind"]


def test_the_stance_of_the_cue_is_kept() -> None:
    text = "Lind denied the report. Okoro praised the dam. Tarn warned against a flood."
    assert [q.cue_polarity for q in quotations(text)] == ["deny", "praise", "warn"]


def test_an_unnamed_speaker_is_flagged() -> None:
    [quotation] = quotations("The dam is weak, according to a person familiar with the matter.")
    assert quotation.is_anonymous
    assert quotation.speaker_entity_id is None


WORDS = st.sampled_from(
    (
        'Lind said that the dam would hold " “ ” , . ? : ; she told reporters according to — and but who ‘ ’ warned '
        "(us) U.S. (@lind) Q: A: LIND: 'a' adding ¶"
    ).split()
)


def as_text(words: list[str]) -> str:
    return " ".join(words).replace("¶", "\n")


@given(st.lists(WORDS, max_size=30).map(as_text))
def test_every_span_lies_in_the_text_in_order(text: str) -> None:
    for quotation in quotations(text):
        ends = [0]
        for span in quotation.content:
            assert ends[-1] <= span.start < span.end <= len(text)
            ends.append(span.end)
        for other in (quotation.cue, quotation.speaker):
            assert other is None or 0 <= other.start < other.end <= len(text)


@given(st.lists(WORDS, max_size=20).map(as_text))
def test_text_before_does_not_change_what_is_found(text: str) -> None:
    before = "It rained.\n"
    alone = [(q.kind, q.content[0].start, q.content[-1].end) for q in quotations(text)]
    after = [
        (q.kind, q.content[0].start - len(before), q.content[-1].end - len(before))
        for q in quotations(before + text)
        if q.content[-1].end > len(before)  # a signature that opens the text signs what stands before
    ]
    assert alone == after


def test_a_signature_signs_the_post_before_it() -> None:
    assert told("It rained.\n— Lind (@lind)") == [("direct", "Lind", ["It rained."])]


def test_a_run_of_words_without_full_stops_is_not_read() -> None:
    assert quotations("he said she said that " * 200) == []


def test_who_cut_rates_and_said_why_is_one_speaker() -> None:
    text = "The Bank of Orre cut interest rates by 25 basis points to 3.5% but said that wages would decide."
    assert told(text) == [("indirect", "The Bank of Orre", ["wages would decide"])]


def test_the_abbreviation_of_an_organisation_is_no_relative_pronoun() -> None:
    assert told("WHO chief Mara Lind warned of more cases.") == [("indirect", "WHO chief Mara Lind", ["more cases"])]


def test_to_hear_attributes_only_what_somebody_tells() -> None:
    assert told("To hear Mara Lind talk, the dam would hold.") == [
        ("indirect", "Mara Lind talk", ["the dam would hold"])
    ]
    assert told("Thousands came to the hall to hear Mara Lind on Monday.") == []


def test_an_aside_before_the_cue_does_not_turn_the_sentence_around() -> None:
    assert told("Mara Lind, when asked, said the report by the board had been sealed.") == [
        ("indirect", "Mara Lind", ["the report by the board had been sealed"])
    ]


def test_a_clause_that_describes_a_thing_is_nobody_s_words() -> None:
    assert told("Mara Lind ordered a review of the raid that killed three people.") == []
    assert told("Mara Lind told the board that based on pictures it had held.") != []
    assert told("Mara Lind told the board that floods had killed three people.") == [
        ("indirect", "Mara Lind", ["floods had killed three people"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We hope the dam holds.",
        "I’d want the dam to hold, for it is old.",
        "You think the dam will hold.",
        "It is not clear that refers to the dam.",
        "The bank denied them a loan.",
        "Okoro advised the bank on its merger.",
    ],
)
def test_the_author_a_word_and_an_act_are_nobodys_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We hope the dam holds,” Lind said.", [("direct", "Lind", ["We hope the dam holds,"])]),
        ("Lind announced two weeks ago that the dam would close.", [("indirect", "Lind", ["the dam would close"])]),
        ("Lind announced two changes to the plan.", [("indirect", "Lind", ["two changes to the plan"])]),
        ("Premier Ada May said the dam held.", [("indirect", "Premier Ada May", ["the dam held"])]),
        ("Lind tweeted a story about the dam and said it held.", [("indirect", "Lind", ["it held"])]),
        ("Lind has thus far refused to leave.", [("indirect", "Lind", ["to leave"])]),
        ("Lind denied them all.", [("indirect", "Lind", ["them all"])]),
        ("Okoro advised them to leave.", [("indirect", "Okoro", ["to leave"])]),
        (
            "Okoro also addressed Lind's claims that the dam leaks, saying it holds.",
            [("indirect", "Lind's", ["the dam leaks"]), ("indirect", "Okoro", ["it holds"])],
        ),
    ],
)
def test_a_statement_keeps_its_speaker_and_its_bounds(text: str, wanted: list[tuple[str, str, list[str]]]) -> None:
    assert told(text) == wanted


def test_a_colon_is_led_in_by_whoever_the_sentence_is_about() -> None:
    text = "Lind gestured as if to stop it, then leaned in and boomed: “It leaks.”"
    assert told(text) == [("direct", "Lind", ["It leaks."])]


def test_the_name_of_a_thing_is_nobodys_words() -> None:
    assert told("They used a system called “the old gate.”") == []


def test_a_heading_in_marks_is_nobodys_words() -> None:
    assert [said for _, _, [said] in told("Lind said it leaks.\n“OLD, WEAK AND WRONG”")] == ["it leaks"]


def test_who_would_not_commit_has_said_nothing() -> None:
    assert told("Lind wouldn’t commit to closing it.") == []


def test_what_would_have_to_be_said_first_is_not_said() -> None:
    assert told("If Lind and Moe refuse to leave, it is over.") == []
    assert told("If Lind said it would leak, it did.") == [("indirect", "Lind", ["it would leak"])]


def test_what_a_headline_is_about_does_not_speak() -> None:
    assert told("Ferry stranded in fog: “We were all lucky that day”") == []


@pytest.mark.parametrize(
    ("text", "cue", "polarity"),
    [
        ("Lind does not believe that the dam is safe.", "does not believe", "deny"),
        ("Lind never said the dam was safe.", "never said", "deny"),
        ("Lind said the dam was not safe.", "said", "neutral"),
        ("Lind denied that the dam was safe.", "denied", "deny"),
        ("Lind did not deny that the dam was safe.", "did not deny", "neutral"),
        ("Lind denounced the dam.", "denounced", "criticise"),
        ("Lind never denounced the dam.", "never denounced", "neutral"),
        ("Lind not only said the dam was safe.", "said", "neutral"),
    ],
)
def test_a_cue_with_a_negation_denies(text, cue, polarity):
    [found] = quotations(text)
    assert (text[found.cue.start : found.cue.end], found.cue_polarity) == (cue, polarity)
