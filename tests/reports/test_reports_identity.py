"""The identity check and refused visits, in the words of a report."""

from pathlib import Path

import pytest

from tests.audit.trails import Trail, TwoClocks, event
from tests.reports.conftest import SESSION
from tests.reports.pdf import text_of
from viewer_app.messages import catalogue
from viewer_app.reports.session_report import write_session_report
from viewer_app.session.identity import Field
from viewer_app.session.ports import Json, Outcome
from viewer_app.session.record import Action, Reason


@pytest.mark.parametrize(
    ("table", "names"), [("reason", Reason), ("field", Field), ("action", Action)]
)
def test_every_stable_word_is_said(
    table: str, names: type[Reason] | type[Field] | type[Action]
) -> None:
    for name in names:
        assert f"report.{table}.{name.value}" in catalogue(), name


def test_what_was_accepted_in_spite_of_the_code_is_told(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    kind: dict[str, Json] = {"document": "passport"}
    compared: dict[str, Json] = {**kind, "compared": ["surname"], "differs": ["surname"]}
    checked: dict[str, Json] = {**kind, "failed": [], "overruled": ["surname"]}
    end: dict[str, Json] = {"reason": "wants_to_film"}
    with trail.create() as log:
        log.record(event("session.opened"))
        log.record(event("identity.compared", outcome=Outcome.REFUSED, details=compared))
        why = {"overrule": "Een letter vergeten."}
        log.record(event("identity.checked", details=checked, private=why))
        log.record(event("session.refused", details=end))
        log.record(event("session.closed", details={"end": "refused", **end}))
    path = tmp_path / "verslag.pdf"
    write_session_report(trail.path, SESSION, path, language="nl", municipality="Gemeente X")
    text = text_of(path)
    assert "Paspoort; verschil in de code aanvaard: achternaam" in text
    assert "Geweigerd. De bezoeker wilde het scherm filmen." in text
    assert "verschilt: achternaam" in text
    assert "aanvaard: achternaam" in text
