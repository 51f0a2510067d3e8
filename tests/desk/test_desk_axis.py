"""``inzage desk seal --from-axis``: a camera system's own encrypted recordings."""

import hashlib
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.desk.axis_objects import CameraObject, openssl
from tests.desk.axis_sealing import refusal, sealed_film
from tests.desk.processes import start, wait_until_sealing
from tests.desk.requests import NOW, Office, moment, request
from viewer_app.commands.desk import app
from viewer_app.desk.axis import open_axis
from viewer_app.desk.errors import DeskError
from viewer_app.desk.seal import seal
from viewer_app.session.policy import Policy

BLOCK = 16


def test_the_published_commands_decrypt_what_the_tests_make(
    office: Office, camera: CameraObject
) -> None:
    inkey = ("-inkey", camera.private)
    key = openssl("rsautl", "-decrypt", "-oaep", *inkey, given=camera.wrapped())
    cipher = ("-aes-256-cbc", "-K", key.hex(), "-iv", camera.iv.hex())
    assert openssl("enc", "-d", *cipher, "-in", camera.path) == office.film.read_bytes()


def test_the_sealed_film_is_the_cameras(office: Office, camera: CameraObject) -> None:
    answer = json.loads(camera.seal(office, "--json").stdout)
    assert sealed_film(office) == office.film.read_bytes()
    original = camera.path.read_bytes()
    sha256 = hashlib.sha256(original).hexdigest()
    assert answer["axis_original"] == {"size": len(original), "sha256": sha256}
    office.package.unlink()
    assert sha256 in camera.seal(office, "--language", "en").stdout
    office.package.unlink()
    assert json.loads(office.seal("--json").stdout)["axis_original"] is None


@pytest.mark.parametrize("over", [0, 1, BLOCK - 1])
def test_films_of_every_length_are_sealed(office: Office, camera: CameraObject, over: int) -> None:
    film = office.film.read_bytes()
    film = film[: len(film) - len(film) % BLOCK - BLOCK + over]
    camera.write(film).seal(office)
    assert sealed_film(office) == film


def test_the_key_file_may_have_the_name_that_the_published_script_reads(
    office: Office, camera: CameraObject
) -> None:
    other = camera.key_file.rename(camera.path.with_name(f"{camera.path.name}.key"))
    camera.seal(office)
    office.package.unlink()
    camera.key_file.write_bytes(other.read_bytes())
    answer = refusal(office, camera)
    assert answer["error"] == "axis.key_file_twice"
    assert {answer["facts"]["first"], answer["facts"]["second"]} == {
        other.name,
        camera.key_file.name,
    }


def test_a_key_file_on_one_line_is_read_too(office: Office, camera: CameraObject) -> None:
    camera.key_file.write_text(json.dumps(json.loads(camera.key_file.read_text())))
    camera.seal(office)


def test_nothing_can_be_read_in_what_is_left_behind(
    office: Office, camera: CameraObject, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    camera.seal(office)
    left = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert left - before == {office.package}
    film = office.film.read_bytes()
    pieces = [film[at : at + 24] for at in range(0, len(film) - 24, len(film) // 200)]
    for path in left:
        data = path.read_bytes()
        assert [piece for piece in [*pieces, camera.key] if piece in data] == [], path


# --- the object ----------------------------------------------------------------------------------


def missing_object(camera: CameraObject, film: bytes) -> None:
    camera.path.unlink()


def empty_object(camera: CameraObject, film: bytes) -> None:
    camera.path.write_bytes(b"")


def nothing_inside(camera: CameraObject, film: bytes) -> None:
    camera.write(b"")


def one_byte_inside(camera: CameraObject, film: bytes) -> None:
    camera.write(film[:1])


def half_a_block(camera: CameraObject, film: bytes) -> None:
    camera.path.write_bytes(camera.path.read_bytes()[:15])


def one_byte_less(camera: CameraObject, film: bytes) -> None:
    os.truncate(camera.path, camera.path.stat().st_size - 1)


def cut_between_blocks(camera: CameraObject, film: bytes) -> None:
    ends = range(len(film) // 2 // BLOCK * BLOCK, len(film), BLOCK)
    os.truncate(camera.path, next(end for end in ends if not 1 <= film[end - 1] <= BLOCK))


def damaged_end(camera: CameraObject, film: bytes) -> None:
    data = bytearray(camera.path.read_bytes())
    data[-BLOCK - 1] ^= 0x80  # the last byte of what the last block becomes
    camera.path.write_bytes(data)


def other_objects_key(camera: CameraObject, film: bytes) -> None:
    other = CameraObject(camera.path, camera.private)
    camera.write_key_file(other.wrapped(), other.iv)


def other_iv(camera: CameraObject, film: bytes) -> None:
    camera.write_key_file(camera.wrapped(), bytes(byte ^ 0xFF for byte in camera.iv))


def not_encrypted(camera: CameraObject, film: bytes) -> None:
    camera.path.write_bytes(film[: len(film) // BLOCK * BLOCK])


def location_data(camera: CameraObject, film: bytes) -> None:
    camera.write(b'{"positions": []}' * 100)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (missing_object, "recording.unreadable"),
        (empty_object, "recording.empty"),
        (nothing_inside, "recording.empty"),
        (one_byte_inside, "axis.not_a_film"),
        (half_a_block, "axis.length"),
        (one_byte_less, "axis.length"),
        (cut_between_blocks, "axis.padding"),
        (damaged_end, "axis.padding"),
        (other_objects_key, "axis.not_a_film"),
        (other_iv, "axis.not_a_film"),
        (not_encrypted, "axis.not_a_film"),
        (location_data, "axis.not_a_film"),
    ],
)
def test_objects_that_cannot_be_sealed(
    office: Office,
    camera: CameraObject,
    change: Callable[[CameraObject, bytes], None],
    code: str,
) -> None:
    change(camera, office.film.read_bytes())
    assert refusal(office, camera)["error"] == code


def test_a_change_in_the_middle_goes_unseen_because_cbc_has_no_integrity(
    office: Office, camera: CameraObject
) -> None:
    """As the documentation says: the seal protects from here on."""
    film = office.film.read_bytes()
    at = len(film) // 2 // BLOCK * BLOCK
    data = bytearray(camera.path.read_bytes())
    data[at] ^= 1
    camera.path.write_bytes(data)
    camera.seal(office)
    sealed = sealed_film(office)
    changed = {index // BLOCK for index in range(len(film)) if sealed[index] != film[index]}
    assert changed == {at // BLOCK, at // BLOCK + 1}


def test_the_rules_hold_for_a_cameras_object_too(office: Office, camera: CameraObject) -> None:
    late = moment(days=-60)
    said = camera.seal(office, "--json", code=1, recorded_at=late, requested_at=moment(days=-5))
    codes = {one["code"] for one in json.loads(said.stdout)["findings"]}
    assert codes == {"rule.requested_too_late", "rule.past_retention"}
    assert list(office.packages.iterdir()) == []


@pytest.mark.parametrize("more", [b"", bytes(BLOCK)])
def test_an_object_that_is_written_to_while_it_is_sealed_is_refused(
    office: Office, camera: CameraObject, more: bytes
) -> None:
    def change(done: int, total: int) -> None:
        with camera.path.open("ab") as file:
            file.write(more)
        os.utime(camera.path, ns=(0, 0))

    with camera.content_key() as key, open_axis(camera.path, key) as stream:
        with pytest.raises(DeskError) as refused:
            seal(
                office.desk,
                request(),
                stream,
                office.package,
                policy=Policy(),
                now=NOW,
                progress=change,
            )
        assert refused.value.code == "recording.changed"
    assert list(office.packages.iterdir()) == []


# --- usage and interruption ----------------------------------------------------------------------


def test_one_recording_is_given_in_one_way(office: Office, camera: CameraObject) -> None:
    seal, clip, *options = office.arguments("--json")
    axis, key = ["--from-axis", str(camera.path)], ["--key", str(camera.private)]
    for given in ([], axis, key, [clip, *axis, *key], [clip, *axis], [clip, *key]):
        result = CliRunner().invoke(app, [seal, *given, *options])
        assert result.exit_code == 2, given
        assert json.loads(result.stdout)["error"] == "axis.which_recording"
    assert list(office.packages.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_sealing_that_is_cut_off_leaves_no_package_and_no_plaintext(
    office: Office, camera: CameraObject, number: signal.Signals
) -> None:
    film = office.film.read_bytes()
    camera.write_sparse(film, 3 * 1024**3)
    with start(camera.arguments(office, "--json")) as process:
        part = wait_until_sealing(office, process)
        process.send_signal(number)
        process.communicate()
    assert process.returncode
    left = [part] if number == signal.SIGKILL else []
    assert list(office.packages.iterdir()) == left
    pieces = [film[at : at + 24] for at in range(0, len(film) - 24, len(film) // 200)]
    for path in left:
        with path.open("rb") as file:
            data = file.read(16 * 1024**2)
        assert [piece for piece in pieces if piece in data] == []
        path.unlink()
