"""All years of a station: a year put away, put back older, or begun again is named."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.tampering import attack
from tests.audit.trails import TwoClocks, event, write_session
from tests.audit.years import Made, make_years, without
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.errors import TrailError
from viewer_app.audit.log import AuditLog
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import Report, State
from viewer_app.audit.retention import (
    PAST_YEARS,
    keep_checkpoint,
    read_past_years,
    read_year,
    remove_year,
)
from viewer_app.audit.succession import verify_years

SIZE = 1 + 11 + 1 + 11 + 1
"""Events of a year that has ended."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return make_years(tmp_path_factory.mktemp("years"))


@pytest.fixture
def years(sound: list[Made], tmp_path: Path) -> list[Made]:
    """Copies to work on."""
    return [replace(made, path=Path(shutil.copy(made.path, tmp_path))) for made in sound]


def found(reports: list[Report]) -> list[list[tuple[str, int | None]]]:
    """What is wrong with the integrity of each year."""
    return [[(f.code, f.seq) for f in report.integrity.findings] for report in reports]


def test_sound_years_hold_each_by_itself_and_together(years: list[Made]) -> None:
    seen: list[tuple[int, int, str]] = []
    reports = verify_years(
        [made.year for made in years], progress=lambda *step: seen.append(step), thorough=True
    )
    assert [report.origin[-4:] for report in reports] == ["2026", "2027", "2028"]
    for report in reports:
        assert report.integrity.state is State.HOLDS
        assert report.completeness.state is State.HOLDS
        assert report.anchoring.state is State.NOT_PROVEN
    assert [name for _, _, name in seen] == [made.path.name for made in years]


def test_anchors_count_for_their_own_year(years: list[Made]) -> None:
    kept = [made.year for made in years]
    kept[1] = replace(kept[1], anchors=[years[1].sealed])
    states = [report.anchoring.state for report in verify_years(kept)]
    assert states == [State.NOT_PROVEN, State.HOLDS, State.NOT_PROVEN]


def test_an_older_backup_of_a_middle_year_ends_too_soon(years: list[Made]) -> None:
    shutil.copy(years[1].half_way, years[1].path)
    reports = verify_years([made.year for made in years])
    assert found(reports) == [[], [("verify.link_cut", 12)], []]
    assert reports[1].integrity.first_bad == 12
    assert reports[1].completeness.state is State.HOLDS  # by itself it is a sound trail


def test_a_year_that_went_on_after_its_end_is_named(years: list[Made]) -> None:
    """Put back, and written to with the key of its last session."""
    before = years[0]
    attack(before.path, "DELETE FROM entry WHERE seq = 24")
    log = AuditLog(
        before.path,
        signer=before.last,
        origin=before.trust.name,
        source="balie-1",
        clock=TwoClocks(),
        boot_id="boot-1",
    )
    write_session(log, "LATE")
    log.close()
    assert found(verify_years([made.year for made in years])) == [
        [("verify.link_fork", None)],
        [],
        [],
    ]


def test_events_added_after_the_end_are_named(years: list[Made]) -> None:
    before = years[0]
    with sqlite3.connect(before.path) as database:
        last = database.execute("SELECT max(seq) FROM entry").fetchone()[0]
        bodies = database.execute("SELECT body FROM entry ORDER BY seq").fetchall()
        body = bodies[3][0].replace('"seq":3,', f'"seq":{last + 1},')
        frontier = Frontier()
        for (text,) in [*bodies, (body,)]:
            frontier.append(leaf_hash(text.encode()))
        note = checkpoint_text(before.trust.name, last + 2, frontier.root())
        database.execute(
            "INSERT INTO entry SELECT ?, ?, ?, action, session, topic FROM entry WHERE seq = 3",
            (last + 1, body, before.last.sign(note.encode())),
        )
    database.close()
    assert found(verify_years([made.year for made in years])) == [
        [("verify.link_after", SIZE)],
        [],
        [],
    ]


def _begin_again(made: Made, previous: str, signer: Ed25519PrivateKey) -> None:
    made.path.unlink()
    AuditLog.create(
        made.path,
        signer=signer,
        origin=made.trust.name,
        source="balie-1",
        clock=TwoClocks(),
        boot_id="boot-1",
        previous=previous,
    ).close()


def test_a_changed_link_is_named_where_it_stands(years: list[Made]) -> None:
    """By whoever still has the first key of the year: its own signatures hold."""
    other = years[2]
    for previous in (
        "",
        "no note\n",
        years[0].sealed,
        years[1].sealed.replace("\n25\n", "\n24\n"),
        years[1].sealed[:-9] + "AAAAAAA=\n",
    ):
        _begin_again(other, previous, other.first)
        reports = verify_years([made.year for made in years])
        assert found(reports) == [[], [], [("verify.link_changed", 0)]], previous
        assert reports[2].broken


def test_an_edited_link_breaks_its_signature_too(years: list[Made]) -> None:
    attack(
        years[1].path,
        "UPDATE entry SET body = replace(body, '\\n25\\n', '\\n99\\n') WHERE seq = 0",
    )
    reports = verify_years([made.year for made in years])
    assert reports[0].integrity.first_bad == SIZE
    assert ("verify.signature", 0) in found(reports)[1]


def test_a_year_begun_with_another_key_is_not_the_one_named(years: list[Made]) -> None:
    thief = Ed25519PrivateKey.generate()
    _begin_again(years[1], years[0].sealed, thief)
    codes = found(verify_years([made.year for made in years]))
    assert ("verify.other_key", 0) in codes[1]
    # and with the settings changed to fit
    pinned = [made.year for made in years]
    pinned[1] = replace(pinned[1], trust=VerifierKey.of(years[1].trust.name, thief))
    codes = found(verify_years(pinned))
    assert codes[0] == [("verify.link_key", SIZE - 1)]
    assert codes[1] == [("verify.link_cut", 1)]


@pytest.mark.parametrize("key", ["none", "", "x+00000000+AAAA"])
def test_a_year_that_names_no_key_is_followed_by_none(tmp_path: Path, key: str) -> None:
    (before,) = make_years(tmp_path, [2026])
    after = make_years(tmp_path / "other", [2027])[0]
    log = AuditLog(
        before.path,
        signer=before.last,
        origin=before.trust.name,
        source="balie-1",
        clock=TwoClocks(),
        boot_id="boot-1",
    )
    log.record(event("trail.continued", "", details={"key": key}))
    _begin_again(after, log.seal(), after.first)
    log.close()
    assert found(verify_years([before.year, after.year])) == [[("verify.link_key", 24)], []]


def test_a_link_that_cannot_be_read_is_not_passed_over(
    years: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(reader: TrailReader, size: int) -> bytes:
        raise TrailError("trail.damaged", file=reader.path.name)

    monkeypatch.setattr(TrailReader, "root", damaged)
    reports = verify_years([made.year for made in years])
    assert found(reports) == [[("verify.pages", None)], [("verify.pages", None)], []]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_year_that_is_missing_is_named(years: list[Made], at: int) -> None:
    reports = verify_years(without(years, at))
    assert found(reports)[at] == [("verify.year_missing", 0)]
    assert [report.broken for report in reports] == [place == at for place in range(3)]
    years[at].path.unlink()
    assert verify_years([made.year for made in years])[at].broken


def test_a_year_that_cannot_be_read_keeps_no_other_from_being_verified(years: list[Made]) -> None:
    years[1].path.write_bytes(b"no database" * 1000)
    reports = verify_years([made.year for made in years])
    assert found(reports) == [[], [("trail.not_a_trail", None)], []]
    assert reports[1].integrity.state is State.BROKEN


# --- years that fell away ------------------------------------------------------------------------


def _fall_away(made: Made) -> Path:
    year = read_year(made.path)
    keep_checkpoint(year)
    remove_year(year)
    return made.path.with_name(PAST_YEARS)


def test_a_year_that_fell_away_is_held_against_the_year_after(years: list[Made]) -> None:
    _fall_away(years[0])
    reports = verify_years(without(years, 0), read_past_years(years[0].path.parent))
    assert found(reports) == [[("verify.year_fallen_away", None)], [], []]
    assert not any(report.broken for report in reports)
    assert reports[0].integrity.state is State.NOT_PROVEN
    assert reports[0].size == SIZE


CHANGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another size": (lambda line: line.replace(b"\\n25\\n", b"\\n24\\n"), "verify.link_kept"),
    "another key": (
        lambda line: line.replace(b'"vkey":"inzage', b'"vkey":"outage'),
        "verify.link_kept",
    ),
    "another line": (
        lambda line: line + line.replace(b"\\n25\\n", b"\\n24\\n"),
        "verify.link_kept",
    ),
    "another origin": (lambda line: line.replace(b"2026", b"2025"), "verify.year_missing"),
    "no line": (lambda line: b"{}\nnot json\n[]\n" + line[1:], "verify.year_missing"),
    "no text": (lambda line: b"\xff\xfe" + line, "verify.year_missing"),
    "nothing": (lambda line: b"", "verify.year_missing"),
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_kept_checkpoint_that_was_changed_is_named(years: list[Made], how: str) -> None:
    file = _fall_away(years[0])
    change, code = CHANGES[how]
    before = file.read_bytes()
    file.write_bytes(change(before))
    assert file.read_bytes() != before
    reports = verify_years(without(years, 0), read_past_years(file.parent))
    assert code in {name for name, _ in found(reports)[0]}
    assert [report.broken for report in reports] == [True, False, False]
