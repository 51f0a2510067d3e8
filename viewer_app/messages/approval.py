"""Sentences of the approval room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
