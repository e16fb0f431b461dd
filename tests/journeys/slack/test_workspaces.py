"""Many workspaces: each installs the app, gets its own answers, and can leave again."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientSession

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_payloads import ENTERPRISE
from tests.journeys.slack.chatting import DRONES, MISSILES, ask, press, read, say
from tests.journeys.slack.running import KEY, Running, Start

# slack-sdk sends the client's id and secret in a way that aiohttp will give up in 4.0.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
async def bot(start: Start, fake: FakeSlack) -> Running:
    settings = {
        "bot_token": "",
        "client_id": fake.client_id,
        "client_secret": fake.client_secret,
    }
    return await start(settings=settings, sealed=True)


async def install(
    bot: Running, fake: FakeSlack, team: str, **more: Any
) -> tuple[int, str, dict[str, str]]:
    """Do what somebody's browser does; return the last page, and what it was asked."""
    async with ClientSession() as session:
        async with session.get(f"{bot.url}/slack/install") as page:
            html = await page.text()
            cookie = page.cookies["slack-app-oauth-state"].value
        link = html.split('href="http')[1].split('"')[0].replace("&amp;", "&")
        link = f"http{link}"
        assert link.startswith(f"{fake.base}/oauth/v2/authorize")
        async with session.get(link, params={"team": team}) as agreed:
            answer = await agreed.json()
        fake.codes[answer["code"]] |= {"team": team, **more}
        query = {"code": answer["code"], "state": answer["state"]}
        asked = {"query": query, "cookie": cookie}
        status, text = await redirect(bot, **asked)  # type: ignore[arg-type]
        return status, text, {**query, "cookie": cookie}


async def redirect(bot: Running, *, query: dict[str, str], cookie: str) -> tuple[int, str]:
    headers = {"Cookie": f"slack-app-oauth-state={cookie}"} if cookie else {}
    async with (
        ClientSession() as session,
        session.get(f"{bot.url}/slack/oauth_redirect", params=query, headers=headers) as page,
    ):
        return page.status, await page.text()


async def test_a_workspace_that_installs_the_app_gets_answers(
    bot: Running, fake: FakeSlack
) -> None:
    assert (await install(bot, fake, "T0ONE"))[0] == 200
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    post = await ask(fake, fake.payloads.mention(MISSILES))
    assert post["me"] == "U0BOTT0ONE"


async def test_two_workspaces_see_nothing_of_each_other(bot: Running, fake: FakeSlack) -> None:
    for team in ("T0ONE", "T0TWO"):
        await install(bot, fake, team)
    for team in ("T0ONE", "T0TWO"):
        fake.payloads.team, fake.payloads.me = team, f"U0BOT{team}"
        post = await ask(fake, fake.payloads.direct(MISSILES))
        assert post["me"] == f"U0BOT{team}"
    post = await ask(fake, fake.payloads.direct("forget me"))
    assert "deleted" in post["text"]
    reply = fake.posts[0]["metadata"]["event_payload"]["reply"]
    assert bot.kept.find_reply(reply, space="slack:T0ONE")
    assert not bot.kept.find_reply(reply, space="slack:T0TWO")


async def test_an_organisation_installs_it_for_all_its_workspaces(
    bot: Running, fake: FakeSlack
) -> None:
    await install(bot, fake, "T0ANY", is_org_wide=True, enterprise=ENTERPRISE)
    fake.payloads.enterprise, fake.payloads.is_org_wide = ENTERPRISE, True
    fake.payloads.me = "U0BOTT0ANY"
    for team in ("T0ONE", "T0TWO"):
        fake.payloads.team = team
        post = await ask(fake, fake.payloads.mention(MISSILES))
        assert post["me"] == "U0BOTT0ANY"
        assert "confidence" in read(await press(fake, post, "Why this?"))
        private = await ask(fake, fake.payloads.command("/factcheck", DRONES))
        assert "Iravani" in private["text"]
        # Each of the organisation's workspaces is a space of its own.
        reply = post["metadata"]["event_payload"]["reply"]
        assert bot.kept.find_reply(reply, space=f"slack:{team}")


async def test_tokens_are_kept_sealed(bot: Running, fake: FakeSlack) -> None:
    await install(bot, fake, "T0ONE")
    sealed = bot.kept.find_installation("slack", "T0ONE")
    assert sealed is not None
    assert b"xoxb" not in sealed
    assert KEY.encode() not in sealed


async def test_a_token_that_expires_soon_is_replaced(bot: Running, fake: FakeSlack) -> None:
    fake.tokens_expire_seconds = 3600  # less than two hours
    await install(bot, fake, "T0ONE")
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    first = await ask(fake, fake.payloads.mention(MISSILES))
    assert first["me"] == "U0BOTT0ONE"
    fake.tokens_expire_seconds = 12 * 3600
    await ask(fake, fake.payloads.mention(MISSILES))
    await ask(fake, fake.payloads.mention(MISSILES))
    refreshed = [c for c in fake.called("oauth.v2.access") if "refresh_token" in c]
    assert len(refreshed) == 2  # not a third: the last one lives long enough


async def test_many_questions_at_once_fetch_one_fresh_token(bot: Running, fake: FakeSlack) -> None:
    fake.tokens_expire_seconds = 3600
    await install(bot, fake, "T0ONE")
    fake.tokens_expire_seconds = 12 * 3600
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    for _ in range(8):
        await say(fake, fake.payloads.mention(MISSILES))
    await fake.until(lambda: len(fake.posts) == 8)
    assert len([c for c in fake.called("oauth.v2.access") if "refresh_token" in c]) == 1


@pytest.mark.parametrize(
    "how", [{"status": 500}, {"drops": "before"}, {"error": "invalid_refresh_token"}]
)
async def test_without_a_fresh_token_the_old_one_serves_while_it_lives(
    bot: Running, fake: FakeSlack, how: dict[str, Any], logged: pytest.LogCaptureFixture
) -> None:
    fake.tokens_expire_seconds = 3600
    await install(bot, fake, "T0ONE")
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    fake.fail("oauth.v2.access", **how)
    await ask(fake, fake.payloads.mention(MISSILES))
    assert "no fresh token" in logged.text


async def test_a_workspace_that_removed_the_app_is_forgotten(bot: Running, fake: FakeSlack) -> None:
    await install(bot, fake, "T0ONE")
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    await ask(fake, fake.payloads.mention(MISSILES))
    await say(fake, fake.payloads.uninstalled())
    await bot.idle()
    assert bot.kept.find_installation("slack", "T0ONE") is None
    await say(fake, fake.payloads.mention(MISSILES))
    assert await fake.no_post(seconds=0.2)


async def test_a_workspace_that_never_installed_it_gets_nothing(
    bot: Running, fake: FakeSlack
) -> None:
    await say(fake, fake.payloads.mention(MISSILES))
    ack = await fake.by_socket(fake.payloads.command("/factcheck", MISSILES))
    await ack.wait()
    told = await fake.next_post()
    assert "not installed" in told["text"]
    assert fake.called("chat.postMessage") == []


async def test_an_installation_that_nobody_began_here_is_refused(
    bot: Running, fake: FakeSlack
) -> None:
    query = {"code": "code-1", "state": "made up"}
    for cookie in ("", "made up"):
        status, _ = await redirect(bot, query=query, cookie=cookie)
        assert status in (400, 401)
    assert fake.called("oauth.v2.access") == []


async def test_an_installation_works_once(bot: Running, fake: FakeSlack) -> None:
    _, _, used = await install(bot, fake, "T0ONE")
    query = {"code": used["code"], "state": used["state"]}
    status, _ = await redirect(bot, query=query, cookie=used["cookie"])
    assert status == 401
    assert len(fake.called("oauth.v2.access")) == 1


async def test_who_declines_is_told_so(bot: Running) -> None:
    status, page = await redirect(bot, query={"error": "<b>access_denied"}, cookie="")
    assert status == 200
    assert "<b>access" not in page


async def test_the_bots_own_workspace_may_be_set_beside_others(
    start: Start, fake: FakeSlack
) -> None:
    settings = {"client_id": fake.client_id, "client_secret": fake.client_secret}
    bot = await start(settings=settings, sealed=True)
    assert (await ask(fake, fake.payloads.mention(MISSILES)))["me"] == "U0GAINSAY"
    await install(bot, fake, "T0ONE")
    fake.payloads.team, fake.payloads.me = "T0ONE", "U0BOTT0ONE"
    assert (await ask(fake, fake.payloads.mention(MISSILES)))["me"] == "U0BOTT0ONE"


async def test_without_client_id_and_secret_nothing_can_be_installed(start: Start) -> None:
    bot = await start()
    async with ClientSession() as session, session.get(f"{bot.url}/slack/install") as page:
        assert page.status == 404
