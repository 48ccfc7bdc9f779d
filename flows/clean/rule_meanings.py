"""What each rule of this room says in plain words: the one list behind `parallax explain`, its page and the docs.

In: a rule code, as in core.blocks. Out: a sentence. Rules that come in families (a phrase of a list, a class in the
markup) share a sentence with a gap for what they know. No rule reads this list, so a better sentence makes no document
be cleaned again.
"""

from collections.abc import Mapping
from types import MappingProxyType

KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "advertisement": "advertisements",
        "author_bio": "notes about an author",
        "back_to_top": "links back to the top",
        "caption": "captions",
        "comment": "readers' comments",
        "comment_prompt": "calls for comments",
        "cookie_banner": "cookie and consent notices",
        "copyright": "copyright lines",
        "credit": "picture and agency credits",
        "dek": "standfirsts",
        "disclosure": "disclosures and disclaimers",
        "media_duration": "players of audio and video",
        "navigation": "menus and other navigation",
        "other_story": "other stories",
        "related": "links to related stories",
        "share": "share buttons",
        "subscribe": "calls to subscribe",
        "widget_heading": "headings of boxes with other stories",
    }
)

KEPT_RULES: Mapping[str, str] = MappingProxyType(
    {
        "window": "It lies in the run of lines that holds most of the page's prose.",
        "whole_text": "The text is an article with little around it: all from the first sentence to the last is kept.",
        "edge_sentence": "A short sentence right beside the article, in the article's own words or going on from it.",
        "far_paragraph": "A long paragraph below a box of other things, in the article's own words.",
        "below_box": "The article goes on here below a box that stands inside it: a call to subscribe, a few links.",
        "block_model": "A model trained on pages that people had marked weighed its form, words and neighbours.",
        "live_entry": "The time, the heading or a paragraph of an entry of a live blog.",
        "dialogue": "A turn of a transcript, or a short answer below a heading that asks.",
        "closing_line": "The next number of a list that the article counts, or the dates of a life below an obituary.",
        "key_point": "A point of the list that a heading such as “Summary” opens above the article.",
        "agency_dateline": "It opens with a place and an agency, right above the article.",
        "fallback_likeliest": "The model was sure of nothing here: the likeliest is kept rather than nothing.",
        "fallback_no_prose": "Nothing here looks like prose, so all that is no furniture is kept rather than nothing.",
    }
)
FIELD_RULES: Mapping[str, str] = MappingProxyType(
    {
        "given_title": "It is the title that was given with the document.",
        "title_line": "The line above the article that looks and reads most like its title.",
        "repeated_title": "The title once more.",
        "below_title": "The first line of running text between the title and the first paragraph.",
        "byline_shape": "It says by whom the article is.",
        "bare_name_below_title": "Nothing but a person's name, between the title and the first paragraph.",
        "name_below_article": "A person's name right below the article.",
        "lone_dateline": "A place and an agency on a line of their own, right above the article.",
        "dated_line": "A date with the name of the house beside it, below the title.",
        "date_only": "Nothing but a date, or a date and a time.",
        "figcaption": "The markup says that it is the caption of a picture.",
        "picture_verb": "One sentence about what a picture shows: somebody poses, walks or shakes hands.",
        "open_caption": "It says what a picture shows: a credit stands below it, a photographer's name behind it, or "
        "somebody does something in it.",
        "placed_in_picture": "It says who stands where in a picture, or that it describes one.",
        "credit_at_end": "It ends with whose picture it is, as captions do.",
        "credited_caption": "A credit long enough to describe its picture.",
        "outlet_name": "Nothing but the name of an outlet.",
        "domain_name": "Nothing but the name of a site.",
    }
)
REMOVED_RULES: Mapping[str, str] = MappingProxyType(
    {
        "above_article": "It stands above the article, and is neither title, standfirst nor byline.",
        "below_article": "It stands below the last paragraph of the article.",
        "outlet_template": "It stands in many documents of this outlet: it is part of the frame of its pages.",
        "inset": "It stands between paragraphs of the article and is none of them: a teaser, a box of links.",
        "release_end": "It stands below the heading that closes a press release: notes to editors, whom to call.",
        "author_at_top": "Between the byline and the article, it tells who the author is.",
        "author_at_end": "Near the end, it tells who the author is.",
        "below_author_heading": "It stands right below a heading such as “About the author”.",
        "below_comment_prompt": "It stands below the place where readers' comments begin.",
        "repeated_line": "The line stands three times or more on the page, so it is not the article's.",
        "menu_in_a_line": "A row of short entries with bars or dots between them, most of them words of menus.",
        "inside_navigation": "The markup says that it is part of a menu.",
        "all_links": "Nine tenths of its letters or more are links.",
        "cookie_notice": "It speaks of cookies, and of the site, the browser or consent.",
        "copyright_sign": "It has a copyright sign, or the word with a year.",
        "media_duration_shape": "Nothing but a running time, as players of audio and video show it.",
        "reading_time_shape": "Nothing but the time that reading takes.",
        "comment_count": "Nothing but the number of comments.",
        "commenter_line": "It says who wrote a comment, and when.",
        "picture_agency": "It ends with a picture agency or a photographer.",
        "picture_owner": "A copyright sign and a name: whose picture it is.",
        "agency_in_brackets": "A name in brackets alone: the agency that sent the report.",
        "share_row": "A row of share buttons.",
        "follow_prompt": "It asks the reader to follow the site on another one.",
        "powered_by": "Nothing but the name of a service behind a box of the page.",
        "video_title": "The title of a video with its running time.",
        "stories_heading": "A heading in capitals over links to other stories.",
        "bare_address": "Nothing but an address of a page, a mailbox or an account.",
        "hashtags": "Nothing but hashtags.",
        "wire_slug": "A line of an agency for its customers: the slug of a report, or what is new in it.",
        "style_sheet": "A style sheet that the page shows as text.",
        "back_to_top_sign": "An arrow that leads back to the top of the page.",
        "nothing_to_keep": "The page is nothing but furniture and lines of fewer than four words.",
        "symbols_only": "No letter and no digit in it.",
    }
)
# What follows the block kind in the code, and the sentence. The longest ending that fits counts.
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "_phrase": "The whole line is a phrase of the list for {kind}.",
        "_opening": "It opens with a phrase of the list for {kind}, and is as short as these are.",
        "_phrase_inside": "It has a phrase of the list for {kind} in it, and is as short as these are.",
        "_class": "The markup names it, or what it stands in, with a word used for {kind}.",
    }
)
FALLBACK = "The usual rules found no article here, and a page is never left empty: this was kept by a simpler rule."
RULES: Mapping[str, str] = MappingProxyType({**KEPT_RULES, **FIELD_RULES, **REMOVED_RULES})


def find_meaning(rule_code: str) -> str | None:
    """Return the sentence on a rule, None where the code is not known.

    >>> find_meaning("share_phrase")
    'The whole line is a phrase of the list for share buttons.'
    """
    if rule_code in RULES:
        return RULES[rule_code]
    for ending in sorted(FAMILIES, key=len, reverse=True):
        kind = KIND_NAMES.get(rule_code.removesuffix(ending))
        if rule_code.endswith(ending) and kind:
            return FAMILIES[ending].format(kind=kind)
    return FALLBACK if rule_code.startswith("fallback_") else None


def rule_meaning(rule_code: str) -> str:
    """Return the sentence on a rule, or the code itself where there is none: a warehouse may be older or newer.

    >>> rule_meaning("rule_of_tomorrow")
    'rule_of_tomorrow'
    """
    return find_meaning(rule_code) or rule_code
