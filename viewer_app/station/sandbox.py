"""What the kernel refuses this process from here on: to run, to connect, to write elsewhere.

Two layers, both for good and for all threads to come. Seccomp refuses system calls: running a
program, looking into another process, sockets other than local ones, and doors to the kernel that
a player needs not. Landlock refuses writing outside the state directory, and TCP. A film that takes
libVLC's decoders over, or an option that makes libVLC write, then has nowhere to take it.

Local sockets stay, because the screen, the sound and the keyring are reached through them: what
another program does on request through such a socket is not stopped here.
"""

import ctypes
import errno
import os
import socket
import struct
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer_app.errors import system_reason
from viewer_app.station.errors import StationError
from viewer_app.station.hardening import refuse_new_privileges

# linux/landlock.h; its system calls have the same numbers on every architecture
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_REMOVE_AND_MAKE: Final = 0b1_1111_1111 << 4
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_BIND_TCP, _CONNECT_TCP = 1 << 0, 1 << 1
_SCOPE_SIGNAL: Final = 1 << 1
LEAST_ABI: Final = 2
"""Linux 5.19. Before it nothing can be moved between directories, and intake moves packages."""
_TRUNCATE_ABI, _TCP_ABI, _SCOPE_ABI = 3, 4, 6

# linux/seccomp.h, linux/bpf_common.h
_SET_FILTER, _ACTION_AVAILABLE, _ALL_THREADS = 1, 2, 1
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_X32: Final = 0x4000_0000
_NEW_NAMESPACES: Final = 0x7E02_0000
"""CLONE_NEWTIME's bit is one of clone's signal: only ``unshare``, refused, and clone3 take it."""

_MACHINES: Final = {"x86_64": (0xC000_003E, 0, 317), "aarch64": (0xC000_00B7, 1, 277)}
"""AUDIT_ARCH of linux/audit.h, column in the tables below, number of ``seccomp`` itself."""

_REFUSED: Final = {
    # another program
    "execve": (59, 221), "execveat": (322, 281),
    # other processes' memory and files
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "kcmp": (312, 272),
    # work done by the kernel that no filter sees
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # doors to the kernel that most escapes go through
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "init_module": (175, 105), "finit_module": (313, 273),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294),
    # another view of the files
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265),
}  # fmt: skip
_SOCKET: Final = (41, 198)
_CLONE: Final = (56, 220)
_CLONE3: Final = (435, 435)


@dataclass(frozen=True)
class Availability:
    """What this kernel has of it."""

    landlock_abi: int
    """0: none."""
    seccomp: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """What ``enter`` needs and is not there: names that the administrator can look up."""
        found = []
        if self.landlock_abi < LEAST_ABI:
            found.append(f"Landlock (ABI {LEAST_ABI})")
        if not self.seccomp:
            found.append("seccomp")
        return tuple(found)


def available() -> Availability:
    """Ask the kernel. Changes nothing."""
    if sys.platform != "linux":
        return Availability(0, seccomp=False)
    abi = _call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return Availability(max(abi, 0), seccomp=False)
    action = ctypes.c_uint32(_ERRNO)
    known = _call(machine[2], _ACTION_AVAILABLE, 0, ctypes.byref(action)) == 0
    return Availability(max(abi, 0), seccomp=known)


def enter(state: Path, runtime: Path | None, extra_writable: Iterable[Path] = ()) -> None:
    """Give up everything else, for this process and what it forks, until it ends.

    Writing stays possible in ``state``, in ``runtime`` (where the session keeps its sockets; None
    where that is not in memory), in ``extra_writable`` and in the devices of /dev. To be called
    before the first thread starts, because Landlock binds the calling thread and its children.

    Raises StationError: ``sandbox.missing`` where the kernel lacks it, ``sandbox.too_late`` where
    there are other threads, ``sandbox.failed``. The last may leave half of it in force.
    """
    there = available()
    if there.missing:
        raise StationError("sandbox.missing", what=", ".join(there.missing))
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - names are enough
        raise StationError("sandbox.too_late")
    if not refuse_new_privileges():
        raise StationError("sandbox.failed", reason="no_new_privs")
    whole = [state, *extra_writable, *([] if runtime is None else [runtime])]
    try:
        # the filter first: it refuses nothing that the second layer needs
        _filter_calls(*_MACHINES[os.uname().machine])
        _restrict_files(there.landlock_abi, whole)
    except OSError as error:
        raise StationError("sandbox.failed", reason=system_reason(error)) from None


def in_force() -> tuple[bool, bool]:
    """Whether the calling thread is in the sandbox: seccomp, Landlock. Really tried; Linux only."""
    return _is_refused(_make_socket), _is_refused(_open_elsewhere)


def _is_refused(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _make_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def _open_elsewhere() -> None:
    # what every thread may write, whoever owns it (proc_pid_comm(5)); opening changes nothing
    os.close(os.open("/proc/thread-self/comm", os.O_WRONLY | os.O_CLOEXEC))


# --- Landlock ----------------------------------------------------------------------------------


def _restrict_files(abi: int, whole: Sequence[Path]) -> None:
    write = _WRITE_FILE | (_TRUNCATE if abi >= _TRUNCATE_ABI else 0)
    change = write | _REMOVE_AND_MAKE | _REFER
    tcp = _BIND_TCP | _CONNECT_TCP if abi >= _TCP_ABI else 0
    scope = _SCOPE_SIGNAL if abi >= _SCOPE_ABI else 0
    # struct landlock_ruleset_attr: handled_access_fs, handled_access_net, scoped
    words = [change | _EXECUTE, tcp, scope][: 1 if not tcp else 2 if not scope else 3]
    attributes = struct.pack(f"={len(words)}Q", *words)
    rules = _checked(_CREATE_RULESET, attributes, len(attributes), 0)
    try:
        for path in whole:
            _allow(rules, path, change)
        _allow(rules, Path("/dev"), write)
        _checked(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, access: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        # struct landlock_path_beneath_attr: allowed_access, parent_fd; packed
        _checked(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", access, handle), 0)
    finally:
        os.close(handle)


# --- seccomp -----------------------------------------------------------------------------------


def _filter_calls(machine: int, column: int, seccomp: int) -> None:
    code = program(machine, column)
    text = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: the number of instructions, and where they are
    pointer = struct.pack("@HP", len(code) // 8, ctypes.addressof(text))
    _checked(seccomp, _SET_FILTER, _ALL_THREADS, pointer)


def program(machine: int, column: int) -> bytes:
    """The filter, in classic BPF: one instruction is code, jump if true, jump if false, operand."""
    refuse = _ERRNO | errno.EPERM
    lines = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_IF_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if column == 0:  # the same calls under other numbers
        lines += [(_IF_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, refuse)]
    for numbers in _REFUSED.values():
        lines += [(_IF_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, refuse)]
    # Its flags stand in memory, which no filter reads; the C library then takes clone.
    lines += [(_IF_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    lines += [
        (_IF_EQUAL, 0, 4, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        (_RETURN, 0, 0, refuse),
        (_RETURN, 0, 0, _ALLOW),
        (_IF_EQUAL, 0, 3, _SOCKET[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 1, 0, _LOCAL_SOCKETS),
        (_RETURN, 0, 0, refuse),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


_LOCAL_SOCKETS: Final = 1
"""AF_UNIX. All other families go: INET, INET6, NETLINK, PACKET, VSOCK, BLUETOOTH and the rest."""


def _checked(number: int, *arguments: object) -> int:
    result = _call(number, *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def _call(number: int, *arguments: object) -> int:
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return int(libc.syscall(ctypes.c_long(number), *words))
