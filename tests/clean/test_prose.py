from flows.clean.lines import Unit
from flows.clean.prose import ends_sentence, score_prose


def score(text):
    return score_prose(Unit(0, len(text), text))


def test_a_paragraph_scores_above_a_headline_and_a_headline_above_a_menu_entry():
    paragraph = "The harbour board voted on Tuesday to close the old pier, and ferries will call elsewhere."
    assert score(paragraph) > 0 > score("Board Closes Old Ferry Pier") > score("* Sport")


def test_closing_punctuation_counts_inside_quotation_marks_and_brackets():
    assert all(ends_sentence(text) for text in ["Yes.", "Yes.”", "(Yes.)", "«Да!»", "はい。"])
    assert not any(ends_sentence(text) for text in ["Yes", "Yes,", "Yes:"])


def test_scripts_without_blanks_are_counted_by_letters_and_can_be_prose():
    text = "港湾局は火曜日、古いフェリー桟橋を閉鎖することを決めた。市場の隣に仮の桟橋を設けるという。"
    assert Unit(0, len(text), text).word_count > 10
    assert score(text) > 0
