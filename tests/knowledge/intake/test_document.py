from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import DocumentError
from knowledge.intake.document import Document, read_document

SENTENCE = "The mayor said that the old bridge will be closed in May for repairs."
TEXT = "The mayor said: “Größe matters.” It cost €5."


def a_page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def read(content: bytes, **said: str) -> Document:
    return read_document("article", content, **said)


def test_plain_text_is_kept_to_the_letter() -> None:
    text = "By Ann Lee\r\n\r\n  She said so. \n\n\n(Reporting by Ann Lee)\n"
    assert read(text.encode()).text == text


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("cp1252"), "iso-8859-1"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode(), "no-such-charset"),
        (TEXT.encode(), "zlib"),
        (TEXT.encode(), "utf-7"),
        (TEXT.encode("utf-8-sig"), "iso-8859-1"),
    ],
)
def test_the_encoding_is_the_declared_one_where_that_can_be(
    content: bytes, charset: str | None
) -> None:
    document = read_document("article", content, charset=charset)
    assert document.text == TEXT
    assert document.notes == ()


def test_a_page_declares_its_own_encoding() -> None:
    page = a_page(f"<p>{TEXT} {SENTENCE}</p>", '<meta charset="windows-1252">')
    assert TEXT in read(page.decode().encode("cp1252")).text
    page = a_page(f"<p>{TEXT} {SENTENCE}</p>", '<meta charset="utf-16">')
    assert TEXT in read(page).text


def test_a_wrong_declaration_is_said() -> None:
    document = read_document("article", TEXT.encode("cp1252"), charset="utf-8")
    assert "article: is not in utf-8, as the server says" in document.notes
    assert "a guess" in document.notes[-1]


def test_a_guessed_encoding_is_said() -> None:
    words = ("Der Bürgermeister äußerte sich über die Brücke. " * 20).encode("cp1252")
    document = read(words)
    assert "Bürgermeister äußerte" in document.text
    assert "is a guess" in document.notes[0]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        b"%PDF-1.7\n\x00\x01\x02" * 100,
        b"PK\x03\x04" + b"\x00" * 500,
        bytes(1000),
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="save it as"):
        read(content)


@pytest.mark.parametrize("content", [b"", b"  \n\t ", "\ufeff".encode()])
def test_an_empty_document_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        read(content)


def test_a_page_without_text_is_refused() -> None:
    for content in (
        b"<html></html>",
        b"<!doctype html>",
    ):
        with pytest.raises(DocumentError, match=r"page|text"):
            read(content)


@pytest.mark.parametrize("size", [300_001, 10_000_000, 21_000_000])
def test_a_huge_document_is_refused_in_time(size: int) -> None:
    began = time.monotonic()
    with pytest.raises(DocumentError, match="part"):
        read(b"words " * (size // 6 + 1))
    assert time.monotonic() - began < 5


def test_the_main_text_of_a_page_is_kept_and_what_is_around_it_is_not() -> None:
    content = (
        "<html><body><nav><a href='/'>Home</a> <a href='/news'>News of today</a></nav>"
        f"<main><article><h1>A bridge</h1><p>{SENTENCE}</p><p>{SENTENCE[4:]}</p></article></main>"
        "<section class='comments'><h2>Comments</h2><p>A reader said it was all lies.</p></section>"
        "<footer>Copyright of the Bridge Post</footer></body></html>"
    )
    text = read(content.encode()).text
    assert SENTENCE in text
    assert "News of today" not in text
    assert "all lies" not in text
    assert "Copyright" not in text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<p style='display:none'>{}</p>",
        "<div style='color:red; Visibility : hidden'><p>{}</p></div>",
        "<script>{}</script>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<!-- {} -->",
    ],
)
def test_what_a_reader_cannot_see_is_not_text(hidden: str) -> None:
    page = a_page(f"<p>{SENTENCE}</p>{hidden.format('The thief said it was unseen.')} tail")
    text = read(page).text
    assert SENTENCE in text
    assert "unseen" not in text


def test_a_page_says_about_itself_what_its_metadata_says() -> None:
    head = (
        '<title>Ignored | Site</title><meta property="og:title" content="A bridge &amp; a boat">'
        '<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Post">'
        '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'
    )
    document = read(a_page(f"<p>{SENTENCE}</p>", head), url="https://post.example/bridge")
    assert (document.title, document.byline, document.publisher, document.published_on) == (
        "A bridge & a boat",
        "Ann Lee",
        "The Post",
        date(2024, 5, 3),
    )


def test_a_page_says_about_itself_what_its_linked_data_says() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": '
        '"A bridge", "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}], "datePublished": '
        '"2024-05-03", "publisher": {"@type": "Organization", "name": "The Post"}}]}</script>'
        '<script type="application/ld+json">{broken</script>'
        f'<script type="application/ld+json">{"[" * 100_000}</script>'
    )
    document = read(a_page(f"<p>{SENTENCE}</p>", head))
    assert (document.title, document.byline, document.publisher, document.published_on) == (
        "A bridge",
        "Ann Lee, Bo Ek",
        "The Post",
        date(2024, 5, 3),
    )


def test_what_a_page_does_not_say_stays_empty() -> None:
    document = read(a_page(f"<h1>A bridge</h1><p>May 3, 2024. By Ann Lee.</p><p>{SENTENCE}</p>"))
    assert (document.title, document.byline, document.publisher, document.published_on) == (
        None,
        None,
        None,
        None,
    )


def test_a_day_that_does_not_exist_is_no_day() -> None:
    head = '<meta property="article:published_time" content="2024-13-45">'
    assert read(a_page(f"<p>{SENTENCE}</p>", head)).published_on is None


def test_title_and_byline_of_a_text_are_what_its_first_lines_say() -> None:
    document = read(b"A bridge falls\nBy Ann O'Lee and Bo Ek\n\nIt fell.")
    assert (document.title, document.byline) == ("A bridge falls", "Ann O'Lee and Bo Ek")
    document = read(b"By the river it was cold\nIt fell.")
    assert (document.title, document.byline) == (None, None)


def test_lines_of_furniture_are_marked_and_sentences_are_not() -> None:
    lines = ["It fell. Read more about it.", "No comments:", "Comments were few, he said."]
    text = "\n".join([*lines, "Post a Comment", "(Reporting by Ann Lee; Editing by Bo Ek)"])
    marked = [text[start:end] for start, end in read(text.encode()).boilerplate]
    assert marked == ["No comments:", "Post a Comment", "(Reporting by Ann Lee; Editing by Bo Ek)"]


@pytest.mark.parametrize("depth", [300, 20_000, 300_000])
def test_a_deeply_nested_page_costs_little(depth: int) -> None:
    page = a_page(f"<p>{SENTENCE}</p><p>{SENTENCE[4:]}</p>" + "<div>" * depth + "<p>deep</p>")
    began = time.monotonic()
    tracemalloc.start()
    try:
        document = read(page)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 5
    assert SENTENCE in document.text
    assert "nested too deeply" in document.notes[0]


@pytest.mark.parametrize(
    "broken",
    [
        "<p>{}<p><b><i></p></b><table><tr><li></article>",
        "<p>{}</p><![CDATA[ x ]]><?php echo 1 ?><p unclosed='",
        "<p>{}</p>&#xD800;&#0;&bogus;&#99999999;",
        "<p>{}</p>" + "<a " + "x=1 " * 50_000 + ">",
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>{}</p>&b;",
    ],
)
def test_a_broken_page_is_read_as_far_as_it_goes(broken: str) -> None:
    document = read(a_page(broken.format(SENTENCE)))
    assert SENTENCE in document.text
    assert document.text.encode()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    with suppress(DocumentError):
        document = read(content)
        assert document.text.encode()
        for start, end in document.boilerplate:
            assert document.text[start:end].strip()
