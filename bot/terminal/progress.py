"""How far is it? Shown on a terminal only, and gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is to be called with what is being done, how much is done, and of how much."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done, _of: None
        return
    with ExitStack() as stack:
        yield _Bar(stack)


class _Bar:
    """Holds a progress display open, from the first call on: mostly there is none."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._show: Callable[[str, int, int], None] | None = None

    def __call__(self, doing: str, done: int, of: int) -> None:
        if self._show is None:
            self._show = self._open()
        self._show(doing, done, of)

    def _open(self) -> Callable[[str, int, int], None]:
        # Imported here: it takes time that only the first run has to spend.
        from rich.console import Console
        from rich.progress import Progress, TaskID

        progress = self._stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = progress.add_task(doing)
            progress.update(tasks[doing], completed=done, total=of)

        return show
