"""`gainsay doctor`: is everything there that is needed, and what to do if not?"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import metadata

import click

from bot.cli.outcomes import ExitCode, finish
from bot.cli.output import print_json, print_reply
from bot.findings import Finding
from bot.phrases.wording import count, listed
from bot.reply import Line, Reply, Section
from bot.settings import Settings, SettingsError, read_settings, unread_variables
from knowledge.errors import KnowledgeError


@click.command(
    short_help="Look whether everything is there.",
    epilog="Example: gainsay doctor",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one finding a line.")
def doctor(as_json: bool) -> None:
    """Look at the installation, the settings, the store, the model and the platforms.

    Nothing is changed. Where tokens are set, the platform is asked whether they are right.

    Exits with 3 if something is missing or wrong; what to do is said beside it.
    """
    findings = list(examine())
    wrong = [finding for finding in findings if not finding.is_well]
    if as_json:
        for finding in findings:
            print_json(asdict(finding))
    else:
        headline = "Everything is as it should be."
        if wrong:
            headline = f"Needs a look: {listed(finding.what for finding in wrong)}."
        lines = tuple(Line(finding.what, finding.found) for finding in findings)
        print_reply(Reply(headline, sections=(Section("", lines),)))
    finish(ExitCode.LEFT_OUT if wrong else ExitCode.DONE)


def examine() -> Iterator[Finding]:
    """Yield what was found; what cannot be used is a finding, too."""
    yield _versions()
    try:
        settings = read_settings()
    except SettingsError as error:
        yield from (Finding("settings", problem, is_well=False) for problem in error.problems)
    else:
        yield from _try("packs", lambda: _packs(settings))
        yield from _try("store", lambda: _store(settings))
        yield from _chat(settings)
    if unread := unread_variables():
        said = f"{listed(unread)}: not a setting, so it was not read; correct or remove it"
        yield Finding("settings", said, is_well=False)
    yield from _try("meaning", _encoder)
    yield from _try("word meaning", _word_vectors)
    yield from _try("thresholds", _thresholds)


def _try(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except KnowledgeError as error:
        yield Finding(what, str(error), is_well=False)


def _versions() -> Finding:
    try:
        version = metadata.version("gainsay")
    except metadata.PackageNotFoundError:
        version = "(run from a checkout, not installed)"
    return Finding("gainsay", f"{version}, Python {sys.version.split()[0]}")


def _packs(settings: Settings) -> Iterator[Finding]:
    from bot.assembly import starting_packs
    from knowledge.intake.pack import read_pack

    for folder in starting_packs(settings):
        pack = read_pack(folder)
        yield Finding("packs", f"{pack.id}: {count(len(pack.records.claims), 'claim')}")


def _store(settings: Settings) -> Iterator[Finding]:
    from bot.assembly import open_store
    from knowledge.matching.meaning import ENCODER_NAME

    if not settings.database.exists():
        yield Finding("store", f"{settings.database}: none yet; the first question makes it")
        return
    with open_store(settings) as store:
        counts = store.counts()
        version = store.knowledge_version()
        without = len(store.claims_without_vectors(ENCODER_NAME))
    parts = [
        count(counts.sources, "source"),
        count(counts.speakers, "speaker"),
        count(counts.claims, "claim"),
        count(counts.responses, "response"),
        count(counts.reviews, "review"),
    ]
    yield Finding("store", f"{settings.database}: {listed(parts)}, knowledge version {version}")
    if without:
        waiting = f"{count(without, 'claim')} not read yet; the next question does it"
        yield Finding("meaning", waiting)


def _chat(settings: Settings) -> Iterator[Finding]:
    """Yield what each platform says to the tokens that are set."""
    if settings.slack.is_set:
        from bot.slack.doctor import examine as examine_slack

        yield from asyncio.run(examine_slack(settings.slack))
    if settings.discord.is_set:
        from bot.discord.doctor import examine as examine_discord

        yield from asyncio.run(examine_discord(settings.discord))
    if not (settings.slack.is_set or settings.discord.is_set):
        yield Finding("chat", "no platform is set up; docs/slack.md and deploy/discord-setup.md")


def _encoder() -> Iterator[Finding]:
    from knowledge.matching.meaning import ENCODER_FOLDER, ENCODER_NAME, open_encoder

    encoder = open_encoder()
    if encoder is None:
        yield Finding(
            "meaning",
            f"no model in {ENCODER_FOLDER}: questions are matched on words alone; install"
            " Gainsay again to get it",
            is_well=False,
        )
        return
    encoder.encode(["a sentence"])
    yield Finding("meaning", ENCODER_NAME)


def _word_vectors() -> Iterator[Finding]:
    from bot.assembly import open_word_vectors

    vectors = open_word_vectors()
    if vectors is None:
        missing = "no word vectors: synonyms are not seen; install Gainsay again to get them"
        yield Finding("word meaning", missing, is_well=False)
        return
    vectors.similarity("said", "told")
    yield Finding("word meaning", "word vectors found")


def _thresholds() -> Iterator[Finding]:
    from knowledge.matching.confidence import load_thresholds

    yield Finding("thresholds", f"fitted on: {load_thresholds().fitted_on}")
