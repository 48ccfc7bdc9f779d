import itertools
import re
from pathlib import Path

import duckdb
import lxml.html
import pytest

from flows.command.terminal import visible
from flows.load.snapshots import WarehouseError
from flows.report import index_page, story_page
from flows.report.story_rows import read_story_rows
from flows.report.warehouse_report import ReportError, write_report
from tests.report.browser import Browser, needs_browser, open_browser
from tests.report.small_warehouse import HOSTILE, write_warehouse

SHOWN = " ".join(visible(HOSTILE).split())
# Every text with the ratio of its colour to that behind it (WCAG 2), where that is below what it should be.
FAINT = """(() => {
  const parse = (colour) => {
    const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
    const brush = canvas.getContext('2d'); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255)
    .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const node of document.querySelectorAll('body *')) {
    if (![...node.childNodes].some((c) => c.nodeType == 3 && c.data.trim())) continue;
    if (node.closest('title, style, script, option')) continue;
    const style = getComputedStyle(node);
    const svg = node.namespaceURI.endsWith('svg');
    const one = light(parse(svg ? style.fill : style.color)), two = light(behind(node));
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.5 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found[node.tagName + '.' + node.getAttribute('class')] = ratio.toFixed(2);
  }
  return found;
})()"""

# The place of what has the focus in the order of the page, the width of the line around it, and whether it is in view.
FOCUSED = """(() => {
  const node = document.activeElement;
  const drawn = node.type == 'radio' ? node.closest('label') : node;
  const style = getComputedStyle(drawn), box = drawn.getBoundingClientRect();
  const line = style.outlineStyle == 'none' ? 0 : parseFloat(style.outlineWidth);
  const seen = node.className == 'skip' || (box.bottom > 0 && box.top < innerHeight && box.width > 0);
  return [[...document.querySelectorAll('*')].indexOf(node), line, seen];
})()"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a report on three stories that try to break out of whatever shows them."""
    warehouse = write_warehouse(tmp_path_factory.mktemp("report") / "w", stories=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_page, "STORIES_PER_PAGE", 2)
        written = write_report(warehouse)
    assert (written.page_count, written.story_count) == (2, 3)
    return written.index.parent


@pytest.fixture(scope="module")
def browser():
    with open_browser() as found:
        yield found


def pages(report: Path) -> list[Path]:
    found = sorted(report.rglob("*.html"))
    assert len(found) == 5
    return found


def story(report: Path) -> Path:
    return min((report / "stories").iterdir())


def test_no_text_from_outside_becomes_markup_or_a_link(report):
    for path in pages(report):
        tree = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        assert tree.xpath("//img|//iframe|//object|//link|//base|//form|//@src|//@onmouseover|//@onerror") == []
        assert len(tree.xpath("//script")) == path.name.startswith("index")
        assert {href for href in tree.xpath("//@href") if not re.match(r"#|\.\./index|index|stories/", href)} <= {
            "https://alpha.example/ferry?a=1&b=2"
        }
        text = " ".join(tree.text_content().split())
        assert "<script>document.title = 'run'</script>" in text
        assert "{{ 7 * 7 }}" in text
        assert {"\x1b", "\u202e", "\u2066"}.isdisjoint(path.read_text(encoding="utf-8"))


def test_a_sentence_stands_whole_in_its_passage_with_its_words_marked_and_its_place(report):
    tree = lxml.html.fromstring(story(report).read_text(encoding="utf-8"))
    (fact,) = tree.xpath('//table[contains(@class, "facts")]//tbody/tr')
    cells = [" ".join(cell.text_content().split()) for cell in fact.xpath("td")]
    assert [cell.split(":")[0] for cell in cells] == ["= agrees", "= agrees", "≠ contradicts", "≈ vaguer"]
    button = fact.xpath("td[3]//button")[0]
    passage = tree.get_element_by_id(button.get("popovertarget"))
    assert " ".join(passage.xpath(".//blockquote")[0].text_content().split()).startswith("The ferry hurt 19 people")
    assert passage.xpath(".//mark")[0].text_content().strip() == "19"
    start = len(f"Cookies {HOSTILE}. The ferry hurt ")
    assert f"Code points {start}–{start + 2} of" in passage.text_content()


def test_every_reference_inside_a_page_has_its_target(report):
    for path in pages(report):
        tree = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        ids = tree.xpath("//@id")
        assert len(ids) == len({*ids})
        for attribute in ("popovertarget", "aria-labelledby", "for"):
            assert {name for value in tree.xpath(f"//@{attribute}") for name in value.split()} <= {*ids}
        for href in tree.xpath("//@href"):
            if not href.startswith("http"):
                file, _, anchor = href.partition("#")
                other = (path.parent / file).resolve() if file else path
                assert other.is_file(), href
                if anchor:
                    assert f'id="{anchor}"' in other.read_text(encoding="utf-8"), href


def test_tables_have_captions_and_scopes_and_headings_go_down_by_one(report):
    for path in pages(report):
        tree = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        for table in tree.xpath("//table"):
            assert table.xpath("caption")[0].text_content().strip()
            assert table.xpath(".//th[not(@scope)]") == []
        levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert len(tree.xpath("//main|//body/header|//body/footer")) == 3
        assert tree.xpath("//*[@role='img' and not(@aria-label)]") == []


def test_what_a_screen_reader_meets_has_a_name_and_tab_follows_the_page(report):
    for path in pages(report):
        tree = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        assert tree.get("lang") == "en"
        assert tree.xpath("//svg[not(@role='img') and not(@aria-hidden='true')]") == []
        assert [node for node in tree.xpath("//a|//button|//summary|//legend") if not node.text_content().strip()] == []
        assert tree.xpath("//input[not(ancestor::label)]") == []
        assert (
            tree.xpath(
                "//*[@role='region' or @role='dialog' or self::nav or self::fieldset/parent::nav]"
                "[not(@aria-label) and not(@aria-labelledby)]"
            )
            == []
        )
        assert {*tree.xpath("//@tabindex")} <= {"0"}
        for cell in tree.xpath("//table[contains(@class, 'matrix')]//td"):
            assert cell.text_content().strip()


def test_topics_of_most_reports_stand_with_the_story(tmp_path):
    warehouse = write_warehouse(tmp_path / "w", hostile="x")
    with duckdb.connect(str(warehouse / "parallax.duckdb")) as connection:
        for topic, count in (("transport <b>", 3), ("side remark", 2)):
            connection.execute(
                "insert into core.article_topics select document_id, $1, $1, 0.5 from core.articles"
                " order by document_id limit $2",
                [topic, count],
            )
    index = write_report(warehouse).index
    for path in (index, story(index.parent)):
        page = path.read_text(encoding="utf-8")
        assert '<span class="tag">transport &lt;b&gt;</span>' in page
        assert "side remark" not in page


def test_further_pages_hold_the_other_stories_and_say_how_many_are_shown(report):
    first, second = ((report / name).read_text(encoding="utf-8") for name in ("index.html", "index-2.html"))
    assert "Shown: 1 to 2 of 3 stories" in first
    assert "Shown: 3 to 3 of 3 stories" in second
    links = [re.findall(r'th scope="row"><a href="stories/(\w+)', page) for page in (first, second)]
    assert sorted(itertools.chain(*links)) == sorted(path.stem for path in (report / "stories").iterdir())


def test_the_same_snapshot_gives_the_same_bytes_and_replaces_what_was_there(tmp_path):
    warehouse = write_warehouse(tmp_path / "w", hostile="x")
    for _ in range(2):
        write_report(warehouse, tmp_path / "one")
    (tmp_path / "one" / "stories" / "gone.html").touch()
    write_report(warehouse, tmp_path / "one")
    write_report(warehouse, tmp_path / "two")
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.html")}
        for name in ("one", "two")
    )
    assert one == two
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two", "w"]


@pytest.mark.parametrize(("batch", "sizes"), [(1, [1, 1, 1]), (8, [2, 1]), (100, [3])])
def test_pages_are_the_same_whatever_is_read_at_once(report, tmp_path, monkeypatch, batch, sizes):
    read = []
    monkeypatch.setattr(story_page, "BATCH", batch)
    monkeypatch.setattr(story_page, "read_story_rows", lambda r, ids: read.append(len(ids)) or read_story_rows(r, ids))
    written = write_report(report.parent, tmp_path / "again")
    assert read == sizes
    for path in (written.index.parent / "stories").iterdir():
        assert path.read_bytes() == (report / "stories" / path.name).read_bytes()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    warehouse = write_warehouse(tmp_path / "w", hostile="x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(ReportError, match="holds other files"):
        write_report(warehouse, tmp_path / "mine")
    with pytest.raises(ReportError, match="is a file"):
        write_report(warehouse, tmp_path / "mine" / "letter.txt")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    with pytest.raises(WarehouseError):
        write_report(tmp_path / "nothing")


def test_an_empty_warehouse_has_a_report_that_says_so(tmp_path):
    written = write_report(write_warehouse(tmp_path / "w", stories=0))
    assert "No story has more than one report." in written.index.read_text(encoding="utf-8")
    assert not list(written.index.parent.glob("stories/*"))


def test_a_failed_report_leaves_the_old_one(tmp_path, monkeypatch):
    warehouse = write_warehouse(tmp_path / "w", hostile="x")
    index = write_report(warehouse).index
    before = index.read_bytes()
    monkeypatch.setattr("flows.report.warehouse_report.story_pages", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(warehouse)
    assert index.read_bytes() == before
    assert {path.name for path in warehouse.iterdir() if path.is_dir()} == {"report"}


def test_parts_of_a_large_story_are_cut_and_say_so(tmp_path, monkeypatch):
    monkeypatch.setattr(story_page, "MOST", dict.fromkeys(story_page.MOST, 1))
    written = write_report(write_warehouse(tmp_path / "w", hostile="x"))
    page = story(written.index.parent).read_text(encoding="utf-8")
    for words in ("1 of 4 outlets", "1 of 4 reports", "1 of 2 silences"):
        assert f"Shown: the first {words}" in page


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1300, "light")])
def test_pages_stand_in_a_browser_without_complaint_request_overflow_or_faint_text(report, browser, width, scheme):
    for path in pages(report):
        browser.open(path, width=width, scheme=scheme)
        assert (browser.complaints, browser.requests) == ([], [path.as_uri()])
        assert "Parallax" in browser.run("document.title")
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run("document.querySelectorAll('[popover]:popover-open').length") == 0
        assert browser.run(FAINT) == {}


@pytest.mark.slow
@needs_browser
def test_a_cell_opens_its_sentence_by_key_and_escape_returns_to_it(report, browser):
    browser.open(story(report))
    browser.run("document.querySelector('table.facts .cite').focus()")
    browser.press("Enter", 13, "\r")
    opened = "document.querySelector('[popover]:popover-open')"
    browser.wait_for(f"{opened} && {opened}.contains(document.activeElement)")
    assert browser.run(f"{opened}.querySelector('mark').textContent.trim()") == "17"
    browser.press("Escape", 27)
    browser.wait_for(f"!{opened}")
    assert browser.run("document.activeElement.matches('table.facts .cite')")


@pytest.mark.slow
@needs_browser
def test_tab_goes_down_the_page_and_shows_where_it_is(report, browser):
    for path in (report / "index.html", story(report)):
        browser.open(path)
        places = []
        for _ in range(40):
            browser.press("Tab", 9)
            if browser.run("document.activeElement == document.body"):
                break  # behind the last
            place, width, is_seen = browser.run(FOCUSED)
            places.append(place)
            assert (width, is_seen) == (2, True), browser.run("document.activeElement.outerHTML")
        assert len(places) > 8
        assert places == sorted({*places})


@pytest.mark.slow
@needs_browser
def test_filters_hide_rows_and_tell_how_many_are_left(report, browser):
    browser.open(report / "index.html")
    left = "[...document.querySelectorAll('#stories tbody tr')].filter((row) => row.offsetParent).length"
    told = "document.getElementById('filter-told').textContent"
    assert (browser.run(left), browser.run(told)) == (2, "2 of 2 stories of this page")
    write = "(() => {{const box = document.getElementById('filter-words'); box.value = {!r};"
    write += " box.dispatchEvent(new Event('input'))}})()"
    browser.run(write.format("beta number1"))
    assert (browser.run(left), browser.run(told)) == (1, "1 of 2 stories of this page")
    browser.run(write.format("no such story"))
    assert browser.run(left) == 0
    browser.run(write.format(""))
    browser.run("document.getElementById('filter-disputed').click()")
    assert browser.run(left) == 2
    browser.open(story(report))
    facts = "[...document.querySelectorAll('tr.fact')].filter((row) => row.offsetParent).length"
    gone = "[...document.querySelectorAll('tr.gone')].filter((row) => row.offsetParent).length"
    assert (browser.run(facts), browser.run(gone)) == (1, 2)
    browser.run("document.getElementById('gone-omitted').click()")
    assert (browser.run(facts), browser.run(gone)) == (1, 1)


@pytest.mark.slow
@needs_browser
def test_links_lead_to_the_story_and_back(report, browser: Browser):
    browser.open(report / "index.html")
    browser.run("document.querySelector('#stories tbody a').click()")
    browser.wait_for("location.pathname.includes('/stories/') && document.readyState == 'complete'")
    browser.run("document.querySelector('.brand').click()")
    browser.wait_for("location.pathname.endsWith('/index.html') && document.readyState == 'complete'")
    assert browser.complaints == []


@pytest.mark.slow
@needs_browser
def test_on_paper_every_passage_is_printed_with_its_number(report, browser):
    browser.open(story(report))
    browser.call("Emulation.setEmulatedMedia", media="print")
    hidden = "[...document.querySelectorAll('.passage')].filter((one) => !one.offsetHeight).length"
    assert browser.run(hidden) == 0
    assert browser.run("document.querySelector('.choice').offsetHeight") == 0
    browser.run("document.getElementById('gone-omitted').click()")
    assert browser.run("document.querySelector('#omissions .choice').innerText.split('\\n').filter(Boolean)") == [
        "Show", "only what was left out"
    ]  # fmt: skip
    assert browser.run("document.querySelector('details table').checkVisibility({contentVisibilityAuto: true})")
    browser.call("Emulation.setEmulatedMedia", media="")


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_paper_is_white_and_nothing_reaches_over_its_edge(report, browser, scheme):
    for path in pages(report):
        browser.open(path, width=718, scheme=scheme)  # A4 less the margins
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.call("Emulation.setEmulatedMedia", media="print", features=features)
        assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert browser.run("document.documentElement.scrollWidth") <= 718
        assert browser.run(FAINT) == {}
        browser.call("Emulation.setEmulatedMedia", media="")
