"""``anchors.toml``: the places where a trail is anchored, and what is wrong with them."""

from pathlib import Path

import pytest

from tests.audit.anchors import (
    PIN,
    WITNESS_KEY,
)
from viewer_app.audit.anchor_settings import AnchorSettingsError, load_places
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.witness_client import WitnessPlace

WHOLE = f"""
[[folder]]
name = "netwerkschijf"
path = "/mnt/logboek"

[[witness]]
name = "archief"
url = "https://getuige.example/inzage"
key = "{WITNESS_KEY}"
"""


def test_places_are_read_witnesses_first(tmp_path: Path) -> None:
    path = tmp_path / "anchors.toml"
    assert load_places(path) == ()
    path.write_text(WHOLE)
    assert load_places(path) == (
        WitnessPlace("archief", "https://getuige.example/inzage", WITNESS_KEY),
        FolderPlace("netwerkschijf", Path("/mnt/logboek")),
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[[folder]]", "[[folder]", "anchors.not_toml"),
        ("[[folder]]", "[folder]", "anchors.not_a_list"),
        ("[[folder]]", "[[map]]", "anchors.unknown"),
        ("path =", "pad =", "anchors.unknown"),
        ('path = "/mnt/logboek"', "", "anchors.missing"),
        ('"/mnt/logboek"', "5", "anchors.missing"),
        ('"/mnt/logboek"', '"mnt/logboek"', "anchors.path"),
        ('"archief"', '" "', "anchors.missing"),
        ('"archief"', '"netwerkschijf"', "anchors.name_twice"),
        ('"archief"', f'"{"x" * 61}"', "anchors.name"),
        ('"archief"', '"a\\u0007"', "anchors.name"),
        ("https:", "ftp:", "anchors.url"),
        ("https://", "https://jan:geheim@", "anchors.url"),
        ("getuige.example/inzage", "", "anchors.url"),
        ("getuige.example/inzage", "getuige.example:99999", "anchors.url"),
        ("example/inzage", "example/inzage?x=1", "anchors.url"),
        ("example/inzage", "example/in zage", "anchors.url"),
        (str(WITNESS_KEY), str(PIN), "anchors.key"),
        (str(WITNESS_KEY), str(WITNESS_KEY)[:-1], "anchors.key"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_exactly(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    path = tmp_path / "anchors.toml"
    assert old in WHOLE
    path.write_text(WHOLE.replace(old, new))
    with pytest.raises(AnchorSettingsError) as caught:
        load_places(path)
    assert caught.value.code == code
    for language in ("nl", "en"):
        sentence = caught.value.text(language)
        assert "anchors.toml" in sentence
        assert "…" not in sentence
        assert "geheim" not in sentence
