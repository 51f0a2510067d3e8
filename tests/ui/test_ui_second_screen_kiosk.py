"""The citizen's screen on Weston's kiosk shell with two outputs, which places windows itself."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests import displays
from tests.tools import ROOT

NAMED = """\
[output]
name=screen0
app-ids=inzagestation

[output]
name=screen1
app-ids=inzagestation.second
"""
"""As ``docs/kiosk.md`` has it, with the names that Weston gives nested outputs."""


def look(tmp_path_factory: pytest.TempPathFactory, config: str) -> list[dict[str, Any]]:
    """Where the windows are, before and after a swap."""
    runtime = tmp_path_factory.mktemp("two")
    with displays.weston(runtime, options=["--output-count=2"], config=config) as weston:
        command = [sys.executable, "-m", "tests.ui.second_screen_process"]
        done = subprocess.run(
            command, cwd=ROOT, env=dict(weston.clients), check=True, capture_output=True, timeout=60
        )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@pytest.mark.display
def test_each_window_has_the_screen_that_the_configuration_names(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    before, after = look(tmp_path_factory, NAMED)
    assert before == {
        "in_use": True,
        "supervisor": "screen0",
        "citizen": "screen1",
        "whole": True,
    }
    assert (after["supervisor"], after["citizen"]) == ("screen1", "screen0")
    assert after["in_use"]


@pytest.mark.slow
@pytest.mark.display
def test_without_it_both_would_lie_on_one_screen_and_the_citizens_goes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    for found in look(tmp_path_factory, ""):
        assert found["in_use"] is False
        assert found["citizen"] == ""
        assert found["whole"]
