import pytest

from flows.read.code_pages import find_code_page
from flows.read.encoding import Decoded, decode_bytes
from tests.read.sentences import CODE_PAGES, SENTENCES

TEXTS = {
    "German": "Die Straße über die Ahle bleibt für zwei Wochen gesperrt, erklärte die Behörde am Dienstag in Grünau.",
    "French": "Le maire a déclaré que le pont sur l'Ahle resterait fermé jusqu'à la fin de l'été.",
    "Spanish": "El alcalde afirmó que la reparación del puente costará un millón de euros más que el año pasado.",
    "Polish": "Burmistrz powiedział, że most będzie zamknięty przez dwa tygodnie, a koszty wzrosną o jedną piątą.",
    "Czech": "Starosta řekl, že most přes řeku zůstane uzavřený dva týdny a že náklady ještě porostou, uvedl úřad.",
    "Hungarian": "A polgármester közölte, hogy a híd két hétig zárva lesz, és a költségek tovább nőnek, sőt.",
    "Turkish": "Belediye başkanı köprünün iki hafta kapalı kalacağını söyledi; yağışlar işleri geciktirdi, dedi.",
    "Russian": "Мэр сообщил, что мост через реку останется закрытым две недели, а расходы на ремонт вырастут на треть.",
    "Greek": "Ο δήμαρχος δήλωσε ότι η γέφυρα θα παραμείνει κλειστή για δύο εβδομάδες και το κόστος θα αυξηθεί.",
    "Japanese": "市長は火曜日、川にかかる橋を二週間閉鎖すると発表した。修理の費用は昨年より三割増える見通しだという。",
    "Chinese": "市长星期二宣布，横跨河流的大桥将关闭两个星期，维修费用预计比去年增加三成，居民对此表示不满。",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("German", "cp1252"),
        ("French", "cp1252"),
        ("Spanish", "cp1252"),
        ("Polish", "cp1250"),
        ("Polish", "iso8859_2"),
        ("Czech", "cp1250"),
        ("Hungarian", "cp1250"),
        ("Turkish", "cp1254"),
        ("Russian", "cp1251"),
        ("Russian", "koi8_r"),
        ("Greek", "cp1253"),
        ("Japanese", "cp932"),
        ("Japanese", "euc_jp"),
        ("Chinese", "gb18030"),
    ],
)
def test_the_code_page_of_a_text_is_found(language, codec):
    payload = (TEXTS[language] + "\n").encode(codec) * 3
    found = find_code_page(payload)
    assert found is not None
    assert payload.decode(found) == payload.decode(codec)


@pytest.mark.parametrize(
    ("codec", "language"), [(c, lang) for c, langs in CODE_PAGES.items() for lang in langs.split()]
)
def test_a_sentence_in_each_code_page_of_its_language_comes_back(codec, language):
    payload = SENTENCES[language].encode(codec, "replace")  # dashes and quotation marks, where the page has none
    found = decode_bytes(payload)
    assert isinstance(found, Decoded)
    assert found.text == payload.decode(codec)
    assert found.encoding.endswith("(detected)")


def test_the_euro_sign_of_iso_8859_15_is_no_sign_of_currency():
    text = "Le pont a coûté 4 € de plus par élève. "
    assert decode_bytes(text.encode("iso8859_15")) == Decoded(text, "iso8859_15 (detected)")


def test_typographic_signs_alone_make_windows_1252():
    assert find_code_page("“We’ll wait – and see…”, she said.".encode("cp1252")) == "cp1252"


def test_foreign_names_in_an_english_text_make_windows_1252():
    text = "Renée Müller met José Nuñez and François Lindström at the bridge. " * 2
    assert find_code_page(text.encode("cp1252")) == "cp1252"


def test_markup_does_not_hide_the_letters():
    page = "<p class='text'>Мост закрыт на две недели</p><script>var a = 'ascii only';</script>" * 20
    assert find_code_page(page.encode("cp1251")) == "cp1251"
