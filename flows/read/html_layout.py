"""How the elements of HTML are laid out: which are never shown, which begin a line, what their places are called."""

from types import MappingProxyType

HIDDEN_MARK = "element-hidden"  # name given to hidden elements before they are taken out
NEVER_SHOWN = tuple(
    "script style template noscript noembed noframes head title svg canvas iframe object applet audio video select "
    "datalist textarea".split()
)
TIGHT, LOOSE = 1, 2  # line breaks: items of a list stand close, other blocks have a blank line between them
BLOCK_BREAKS = MappingProxyType(
    dict.fromkeys("li tr td th dt dd caption summary legend".split(), TIGHT)
    | dict.fromkeys(
        "html body address article aside blockquote button center details dialog dir div dl fieldset figcaption figure "
        "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre listing xmp search section "
        "table tbody tfoot thead ul".split(),
        LOOSE,
    )
)
PREFORMATTED = frozenset({"pre", "listing", "xmp"})
MERE_CONTAINERS = frozenset({"html", "div", "center", "tbody", "thead", "tfoot", "fieldset", "hgroup"})
LANDMARK_ROLES = MappingProxyType(
    {
        "article": "article",
        "banner": "header",
        "complementary": "aside",
        "contentinfo": "footer",
        "dialog": "dialog",
        "main": "main",
        "menu": "menu",
        "navigation": "nav",
        "search": "search",
    }
)
