"""The program's commands, as somebody types them."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from viewer_app.cli import app


def run(*arguments: object, code: int = 0, typed: str = "") -> Result:
    """One command, with this typed; it ends with ``code``."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    assert result.exit_code == code, result.output
    return result


def told(*arguments: object, typed: str = "", code: int = 0) -> dict[str, Any]:
    """What a command tells a machine."""
    said: dict[str, Any] = json.loads(run(*arguments, "--json", typed=typed, code=code).stdout)
    return said
