"""Real boards replayed, too large for this repository: CURBSIDE_REPLAY names their folder; network/ and reference/ stand beside it."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("CURBSIDE_REPLAY", "replay")).absolute()
LACKING = "needs CURBSIDE_REPLAY, the folder of a replay that is too large for this repository"
