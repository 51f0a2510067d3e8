"""Sentences of the audit room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
