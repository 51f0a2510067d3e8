"""The capture guard of Windows, against a stand-in for user32."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from viewer_app.session.ports import GuardReport
from viewer_app.station.guard.windows import WindowsGuard, protect
from viewer_app.station.guard.windows_keys import is_refused, system_key_hook

EXCLUDED, MONITOR, NONE = 0x11, 0x01, 0x00


@dataclass
class FakeUser32:
    """Windows as it should be, with switches for what goes wrong."""

    emulated: bool = False
    remote: bool = False
    refuses: set[int] = field(default_factory=set)
    reads_back: int | None = EXCLUDED
    affinities: dict[int, int] = field(default_factory=dict)

    def is_emulated(self) -> bool:
        return self.emulated

    def is_remote(self) -> bool:
        return self.remote

    def set_affinity(self, window: int, affinity: int) -> bool:
        self.affinities[window] = affinity
        return window not in self.refuses

    def affinity(self, window: int) -> int | None:
        return self.reads_back if window in self.affinities else NONE


def prove(user32: FakeUser32, windows: Sequence[int] = (11, 12)) -> GuardReport:
    return WindowsGuard(lambda: windows, lambda: user32).prove()


@pytest.mark.parametrize("read_back", [EXCLUDED, MONITOR])
def test_every_window_is_left_out_of_captures(read_back: int) -> None:
    user32 = FakeUser32(reads_back=read_back)
    assert prove(user32) == GuardReport(True, "windows", "guard.proven")
    assert user32.affinities == {11: EXCLUDED, 12: EXCLUDED}


@pytest.mark.parametrize("read_back", [NONE, None, 0x12])
def test_what_windows_says_it_did_is_read_back(read_back: int | None) -> None:
    assert prove(FakeUser32(reads_back=read_back)).code == "guard.window_captured"


def test_one_window_that_is_refused_is_enough() -> None:
    assert prove(FakeUser32(refuses={12})).code == "guard.window_captured"


def test_a_window_that_comes_later_is_protected_too() -> None:
    user32, windows = FakeUser32(), [11]
    guard = WindowsGuard(lambda: windows, lambda: user32)
    assert guard.prove().proven
    windows.append(99)
    assert guard.prove().proven
    assert user32.affinities[99] == EXCLUDED


@pytest.mark.parametrize(
    ("user32", "windows", "code"),
    [
        (FakeUser32(emulated=True), (11,), "guard.wine"),
        (FakeUser32(remote=True), (11,), "guard.remote_session"),
        (FakeUser32(), (), "guard.no_window"),
    ],
)
def test_where_nothing_can_be_proven_it_is_refused(
    user32: FakeUser32, windows: Sequence[int], code: str
) -> None:
    report = prove(user32, windows)
    assert not report.proven
    assert report.code == code


def test_a_proof_that_fails_is_no_proof_and_no_error() -> None:
    def gone() -> Sequence[int]:
        raise RuntimeError("the window is gone")

    assert WindowsGuard(gone, FakeUser32).prove().code == "guard.failed"
    assert WindowsGuard(lambda: [11]).prove().code == "guard.failed"  # no user32 on this machine


def test_one_window_is_protected_without_a_whole_proof() -> None:
    user32 = FakeUser32()
    assert protect(7, lambda: user32)
    assert user32.affinities == {7: EXCLUDED}
    user32.reads_back = NONE
    assert not protect(7, lambda: user32)
    assert not protect(7)  # no user32 on this machine


SNAPSHOT, WINDOWS, TAB, ESCAPE, F4 = 0x2C, 0x5B, 0x09, 0x1B, 0x73


@pytest.mark.parametrize(
    ("key", "alt", "control", "refused"),
    [
        (SNAPSHOT, False, False, True),
        (SNAPSHOT, True, False, True),
        # with it go Win+Shift+S and Win+G
        (WINDOWS, False, False, True),
        (TAB, True, False, True),
        (TAB, False, False, False),
        (ESCAPE, False, True, True),
        (ESCAPE, False, False, False),
        (F4, True, False, True),
        (ord("S"), False, False, False),
        # the program's own: stop now
        (0x7B, False, False, False),
    ],
)
def test_which_keys_go_no_further(key: int, alt: bool, control: bool, refused: bool) -> None:
    assert is_refused(key, alt=alt, control=control) is refused


def test_elsewhere_there_is_no_hook() -> None:
    with pytest.raises(OSError, match="part of Windows"):
        system_key_hook()
