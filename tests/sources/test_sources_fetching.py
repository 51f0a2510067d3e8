"""Every package comes into the inbox whole and once, whatever its place does in between."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from tests.disks import fill, small_disk
from tests.sources.places import (
    LIMITS,
    LOGIN,
    NAME,
    Faulty,
    Receiver,
    put,
    served,
    webdav_server,
)
from tests.tools import ROOT, program
from viewer_app.errors import InzageError
from viewer_app.station.sources.errors import SourceError
from viewer_app.station.sources.fetching import Limits
from viewer_app.station.sources.folder import FolderSource
from viewer_app.station.sources.place import Place
from viewer_app.station.sources.webdav import Patience, WebdavSource

DATA = bytes(range(256)) * 200


@pytest.fixture
def receiver(tmp_path: Path) -> Receiver:
    return Receiver(tmp_path / "station")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    path = tmp_path / "share"
    path.mkdir()
    return path


def trouble(receiver: Receiver, place: Place) -> str:
    """The code of what goes wrong, which has a sentence whose places are all filled."""
    with pytest.raises(SourceError) as caught:
        receiver.fetch(place)
    error = caught.value
    for language in ("nl", "en"):
        sentence = InzageError(error.code, **error.facts).text(language)
        assert sentence != error.code
        assert "…" not in sentence
    return error.code


# --- a folder -----------------------------------------------------------------------------------


def test_a_folders_packages_come_once(receiver: Receiver, share: Path) -> None:
    put(share, data=DATA)
    put(share, "leeg.inzage", b"")
    put(share, "lees mij.txt")
    put(share, ".verborgen.inzage")
    (share / "map.inzage").mkdir()
    (share / "wijst.inzage").symlink_to("/etc/hostname")
    os.mkfifo(share / "pijp.inzage")
    place = FolderSource("schijf", share)
    assert receiver.fetch(place) == 1
    assert receiver.arrived == {f"schijf-{NAME}": DATA}
    (receiver.inbox / f"schijf-{NAME}").unlink()  # taken in, or set aside
    assert receiver.fetch(place) == 0
    assert (receiver.arrived, receiver.hidden) == ({}, [])
    assert (share / NAME).read_bytes() == DATA, "the desk's own stays"
    kept = b"".join(path.read_bytes() for path in receiver.records.iterdir())
    assert b"Jansen" not in kept


def test_a_package_replaced_there_comes_and_the_same_bytes_do_not(
    receiver: Receiver, share: Path
) -> None:
    place = FolderSource("schijf", share)
    put(share, data=DATA)
    receiver.fetch(place)
    put(share, "kopie.inzage", DATA)
    assert receiver.fetch(place) == 0
    (receiver.inbox / f"schijf-{NAME}").unlink()
    put(share, data=DATA[::-1])
    assert receiver.fetch(place) == 1
    assert receiver.arrived == {f"schijf-{NAME}": DATA[::-1]}


def test_what_is_still_being_copied_there_is_left_alone(receiver: Receiver, share: Path) -> None:
    path = put(share)
    os.utime(path)
    place = FolderSource("schijf", share)
    assert receiver.fetch(place) == 0
    put(share)
    assert receiver.fetch(place) == 1


def test_a_share_that_is_gone_is_told(receiver: Receiver, tmp_path: Path) -> None:
    assert trouble(receiver, FolderSource("schijf", tmp_path / "weg")) == "source.folder_missing"


def test_a_file_in_the_way_is_not_overwritten_and_nothing_is_lost(
    receiver: Receiver, share: Path
) -> None:
    put(share, data=DATA)
    place = FolderSource("schijf", share)
    taken = receiver.inbox / f"schijf-{NAME}"
    taken.write_bytes(b"van een ander")
    assert trouble(receiver, place) == "source.name_taken"
    assert taken.read_bytes() == b"van een ander"
    (share / NAME).unlink()
    taken.unlink()
    assert receiver.fetch(place) == 1, "it was whole already"
    assert receiver.arrived == {f"schijf-{NAME}": DATA}


def test_too_large_too_many_and_a_full_disk(tmp_path: Path, share: Path) -> None:
    put(share, "groot.inzage", DATA)
    put(share, "klein.inzage", b"klein")
    place = FolderSource("schijf", share)
    small = Receiver(tmp_path / "a", Limits(largest=1000, reserve=0))
    assert trouble(small, place) == "source.too_large"
    assert small.arrived == {"schijf-klein.inzage": b"klein"}, "others still come"
    few = Receiver(tmp_path / "b", Limits(most=1, reserve=0))
    assert (few.fetch(place), few.fetch(place), few.fetch(place)) == (1, 1, 0)
    careful = Receiver(tmp_path / "c", Limits(reserve=1 << 60))
    assert trouble(careful, place) == "source.disk_full"
    assert careful.arrived == {}


def test_a_disk_that_fills_up_meanwhile_keeps_its_room_for_the_trail(
    tmp_path: Path, share: Path
) -> None:
    put(share, data=DATA * 60)  # some 3 MB
    with small_disk(tmp_path / "disk", 8) as disk:
        receiver = Receiver(disk / "station", LIMITS)
        filler: list[Path] = []

        def beat() -> None:
            if not filler and receiver.hidden:
                filler.append(fill(disk))

        with pytest.raises(SourceError) as caught:
            receiver.fetch(FolderSource("schijf", share), beat)
        assert caught.value.code == "source.disk_full"
        assert (receiver.arrived, receiver.hidden) == ({}, [])
        filler[0].unlink()
        assert receiver.fetch(FolderSource("schijf", share)) == 1
        assert receiver.arrived[f"schijf-{NAME}"] == DATA * 60


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.sources.places import LIMITS
from viewer_app.station.sources.fetching import Fetching
from viewer_app.station.sources.folder import FolderSource
from viewer_app.station.sources import folder
folder._PIECE = 1000
left = int(sys.argv[2])
def step(frame, event, argument):
    global left
    if event == "call" and "sources/fetching" in frame.f_code.co_filename:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(step)
base = Path(sys.argv[1])
Fetching(FolderSource("s", base / "share"), base / "station/inbox", base / "station/sources",
         LIMITS).run(lambda: None)
"""


@pytest.mark.slow
def test_killed_at_any_step_it_comes_once_and_whole(tmp_path: Path) -> None:
    ended = False
    for step in range(1, 400, 9):
        base = tmp_path / str(step)
        (base / "share").mkdir(parents=True)
        receiver = Receiver(base / "station")
        put(base / "share", "a.inzage", DATA)
        command = [sys.executable, "-c", _KILLED, str(base), str(step)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        ended = code == 0
        assert code in {0, -signal.SIGKILL}
        before = receiver.arrived
        assert before in ({}, {"s-a.inzage": DATA}), f"step {step}"
        place = FolderSource("s", base / "share")
        assert receiver.fetch(place) == 1 - len(before), f"step {step}"
        assert receiver.arrived == {"s-a.inzage": DATA}, f"step {step}"
        assert receiver.hidden == []
        if ended:
            break
    assert ended, "the steps reach the end"


# --- a real WebDAV server -----------------------------------------------------------------------


def test_a_webdav_servers_packages_come_once(receiver: Receiver, share: Path) -> None:
    put(share, data=DATA)
    put(share, "lees mij.txt")
    (share / "map.inzage").mkdir()
    with webdav_server(share) as url:
        place = WebdavSource("archief", url, LOGIN)
        assert receiver.fetch(place) == 1
        assert receiver.arrived == {f"archief-{NAME}": DATA}
        (receiver.inbox / f"archief-{NAME}").unlink()
        assert receiver.fetch(place) == 0
        put(share, data=DATA[::-1])
        os.utime(share / NAME)
        assert receiver.fetch(place) == 1
        assert receiver.arrived == {f"archief-{NAME}": DATA[::-1]}
        for login in ("", "station:fout"):
            assert trouble(receiver, WebdavSource("archief", url, login)) == "source.login"
        wrong = WebdavSource("archief", f"{url}weg/", LOGIN)
        assert trouble(receiver, wrong) == "source.not_there"
    assert "twee" not in repr(place)


def test_it_goes_on_from_what_it_has_when_the_server_comes_back(
    receiver: Receiver, share: Path
) -> None:
    put(share, data=DATA * 20)
    beats = 0

    def stop() -> None:
        nonlocal beats
        beats += 1
        if beats == 4:
            raise InterruptedError

    with webdav_server(share) as url:
        place = WebdavSource("archief", url, LOGIN)
        with suppress(SourceError):
            receiver.fetch(place, stop)
        (part,) = receiver.hidden
        assert 0 < part.stat().st_size < len(DATA) * 20
        marked = bytearray(part.read_bytes())
        marked[:4] = b"ooit"  # to see that the beginning does not come again
        part.write_bytes(marked)
        assert receiver.fetch(place) == 1
    assert receiver.arrived == {f"archief-{NAME}": b"ooit" + (DATA * 20)[4:]}


# --- a server that does everything wrong --------------------------------------------------------


def test_cut_anywhere_it_goes_on_and_is_whole_in_the_end(tmp_path: Path) -> None:
    data = bytes(range(97))
    with served(Faulty(data)) as faulty:
        place = WebdavSource("w", faulty.url)
        for cut in (0, 1, 2, 50, 96):
            receiver = Receiver(tmp_path / str(cut))
            faulty.cut_after = cut
            assert trouble(receiver, place) == "source.cut_off"
            assert receiver.arrived == {}
            faulty.cut_after, faulty.ranges = None, []
            assert receiver.fetch(place) == 1
            assert faulty.ranges == [f"bytes={cut}-" if cut else ""]
            assert receiver.arrived == {"w-a.inzage": data}


def test_a_byte_at_a_time_it_still_comes(receiver: Receiver) -> None:
    data = b"negen bytes"
    with served(Faulty(data)) as faulty:
        faulty.cut_after = 1
        place = WebdavSource("w", faulty.url)
        for _ in data[1:]:
            assert trouble(receiver, place) == "source.cut_off"
        assert receiver.fetch(place) == 1
    assert receiver.arrived == {"w-a.inzage": data}


@pytest.mark.parametrize("honours_range", [True, False])
def test_another_package_in_between_is_not_glued_on(
    receiver: Receiver, honours_range: bool
) -> None:
    with served(Faulty(DATA)) as faulty:
        place = WebdavSource("w", faulty.url)
        faulty.cut_after = 1000
        faulty.honours_range = honours_range
        assert trouble(receiver, place) == "source.cut_off"
        faulty.cut_after = None

        def replace() -> None:
            faulty.etag, faulty.data = '"twee"', DATA[::-1]

        faulty.before_get = replace
        assert trouble(receiver, place) == "source.changed"
        assert (receiver.arrived, receiver.hidden) == ({}, [])
        assert receiver.fetch(place) == 1
        assert receiver.arrived == {"w-a.inzage": DATA[::-1]}


def test_a_server_without_ranges_starts_anew(receiver: Receiver) -> None:
    with served(Faulty(DATA)) as faulty:
        faulty.honours_range, faulty.cut_after = False, 1000
        place = WebdavSource("w", faulty.url)
        assert trouble(receiver, place) == "source.cut_off"
        faulty.cut_after = None
        assert receiver.fetch(place) == 1
    assert receiver.arrived == {"w-a.inzage": DATA}


@pytest.mark.parametrize("told", [1, len(DATA) - 1, len(DATA) + 1])
def test_a_size_that_is_not_so_is_refused(receiver: Receiver, told: int) -> None:
    with served(Faulty(DATA)) as faulty:
        faulty.size = told
        assert trouble(receiver, WebdavSource("w", faulty.url)) == "source.misleading"
    assert (receiver.arrived, receiver.hidden) == ({}, [])


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (301, "source.redirected"),
        (307, "source.redirected"),
        (401, "source.login"),
        (403, "source.forbidden"),
        (404, "source.not_there"),
        (500, "source.refused"),
        (507, "source.refused"),
        (200, "source.refused"),
    ],
)
def test_what_a_server_refuses_is_told_and_nobody_is_followed(
    receiver: Receiver, status: int, code: str
) -> None:
    with served(Faulty(DATA)) as faulty, served(Faulty(DATA)) as other:
        faulty.status, faulty.headers = status, {"Location": other.url}
        assert trouble(receiver, WebdavSource("w", faulty.url)) == code
        assert other.ranges == []
    assert receiver.arrived == {}


@pytest.mark.parametrize(
    "listing",
    [
        b"<html>hallo</html>",
        b"<multistatus/>",
        b"\xff\xfe",
        b'<!DOCTYPE m [<!ENTITY a "aaaa">]><D:multistatus xmlns:D="DAV:">&a;</D:multistatus>',
        b'<D:multistatus xmlns:D="DAV:"><D:response><D:href>' + b"a" * 5000,
    ],
)
def test_a_list_that_is_none_is_refused(receiver: Receiver, listing: bytes) -> None:
    with served(Faulty(DATA)) as faulty:
        faulty.list_ = listing
        assert trouble(receiver, WebdavSource("w", faulty.url)) == "source.no_webdav"


@pytest.mark.parametrize(
    "href",
    ["/d/..%2Fb.inzage", "/d/../b.inzage", "/b.inzage", "/d/e/b.inzage", "/d/%00b.inzage",
     "/d/.b.inzage", "/d/b.part", "/d/" + "b" * 300 + ".inzage", "/d/%ff.inzage"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_not_taken(receiver: Receiver, href: str) -> None:
    with served(Faulty(DATA)) as faulty:
        faulty.list_ = faulty.listing().replace(b"/d/a.inzage", href.encode())
        assert receiver.fetch(WebdavSource("w", faulty.url)) == 0
        assert faulty.ranges == []
    assert receiver.arrived == {}


def test_a_server_that_drips_is_cut_off_and_what_came_is_kept(receiver: Receiver) -> None:
    with served(Faulty(bytes(200))) as faulty:
        faulty.slowly = 0.01
        place = WebdavSource("w", faulty.url, patience=Patience(package=0.3))
        assert trouble(receiver, place) == "source.slow"
        faulty.slowly = 0
        assert receiver.fetch(place) == 1
        assert faulty.ranges[-1].startswith("bytes=")
    assert receiver.arrived == {"w-a.inzage": bytes(200)}


def test_a_server_that_says_nothing_or_is_not_there(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/d/"
        place = WebdavSource("w", url, patience=Patience(silence=0.2))
        assert trouble(receiver, place) == "source.slow"
    assert trouble(receiver, place) == "source.unreachable"


def test_beside_another_run_nothing_is_fetched(receiver: Receiver, share: Path) -> None:
    put(share, data=DATA)
    place = FolderSource("schijf", share)
    begun, go_on = threading.Event(), threading.Event()

    def beat() -> None:
        begun.set()
        go_on.wait(20)

    first = threading.Thread(target=receiver.fetch, args=(place, beat))
    first.start()
    begun.wait(20)
    assert trouble(receiver, place) == "source.busy"
    go_on.set()
    first.join()
    assert receiver.arrived == {f"schijf-{NAME}": DATA}


def test_a_server_that_cannot_prove_who_it_is_gets_no_password(
    receiver: Receiver, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with served(Faulty(DATA), context) as faulty:
        place = WebdavSource("w", faulty.url, LOGIN)
        assert place.url.startswith("https://")
        assert trouble(receiver, place) == "source.certificate"
        assert faulty.listed == 0
