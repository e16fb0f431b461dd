"""Files of each kind, whole and broken: what is read of them, and what is said of the rest."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intake.importing.item import LeftOut
from tests.knowledge.intake.importing.documents import (
    a_claimreview,
    a_document,
    a_mapping,
    items,
    left_out,
    lines_of,
    read,
)

ONE = json.dumps(a_claimreview())
MAPPED = a_mapping('[claim]\ntext = "claim"')
PAGE = f"""<!doctype html><html><head>
<script type="application/ld+json">{{"@type": "WebSite", "name": "Checks Example"}}</script>
<script type="application/ld+json">{ONE}</script></head><body><p>Words.</p></body></html>"""
MICRODATA = """<html><body><div itemscope itemtype="http://schema.org/ClaimReview">
<h1 itemprop="claimReviewed">It leaks.</h1><a itemprop="url" href="https://checks.example/1">x</a>
<div itemprop="author" itemscope itemtype="http://schema.org/Organization">
<span itemprop="name">Checks Example</span></div>
<div itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
<div itemprop="author" itemscope itemtype="http://schema.org/Person">
<span itemprop="name">Jane Roe</span></div></div>
<div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
<span itemprop="alternateName">Wrong</span></div></div></body></html>"""


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def texts(name: str, content: bytes | str) -> list[str]:
    return [item.text for item in items(a_document(name, content))]


def test_lines_that_are_broken_are_left_out_each_with_its_number() -> None:
    good = ONE.encode()
    content = b"\n".join(
        [good, b'{"a": ', b"[1]", b"\xff{}", b"", b'{"a": NaN}', good.replace(b"9", b"8")]
    )
    found = read(a_document("a.jsonl", content))
    assert len([each for each in found if not isinstance(each, LeftOut)]) == 2
    said = [str(each) for each in found if isinstance(each, LeftOut)]
    assert [line.split(":")[0] for line in said] == [f"a.jsonl, line {n}" for n in (2, 3, 4, 6)]
    assert "is not UTF-8 (byte 1)" in said[2]


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a", "a.jsonl"])
def test_lines_are_known_by_how_they_begin_whatever_the_file_is_called(name: str) -> None:
    assert texts(name, f"{ONE}\n{ONE.replace('9', '8')}\n") == [
        "The town hall's new roof cost 9 million euros.",
        "The town hall's new roof cost 8 million euros.",
    ]


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
    ],
)
def test_a_byte_order_mark_says_how_a_file_is_encoded(encoded: Callable[[str], bytes]) -> None:
    text = ONE.replace("euros", "€").replace("\\u20ac", "€")
    for name in ("a.jsonl", "a.json"):
        assert texts(name, encoded(text + "\n"))[0].endswith("9 million €.")


def test_a_mapping_may_name_the_encoding() -> None:
    mapping = a_mapping('encoding = "cp1252"\n[claim]\ntext = "claim"')
    document = a_document("a.csv", "claim\nIt cost 9 €.\n".encode("cp1252"))
    assert [item.text for item in items(document, mapping)] == ["It cost 9 €."]
    broken = a_document("a.csv", b"claim\n\x81\x8d\n")
    assert "is not cp1252, which it is said to be" in left_out(broken, mapping)[0]


@given(st.integers(min_value=1, max_value=len(ONE) * 2))
def test_json_that_is_cut_gives_what_is_whole_and_says_the_rest(length: int) -> None:
    content = json.dumps([a_claimreview(), a_claimreview(claimReviewed="It leaks.")])
    found = read(a_document("a.json", content[: min(length, len(content) - 1)]))
    last = found[-1]
    assert isinstance(last, LeftOut)
    assert "is not JSON from here on, or cut" in last.why


def test_an_element_that_is_too_deep_or_no_object_is_left_out_alone() -> None:
    deep = '{"a":' * 150 + "1" + "}" * 150
    found = read(a_document("a.json", f"[{deep}, 7, {ONE}, null]"))
    assert [str(each) for each in found if isinstance(each, LeftOut)] == [
        "a.json, record 1: is nested deeper than 100 levels; no record is",
        "a.json, record 2: is no object",
    ]
    assert len(found) == 3


def test_an_object_that_is_too_large_is_cut_short_and_said_once() -> None:
    fields = ", ".join(f'"f{n}": "{"x" * 1_000_000}"' for n in range(20))
    assert left_out(a_document("a.json", "{" + fields + "}")) == [
        "a.json, 'f9': is larger than 8,388,608 bytes; no record is",
        "a.json: holds no ClaimReview and no record of ours; if it is a row of a table, "
        "say which column is which with --mapping FILE",
    ]


@pytest.mark.parametrize("opened", ["[", '{"a":', '{"@graph":[', '[{"a":'])
def test_json_that_is_hopelessly_deep_ends_the_file(opened: str) -> None:
    said = left_out(a_document("a.json", opened * 300_000))
    assert said
    assert len(said) < 5


def test_a_line_that_is_hopelessly_deep_is_left_out() -> None:
    (said,) = left_out(a_document("a.jsonl", b'{"a":' * 200_000 + b"\n"))
    assert said == "a.jsonl, line 1: is nested too deeply; no record is"


@pytest.mark.parametrize("name", ["a.json", "a.html", "a.csv", "a.jsonl.gz"])
def test_an_empty_file_is_said_to_be_empty_or_to_hold_nothing(name: str) -> None:
    assert len(left_out(a_document(name, b""), MAPPED if name == "a.csv" else None)) == 1


def test_a_table_needs_a_mapping() -> None:
    (said,) = left_out(a_document("a.csv", "claim\nIt leaks.\n"))
    assert "--mapping" in said


def test_rows_that_are_cut_badly_quoted_or_not_utf8_are_left_out() -> None:
    content = b'claim,no\nOne.,1\nTwo.\n"Three" x,3\n\xe4,4\n"Four\nlines",5\n\n"Six,6\n'
    found = read(a_document("a.csv", content), MAPPED)
    assert [str(each).split(":")[0] for each in found if isinstance(each, LeftOut)] == [
        "a.csv, line 3",
        "a.csv, line 4",
        "a.csv, line 5",
        "a.csv, line 9",
    ]
    taken = [each.content for each in found if not isinstance(each, LeftOut)]
    assert [item.text for item in taken] == ["One.", "Four lines"]  # type: ignore[union-attr]


@pytest.mark.parametrize("content", ["\n", "a,a\n1,2\n", ",,\n"])
def test_a_table_without_names_for_its_columns_is_refused(content: str) -> None:
    assert "has no head line" in left_out(a_document("a.csv", content), MAPPED)[0]


def test_a_page_tells_what_its_json_ld_says() -> None:
    assert texts("a.html", PAGE) == ["The town hall's new roof cost 9 million euros."]
    assert texts("page", PAGE) == ["The town hall's new roof cost 9 million euros."]


def test_a_page_tells_what_its_microdata_says() -> None:
    (item,) = items(a_document("a.html", MICRODATA))
    assert (item.text, item.url) == ("It leaks.", "https://checks.example/1")
    assert item.claimants[0].name == "Jane Roe"
    assert (item.reviews[0].publisher, item.reviews[0].rating) == ("Checks Example", "Wrong")


def test_a_page_that_says_it_in_both_ways_is_read_once() -> None:
    both = PAGE.replace("<p>", MICRODATA.split("<body>")[1].split("</body>")[0] + "<p>")
    assert texts("a.html", both) == ["The town hall's new roof cost 9 million euros."]


def test_the_type_of_json_ld_may_be_written_in_capitals_and_with_a_charset() -> None:
    odd = PAGE.replace('"application/ld+json"', '"Application/LD+JSON; charset=utf-8"')
    assert texts("a.html", odd) == ["The town hall's new roof cost 9 million euros."]


def test_a_page_without_a_review_is_said_to_have_none() -> None:
    (said,) = left_out(a_document("a.html", "<html><body>Words.</body></html>"))
    assert said.startswith("a.html: holds no ClaimReview")


def test_a_block_of_a_page_that_is_broken_is_left_out_alone() -> None:
    broken = '<script type="application/ld+json">{"@type": "Claim</script>'
    found = read(a_document("a.html", PAGE.replace("<body>", broken + "<body>")))
    assert [str(each) for each in found if isinstance(each, LeftOut)] == [
        "a.html, JSON-LD 3: is not JSON, or cut; ask its publisher"
    ]
    assert len(found) == 2


def test_a_page_is_read_as_it_says_that_it_is_encoded() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("euros", "€")
    assert texts("a.html", page.encode("cp1252"))[0].endswith("million €.")
    (said,) = left_out(a_document("a.html", PAGE.replace("euros", "€").encode("cp1252")))
    assert said == "a.html: is not utf-8, which it is said to be; save it anew"


def test_entities_of_xml_are_not_opened() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + MICRODATA.replace(
        "It leaks.", "It leaks &b; &#8212; truly."
    )
    for name in ("a.html", "a.xhtml", "a.xml"):
        (text,) = texts(name, bomb)
        assert "haha" not in text
        assert "— truly" in text


def test_packed_files_are_read_as_what_is_in_them() -> None:
    assert texts("a.jsonl.gz", gzip.compress(f"{ONE}\n".encode())) == texts("a.json", ONE)
    assert texts("a.zip", zipped(a_json=ONE.encode(), b_html=PAGE.encode())) == 2 * texts(
        "a.json", ONE
    )


def test_what_is_packed_is_named_with_its_archive() -> None:
    (said,) = left_out(a_document("a.zip", zipped(b_json=b"[1]")))
    assert said == "a.zip/b.json, record 1: is no object"


def test_packed_files_that_are_cut_are_said_to_be() -> None:
    many = lines_of(a_claimreview(claimReviewed=f"Claim {n}.") for n in range(2_000))
    for name, packed in (("a.jsonl.gz", gzip.compress(many)), ("a.zip", zipped(a_jsonl=many))):
        said = left_out(a_document(name, packed[: len(packed) // 2]))
        assert any("cut or damaged" in line for line in said)


def test_a_locked_archive_is_said_to_be_locked() -> None:
    packed = bytearray(zipped(a_json=ONE.encode()))
    for head in (b"PK\x03\x04", b"PK\x01\x02"):
        at = packed.find(head) + (6 if head == b"PK\x03\x04" else 8)
        packed[at] |= 1
    assert "password" in left_out(a_document("a.zip", bytes(packed)))[0]


def test_bytes_that_are_nothing_that_is_known_are_refused() -> None:
    for content in (b"\x89PNG\r\n", b"hello", b"\x00" * 100, b"%PDF-1.7"):
        assert "is none of the files that can be read" in left_out(a_document("a", content))[0]


@given(st.binary(max_size=200), st.sampled_from("a a.json a.jsonl a.csv a.html a.zip".split()))
def test_whatever_the_bytes_are_nothing_falls_over(content: bytes, name: str) -> None:
    for mapping in (None, MAPPED):
        assert all(str(said) for said in left_out(a_document(name, content), mapping))
