"""Weston's command line: only what makes a kiosk is accepted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.station.guard import weston

KIOSK = ("weston", "--backend=drm-backend.so", "--shell=kiosk-shell.so", "--no-config")


def judged(*command: str, nested: bool = False) -> list[str]:
    return [str(finding) for finding in weston.judge(command, allow_nested=nested)]


def test_the_kiosk_as_it_is_meant_is_accepted() -> None:
    assert judged(*KIOSK) == []
    assert judged(*KIOSK, "--socket=kiosk", "--idle-time=0", "--log=/run/k.log", "--tty=1") == []
    assert judged("/usr/bin/weston", "--backend=drm", "--shell=kiosk", "--no-config") == []


@pytest.mark.parametrize(
    ("option", "finding"),
    [
        ("--debug", "guard.debug"),
        ("--modules=screen-share.so", "guard.kiosk_modules"),
        ("--modules", "guard.kiosk_modules"),
        ("--backend=x11-backend.so", "guard.nested:x11"),
        ("--backend=wayland-backend.so", "guard.nested:wayland"),
        ("--backend=headless-backend.so", "guard.nested:headless"),
        ("--backend=rdp-backend.so", "guard.nested:rdp"),
        ("--backend=vnc", "guard.nested:vnc"),
        ("--backend=./mine.so/", "guard.nested:unreadable"),
        ("--shell=desktop-shell.so", "guard.kiosk_shell"),
        ("--xwayland", "guard.kiosk_option:xwayland"),
        ("--width=640", "guard.kiosk_option:width"),
        ("--logger-scopes=proto", "guard.kiosk_option:logger-scopes"),
        ("--config=weston.ini", "guard.kiosk_config"),
        ("--config=/nowhere/weston.ini", "guard.kiosk_config"),
        ("-Bdrm", "guard.kiosk_option:Bdrm"),
        ("--", "guard.kiosk_option:unreadable"),
        ("foot", "guard.kiosk_option:foot"),
    ],
)
def test_an_option_that_weakens_the_kiosk_is_named(option: str, finding: str) -> None:
    assert judged(*KIOSK, option) == [finding]
    assert finding in judged(KIOSK[0], option, *KIOSK[1:])


@given(option=st.from_regex(r"-{0,2}[a-zA-Z-]{1,12}(=\w{0,8})?", fullmatch=True))
def test_an_option_nobody_knows_is_refused(option: str) -> None:
    known = weston._HARMLESS | {"--no-config"}
    assert bool(judged(*KIOSK, option)) is (option.partition("=")[0] not in known)


@pytest.mark.parametrize("left_out", KIOSK[1:])
def test_what_makes_a_kiosk_may_not_be_left_out(left_out: str) -> None:
    assert judged(*(part for part in KIOSK if part != left_out)) != []


@pytest.mark.parametrize("name", ["sway", "python3", "weston-simple", "/usr/bin/cage", ""])
def test_another_compositor_is_not_weston(name: str) -> None:
    assert judged(name, *KIOSK[1:]) == ["guard.compositor_unknown"]
    assert judged() == ["guard.compositor_unknown"]


def test_a_configuration_counts_only_where_root_alone_can_write_it(tmp_path: Path) -> None:
    roots = (*KIOSK[:-1], "--config=/etc/passwd")
    assert judged(*roots) == []
    anybodys = tmp_path / "weston.ini"
    anybodys.write_text("[core]\n")
    anybodys.chmod(0o666)
    assert judged(*KIOSK[:-1], f"--config={anybodys}") == ["guard.kiosk_config"]
    linked = tmp_path / "linked.ini"
    linked.symlink_to("/etc/passwd")
    assert judged(*KIOSK[:-1], f"--config={linked}") == ["guard.kiosk_config"]


def test_a_configuration_may_not_bring_in_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weston, "_is_roots", lambda path: True)
    config = tmp_path / "weston.ini"
    for line in ("modules=screen-share.so", " xwayland = true"):
        config.write_text(f"[core]\n{line}\n")
        assert judged(*KIOSK[:-1], f"--config={config}") == ["guard.kiosk_modules"]
