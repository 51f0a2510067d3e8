"""Writes events and says ``ack`` on standard output after each; watched by strace in a test.

python -m tests.audit.acknowledging_writer TRAIL EVENTS
"""

import os
import sys
from pathlib import Path

from tests.audit.trails import Trail, TwoClocks, event

log = Trail(Path(sys.argv[1]), TwoClocks()).open()
for _ in range(int(sys.argv[2])):
    log.record(event("viewing.continued"))
    os.write(1, b"ack\n")
