"""``inzage desk seal --from-axis``: a camera system's own encrypted recordings."""

import hashlib
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.desk.axis_objects import PASSPHRASE, CameraObject, make_private_key, openssl
from tests.desk.processes import start, wait_until_sealing
from tests.desk.requests import SUPERVISOR, Office, moment
from tests.desk.test_desk_seal import NOW, request
from viewer_app.commands.desk import app
from viewer_app.desk.axis import open_axis
from viewer_app.desk.axis_key import unwrap_key
from viewer_app.desk.errors import DeskError
from viewer_app.desk.seal import seal
from viewer_app.evidence.approval import verify_approval
from viewer_app.evidence.sealed import Package
from viewer_app.evidence.secret import Secret
from viewer_app.session.policy import Policy

BLOCK = 16


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private key of the municipality's camera system."""
    return make_private_key(tmp_path_factory.mktemp("keys") / "contentkey.private.pem")


@pytest.fixture
def camera(office: Office, private: Path, tmp_path: Path) -> CameraObject:
    """The office's film, as the camera system stored it."""
    store = tmp_path / "store"
    store.mkdir()
    encrypted = CameraObject(store / "20261115_095300_7.mkv", private)
    return encrypted.write(office.film.read_bytes())


def sealed_film(office: Office) -> bytes:
    """What a supervisor's key makes of the package, checked against its approval."""
    with Package.open(office.package) as package:
        approval = verify_approval(package.read_approval(SUPERVISOR), [office.desk.key])
        package.check_clip(approval.clip)
        reader = package.open_clip(SUPERVISOR, approval.clip)
    film = bytearray(reader.size)
    reader.read_into(0, memoryview(film))
    reader.wipe()
    return bytes(film)


def refusal(office: Office, camera: CameraObject, **changes: Any) -> dict[str, Any]:
    """What machines are told; both sentences name the file; nothing is left."""
    answer: dict[str, Any] = json.loads(camera.seal(office, "--json", code=1, **changes).stdout)
    for language in ("nl", "en"):
        said = camera.seal(office, "--language", language, code=1, **changes).stderr
        assert answer["facts"]["file"] in said
        assert "…" not in said
    assert list(office.packages.iterdir()) == []
    return answer


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


# --- the private key -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [["-aes256"], ["-traditional", "-aes128"]])
def test_a_private_key_with_a_passphrase(
    office: Office, camera: CameraObject, tmp_path: Path, kind: list[str]
) -> None:
    path = tmp_path / "own.pem"
    camera.private = make_private_key(path, *kind, "-passout", f"pass:{PASSPHRASE}", bits=1024)
    camera.write(office.film.read_bytes())
    typed = camera.arguments(office, "--json")

    def seal(given: str, *more: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, [*typed, *more], input=given)
        return result.exit_code, result.stdout, result.stderr

    for wrong in ("een andere zin\n", "\n"):
        code, answer, _ = seal(wrong, "--passphrase-stdin")
        assert code == 1
        assert json.loads(answer)["error"] == "axis.private_key_passphrase"
    assert list(office.packages.iterdir()) == []
    code, answer, asked = seal(f"{PASSPHRASE}\n")
    assert (code, json.loads(answer)["file"]) == (0, str(office.package))
    assert "Wachtzin van own.pem" in asked
    assert PASSPHRASE not in answer + asked
    office.package.unlink()
    assert seal(f"{PASSPHRASE}\n", "--passphrase-stdin")[0] == 0
    assert sealed_film(office) == office.film.read_bytes()


def test_secrets_are_wiped_as_soon_as_they_are_not_needed(
    office: Office, camera: CameraObject, tmp_path: Path
) -> None:
    path = tmp_path / "own.pem"
    camera.private = make_private_key(path, "-aes256", "-passout", f"pass:{PASSPHRASE}", bits=1024)
    camera.write(office.film.read_bytes())
    passphrase = Secret.take(bytearray(PASSPHRASE.encode()))
    with unwrap_key(camera.path, path, lambda: passphrase) as key:
        assert passphrase.wiped
        stream = open_axis(camera.path, key)
    with pytest.raises(ValueError, match="wiped"):
        key.decryptor()
    with stream:
        head = bytearray(64)
        assert stream.readinto(memoryview(head)) == 64
        assert office.film.read_bytes().startswith(head)
    with pytest.raises(ValueError, match="released"):
        stream.readinto(memoryview(head))


def test_private_keys_that_do_not_fit(
    office: Office, camera: CameraObject, private: Path, tmp_path: Path
) -> None:
    camera.private = tmp_path / "none.pem"
    assert refusal(office, camera)["error"] == "axis.file_unreadable"
    camera.private = make_private_key(tmp_path / "other.pem")
    answer = refusal(office, camera)
    assert answer["error"] == "axis.other_private_key"
    assert answer["facts"] == {"file": "other.pem", "key_file": camera.key_file.name}
    camera.private = make_private_key(tmp_path / "small.pem", bits=1024)
    answer = refusal(office, camera)
    assert answer["error"] == "axis.key_file_length"
    assert (answer["facts"]["length"], answer["facts"]["expected"]) == (256, 128)
    curve = tmp_path / "curve.pem"
    curve.write_bytes(openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"))
    public = tmp_path / "public.pem"
    public.write_bytes(openssl("rsa", "-pubout", "-in", private))
    cut = tmp_path / "cut.pem"
    cut.write_bytes(private.read_bytes()[:-200])
    film = tmp_path / "film.pem"
    film.write_bytes(bytes(65537))
    empty = tmp_path / "empty.pem"
    empty.touch()
    for path, code in {
        curve: "axis.private_key_not_rsa",
        public: "axis.private_key_malformed",
        cut: "axis.private_key_malformed",
        empty: "axis.private_key_malformed",
        film: "axis.file_too_long",
        tmp_path: "axis.file_unreadable",
    }.items():
        camera.private = path
        assert refusal(office, camera)["error"] == code, path


# --- the key file --------------------------------------------------------------------------------


def without_key_file(camera: CameraObject) -> None:
    camera.key_file.unlink()


def dangling(camera: CameraObject) -> None:
    camera.key_file.unlink()
    camera.key_file.symlink_to("gone")


def empty_key_file(camera: CameraObject) -> None:
    camera.key_file.write_bytes(b"")


def no_base64(camera: CameraObject) -> None:
    camera.key_file.write_text(camera.key_file.read_text().replace('IV": "', 'IV": "*'))


def twice(camera: CameraObject) -> None:
    camera.key_file.write_text(camera.key_file.read_text() * 2)


def short_iv(camera: CameraObject) -> None:
    camera.write_key_file(camera.wrapped(), camera.iv[:-1])


def cut_wrapped_key(camera: CameraObject) -> None:
    camera.write_key_file(camera.wrapped()[:-1], camera.iv)


def short_key(camera: CameraObject) -> None:
    """An AES-128 key; what a shell would fill up with zeros."""
    camera.key = camera.key[:16]
    camera.write_key_file(camera.wrapped(), camera.iv)


def damaged_wrapped_key(camera: CameraObject) -> None:
    wrapped = bytearray(camera.wrapped())
    wrapped[-1] ^= 1
    camera.write_key_file(bytes(wrapped), camera.iv)


def other_hash(camera: CameraObject) -> None:
    wrapped = camera.wrapped("-pkeyopt", "rsa_oaep_md:sha256")
    camera.write_key_file(wrapped, camera.iv)


@pytest.mark.parametrize(
    ("change", "code", "facts"),
    [
        (without_key_file, "axis.key_file_missing", {"key_file": "20261115_095300_7.key"}),
        (dangling, "axis.file_unreadable", {}),
        (empty_key_file, "axis.key_file_malformed", {}),
        (no_base64, "axis.key_file_malformed", {"attribute": "ContentEncryptionIV"}),
        (twice, "axis.key_file_malformed", {}),
        (short_iv, "axis.key_file_length", {"length": 15, "expected": 16}),
        (cut_wrapped_key, "axis.key_file_length", {"length": 255, "expected": 256}),
        (short_key, "axis.key_file_length", {"length": 16, "expected": 32}),
        (damaged_wrapped_key, "axis.other_private_key", {}),
        (other_hash, "axis.other_private_key", {}),
    ],
)
def test_key_files_that_do_not_do(
    office: Office,
    camera: CameraObject,
    change: Callable[[CameraObject], None],
    code: str,
    facts: dict[str, object],
) -> None:
    change(camera)
    answer = refusal(office, camera)
    assert answer["error"] == code
    assert facts.items() <= answer["facts"].items()


def test_the_key_file_given_for_the_recording(office: Office, camera: CameraObject) -> None:
    camera.path = camera.key_file
    answer = refusal(office, camera)
    assert answer["error"] == "axis.key_file_missing"
    assert answer["facts"]["key_file"] == "20261115_095300_7.key.key"


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
