"""Moments of the film in figures and in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.ui.film_time import exact, frame_start


@given(frame=st.integers(0, 500_000), rate=st.sampled_from([24.0, 25.0, 29.97, 30.0, 50.0, 60.0]))
def test_every_moment_of_a_frame_names_where_it_begins(frame: int, rate: float) -> None:
    frame_ms = 1000 / rate
    begins = frame * frame_ms
    for moment in (int(begins), math.ceil(begins), int(begins + frame_ms / 2)):
        assert frame_start(moment, frame_ms) == pytest.approx(begins, abs=1)
    assert frame_start(int(begins), 0) == int(begins)


@given(frame=st.integers(0, 500_000), rate=st.sampled_from([24.0, 25.0, 29.97, 30.0, 50.0, 60.0]))
def test_two_frames_never_have_the_same_text(frame: int, rate: float) -> None:
    frame_ms = 1000 / rate
    texts = {
        exact(frame_start(math.ceil(each * frame_ms), frame_ms)) for each in (frame, frame + 1)
    }
    assert len(texts) == 2
