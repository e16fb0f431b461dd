"""What has the operator set? The only place that reads the environment.

records   Settings, and what each part of the bot is set to
fields    every setting: its variable, its name in the file, what it may be
needed    what must be set before a platform can be served
reading   the environment and the file -> Settings, or all that is wrong at once

A setting is a variable, or the same name in lower case and without GAINSAY_ in the TOML file
that GAINSAY_CONFIG names; the variable wins. An empty variable counts as not set. All that is
wrong is said at once, by the name of the setting; the values of secrets are never said.
"""

from bot.settings.reading import is_debugging, read_settings, unread_variables
from bot.settings.records import (
    DiscordSettings,
    ServeSettings,
    Settings,
    SettingsError,
    SlackSettings,
)

__all__ = [
    "DiscordSettings",
    "ServeSettings",
    "Settings",
    "SettingsError",
    "SlackSettings",
    "is_debugging",
    "read_settings",
    "unread_variables",
]
