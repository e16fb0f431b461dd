from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, is_debugging, read_settings, unread_variables


def _problems(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as raised:
        read_settings(environ)
    return str(raised.value)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings({})
    assert settings.database.name == "gainsay.sqlite"
    assert settings.database.is_absolute()
    assert settings.packs == ()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"GAINSAY_DATABASE": "", "GAINSAY_PACKS": ""}) == read_settings({})


def test_several_packs_are_separated_as_the_system_does(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    settings = read_settings({"GAINSAY_PACKS": f"{one}{os.pathsep}{two}"})
    assert settings.packs == (one, two)


def test_the_file_sets_what_the_environment_does_not(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    file = tmp_path / "gainsay.toml"
    file.write_text('database = "kept.sqlite"\npacks = ["pack"]\n')
    config = {"GAINSAY_CONFIG": str(file)}
    assert read_settings(config) == Settings(tmp_path / "kept.sqlite", (tmp_path / "pack",))
    other = read_settings({**config, "GAINSAY_DATABASE": "/elsewhere.sqlite"})
    assert other.database == Path("/elsewhere.sqlite")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "gainsay.toml"
    file.write_text('databse = "x"\npacks = 3\n')
    said = _problems(
        {
            "GAINSAY_CONFIG": str(file),
            "GAINSAY_DATABASE": str(tmp_path),
            "GAINSAY_PACKS": str(tmp_path / "none"),
        }
    )
    assert "'databse' is not a setting" in said
    assert "'packs' must be a list of folders" in said
    assert f"GAINSAY_DATABASE: {tmp_path} is a folder" in said
    assert "GAINSAY_PACKS:" in said
    assert len(said.split("\n")) == 5


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"database = ", "is not TOML"), (b"\xff", "is not UTF-8"), (None, "cannot be read")],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "gainsay.toml"
    if content is not None:
        file.write_bytes(content)
    assert why in _problems({"GAINSAY_CONFIG": str(file)})


def test_values_of_a_wrong_kind_are_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "gainsay.toml"
    file.write_text('database = ["hunter2"]\n')
    assert "hunter2" not in _problems({"GAINSAY_CONFIG": str(file)})


def test_a_misspelt_variable_is_noticed() -> None:
    environ = {"GAINSAY_DATABSE": "x", "GAINSAY_DEBUG": "1", "HOME": "/"}
    assert unread_variables(environ) == ("GAINSAY_DATABSE",)


def test_debugging_is_asked_for() -> None:
    assert [is_debugging({"GAINSAY_DEBUG": value}) for value in ("", "0", "1")] == [
        False,
        False,
        True,
    ]
