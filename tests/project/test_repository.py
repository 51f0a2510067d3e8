"""The repository as a stranger finds it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.tools import ROOT, program


def kept() -> list[Path]:
    """The files git keeps. A copy without its history has nothing to say here."""
    listed = subprocess.run(
        [program("git"), "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is not a clone")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """The text of a file, empty where it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_path_of_somebodys_machine_is_kept() -> None:
    homes = re.compile(r"(?<![\w.])/(?:root|work|Users|home/(?!USER\b)\w+)/[\w.]")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in kept()
        for line in text_of(path).splitlines()
        if homes.search(line)
    ]
    assert found == []


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    for command in ("scripts/demo", "scripts/test"):
        assert re.search(rf"^\$? *{command}\b", readme, re.MULTILINE)
        assert os.access(ROOT / command, os.X_OK)


def test_links_in_the_documentation_lead_somewhere() -> None:
    link = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in kept()
        if page.suffix == ".md"
        for target in link.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_shell_scripts_are_sound() -> None:
    scripts = [path for path in kept() if text_of(path).startswith("#!/usr/bin/env bash")]
    assert {path.name for path in scripts} >= {"demo", "test", "setup", "private-session", "run"}
    command = [program("shellcheck"), *map(str, scripts)]
    complaints = subprocess.run(command, capture_output=True, text=True, check=False)
    assert complaints.stdout == ""
    for path in scripts:
        assert os.access(path, os.X_OK), f"{path} cannot be run"
        assert "\nset -euo pipefail\n" in path.read_text()


@pytest.mark.parametrize(
    ("name", "told"), [("demo", "--tour"), ("test", "--fast"), ("soak", "SECONDS")]
)
def test_help_needs_no_set_up(tmp_path: Path, name: str, told: str) -> None:
    script = tmp_path / "scripts" / name
    script.parent.mkdir()
    script.write_bytes((ROOT / "scripts" / name).read_bytes())
    shown = subprocess.run(
        ["bash", str(script), "--help"], capture_output=True, text=True, check=True
    )
    assert told in shown.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["scripts"]
