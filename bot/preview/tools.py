"""What do pictures need, and where is it? Chromium, Node and npm, or how to get them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.preview.browser import DrawingError
from bot.preview.payloads import Platform

FOLDER = Path(__file__).parents[2] / "deploy" / "preview"
"""What is drawn with, beside the program in a checkout: looks, and a script for Node."""

_PARTS = ("package.json", "slack.mjs")
_CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_HOW_CHROMIUM = (
    "Chromium: not found; on Debian: apt-get install chromium fonts-lato fonts-noto-core"
    " fonts-noto-color-emoji"
)
_HOW_NODE = "Node and npm: not found, and Slack's blocks need them; see https://nodejs.org"
_HOW_FOLDER = f"{FOLDER}: not found; pictures are made in a checkout of the repository"
_INSTALLS_WITHIN_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Tools:
    """What was found; "" where it was not."""

    chromium: str
    node: str
    npm: str
    has_folder: bool

    def missing(self, platforms: Collection[Platform]) -> tuple[str, ...]:
        """Return what drawing these platforms lacks and how to get it, one line each."""
        has_node = bool(self.node and self.npm)
        lacks = (
            (not self.chromium, _HOW_CHROMIUM),
            (not has_node and Platform.SLACK in platforms, _HOW_NODE),
            (not self.has_folder, _HOW_FOLDER),
        )
        return tuple(how for is_lacking, how in lacks if is_lacking)

    def can_draw(self, platform: Platform) -> bool:
        """Whether there is all that a picture of `platform` needs."""
        return not self.missing((platform,))


def find_tools() -> Tools:
    """Return what is on the path."""
    found = (shutil.which(name) for name in _CHROMIUMS)
    return Tools(
        chromium=next((path for path in found if path), ""),
        node=shutil.which("node") or "",
        npm=shutil.which("npm") or "",
        has_folder=FOLDER.is_dir(),
    )


def slack_script(npm: str, cache: Path) -> Path:
    """Return the script that draws Slack's blocks, beside the packages that it needs.

    The first time npm installs them, into `cache`. Raises `DrawingError` if it does not.
    """
    wanted = sha256(b"".join((FOLDER / part).read_bytes() for part in _PARTS)).hexdigest()
    home = cache / f"preview-{wanted[:12]}"
    done = home / "installed"
    if not done.exists():
        home.mkdir(parents=True, exist_ok=True)
        for part in _PARTS:
            shutil.copy(FOLDER / part, home / part)
        _run([npm, "install", "--no-audit", "--no-fund", "--no-package-lock"], home)
        done.touch()
    return home / "slack.mjs"


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=_INSTALLS_WITHIN_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        told = f"npm install failed in {folder}; run it there to see why, then try again"
        raise DrawingError(told) from error
