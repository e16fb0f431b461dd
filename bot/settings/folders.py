"""Where in the user's folders are things kept that are no settings and no records?"""

from __future__ import annotations

from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time; it may not exist yet."""
    import platformdirs  # here, as elsewhere in the settings: few commands need it

    return Path(platformdirs.user_cache_dir("gainsay", appauthor=False))
