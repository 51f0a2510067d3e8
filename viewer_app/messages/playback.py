"""Sentences of the playback room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {}
