"""Where is somebody told who waits: under a public reply with all others, or alone?"""

from __future__ import annotations

from bot.conversation.manners import OFF
from knowledge.store.conversation_port import ConversationStore, SentReply, Subscription


def public_reply(kept: ConversationStore, wish: Subscription) -> SentReply | None:
    """Return the reply under which the person is told; None if they are told alone.

    Where the bot was switched off meanwhile, and where it is not known as which message the
    reply was sent, nothing is said in public.
    """
    reply = kept.find_reply(wish.reply, space=wish.space) if wish.reply else None
    if reply is None or not reply.message:
        return None
    return None if kept.find_mode(reply.space, reply.channel) == OFF else reply
