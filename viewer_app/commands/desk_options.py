"""The options that commands of the desk have in common, each with its one explanation."""

from pathlib import Path
from typing import Annotated, Final

import typer

from viewer_app.evidence.approval import Regime

MOMENT: Final = "zoals 2026-03-02T14:30, Nederlandse tijd · Dutch time"

CaseOption = Annotated[str, typer.Option(help="Zaaknummer · case number")]
RegimeOption = Annotated[Regime, typer.Option(help="Wet waar de opname onder valt · which law")]
RecordedOption = Annotated[str, typer.Option(help=f"Opgenomen · recorded: {MOMENT}")]
RequestedOption = Annotated[str, typer.Option(help=f"Aangevraagd · requested: {MOMENT}")]
SupervisorsOption = Annotated[
    list[str], typer.Option(help="Sleutel age1… · key; meermalen · repeat")
]
StationsOption = Annotated[list[str], typer.Option(help="Adres ID=age1… · meermalen · repeat")]
RulesOption = Annotated[
    Path, typer.Option(exists=True, dir_okay=False, help="Regels van de gemeente · policy.toml")
]
