"""What becomes of a camera system's recording when the desk seals it."""

import json
from typing import Any

from tests.desk.axis_objects import CameraObject
from tests.desk.requests import SUPERVISOR, Office
from viewer_app.evidence.approval import verify_approval
from viewer_app.evidence.sealed import Package


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
