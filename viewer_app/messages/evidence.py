"""Sentences of the evidence room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
