"""Documents of the web, fetched so that neither their address nor their size can hurt us.

addresses  may this address be connected to?
unpacking  how much is in a compressed body, and what
fetching   one document: its redirects, its limits, its bytes
"""

from __future__ import annotations

from bot.fetching.addresses import MayReach, is_public
from bot.fetching.errors import FetchError
from bot.fetching.fetching import Fetched, Limits, fetch

__all__ = ["FetchError", "Fetched", "Limits", "MayReach", "fetch", "is_public"]
