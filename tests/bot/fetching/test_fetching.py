from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from bot.fetching import Fetched, FetchError, Limits, fetch
from tests.fakes.pages import Page, Write, may_reach_loopback, page, redirect, serve_pages

ZEROS = b"0" * 200_000_000


def fetched(pages: dict[str, Page], *, limits: Limits | None = None) -> Fetched:
    with serve_pages(pages) as served:
        return fetch(served.address + "/", limits=limits, may_reach=may_reach_loopback)


def refusal(pages: dict[str, Page], *, limits: Limits | None = None) -> str:
    with pytest.raises(FetchError) as raised:
        fetched(pages, limits=limits)
    return raised.value.why


def packed(body: bytes, encoding: str) -> bytes:
    return page(body, headers=f"Content-Encoding: {encoding}\r\n")


def test_a_document_comes_with_its_address_type_and_charset() -> None:
    found = fetched({"/": page(b"gr\xfc\xdfe", type_="text/plain; charset=ISO-8859-1")})
    assert (found.content, found.media_type, found.charset) == (
        b"gr\xfc\xdfe",
        "text/plain",
        "ISO-8859-1",
    )
    assert found.url.startswith("http://127.0.0.1:")


RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"words")),
        ("gzip", gzip.compress(b"wo") + gzip.compress(b"rds")),
        ("deflate", zlib.compress(b"words")),
        ("deflate", RAW_DEFLATE.compress(b"words") + RAW_DEFLATE.flush()),
        ("identity", b"words"),
    ],
)
def test_a_packed_document_is_unpacked(encoding: str, body: bytes) -> None:
    assert fetched({"/": packed(body, encoding)}).content == b"words"


def test_a_redirect_is_followed_and_the_last_address_is_kept() -> None:
    found = fetched({"/": redirect("/there#part"), "/there": page(b"words")})
    assert found.content == b"words"
    assert found.url.endswith("/there")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "gopher://example.org/",
        "data:text/plain,x",
        "http:///nothing",
        "example.org",
        "http://example.org:99999/",
        "http://[::1",
        "",
    ],
)
def test_only_addresses_of_http_and_https_are_taken(url: str) -> None:
    with pytest.raises(FetchError, match="address"):
        fetch(url)


def test_a_name_and_password_in_an_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError, match="remove it") as raised:
        fetch("https://somebody:hidden@example.org/page?key=hidden")
    assert "somebody" not in str(raised.value)
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_this_machine_is_reached(host: str) -> None:
    with serve_pages({"/": page(b"secret")}) as served:
        port = served.address.rsplit(":", 1)[1]
        with pytest.raises(FetchError):
            fetch(f"http://{host}:{port}/")
    assert not served.requests


def test_a_private_address_is_refused_after_a_redirect_too() -> None:
    why = refusal({"/": redirect("http://10.0.0.1/admin")})
    assert "not of the public internet" in why


def test_a_redirect_to_another_kind_of_address_is_refused() -> None:
    assert "http://" in refusal({"/": redirect("file:///etc/passwd")})


def test_a_name_that_changes_its_address_is_connected_to_the_one_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def first_public(host: Any, *args: Any, **options: Any) -> Any:
        if host != "turncoat.example":
            return real(host, *args, **options)
        looked_up.append(host)
        # 192.0.2.1 is for documentation: nobody answers there.
        answer = "192.0.2.1" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", first_public)
    with serve_pages({"/": page(b"secret")}) as served:
        port = served.address.rsplit(":", 1)[1]
        with pytest.raises(FetchError):
            fetch(
                f"http://turncoat.example:{port}/",
                limits=Limits(seconds=0.3),
                may_reach=lambda address: str(address) == "192.0.2.1",
            )
    assert len(looked_up) == 1
    assert not served.requests


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("1.1.1.1", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match="not of the public internet"):
        fetch("http://two-faced.example/")


def test_five_redirects_are_followed_and_six_are_not() -> None:
    chain: dict[str, Page] = {f"/{step}": redirect(f"/{step + 1}") for step in range(1, 6)}
    assert fetched({"/": redirect("/2"), **chain, "/6": page(b"words")}).content == b"words"
    assert "more than 5" in refusal({"/": redirect("/1"), **chain, "/6": page(b"words")})


def test_a_circle_of_redirects_ends() -> None:
    assert "redirected" in refusal({"/": redirect("/")})


def test_a_redirect_to_nowhere_is_said() -> None:
    assert "where to" in refusal({"/": page(b"", status="302 Found")})


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "206 Partial"])
def test_what_is_not_the_document_is_refused_with_the_servers_number(status: str) -> None:
    assert status[:3] in refusal({"/": page(b"sorry", status=status)})


def test_a_document_that_says_it_is_too_large_is_not_read() -> None:
    assert "larger" in refusal({"/": page(b"x" * 2000)}, limits=Limits(bytes=1000))


def test_a_document_may_be_as_large_as_the_limit_and_no_larger() -> None:
    limits = Limits(bytes=1000)
    for size, is_kept in ((1000, True), (1001, False)):
        for sent in (page(b"x" * size), packed(gzip.compress(b"x" * size), "gzip")):
            if is_kept:
                assert len(fetched({"/": sent}, limits=limits).content) == size
            else:
                assert "larger" in refusal({"/": sent}, limits=limits)


def test_a_document_without_an_end_is_given_up() -> None:
    def endless(write: Write) -> None:
        write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            write(b"x" * 65536)

    assert "larger" in refusal({"/": endless}, limits=Limits(bytes=1_000_000))


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)]
)
def test_a_bomb_costs_no_more_memory_than_a_document(
    encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = packed(pack(ZEROS), encoding)
    tracemalloc.start()
    try:
        assert "larger" in refusal({"/": bomb}, limits=Limits(bytes=1_000_000))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_a_way_of_packing_that_was_not_asked_for_is_refused(encoding: str) -> None:
    assert "packed" in refusal({"/": packed(b"x", encoding)})


def test_a_cut_document_is_not_taken_for_the_whole() -> None:
    whole = gzip.compress(b"words and more words" * 100)
    cut = page(b"x" * 100)[:-50]
    assert "damaged" in refusal({"/": packed(whole[:-10], "gzip")})
    assert "broke off" in refusal({"/": cut}) or "cannot be read" in refusal({"/": cut})


def test_what_is_not_packed_as_it_says_is_refused() -> None:
    assert "damaged" in refusal({"/": packed(b"not gzip at all", "gzip")})


def test_a_slow_server_is_given_up_in_time() -> None:
    def slow(write: Write) -> None:
        write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        for _ in range(100):
            time.sleep(0.05)
            write(b"x")

    began = time.monotonic()
    assert "longer than 0.3 seconds" in refusal({"/": slow}, limits=Limits(seconds=0.3))
    assert time.monotonic() - began < 3


def test_slow_redirects_share_the_time() -> None:
    def slowly(write: Write) -> None:
        time.sleep(0.2)
        write(redirect("/"))

    assert "longer" in refusal({"/": slowly}, limits=Limits(seconds=0.3))


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 99999]
)
def test_a_server_that_does_not_speak_http_is_said(answer: bytes) -> None:
    assert "try again later" in refusal({"/": answer})


def test_a_server_that_is_not_there_is_said() -> None:
    with serve_pages({}) as served:
        pass
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(served.address, may_reach=may_reach_loopback)
