"""How long the player waits for libVLC before it does without."""

FIRST_PICTURE_PATIENCE_S = 10.0
"""How long ``open`` waits for a picture before it says that this is not a video."""

NO_VIDEO_PATIENCE_S = 1.0
"""How long it waits where tracks were found, but none with pictures."""

SEEK_PATIENCE_S = 1.0
"""How long a seek while paused waits for another picture than the one before."""

STILL_PATIENCE_S = 0.3
"""How long after it was held libVLC may show another picture."""

STEP_PATIENCE_S = 0.4
"""How long a step waits for a picture: usually it takes milliseconds."""

NEAR_END_MS = 2_000
"""Nearer to the end than this libVLC may have read all there is."""

LAST_PICTURE_S = 0.1
"""How long after libVLC has decoded everything its last picture may still be on its way."""

LAST_PICTURES_S = 0.6
"""How long the frames before it may still be, where it is known which is the last."""

LONE_PICTURE_S = 1.0
"""The same where that is also the first picture: libVLC shows it when it has read ahead."""
