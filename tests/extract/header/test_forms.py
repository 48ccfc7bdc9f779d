import pytest

from flows.clean.blocks import Block
from flows.extract.header.forms import find_forms
from flows.extract.header.html_metadata import PageMetadata, PageValue, read_page
from flows.read.documents import Document

PROSE = (
    "Divers looked at the sea wall again and found two cracks below the water line, so the larger ships will have to "
    "wait until the port authority has made up its mind."
)


def _forms(*lines: str, url: str | None = None, page: PageMetadata | None = None) -> list[tuple[str, str]]:
    text, blocks = "", []
    for line in lines:
        blocks.append(Block(len(text), len(text) + len(line) + 1, "body", "paragraph", "t", 1.0))
        text += line + "\n"
    document = Document("d", "a", None, "txt", "", 0, "utf-8", text)
    found = find_forms(document, blocks, page or PageMetadata(), url)
    assert [value.is_chosen for value in found] == [True, *[False] * (len(found) - 1)][: len(found)]
    return [(value.value_text, value.method_code) for value in found]


@pytest.mark.parametrize(
    ("kind", "form"), [("LiveBlogPosting", "live_blog"), ("VideoObject", "video"), ("ImageGallery", "gallery")]
)
def test_the_type_of_the_pages_own_node_tells_its_form(kind: str, form: str) -> None:
    script = f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "Harbour"}}</script>'
    page = read_page(f"<html><head>{script}</head><body></body></html>")
    assert _forms(PROSE, page=page) == [(form, "json_ld")]


def test_a_video_inside_an_article_does_not_make_it_one() -> None:
    nodes = '[{"@type": "VideoObject", "name": "Ferry"}, {"@type": "NewsArticle", "headline": "Harbour"}]'
    page = read_page(f'<html><head><script type="application/ld+json">{nodes}</script></head><body></body></html>')
    assert _forms(PROSE, page=page) == []


def test_running_text_is_no_video_page_whatever_the_address_says() -> None:
    assert _forms(PROSE, url="https://post.example/video/harbour") == [("video", "url")]
    assert _forms(*[PROSE] * 20, url="https://post.example/video/harbour") == []
    video = PageMetadata(types=(PageValue("meta", "video.other"),))
    assert _forms(PROSE, page=video) == [("video", "meta")]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/news/live-blog/harbour", "live_blog"),
        ("/storm-liveticker/", "live_blog"),
        ("/gallery/harbour", "gallery"),
        ("/fotostrecke/hafen-1.html", "gallery"),
    ],
)
def test_a_segment_of_the_address_tells_the_form(path: str, form: str) -> None:
    assert _forms(PROSE, url=f"https://post.example{path}") == [(form, "url")]


@pytest.mark.parametrize("path", ["/news/live-music-returns", "/video-games/harbour", "/news/gallery-owner-dies"])
def test_a_word_of_the_headline_in_the_address_is_no_form(path: str) -> None:
    assert _forms(PROSE, url=f"https://post.example{path}") == []


def _form_of_title(title: str) -> list[tuple[str, str]]:
    blocks = [Block(0, len(title), "title", "title", "t", 0.0)]
    document = Document("d", "a", None, "txt", "", 0, "utf-8", title)
    return [(value.value_text, value.method_code) for value in find_forms(document, blocks, PageMetadata(), None)]


@pytest.mark.parametrize(
    "title", ["Live updates: Harbour board votes", "LIVE BLOG | Storm at the bay", "Storm at the bay – as it happened"]
)
def test_a_headline_may_say_that_it_is_a_live_blog(title: str) -> None:
    assert _form_of_title(title) == [("live_blog", "text")]


@pytest.mark.parametrize("title", ["Live: music returns to the pub", "The Tallow Five – live", "Where fishermen live"])
def test_the_word_live_alone_is_no_form(title: str) -> None:
    assert _form_of_title(title) == []


def _entries(*times: str) -> list[str]:
    return [line for time in times for line in (time, PROSE)]


def test_entries_by_the_minute_make_a_live_blog_newest_or_oldest_first() -> None:
    times = ["10:32", "11:04", "11:41", "12:07", "13:56"]
    assert _forms(*_entries(*times)) == [("live_blog", "text")]
    assert _forms(*_entries(*reversed(times))) == [("live_blog", "text")]
    assert _forms(*_entries(*times[:4])) == []


def test_a_timetable_is_no_live_blog() -> None:
    assert _forms(*_entries("8:00", "9:30", "11:00", "13:15", "18:45")) == []
    assert _forms("8:01 Ferry", "9:32 Ferry", "11:03 Ferry", "13:14 Ferry", "18:47 Ferry", PROSE) == []
    assert _forms(*_entries("13:56", "10:32", "12:07", "11:04", "11:41")) == []


def test_counted_pictures_make_a_gallery() -> None:
    counted = [line for n in (1, 2, 3, 4) for line in (f"Photo {n} of 6", "The harbour on Friday.")]
    assert _forms(*counted) == [("gallery", "text")]
    assert _forms("1/2 cup of flour", "1/2 cup of sugar", "1/2 cup of milk", "1/2 cup of salt") == []
