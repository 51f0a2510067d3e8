"""The agenda says in time that a recording will soon be gone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.stage_agenda import approval
from tests.ui.visit import Visit
from viewer_app.session.ports import Appointment
from viewer_app.ui.names import Agenda


@pytest.mark.parametrize(("days", "warned"), [(9, False), (27, True)])
def test_a_recording_of_which_few_days_are_left_is_told_of(
    visit: Visit, days: int, warned: bool
) -> None:
    one = approval(1, recorded=timedelta(days=days))
    over = approval(2, start=timedelta(hours=-3), recorded=timedelta(days=27))
    visit.backend.world.appointments_ = [
        Appointment(f"{each.case}.inzage", each) for each in (one, over)
    ]
    visit.to_agenda()
    agenda = visit.find(Agenda.SCREEN)
    visit.wait(lambda: agenda.findChild(QAbstractButton, Agenda.row(0)) is not None)
    labels = agenda.findChildren(QLabel)
    notices = [label.text() for label in labels if label.text().startswith("Let op: deze opname")]
    assert len(notices) == warned  # of an appointment that is over nothing is said
    assert all("tot en met" in notice for notice in notices)
