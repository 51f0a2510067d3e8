"""Sends one event as another user, and says what came of it.

python -m tests.station.other_user SOCKET UID
"""

import os
import sys
from pathlib import Path

from tests.station.writers import begun
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.session.ports import AuditUnavailable

os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
try:
    RemoteAuditLog(Path(sys.argv[1])).record(begun("session.opened"))
    print("written")
except AuditUnavailable as refusal:
    print(refusal.code)
