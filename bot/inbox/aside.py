"""Calling plain functions from the event loop, in threads of our choice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


async def aside(
    threads: Executor, call: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs
) -> _R:
    """Return what `call` returns, run in one of `threads`."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(threads, lambda: call(*args, **kwargs))
