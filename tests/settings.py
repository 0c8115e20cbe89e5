"""The settings of the tests: the programme's own, with servers and a folder of the tests' own.

The environment is set before the programme reads it; what is set already is left alone.
"""

import os
from pathlib import Path

os.environ.setdefault("IPC_ENV", "test")
os.environ.setdefault("IPC_RUN_DIR", str(Path(__file__).resolve().parent.parent / ".run" / "test"))
os.environ.setdefault("IPC_DB_FSYNC", "off")

from ipc.settings import *  # noqa: F403

# Each test client makes the middleware anew: without this, each looks through every static file first.
WHITENOISE_AUTOREFRESH = True
