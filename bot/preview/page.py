"""What is around a message on a page: its look, and that it obeys nobody and fetches nothing."""

from __future__ import annotations

from html import escape

# Whatever slips through the escaping may neither run nor call anywhere.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(body: str, *, css: str, theme: str) -> str:
    """Return the whole page; `body` is HTML already, `theme` is "light" or "dark"."""
    ground = f'data-theme="{escape(theme)}"'
    return (
        f'<!doctype html>\n<html lang="en" {ground}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        f"<title>Gainsay</title><style>{css}</style></head><body {ground}>{body}</body></html>\n"
    )
