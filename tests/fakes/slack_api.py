"""The fake Slack's answers to calls: checked first, then done, then answered, unless it fails."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.slack_blocks import wrong_with_message, wrong_with_view
from tests.fakes.slack_methods import METHODS, scope_needed
from tests.fakes.slack_payloads import APP, TEAM, Json

if TYPE_CHECKING:
    from tests.fakes.slack import FakeSlack, Fault

USES_OF_A_RESPONSE_URL = 5
_RESPONSE_KEYS = frozenset(
    "text blocks response_type replace_original delete_original thread_ts mrkdwn unfurl_links"
    " unfurl_media metadata attachments".split()
)


class ApiError(Exception):
    """Slack's word for what is wrong."""


class Api:
    def __init__(self, fake: FakeSlack) -> None:
        self.fake = fake

    async def call(self, request: web.Request) -> web.StreamResponse:
        from tests.fakes.slack import decoded

        name = request.match_info["method"]
        arguments = {**request.query, **decoded(await request.read(), request.content_type)}
        if isinstance(arguments.get("view"), str):
            arguments["view"] = json.loads(arguments["view"])
        self.fake.calls.append((name, arguments))
        fault = self.fake.next_fault(name)
        if fault and fault.drops == "before":
            return _cut(request)
        if fault and not fault.drops:
            return _failed(fault)
        try:
            answer = self._answer(name, arguments, request.headers.get("Authorization", ""))
        except ApiError as error:
            answer = {"ok": False, "error": str(error)}
            if str(error) == "missing_scope":
                needed = scope_needed(METHODS[name], str(arguments.get("channel", "")))
                provided = ",".join(sorted(self.fake.scopes))
                answer |= {"needed": needed, "provided": provided}
        self.fake.changed()
        if fault and fault.drops == "after":
            return _cut(request)
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.fake.scopes))}
        return web.json_response(answer, headers=headers)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """A `response_url`: five uses, for everybody or for the person alone."""
        body = await request.json()
        fault = self.fake.next_fault("response")
        if fault and fault.drops == "before":
            return _cut(request)
        if fault and not fault.drops:
            return _failed(fault)
        if self.fake.use(request.path) > USES_OF_A_RESPONSE_URL:
            self.fake.complaints.append("a response_url was used more than five times")
            return web.Response(status=404, text="used_url")
        wrong = [f"response: unknown {key}" for key in body if key not in _RESPONSE_KEYS]
        wrong += wrong_with_message(body)
        if wrong:
            self.fake.complaints += wrong
            return web.Response(status=400, text="invalid_blocks")
        is_public = body.get("response_type") == "in_channel"
        where = self.fake.payloads.where.get(request.path, {"channel": "", "user": "?"})
        user = "" if is_public else where["user"]
        self._keep("response_url", where["channel"], body, user=user)
        self.fake.posts[-1]["replaces"] = bool(body.get("replace_original"))
        self.fake.posts[-1]["response_url"] = f"{self.fake.base}{request.path}"
        self.fake.changed()
        return _cut(request) if fault and fault.drops == "after" else web.Response(text="ok")

    async def authorize(self, request: web.Request) -> web.Response:
        """Somebody agrees to install the app: sent back with a code."""
        code = self.fake.new_id("code-")
        self.fake.codes[code] = {"team": request.query.get("team") or TEAM}
        return web.json_response({"code": code, "state": request.query.get("state")})

    def _answer(self, name: str, arguments: Json, authorization: str) -> Json:
        method = METHODS.get(name)
        if method is None:
            self._complain(f"{name}: no such method")
            raise ApiError("unknown_method")
        arguments = {key: value for key, value in arguments.items() if value is not None}
        token = authorization.removeprefix("Bearer ")
        given = set(arguments) - {"token"}
        for key in sorted(given - method.required - method.optional):
            self._complain(f"{name}: unknown argument {key}")
        for key in sorted(method.required - given):
            self._complain(f"{name}: no {key}")
            raise ApiError("invalid_arguments")
        account = self._account(method.token, token)
        if method.token == "none":
            self._check_client(authorization)
        needed = scope_needed(method, str(arguments.get("channel", "")))
        if needed and needed not in self.fake.scopes:
            raise ApiError("missing_scope")
        does: Callable[[Json, Json], Json] = getattr(self, name.replace(".", "_"))
        return {"ok": True, **does(arguments, account)}

    def _account(self, kind: str, token: str) -> Json:
        if kind == "none":
            return {}
        if not token:
            raise ApiError("not_authed")
        if kind == "app":
            if token == self.fake.app_token:
                return {}
            raise ApiError("not_allowed_token_type" if token.startswith("xoxb") else "invalid_auth")
        account = self.fake.accounts.get(token)
        if account is None:
            raise ApiError("invalid_auth")
        if error := account.get("error"):
            raise ApiError(error)
        if account.get("until", time.time() + 1) <= time.time():
            raise ApiError("token_expired")
        return account

    def _check_client(self, authorization: str) -> None:
        known = f"{self.fake.client_id}:{self.fake.client_secret}".encode()
        if authorization != f"Basic {base64.b64encode(known).decode()}":
            raise ApiError("bad_client_secret")

    def auth_test(self, _arguments: Json, account: Json) -> Json:
        return {
            "url": "https://newsroom.slack.com/",
            "team": "Newsroom",
            "user": "gainsay",
            "team_id": account["team"],
            "user_id": account["me"],
            "bot_id": account["bot"],
            "is_enterprise_install": bool(account.get("is_org_wide")),
        }

    def apps_connections_open(self, _arguments: Json, _account: Json) -> Json:
        return {"url": self.fake.sockets.new_address()}

    def chat_postMessage(self, arguments: Json, account: Json) -> Json:  # noqa: N802
        channel = self._channel(self._direct(arguments["channel"]))
        if not channel["is_member"]:
            raise ApiError("not_in_channel")
        if channel.get("is_archived"):
            raise ApiError("is_archived")
        self._check("chat.postMessage", wrong_with_message(arguments))
        post = self._keep("chat.postMessage", channel["id"], arguments, me=account["me"])
        return {"channel": channel["id"], "ts": post["ts"], "message": post}

    def chat_update(self, arguments: Json, account: Json) -> Json:
        channel = self._channel(arguments["channel"])
        found = [
            post
            for post in self.fake.posts
            if (post["channel"], post["ts"]) == (channel["id"], arguments["ts"])
            and not post["user"]
            and not post.get("is_deleted")
        ]
        if not found:
            raise ApiError("message_not_found")
        if found[0]["me"] != account["me"]:
            raise ApiError("cant_update_message")
        blocks = arguments.get("blocks", found[0]["blocks"])
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        shown = {"text": arguments["text"], **({"blocks": blocks} if blocks else {})}
        self._check("chat.update", wrong_with_message(shown))
        found[0] |= {"text": arguments["text"], "blocks": blocks}
        found[0]["edits"] = found[0].get("edits", 0) + 1
        return {"channel": channel["id"], "ts": arguments["ts"], "text": arguments["text"]}

    def chat_postEphemeral(self, arguments: Json, account: Json) -> Json:  # noqa: N802
        channel = self._channel(arguments["channel"])
        if not channel["is_member"]:
            raise ApiError("not_in_channel")
        self._check("chat.postEphemeral", wrong_with_message(arguments))
        user = arguments["user"]
        post = self._keep("chat.postEphemeral", channel["id"], arguments, user=user)
        return {"message_ts": post["ts"]}

    def conversations_history(self, arguments: Json, _account: Json) -> Json:
        posts = [post for post in self._past(arguments) if not post.get("thread_ts")]
        return self._page(list(reversed(posts)), arguments)

    def conversations_replies(self, arguments: Json, _account: Json) -> Json:
        thread = arguments["ts"]
        return self._page(
            [p for p in self._past(arguments) if p.get("thread_ts") == thread], arguments
        )

    def conversations_info(self, arguments: Json, _account: Json) -> Json:
        return {"channel": self._channel(arguments["channel"])}

    def users_info(self, arguments: Json, _account: Json) -> Json:
        if arguments["user"] not in self.fake.people:
            raise ApiError("user_not_found")
        return {"user": self.fake.people[arguments["user"]]}

    def usergroups_users_list(self, arguments: Json, account: Json) -> Json:
        if account.get("is_org_wide") and not arguments.get("team_id"):
            raise ApiError("missing_argument")
        if arguments["usergroup"] not in self.fake.groups:
            raise ApiError("no_such_subteam")
        return {"users": self.fake.groups[arguments["usergroup"]]}

    def views_publish(self, arguments: Json, _account: Json) -> Json:
        return self._view("views.publish", arguments["view"], {"user": arguments["user_id"]})

    def views_open(self, arguments: Json, _account: Json) -> Json:
        trigger = str(arguments.get("trigger_id", ""))
        at = trigger.split(".")[1] if trigger.count(".") == 2 else "0"
        if time.time() - int(at) > 4:
            raise ApiError("expired_trigger_id")
        if trigger in self.fake.used_triggers:
            raise ApiError("exchanged_trigger_id")
        self.fake.used_triggers.add(trigger)
        return self._view("views.open", arguments["view"], {"id": self.fake.new_id("V")})

    def views_update(self, arguments: Json, _account: Json) -> Json:
        known = [view for view in self.fake.views if view.get("id") == arguments.get("view_id")]
        if not known:
            raise ApiError("not_found")
        return self._view("views.update", arguments["view"], {"id": arguments["view_id"]})

    def assistant_threads_setSuggestedPrompts(  # noqa: N802
        self, arguments: Json, _account: Json
    ) -> Json:
        prompts = arguments["prompts"]
        wrong = [] if 1 <= len(prompts) <= 4 else [f"{len(prompts)} prompts"]
        wrong += ["a prompt without words" for p in prompts if not (p["title"] and p["message"])]
        self._check("assistant.threads.setSuggestedPrompts", wrong)
        self._channel(arguments["channel_id"])
        self.fake.prompts.append(arguments)
        return {}

    def oauth_v2_access(self, arguments: Json, _account: Json) -> Json:
        if arguments.get("grant_type") == "refresh_token":
            old = self.fake.refresh_tokens.pop(arguments["refresh_token"], None)
            if old is None:
                raise ApiError("invalid_refresh_token")
            return self._grant(old)
        installed = self.fake.codes.pop(arguments.get("code", ""), None)
        if installed is None:
            raise ApiError("invalid_code")
        return self._grant(installed)

    def _grant(self, installed: Json) -> Json:
        token, team = self.fake.new_id("xoxb-granted-"), installed["team"]
        org_wide = bool(installed.get("is_org_wide"))
        account: Json = {"team": team, "me": f"U0BOT{team}", "bot": f"B0{team}"}
        answer: Json = {
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(sorted(self.fake.scopes)),
            "bot_user_id": account["me"],
            "app_id": APP,
            "team": None if org_wide else {"id": team, "name": "Newsroom"},
            "enterprise": {"id": installed["enterprise"], "name": "Org"} if org_wide else None,
            "is_enterprise_install": org_wide,
            "authed_user": {"id": "U0INSTALLER"},
        }
        if self.fake.tokens_expire_seconds:
            refresh = self.fake.new_id("xoxe-1-")
            self.fake.refresh_tokens[refresh] = installed
            account["until"] = time.time() + self.fake.tokens_expire_seconds
            answer |= {"refresh_token": refresh, "expires_in": self.fake.tokens_expire_seconds}
        self.fake.accounts[token] = account
        return answer

    def _view(self, method: str, view: Json, more: Json) -> Json:
        self._check(method, wrong_with_view(view))
        kept = {**view, **more, "method": method}
        self.fake.views.append(kept)
        return {"view": kept}

    def _channel(self, channel: Any) -> Json:
        if channel not in self.fake.channels:
            raise ApiError("channel_not_found")
        return self.fake.channels[channel]

    def _direct(self, channel: Any) -> Any:
        """Return the direct messages with somebody who is named in place of a channel."""
        person = self.fake.people.get(channel)
        if person is None:
            return channel
        if person.get("is_gone"):
            raise ApiError("channel_not_found")
        for each in self.fake.channels.values():
            if each.get("user") == channel:
                return each["id"]
        new = {"id": f"D{channel[1:]}", "is_im": True, "user": channel, "is_member": True}
        self.fake.channels[new["id"]] = new
        return new["id"]

    def _past(self, arguments: Json) -> list[Json]:
        if not self._channel(arguments["channel"])["is_member"]:
            raise ApiError("not_in_channel")
        oldest = float(arguments.get("oldest") or 0)
        return [
            post
            for post in self.fake.posts
            if post["channel"] == arguments["channel"]
            and not post["user"]
            and not post.get("is_deleted")
            and float(post["ts"]) >= oldest
        ]

    def _page(self, posts: list[Json], arguments: Json) -> Json:
        shown = [dict(post) for post in posts]
        if str(arguments.get("include_all_metadata", "")).lower() not in ("1", "true"):
            for post in shown:
                post.pop("metadata", None)
        return {"messages": shown, "has_more": False}

    def _keep(self, via: str, channel: str, body: Json, *, user: str = "", me: str = "") -> Json:
        post = {
            "via": via,
            "channel": channel,
            "ts": self.fake.clock.ts(),
            "thread_ts": body.get("thread_ts") or "",
            "text": body["text"],
            "blocks": body.get("blocks") or [],
            "metadata": body.get("metadata"),
            "user": user,
            "me": me,
        }
        self.fake.posts.append(post)
        return post

    def _check(self, method: str, wrong: list[str]) -> None:
        if wrong:
            self.fake.complaints += [f"{method}: {each}" for each in wrong]
            raise ApiError("invalid_blocks")

    def _complain(self, complaint: str) -> None:
        self.fake.complaints.append(complaint)


def _failed(fault: Fault) -> web.Response:
    if fault.error:
        answer = {"ok": False, "error": fault.error}
        return web.json_response({**answer, **({"needed": fault.needed} if fault.needed else {})})
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
    if fault.status == 429:
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    kind = "text/html" if fault.status == 503 else "text/plain"
    return web.Response(
        status=fault.status, text="<html>Server Error</html>", content_type=kind, headers=headers
    )


def _cut(request: web.Request) -> web.StreamResponse:
    """End the connection without a word."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
