"""Sentences of the desk room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
