"""The example policies can be used as they are, and say what their municipalities say."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from viewer_app.cli import app
from viewer_app.resources import resource
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy

EXAMPLES = sorted(resource("policies").glob("*.toml"))


def told(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["policy", *map(str, arguments), "--json"])
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def example(name: str) -> Path:
    return resource("policies", f"{name}.toml")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_can_be_used(path: Path) -> None:
    rules = told("check", path)["rules"]
    assert rules["municipality"].startswith("Gemeente ")


def test_the_usual_rules_are_those_of_a_new_station() -> None:
    assert load_policy(example("default")) == Policy(municipality="Gemeente Voorbeeldstad")


@pytest.mark.parametrize(
    ("name", "last_request", "last_kept", "held_until"),
    [
        ("default", "2026-11-23", "2026-11-30", "2026-12-10"),
        ("soest", "2026-11-26", "2026-11-30", "2026-12-10"),
        ("noordwijk", "2026-11-16", "2026-11-16", "2026-12-10"),
    ],
)
def test_the_same_recording_under_the_rules_of_each(
    name: str, last_request: str, last_kept: str, held_until: str
) -> None:
    days = ("--recorded-at", "2026-11-02", "--requested-at", "2026-11-10")
    answer = told("explain", example(name), *days)
    assert answer["in_time"]
    assert answer["last_request_day"] == last_request
    assert answer["last_kept_day"] == last_kept
    assert answer["held_until"] == held_until


def test_every_example_is_one_of_these() -> None:
    assert [path.stem for path in EXAMPLES] == ["default", "noordwijk", "soest"]
