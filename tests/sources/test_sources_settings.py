"""``sources.toml``: what is right, and where it is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.errors import InzageError
from viewer_app.station.sources.errors import SourceSettingsError
from viewer_app.station.sources.place import is_package_name
from viewer_app.station.sources.settings import load_sources
from viewer_app.station.sources.webdav import WebdavSource

GOOD = """
[[webdav]]
name = "archief"
url = "https://wolk.example/inzage"

[[folder]]
name = "schijf-2"
path = "/mnt/inzage"
"""


def test_the_places_are_read_and_none_is_none(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    assert load_sources(path) == ()
    path.write_text(GOOD)
    assert [(each.name, each.where) for each in load_sources(path)] == [
        ("schijf-2", "/mnt/inzage"),
        ("archief", "https://wolk.example/inzage/"),
    ]
    path.write_text('[[webdav]]\nname = "a"\nurl = "http://127.0.0.1:8080"\n')
    assert isinstance(load_sources(path)[0], WebdavSource)


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("[[webdav]]", "[webdav", "sources.not_toml", "sources.toml"),
        ("[[webdav]]", "[webdav]", "sources.not_a_list", "webdav"),
        ("[[webdav]]", "[[ftp]]", "sources.unknown", "folder, webdav"),
        ("url =", "password = 'x'\nurl =", "sources.unknown", "webdav 1: password"),
        ("path = ", "pad = ", "sources.unknown", "folder 1: pad"),
        ('"archief"', '""', "sources.missing", "webdav 1"),
        ('"archief"', "3", "sources.missing", "name"),
        ('"archief"', '"Archief"', "sources.name", "webdav 1"),
        ('"archief"', '"../x"', "sources.name", "webdav 1"),
        ('"archief"', f'"{"a" * 31}"', "sources.name", "webdav 1"),
        ('"archief"', '"schijf-2"', "sources.name_twice", "schijf-2"),
        ("https://", "http://", "sources.not_https", "webdav 1"),
        ("https://", "ftp://", "sources.url", "webdav 1"),
        ("https://", "https://jan:geheim@", "sources.url", "webdav 1"),
        ("example/inzage", "example/inzage?a=b", "sources.url", "webdav 1"),
        ("https://wolk", "http://localhost", "sources.not_https", "webdav 1"),
        ("/mnt/inzage", "mnt/inzage", "sources.path", "folder 1"),
    ],
)
def test_what_is_wrong_is_told_exactly(
    tmp_path: Path, old: str, new: str, code: str, told: str
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(SourceSettingsError) as caught:
        load_sources(path)
    assert caught.value.code == code
    for language in ("nl", "en"):
        sentence = InzageError(code, **caught.value.facts).text(language)
        assert told in sentence
        assert "geheim" not in sentence


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceSettingsError) as caught:
        load_sources(path)
    assert caught.value.code == "sources.unreadable"


@given(st.text(max_size=60))
def test_a_name_that_is_taken_is_one_file_in_the_inbox(text: str) -> None:
    name = f"{text}.inzage"
    if is_package_name(name):
        assert Path("inbox", name).name == name
        assert Path("inbox", name).parent == Path("inbox")
        assert not name.startswith(".")
        assert len(f".{'a' * 30}-{name}.part".encode()) < 255
