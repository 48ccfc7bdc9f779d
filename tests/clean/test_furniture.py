import pytest

from flows.clean.furniture import find_furniture
from flows.clean.lines import Finding, Unit
from flows.clean.shapes import is_date_line

KNOWN = {
    "cookie_banner": [
        "By continuing to browse our site you agree to our use of cookies.",
        "I agree",
        "Alle akzeptieren",
        "We value your privacy",
        "This website uses cookies so that your browser can remember the boats. Analytics cookies help us.",
    ],
    "navigation": [
        "Skip to main content",
        "* Home",
        "Impressum",
        "Tags: harbour, ferries",
        "Contact · Imprint · Privacy",
        "Home | News | Islands | Sport | Weather",
        "Older posts",
        "Previous post: The last rope walk of Elton",
        "Related tags harbour ferries piers",
        "Labels: council, ferry",
        "Getting your audio player ready...",
        "Was this useful?",
    ],
    "share": [
        "Order reprints",
        "Share this article",
        "Facebook",
        "Auf Facebook teilen",
        "Follow us on the usual networks",
        "Social Sharing",
        "Social Links for Ada Moreno",
        "Click here to share on social media",
    ],
    "subscribe": [
        "Click here to sign up to our free newsletters!",
        "Was this email forwarded to you? Sign up here.",
        "Thanks for reading. See you tomorrow.",
        "Follow the Coastal Ledger opinion section on Facebook, Instagram and TikTok.",
        "Sign up for our newsletter",
        "Click here to subscribe",
        "Get the harbour news in your inbox every morning.",
        "Abonnez-vous à notre lettre",
        "By entering your email and pushing continue, you are agreeing to the terms of the Harbour Post.",
        "Add Coastal News on Google",
        "Prefer the Ledger on Google",
    ],
    "comment_prompt": [
        "Leave a comment",
        "12 comments",
        "Kommentar verfassen",
        "[ 167 comments ]",
        "Comments (12)",
        "Share or comment on this article: Board members row over who pays for the old pier at Tallow Bay",
    ],
    "comment": ["Pier fan on September 17, 2031 at 6:34 am said:", "Ada M. 3 hours ago"],
    "widget_heading": [
        "Search Trends",
        "Trending",
        "Most read",
        "Meistgelesen",
        "Lo más leído",
        "More from the coast",
        "TOP HARBOUR STORIES",
    ],
    "related": [
        "READ: Fire at the fish market",
        "Video: Divers bring up the bell 00:42",
        "Read more: How the pier was built",
        "Lesen Sie auch: Wie der Kai entstand",
        "Read more",
    ],
    "media_duration": [
        "06:19",
        "1:02:33",
        "Listen · 3:51",
        "0:00 / 3:51",
        "4 min read",
        "Listen to this article - 2 min",
        "Audio: listen to the story · 4 min",
        "Listen to article (3 minutes)",
    ],
    "credit": [
        "Photo: Ada Moreno",
        "Foto: Ada Moreno/dpa",
        "Ada Moreno/Getty Images",
        "(Coastal Wire)",
        "© Ada Moreno",
        "© Coast press/Ada Moreno",
        "(SOUNDBITE OF WAVES)",
    ],
    "caption": [
        "The pier lies on its side. Photo: Tallow Bay Herald",
        "Der Kai im Sturm – Foto: Ada Moreno",
        "Waves at the pier (Picture: Ada Moreno)",
        "STORM. Waves break over the pier on Sunday morning. —PHOTO FROM HARBOUR BOARD PAGE",
        "Commuters queue at the pier on 3 May. © Coastal Pictures",
        "Women carry baskets of fish to the pier. [Ada Moreno/Coastal Wire]",
        "Ada Moreno speaks with reporters at the pier. | Li Fen/Coastal Wire",
        "Ada Moreno, who has chaired the board since 2019 © Coastal/Li Fen",
        "A boat lies half under water on Tuesday. (Submitted by Li Fen)",
        "A view of the houses beside the pier. | Photo Credit: A. MORENO",
    ],
    "copyright": [
        "© 2031 Tallow Bay Herald",
        "(c) 2031 Herald",
        "Copyright 2031. All rights reserved.",
        "Copyright 2031 Herald",
        "© Tallow Bay Herald",
    ],
    "back_to_top": ["^", "↑", "Back to top", "Nach oben"],
    "dateline": [
        "Heute, 12:37 Uhr",
        "May 4, 2031",
        "Updated: 4 May 2031, 10:15 a.m. EST",
        "Dienstag, 4. Mai 2031",
        "2031-05-04",
        "2031-05-04T19:55:00Z",
        "04.05.2031",
        "May 4, 2031, 11:47am NZDT",
        "Posted at 4:12 PM, May 4, 2031 and last updated 6:47 PM, May 4, 2031",
        "Posted4 May 2031",
    ],
    "author_bio": ["Ada Moreno is a staff writer who covers ports.", "Follow her on the usual networks"],
    "disclosure": [
        "This article was amended on 5 May 2031 because an earlier version misspelled a name.",
        "Opinions expressed in Harbour View articles solely reflect those of the authors.",
        "Disclosure: the paper owns shares of the ferry company.",
        "We may earn a commission from links on this page.",
        "An dieser Stelle finden Sie einen Film der Hafenpost, der den Bericht ergänzt.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
    ],
    "advertisement": [
        "Compare boat loans with our calculator",
        "Powered by BoatFinder",
        "Advertisement",
        "Story continues below advertisement",
        "Anzeige",
        "Publicité",
    ],
    "site_name": ["TALLOW-BAY.INFO", "www.tallowbayherald.example"],
    "other": ["* * *", "https://tallowbay.example/pier?id=3", "Eds: ADDS quote", "BC-EU--Tallow Pier"],
}
KNOWN_ABROAD = {
    "related": [
        "اقرأ أيضًا: المطحنة القديمة",
        "Διαβάστε επίσης: Το λιμάνι",
        "Zobacz również: Most",
        "यह भी पढ़ें: पुराना पुल",
        "相关阅读：茶馆",
    ],
    "widget_heading": [
        "Najczęściej czytane",
        "Ροή ειδήσεων",
        "הנקראות ביותר",
        "संबंधित खबरें",
        "アクセスランキング",
        "많이 본 뉴스",
    ],
    "copyright": [
        "版权所有 青渡晚报 未经授权不得转载",
        "記事の無断転載を禁じます。",
        "جميع الحقوق محفوظة",
        "Wszelkie prawa zastrzeżone.",
    ],
    "navigation": ["İletişim", "اتصل بنا", "О редакции", "Kapcsolat", "Om oss"],
    "comment_prompt": ["أضف تعليقاً", "Dodaj komentarz", "发表评论", "Lämna en kommentar"],
    "credit": ["责任编辑：温小川", "Zdjęcie: Jaromira Sulik", "צילום: רחל"],
    "disclosure": ["Nota de la redacción: la torre tiene 187 escalones.", "Sprostowanie: most ma dwanaście belek."],
    "advertisement": ["โฆษณา", "إعلان", "Ciąg dalszy pod reklamą"],
}
PROSE = [
    "Previous posts at the pier were of oak, and the board wants oak again.",
    "The board's budget for 2031 and 2032 was passed | and then it was not",
    "Bids and offers [prices/volumes] were read out by Ada Moreno, who chairs the board.",
    "Follow-up work on the pier was said to be done by May, with Facebook and others paying.",
    "The board will share the cost of the pier with the county, it said on Tuesday.",
    "Photographs taken in May 2031 show two piles that had rotted through to the core.",
    "Comments from residents on the plan were mostly friendly, and more of them are expected by June.",
    "The bakery sells cookies to the ferry's passengers.",
    "Subscribers to the ferry line pay about a third less than day visitors, the county says.",
    "In a Reuters/Ipsos poll released in May, most residents wanted the pier back.",
    "“We want more boats,” she said. (AP)",
    "Advertisement spending fell by a fifth, according to the county's own figures.",
    "The board chose the cheaper of two plans. Photographs of the pier went up at once.",
    "She walked from the pier to the market · and back.",
    "Copyright law protects the pier's old plans.",
    "(BEGIN VIDEO CLIP)",
    "Powered by a new engine, the ferry crossed in nine minutes.",
    "Read, the smallest village of the bay, has no pier.",
    "Add the cost of the piles, she said, and the bill on the county's desk grows.",
    "The ferry is expected at 00:42.",
    "Opinions on the pier differ.",
    "The photo from the harbour board page shows the pier.",
    "He left the bay on 4 May © and never wrote.",
    "Credit-card debt is at a record in the county, and fares are rising.",
    "interface Boat { id : number ; } function find(id : number) { return boats[id] }",
    "The set {left: the pier, right: the market} was drawn on the wall.",
    "Zum Thema Brücke sagte der Bürgermeister am Dienstag nichts mehr.",
    "In einer früheren Version des Plans war die Brücke aus Stein.",
    "Il vous reste dix minutes pour traverser, dit le batelier aux passagers.",
    "اشترك في السباق نحو مئتي شخص من القرى المجاورة.",
    "未经授权进入粮仓的人将被罚款，镇政府说。",
    "Реклама лодок подорожала на треть, сообщили в порту.",
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for known in (KNOWN, KNOWN_ABROAD) for kind, texts in known.items() for text in texts],
)
def test_furniture_is_known_by_its_form_or_phrase(kind, text):
    finding = find_furniture(Unit(0, len(text), text))
    assert finding is not None
    assert finding.kind == kind


@pytest.mark.parametrize("text", PROSE)
def test_sentences_of_an_article_are_not_furniture(text):
    assert find_furniture(Unit(0, len(text), text)) is None


@pytest.mark.parametrize(
    "text", ["body { MARGIN: 0 } #top { padding:3px }", ".boat, .boat a:hover { text-align : left; height: 20px; }"]
)
def test_a_style_sheet_that_shows_as_text_is_furniture(text):
    assert find_furniture(Unit(0, len(text), text)) == Finding("other", "style_sheet")


@pytest.mark.parametrize("text", ["12", "May", "In 2031", "Top 10", "He left on May 4", "Chapter 4"])
def test_a_number_or_a_month_alone_is_no_date_line(text):
    assert not is_date_line(Unit(0, len(text), text))


@pytest.mark.parametrize(
    "text", ["aB1." * 50_000, "1:23" * 50_000, "By Ada Moreno " * 5_000, "Ab/" * 50_000, "a {" * 50_000]
)
def test_a_very_long_line_is_no_furniture_and_costs_no_search(text):
    assert find_furniture(Unit(0, len(text), text)) is None
