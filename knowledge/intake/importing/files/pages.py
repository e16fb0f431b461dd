"""An HTML page: the JSON-LD and the microdata that it has for machines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

from knowledge.errors import UnusableError
from knowledge.intake.importing.files.encoding import known_encoding
from knowledge.intake.importing.files.lines import check_depth
from knowledge.intake.importing.item import LeftOut, Row

PAGE_BYTES = 16 * 1024 * 1024
_REVIEW = "ClaimReview"
_TYPE = "application/ld+json"


def read_page(file: str, stream: BinaryIO, charset: str | None) -> Iterator[Row | LeftOut]:
    """Yield what each block of structured data in the page says, or why it cannot be read."""
    content = stream.read(PAGE_BYTES + 1)
    if len(content) > PAGE_BYTES:
        raise UnusableError(f"is larger than {PAGE_BYTES:,} bytes; no page is")
    # Imported here: it takes time that only pages have to spend.
    import lxml.etree
    from extruct.jsonld import JsonLdExtractor
    from extruct.utils import parse_html

    try:
        tree = parse_html(_text(content, charset).encode("utf-8"), encoding="utf-8")
    except lxml.etree.LxmlError as error:
        raise UnusableError("is empty, or no HTML") from error
    scripts = [script for script in tree.iter("script") if _is_json_ld(script)]
    for number, script in enumerate(scripts, 1):
        where = f"JSON-LD {number}"
        try:
            blocks = JsonLdExtractor().extract_items(script)
            check_depth(blocks)
        except UnusableError as error:
            yield LeftOut(file, where, error.why)
        except (ValueError, RecursionError):
            yield LeftOut(file, where, "is not JSON, or cut; ask its publisher")
        else:
            yield from _rows(file, where, blocks)
    # Many pages say the same in both; then JSON-LD says more.
    if not any(_REVIEW in (script.text or "") for script in scripts):
        yield from _microdata(file, tree)


def _is_json_ld(script: Any) -> bool:
    """Whether it is what it is said to be, also as "Application/LD+JSON; charset=utf-8"."""
    type_ = script.get("type", "").split(";")[0].strip().lower()
    if type_ == _TYPE:
        script.set("type", _TYPE)  # as extruct looks for it
    return bool(type_ == _TYPE)


def _rows(file: str, where: str, blocks: list[Any]) -> Iterator[Row | LeftOut]:
    for block in blocks:
        if isinstance(block, dict):
            yield Row(where, block, is_part=True)
        else:
            yield LeftOut(file, where, "is no object")


def _microdata(file: str, tree: Any) -> Iterator[Row | LeftOut]:
    from extruct.w3cmicrodata import MicrodataExtractor

    try:
        found = MicrodataExtractor().extract_items(tree, base_url=None)
        check_depth(found)
        blocks = [_as_json_ld(block) for block in found]
    except UnusableError as error:
        yield LeftOut(file, "microdata", error.why)
    except (ValueError, RecursionError):
        yield LeftOut(file, "microdata", "cannot be read; ask its publisher")
    else:
        yield from _rows(file, "microdata", blocks)


def _as_json_ld(node: Any) -> Any:
    """Return a microdata item as JSON-LD says the same."""
    if isinstance(node, list):
        return [_as_json_ld(part) for part in node]
    if not isinstance(node, dict):
        return node
    said = {name: _as_json_ld(part) for name, part in node.get("properties", {}).items()}
    return {"@type": node.get("type", ""), **({"@id": node["id"]} if "id" in node else {}), **said}


def _text(content: bytes, charset: str | None) -> str:
    """Return the page as text: by its mark, what the server says, what it declares, or UTF-8."""
    from w3lib.encoding import html_body_declared_encoding, read_bom

    mark, bom = read_bom(content)
    if mark and bom:
        content = content[len(bom) :]
    encoding = known_encoding(mark or charset or html_body_declared_encoding(content) or "utf-8")
    try:
        return codecs.decode(content, encoding)
    except (UnicodeError, LookupError) as error:
        raise UnusableError(f"is not {encoding}, which it is said to be; save it anew") from error
