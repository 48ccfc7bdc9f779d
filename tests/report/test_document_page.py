import shutil
import subprocess

import lxml.html
import pytest

from flows.command.terminal import visible
from flows.report.document_page import document_page
from tests.report.conftest import make_view

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# What a reader's eye would tell: how wide the page is, and what the choice of blocks hides.
LOOKS = """<script>
const shown = () => [...document.querySelectorAll('.block')].filter(b => getComputedStyle(b).display != 'none').length;
const choices = ['show-all', 'show-kept', 'show-removed'];
const counts = choices.map(id => {document.getElementById(id).click(); return shown()});
document.body.setAttribute('data-looks', [...counts, document.documentElement.scrollWidth <= innerWidth].join(' '));
</script>"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def texts_of(page: str) -> list[str]:
    return [block.text_content() for block in lxml.html.fromstring(page).xpath('//div[@class="text"]')]


def test_the_texts_of_the_blocks_joined_are_the_text_of_the_document(view):
    assert "".join(texts_of(document_page(view))) == "\r".join(
        visible(part) for part in "".join(block.text for block in view.blocks).split("\r")
    )


def test_each_block_has_its_zone_kind_score_and_rule_and_each_rule_one_explanation(view):
    tree = lxml.html.fromstring(document_page(view))
    blocks = tree.xpath('//li[starts-with(@id, "block-")]')
    assert [block.get("class").split()[-2] for block in blocks] == [f"zone-{block.zone}" for block in view.blocks]
    assert "0.75" in blocks[1].text_content()
    assert blocks[1].xpath('.//p[@class="why"]')[0].text_content().startswith("window It lies in the run")
    assert blocks[2].xpath('.//p[@class="why"]')[0].text_content() == "window"
    assert blocks[-1].xpath('.//p[@class="why"]')[0].text_content() == "rule_of_tomorrow"


def test_what_was_extracted_is_marked_in_the_text_with_its_meaning(view):
    marks = lxml.html.fromstring(document_page(view)).xpath('//div[@class="text"]//span[contains(@class, "mark")]')
    assert [(mark.text_content(), mark.get("class"), mark.get("title")) for mark in marks] == [
        ("We vote ", "mark quotation", "direct quotation: Ada Moreno"),
        ("at ten", "mark quotation expression", "direct quotation: Ada Moreno · time: T10"),
        (",", "mark quotation", "direct quotation: Ada Moreno"),
        ("Ada Moreno", "mark person", 'person: "Ada" <Moreno>'),
    ]


def test_the_page_loads_nothing_and_holds_no_script(view):
    tree = lxml.html.fromstring(document_page(view))
    assert tree.xpath("//script|//img|//link|//iframe|//object|//@onclick|//@src") == []
    assert tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content') == [POLICY]
    assert {href[0] for href in tree.xpath("//@href")} == {"#"}


def test_a_document_without_text_or_title_has_a_page():
    empty = make_view([])
    del empty.facts["title"]
    tree = lxml.html.fromstring(document_page(empty))
    assert tree.xpath("//h1")[0].text_content() == "post/council.txt"


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium to look at the page with")
@pytest.mark.parametrize("width", [500, 1300])
def test_a_browser_shows_the_page_within_its_width_hides_by_choice_and_runs_nothing(view, tmp_path, width):
    assert CHROMIUM is not None
    page = document_page(view)
    guarded, open_page = tmp_path / "guarded.html", tmp_path / "open.html"
    guarded.write_text(page.replace("</body>", f"{LOOKS}</body>"), encoding="utf-8", newline="")
    unguarded = page.replace(POLICY, "")
    open_page.write_text(unguarded.replace("</body>", f"{LOOKS}</body>"), encoding="utf-8", newline="")
    trees = []
    for path in (guarded, open_page):
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += [f"--window-size={width},900", "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        trees.append(lxml.html.fromstring(done.stdout))
    assert trees[0].xpath("//@data-looks") == []  # the policy stops even a script that got in
    assert trees[1].xpath("//@data-looks") == ["9 4 5 true"]
    assert trees[1].xpath("//title")[0].text_content() == "Council votes – explained by Parallax"
