"""Whether what is in memory can end up on a disk, unencrypted, as swap."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """How it stands with swap, as far as this process is concerned."""

    OFF = "off"
    ENCRYPTED = "encrypted"
    KEPT_OUT = "kept_out"
    OPEN = "open"


@dataclass(frozen=True)
class Swap:
    """``where`` names the devices and files that are not encrypted, where ``kind`` is open."""

    kind: Kind
    where: tuple[str, ...] = ()


def look(root: Path = Path("/")) -> Swap:
    """Ask the kernel (proc_swaps(5), and memory.swap.max of cgroups(7)); Linux only.

    ``root`` is where its files are. In memory (zram) counts as encrypted, as dm-crypt does.
    """
    lines = [line.split() for line in _read(root / "proc/swaps").splitlines()[1:] if line]
    open_ = tuple(columns[0] for columns in lines if not _is_safe(root, columns))
    if not lines:
        return Swap(Kind.OFF)
    if not open_:
        return Swap(Kind.ENCRYPTED)
    group = _read(root / "proc/self/cgroup").rpartition("::")[2].strip().lstrip("/")
    if _read(root / f"sys/fs/cgroup/{group}/memory.swap.max").strip() == "0":
        return Swap(Kind.KEPT_OUT)
    return Swap(Kind.OPEN, open_)


def _is_safe(root: Path, columns: list[str]) -> bool:
    device = Path(columns[0]).resolve().name
    uuid = _read(root / f"sys/class/block/{device}/dm/uuid")
    return columns[1] == "partition" and (device.startswith("zram") or uuid.startswith("CRYPT-"))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
