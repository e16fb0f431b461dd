"""`gainsay review --interactive`: the desk's pages with their buttons, on a terminal."""

from __future__ import annotations

import secrets

import click

from bot.cli.output import print_reply
from bot.conversation.place import Asked, Filled, Place, Press
from bot.desk.editing import Desk
from bot.form import Field, FieldKind, Form
from bot.reply import Reply
from bot.safe import safe_line


def go_through(desk: Desk, place: Place) -> None:
    """Show what waits, and do what is chosen, until somebody stops."""
    shown: Reply | Form = desk.desk(Asked("", place, _key()))
    while True:
        if isinstance(shown, Form):
            shown = desk.submit(Filled(shown.id, _filled(shown), place, _key()))
            continue
        print_reply(shown)
        number = _chosen(shown)
        if number is None:
            return
        button = shown.buttons[number]
        shown = desk.press(Press(button.act, shown.id, button.number, place, _key()))


def _chosen(reply: Reply) -> int | None:
    """Return which of the buttons is chosen, None to stop."""
    if not reply.buttons:
        return None
    click.echo()
    for number, button in enumerate(reply.buttons, 1):
        click.echo(f"  {number}  {safe_line(button.label)}")
    most = len(reply.buttons)
    typed: int = click.prompt("Number (0 stops)", type=click.IntRange(0, most), default=0)
    return typed - 1 if typed else None


def _filled(form: Form) -> dict[str, str]:
    """Ask for each field; what is only confirmed stays as it is."""
    click.echo(f"\n{safe_line(form.title)}")
    for problem in form.problems:
        label = next((f.label for f in form.fields if f.id == problem.field), "")
        click.echo(safe_line(f"! {label}: {problem.why}" if label else f"! {problem.why}"))
    return {field.id: _asked(field) for field in form.fields}


def _asked(field: Field) -> str:
    label = safe_line(field.label if field.is_required else f"{field.label} (“-” for none)")
    if field.kind is FieldKind.CHOICE:
        return _picked(field, label)
    if field.value:
        click.echo(f"{label}: {safe_line(field.value)}")
    typed: str = click.prompt(label, default=field.value, show_default=False)
    return "" if typed.strip() == "-" else typed


def _picked(field: Field, label: str) -> str:
    for number, option in enumerate(field.choices, 1):
        click.echo(f"  {number}  {safe_line(option.label)}")
    values = [option.value for option in field.choices]
    now = values.index(field.value) + 1 if field.value in values else 0
    most = len(values)
    chosen: int = click.prompt(label, type=click.IntRange(0, most), default=now)
    return values[chosen - 1] if chosen else ""


def _key() -> str:
    """Return a name for what is typed now: nothing delivers it twice."""
    return secrets.token_hex(16)
