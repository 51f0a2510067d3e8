"""``inzage desk seal --from-axis``: the camera system's private key, and each recording's own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.desk.axis_objects import PASSPHRASE, CameraObject, make_private_key, openssl
from tests.desk.axis_sealing import refusal, sealed_film
from tests.desk.requests import Office
from viewer_app.commands.desk import app
from viewer_app.desk.axis import open_axis
from viewer_app.desk.axis_key import unwrap_key
from viewer_app.evidence.secret import Secret

BLOCK = 16


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
