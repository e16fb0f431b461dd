from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.refusals import (
    APP_TOKEN,
    BOT_TOKEN,
    Kind,
    read_refusal,
    read_webhook_refusal,
    what_to_do,
)


def an_error(status: int = 200, **data: object) -> SlackApiError:
    headers = {"Retry-After": str(data.pop("after"))} if "after" in data else {}
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data=data,
        headers=headers,
        status_code=status,
    )
    return SlackApiError("failed", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (an_error(error="invalid_auth"), Kind.TOKEN),
        (an_error(error="missing_scope", needed="chat:write"), Kind.SCOPE),
        (an_error(error="not_in_channel"), Kind.NOT_A_MEMBER),
        (an_error(error="is_archived"), Kind.FOR_GOOD),
        (an_error(error="never_heard_of"), Kind.FOR_GOOD),
        (an_error(error="msg_blocks_too_long"), Kind.TOO_MUCH),
        (an_error(error="fatal_error"), Kind.UNCERTAIN),
        (an_error(500), Kind.UNCERTAIN),
        (an_error(503, error="is_archived"), Kind.UNCERTAIN),
        (an_error(200), Kind.UNCERTAIN),
        (an_error(429, error="ratelimited", after=7), Kind.LATER),
    ],
)
def test_each_refusal_means_something(error: SlackApiError, kind: Kind) -> None:
    assert read_refusal(error).kind is kind


def test_how_long_to_wait_and_what_is_missing_is_read() -> None:
    assert read_refusal(an_error(429, after=7)).wait_seconds == 7
    assert read_refusal(an_error(429, after="soon")).wait_seconds == 30
    assert read_refusal(an_error(error="missing_scope", needed="chat:write")).scope == "chat:write"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (404, "used_url", Kind.FOR_GOOD),
        (400, "invalid_blocks", Kind.TOO_MUCH),
        (500, "", Kind.UNCERTAIN),
        (429, "", Kind.LATER),
    ],
)
def test_a_response_url_is_read_the_same_way(status: int, body: str, kind: Kind) -> None:
    assert read_webhook_refusal(status, body, {}).kind is kind


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "missing_scope", "new_code"])
@pytest.mark.parametrize("token", [BOT_TOKEN, APP_TOKEN])
def test_what_to_do_names_the_setting_and_the_page(code: str, token: str) -> None:
    said = what_to_do(code, token)
    assert token in said
    assert "api.slack.com/apps" in said
