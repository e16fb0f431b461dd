"""What the commands are called in German, French and Spanish. The bot itself speaks English."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands

Translations = Mapping[str, tuple[str, str, str]]

NAMES: Translations = {
    "factcheck": ("faktencheck", "vérifier", "verificar"),
    "source": ("quelle", "source", "fuente"),
    "speaker": ("sprecher", "locuteur", "declarante"),
    "gaps": ("unbeantwortet", "sans-réponse", "sin-respuesta"),
    "desk": ("redaktion", "rédaction", "redacción"),
    "gainsay": ("gainsay", "gainsay", "gainsay"),
    "here": ("hier", "ici", "aquí"),
    "help": ("hilfe", "aide", "ayuda"),
    "forget": ("vergessen", "oublier", "olvidar"),
    "question": ("frage", "question", "pregunta"),
    "words": ("worte", "mots", "palabras"),
    "name": ("name", "nom", "nombre"),
    "party": ("partei", "partie", "parte"),
    "mode": ("modus", "mode", "modo"),
    "about": ("thema", "sujet", "tema"),
    "history": ("verlauf", "historique", "historial"),
    "editors": ("redakteure", "rédacteurs", "editores"),
    "Check this message": (
        "Diese Nachricht prüfen",
        "Vérifier ce message",
        "Verificar este mensaje",
    ),
    "Record this message": (
        "Diese Nachricht festhalten",
        "Enregistrer ce message",
        "Registrar este mensaje",
    ),
}
SENTENCES: Translations = {
    "Who said it, and who denied it? Answered for you alone; you can share it.": (
        "Wer hat es gesagt, wer hat es bestritten? Nur für dich; du kannst es teilen.",
        "Qui l’a dit, qui l’a nié ? Réponse pour vous seul ; vous pouvez la partager.",
        "¿Quién lo dijo y quién lo negó? Respuesta solo para ti; puedes compartirla.",
    ),
    "What do you want to know?": (
        "Was möchtest du wissen?",
        "Que voulez-vous savoir ?",
        "¿Qué quieres saber?",
    ),
    "Look a stored source up, and the claims that quote it.": (
        "Eine gespeicherte Quelle nachschlagen, und was aus ihr zitiert wird.",
        "Chercher une source enregistrée et les affirmations qui la citent.",
        "Buscar una fuente guardada y las afirmaciones que la citan.",
    ),
    "Title, publisher, symbol or words; empty for all sources.": (
        "Titel, Verlag, Signatur oder Worte; leer für alle Quellen.",
        "Titre, éditeur, cote ou mots ; vide pour toutes les sources.",
        "Título, editor, signatura o palabras; vacío para todas las fuentes.",
    ),
    "Look up what somebody said, carried, answered or was silent on.": (
        "Nachschlagen, was jemand sagte, weitergab, beantwortete oder verschwieg.",
        "Chercher ce que quelqu’un a dit, relayé, répondu ou passé sous silence.",
        "Buscar lo que alguien dijo, transmitió, respondió o calló.",
    ),
    "Name, role or country; empty for everybody on record.": (
        "Name, Amt oder Land; leer für alle Verzeichneten.",
        "Nom, fonction ou pays ; vide pour tous ceux qui sont enregistrés.",
        "Nombre, cargo o país; vacío para todos los registrados.",
    ),
    "List the claims that have no recorded response.": (
        "Die Behauptungen ohne verzeichnete Antwort auflisten.",
        "Lister les affirmations sans réponse enregistrée.",
        "Listar las afirmaciones sin respuesta registrada.",
    ),
    "Claims by or about whom; empty for all.": (
        "Behauptungen von wem oder über wen; leer für alle.",
        "Affirmations de qui ou sur qui ; vide pour toutes.",
        "Afirmaciones de quién o sobre quién; vacío para todas.",
    ),
    "Help, when Gainsay speaks here, and forgetting you.": (
        "Hilfe, wann Gainsay hier spricht, und dich vergessen.",
        "Aide, quand Gainsay parle ici, et vous oublier.",
        "Ayuda, cuándo habla Gainsay aquí y olvidarte.",
    ),
    "Say or set when Gainsay speaks in this channel. Setting it needs Manage Server.": (
        "Sagen oder festlegen, wann Gainsay hier spricht. Festlegen braucht „Server verwalten“.",
        "Dire ou régler quand Gainsay parle ici. Régler demande « Gérer le serveur ».",
        "Decir o fijar cuándo habla Gainsay aquí. Fijarlo requiere «Gestionar servidor».",
    ),
    "When it may speak; empty to see what is set.": (
        "Wann er sprechen darf; leer zeigt, was gilt.",
        "Quand il peut parler ; vide pour voir le réglage.",
        "Cuándo puede hablar; vacío para ver lo fijado.",
    ),
    "off: says nothing here": (
        "off: sagt hier nichts",
        "off : ne dit rien ici",
        "off: no dice nada aquí",
    ),
    "mentions: answers when it is mentioned": (
        "mentions: antwortet, wenn er erwähnt wird",
        "mentions : répond quand on le mentionne",
        "mentions: responde cuando lo mencionan",
    ),
    "listen: also answers questions that it is sure to know": (
        "listen: beantwortet auch Fragen, deren Antwort er sicher weiß",
        "listen : répond aussi aux questions dont il est sûr",
        "listen: responde también a las preguntas que conoce con seguridad",
    ),
    "Show what Gainsay can do.": (
        "Zeigen, was Gainsay kann.",
        "Montrer ce que Gainsay sait faire.",
        "Mostrar lo que Gainsay sabe hacer.",
    ),
    "A command; empty for all.": (
        "Ein Befehl; leer für alle.",
        "Une commande ; vide pour toutes.",
        "Un comando; vacío para todos.",
    ),
    "Delete what is kept about you here.": (
        "Löschen, was hier über dich gespeichert ist.",
        "Supprimer ce qui est conservé de vous ici.",
        "Borrar lo que se guarda de ti aquí.",
    ),
    "Where this server’s editors work: what waits, and records.": (
        "Wo die Redaktion dieses Servers arbeitet: was wartet, und Datensätze.",
        "Où travaille la rédaction de ce serveur : ce qui attend, et les fiches.",
        "Donde trabaja la redacción de este servidor: lo pendiente y los registros.",
    ),
    "The id of a record, or words of a claim; empty for what waits.": (
        "Kennung eines Datensatzes oder Worte einer Behauptung; leer: was wartet.",
        "Identifiant d’une fiche ou mots d’une affirmation ; vide : ce qui attend.",
        "Identificador de un registro o palabras de una afirmación; vacío: lo pendiente.",
    ),
    "The id of a record: who changed it, when and why.": (
        "Kennung eines Datensatzes: wer ihn wann und warum geändert hat.",
        "Identifiant d’une fiche : qui l’a modifiée, quand et pourquoi.",
        "Identificador de un registro: quién lo cambió, cuándo y por qué.",
    ),
    "The people and roles who are editors from now on, or “nobody”.": (
        "Personen und Rollen, die ab jetzt Redakteure sind, oder „nobody“.",
        "Personnes et rôles désormais rédacteurs, ou « nobody ».",
        "Personas y roles que serán editores desde ahora, o «nobody».",
    ),
}
_COLUMNS: Mapping[discord.Locale, int] = {
    discord.Locale.german: 0,
    discord.Locale.french: 1,
    discord.Locale.spain_spanish: 2,
    discord.Locale.latin_american_spanish: 2,
}
LOCALES = tuple(locale.value for locale in _COLUMNS)


class CommandTranslator(app_commands.Translator):
    """Translates names, descriptions and choices of commands; what is not in the lists stays."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the text says enough
    ) -> str | None:
        """Return the text in that language; None where there is no translation."""
        column = _COLUMNS.get(locale)
        texts = NAMES.get(string.message) or SENTENCES.get(string.message)
        return texts[column] if texts and column is not None else None
