"""Sentences of the station room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
