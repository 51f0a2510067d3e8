"""The capture guard: on a real Weston, and against everything that is not the kiosk."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests import displays
from tests.station import compositors
from tests.station.compositors import compositor, denial, message, offers, relaxed
from tests.tools import ROOT, missing, program
from viewer_app import messages
from viewer_app.session.ports import GuardReport
from viewer_app.station.guard import choose
from viewer_app.station.guard.findings import Deadline
from viewer_app.station.guard.wayland import Connection

SHOOTER = "weston_screenshooter"


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[displays.Weston]:
    """A kiosk nested in Xvfb: all a machine without a screen can have."""
    with displays.weston(tmp_path_factory.mktemp("kiosk")) as running:
        yield running


@pytest.fixture(scope="module")
def debugged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[displays.Weston]:
    """The same kiosk with ``--debug``: the control on which every capture succeeds."""
    with displays.weston(tmp_path_factory.mktemp("debugged"), debug=True) as running:
        yield running


@pytest.fixture(autouse=True)
def bus(session_or_reason: str | None) -> None:
    """Every proof asks the private session's bus."""
    if session_or_reason is not None:
        missing(f"there is no bus: {session_or_reason}")


def socket_of(running: displays.Weston) -> Path:
    return Path(running.clients["XDG_RUNTIME_DIR"], running.clients["WAYLAND_DISPLAY"])


def take_picture(running: displays.Weston, directory: Path) -> tuple[int, str, list[Path]]:
    """Weston's own program for it: exit code, complaint and pictures."""
    ended = subprocess.run(
        [program("weston-screenshooter")],
        env=running.clients,
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr, sorted(directory.glob("*.png"))


# --- on a real Weston ------------------------------------------------------------------------


@pytest.mark.display
def test_a_nested_kiosk_is_refused_by_the_guard_a_station_has(kiosk: displays.Weston) -> None:
    report = choose(kiosk.clients).prove()
    assert not report.proven
    assert report.code == "guard.nested"
    assert report.findings[0] == "guard.nested:x11"
    assert "guard.same_user" in report.findings


@pytest.mark.display
def test_a_kiosk_is_proven_again_and_again(kiosk: displays.Weston) -> None:
    guard = relaxed(socket_of(kiosk))
    proven = GuardReport(True, "linux-wayland", "guard.proven")
    assert [guard.prove() for _ in range(50)] == [proven] * 50


@pytest.mark.display
def test_the_kiosk_denies_pictures_and_the_guard_says_so(
    kiosk: displays.Weston, tmp_path: Path
) -> None:
    code, complaint, pictures = take_picture(kiosk, tmp_path)
    assert code != 0
    assert "permission denied" in complaint
    assert pictures == []
    assert "guard.screenshooter" not in relaxed(socket_of(kiosk)).prove().findings


@pytest.mark.display
def test_with_debug_pictures_are_taken_and_the_guard_refuses(
    debugged: displays.Weston, tmp_path: Path
) -> None:
    code, _, pictures = take_picture(debugged, tmp_path)
    assert code == 0
    assert len(pictures) == 1
    report = relaxed(socket_of(debugged)).prove()
    assert not report.proven
    assert report.code == "guard.debug"
    assert report.findings == (
        "guard.debug",
        "guard.unknown_global:weston_debug_v1",
        "guard.screenshooter",
    )


@pytest.mark.display
def test_a_compositor_that_stops_or_is_replaced_is_refused(tmp_path: Path) -> None:
    guard = relaxed(tmp_path / "kiosk")
    with displays.weston(tmp_path):
        assert guard.prove().proven
    assert guard.prove().code == "guard.no_compositor"
    with displays.weston(tmp_path):
        assert guard.prove().findings == ("guard.compositor_changed",)


@pytest.mark.display
def test_a_compositor_that_hangs_is_refused_until_it_answers(tmp_path: Path) -> None:
    guard = relaxed(tmp_path / "kiosk", patience_s=1)
    with displays.weston(tmp_path):
        with Connection(tmp_path / "kiosk", Deadline(20)) as connection:
            pid = connection.peer.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            assert guard.prove().findings == ("guard.compositor_silent",)
        finally:
            os.kill(pid, signal.SIGCONT)
        assert relaxed(tmp_path / "kiosk").prove().proven


# As another user than the kiosk's, with a bus of that user's own.
_PROVE_AS = """
import os, subprocess, sys
from pathlib import Path
from viewer_app.station.guard.kiosk import KioskGuard
user, path, *nested = sys.argv[1:]
os.setuid(int(user))
command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd="/") as bus:
    address = bus.stdout.readline().strip()
    guard = KioskGuard(Path(path), address, patience_s=20, allow_nested=bool(nested))
    print(*guard.prove().findings)
    bus.terminate()
"""


@pytest.mark.display
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_a_kiosk_of_another_user_is_proven_without_relaxing_that() -> None:
    def prove_as(user: int, *nested: str) -> list[str]:
        command = [sys.executable, "-c", _PROVE_AS, str(user), f"{runtime}/kiosk", *nested]
        ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return ended.stdout.split()

    # pytest's own directories are closed to other users
    with tempfile.TemporaryDirectory() as runtime, displays.weston(Path(runtime)):
        Path(runtime).chmod(0o711)
        Path(runtime, "kiosk").chmod(0o777)
        assert prove_as(os.getuid(), "nested") == ["guard.same_user"]
        assert prove_as(65534, "nested") == []
        assert "guard.nested:x11" in prove_as(65534)


# --- what is not the kiosk -------------------------------------------------------------------


@pytest.mark.parametrize(
    "behaviour",
    [
        compositors.closes,
        compositors.hangs,
        compositors.talks_rubbish,
        compositors.claims_much,
        compositors.claims_nothing,
        compositors.drips,
        compositors.floods,
        compositors.lies_about_length,
    ],
)
@pytest.mark.timeout(30)
def test_whatever_a_compositor_answers_the_proof_ends(
    tmp_path: Path, behaviour: compositors.Behaviour
) -> None:
    with compositor(tmp_path / "fake", behaviour):
        report = relaxed(tmp_path / "fake", patience_s=0.5).prove()
    assert not report.proven
    assert report.findings == ("guard.compositor_unknown", "guard.compositor_silent")


def test_a_socket_whose_queue_is_full_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as other:
        server.bind(str(tmp_path / "full"))
        server.listen(0)
        other.connect(str(tmp_path / "full"))
        report = relaxed(tmp_path / "full", patience_s=0.5).prove()
    assert report.code == "guard.no_compositor"


@given(interface=st.from_regex(r"[a-z]{1,8}(_[a-z0-9]{1,12}){1,4}", fullmatch=True))
def test_an_interface_nobody_knows_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, interface: str
) -> None:
    path = tmp_path_factory.mktemp("fake") / "fake"
    with compositor(path, offers(["wl_compositor", interface])):
        assert f"guard.unknown_global:{interface}" in relaxed(path).prove().findings


@pytest.mark.parametrize(
    "interface",
    [
        "zwlr_screencopy_manager_v1",
        "zwlr_export_dmabuf_manager_v1",
        "ext_image_copy_capture_manager_v1",
        "zwp_virtual_keyboard_manager_v1",
        "weston_capture_v1",
        "weston_debug_v1",
    ],
)
def test_ways_to_capture_are_refused(tmp_path: Path, interface: str) -> None:
    with compositor(tmp_path / "fake", offers([interface])):
        findings = relaxed(tmp_path / "fake").prove().findings
    assert f"guard.unknown_global:{interface}" in findings


def test_what_a_compositor_makes_up_does_not_get_into_the_trail(tmp_path: Path) -> None:
    with compositor(tmp_path / "fake", offers(["Jan de Vries\n\x1b[2J", "x" * 200])):
        findings = relaxed(tmp_path / "fake").prove().findings
    assert findings == ("guard.compositor_unknown", "guard.unknown_global:unreadable")


_OBJECT = 4
"""Of the screenshooter in the guard's attempt."""


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (denial(_OBJECT, "screenshooter failed: permission denied"), None),
        (denial(2, "invalid global: permission denied"), "guard.screenshooter"),
        (denial(_OBJECT, "no memory"), "guard.screenshooter"),
        (message(5, 0, bytes(4)), "guard.screenshooter"),
        (
            message(5, 0, bytes(4)) + denial(_OBJECT, "permission denied"),
            "guard.screenshooter",
        ),
        (b"", "guard.compositor_silent"),
        (b"rubbish!", "guard.compositor_silent"),
    ],
)
def test_only_a_denial_of_the_attempt_itself_counts(
    tmp_path: Path, answer: bytes, finding: str | None
) -> None:
    with compositor(tmp_path / "fake", offers([SHOOTER], answer)):
        findings = relaxed(tmp_path / "fake").prove().findings
    assert findings == ("guard.compositor_unknown", *filter(None, [finding]))


# --- the bus ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("org.gnome.Mutter.ScreenCast", "mutter"),
        ("org.freedesktop.portal.Desktop", "portal"),
        ("org.freedesktop.impl.portal.desktop.wlr", "portal"),
        ("org.kde.KWin", "kwin"),
        ("com.example.RemoteDesktop", "screen-sharing"),
    ],
)
def test_a_capture_service_is_noticed_when_it_comes_and_goes(
    tmp_path: Path, name: str, kind: str
) -> None:
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    with compositor(tmp_path / "fake", offers([])):
        guard = relaxed(tmp_path / "fake")
        assert guard.prove().findings == ("guard.compositor_unknown",)
        with open_dbus_connection() as service:
            service.send_and_get_reply(new_method_call(bus, "RequestName", "su", (name, 0)))
            found = guard.prove().findings
            assert f"guard.screencast_service:{kind}" in found
            service.send_and_get_reply(new_method_call(bus, "ReleaseName", "s", (name,)))
        assert guard.prove().findings == ("guard.compositor_unknown",)


@pytest.mark.parametrize(
    "behaviour", [compositors.closes, compositors.hangs, compositors.talks_rubbish]
)
@pytest.mark.timeout(30)
def test_a_bus_that_does_not_answer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behaviour: compositors.Behaviour
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    with (
        compositor(tmp_path / "fake", offers([])),
        compositor(tmp_path / "bus", behaviour),
    ):
        report = relaxed(tmp_path / "fake", patience_s=0.5).prove()
    assert report.findings == ("guard.compositor_unknown", "guard.bus_unreadable")


@pytest.mark.timeout(30)
def test_a_bus_that_falls_silent_after_its_welcome_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def welcomes(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        compositors.hangs(client)

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    with (
        compositor(tmp_path / "fake", offers([])),
        compositor(tmp_path / "bus", welcomes),
    ):
        report = relaxed(tmp_path / "fake", patience_s=0.5).prove()
    assert report.findings == ("guard.compositor_unknown", "guard.bus_unreadable")


@pytest.mark.parametrize(
    "address", ["", "rubbish", "unix:path=/nonexistent", "tcp:host=localhost", "unix:", "a:b"]
)
def test_a_bus_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with compositor(tmp_path / "fake", offers([])):
        findings = relaxed(tmp_path / "fake").prove().findings
    assert findings == ("guard.compositor_unknown", "guard.bus_unreadable")


# --- which guard -----------------------------------------------------------------------------

WAYLAND = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nonexistent"}


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"DISPLAY": ":9"}, "guard.x11"),
        ({"DISPLAY": ":9", "QT_QPA_PLATFORM": "xcb"}, "guard.x11"),
        ({**WAYLAND, "QT_QPA_PLATFORM": "xcb"}, "guard.x11"),
        ({**WAYLAND}, "guard.no_compositor"),
        ({**WAYLAND, "DISPLAY": ":9", "QT_QPA_PLATFORM": "wayland"}, "guard.no_compositor"),
        ({**WAYLAND, "DISPLAY": ":9"}, "guard.display_unclear"),
        ({**WAYLAND, "QT_QPA_PLATFORM": "wayland;xcb"}, "guard.display_unclear"),
        ({**WAYLAND, "QT_QPA_PLATFORM": "offscreen"}, "guard.display_unclear"),
        ({**WAYLAND, "WAYLAND_SOCKET": "7"}, "guard.display_unclear"),
        ({"WAYLAND_DISPLAY": "wayland-9"}, "guard.display_unclear"),
        ({"QT_QPA_PLATFORM": "wayland"}, "guard.display_unclear"),
        ({}, "guard.display_unclear"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "guard.unknown_platform"),
        ({"QT_QPA_PLATFORM": "vnc:port=5900", "DISPLAY": ":9"}, "guard.unknown_platform"),
    ],
)
def test_the_guard_fits_the_display_that_qt_takes(environment: dict[str, str], code: str) -> None:
    report = choose(environment).prove()
    assert not report.proven
    assert report.code == code


@pytest.mark.display
def test_a_real_x_display_is_refused(kiosk: displays.Weston) -> None:
    assert choose(kiosk.outside).prove().code == "guard.x11"


@pytest.mark.parametrize(
    ("platform", "code"),
    [
        ("darwin", "guard.macos"),
        ("freebsd14", "guard.unknown_platform"),
        ("win32", "guard.failed"),  # there is no user32 here
    ],
)
def test_other_systems_are_refused(
    monkeypatch: pytest.MonkeyPatch, platform: str, code: str
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", platform)
        report = choose(WAYLAND).prove()
    assert not report.proven
    assert report.code == code


def test_nothing_in_the_environment_relaxes_the_guard(
    kiosk: displays.Weston, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("INZAGE_ALLOW_NESTED", "ALLOW_NESTED", "INZAGE_DEBUG", "CI"):
        monkeypatch.setenv(name, "1")
    assert choose({**kiosk.clients, "ALLOW_NESTED": "1"}).prove().code == "guard.nested"


def test_every_finding_has_a_sentence() -> None:
    sources = [*(ROOT / "viewer_app/station/guard").glob("*.py")]
    sources.append(ROOT / "viewer_app/station/hardening.py")
    said = {
        code
        for source in sources
        for code in re.findall(r"\"((?:guard|hardening)\.\w+)", source.read_text())
    }
    assert len(said) > 20
    assert said <= set(messages.catalogue())
