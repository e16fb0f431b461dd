"""How does the bot do when everybody asks at once? `python -m tests.load --help`."""
