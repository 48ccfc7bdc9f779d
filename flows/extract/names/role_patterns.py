"""Patterns over the letters of `role_tags.py`: how far a descriptor reaches before a name, before a comma, and behind.

In: a string of letters, at most those of a window beside a name. Out: matches whose groups `role` and `tail` tell the
office and the phrases behind it.
"""

import re

HELD_WHERE = r"(?:(?:CQ?|D|GK*Q?)H?)*"
BEFORE = re.compile(
    r"(?:SH?)*" + HELD_WHERE + r"(?:SH?)*"  # former U.S.
    r"(?:[PDS]H?|PAP)*O(?:HO|HE|H?S)*(?:FT?(?:P|PAP)+)?K*"  # Secretary of State
    r"(?:A?(?:PH?)*O(?:FT?P+)?)*"  # and chief negotiator
    r"(?:[FL]T?(?:[GC]+|[BP]{1,2}))?K*$"  # of the Harbour Board
)
BEFORE_ENDS = frozenset("OSEPGCBK")  # the letters that a descriptor before a name can end in
TAIL_ENDS = frozenset("GCB")
TAIL_LINKS = frozenset({"of", "for", "on"})  # 'spokesman on energy Luc Roy'
DESCRIPTOR = (
    r"(?P<role>(?:SH?T?)*" + HELD_WHERE + r"(?:SH?)*(?:[PDSB]H?|PAP|PC(?=P?O)){0,5}O(?:HO|HE|H?O)*)"
    r"(?P<tail>(?:[LF]T?[^VNAXLF]*)*)"
)
OWNER = r"(?:[BPX]{1,3}QH?)?"  # the company's
OWNER_ALONE = r"[NX]{1,3}QH?"  # Lima's
AFTER = re.compile(r"(?:T?(?:[BPOX]{1,3}QH?)?|T?N{1,3}QH?)" + DESCRIPTOR + "(?!Q)")
# 'the mayor, Ana Lima, said'; a descriptor before a comma is one only where it opens as such, or a sentence with it
APPOSED = re.compile(r"(?:T" + OWNER + "|" + OWNER_ALONE + r"|\A|(?=[CG]+K*Q))" + DESCRIPTOR + "$")
JOINED = re.compile(r"A(?=T?(?:SH?)*(?:[PDSBCG]H?){0,4}O)")
CUT_AT_HYPHEN = re.compile(r"[LF][^LF]*H$")  # 'director of the Orre-|based', 'chair of the left-|wing'
LONGEST_READ = 28  # letters that AFTER is matched on: what costs with the square of a line ends there
LONGEST_ROLE = 12  # tokens; of a longer one the last phrases tell of the place and no more of the role


def leads_name(found: re.Match[str], letters: str) -> bool:
    """True where a person's name follows whose title it is: not 'spokesman for Ana Lima'."""
    end = found.end("tail")
    return letters[end : end + 1] == "N" and not found["tail"].rstrip("T").endswith(("F", "L"))


def end_of_role(found: re.Match[str]) -> int:
    """Return where a descriptor ends: without a preposition or half a word, or the last phrases of a long one."""
    tail = CUT_AT_HYPHEN.sub("", found["tail"]).rstrip("LFT")
    while tail and found.end("role") - found.start("role") + len(tail) > LONGEST_ROLE:
        tail = tail[: max(tail.rfind("L"), tail.rfind("F"))].rstrip("LFT")
    return found.end("role") + len(tail)
