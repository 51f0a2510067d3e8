"""Addresses of places on the web that a settings file names."""

from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Whether this is a plain http or https address: no login, query or fragment (RFC 3986)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and port != 0
        and parts.username is None
        and not parts.query
        and not parts.fragment
        and url.isascii()
        and url.isprintable()
        and " " not in url
    )
