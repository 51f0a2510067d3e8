"""Canonical JSON against the reference implementation of RFC 8785."""

import json
from collections.abc import Mapping
from types import MappingProxyType

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.audit.canonical import DEPTH_LIMIT, INTEGER_LIMIT, decode, encode
from viewer_app.audit.errors import EventError
from viewer_app.session.ports import Json

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(1 - INTEGER_LIMIT, INTEGER_LIMIT - 1), texts
)
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
)


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


@given(values.filter(lambda value: _depth(value) <= DEPTH_LIMIT))
def test_it_spells_what_rfc_8785_spells_and_reads_it_back(value: Json) -> None:
    text = encode(value)
    assert text.encode() == rfc8785.dumps(value)
    assert decode(text) == value


def test_mappings_and_tuples_are_objects_and_arrays() -> None:
    value: Mapping[str, Json] = MappingProxyType({"b": (1, True), "a": "é\u2028\x7f\x1f"})
    assert encode(value) == '{"a":"é\u2028\x7f\\u001f","b":[1,true]}'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        {"é": 1},
        {1: 1},
        "\ud800",
        ["\udc00"],
        b"bytes",
        object(),
        [[[[[[[[[1]]]]]]]]],
    ],
)
def test_what_readers_could_spell_differently_is_refused(value: Json) -> None:
    with pytest.raises(EventError) as refused:
        encode(value)
    assert refused.value.code == "trail.event_invalid"


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a": 1}', '{"b":1,"a":1}', '{"a":1,"a":2}', "1.0", "1e3", "-0", '"\\u0041"', "NaN"],
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(EventError):
        decode(text)


@given(values.filter(lambda value: _depth(value) <= DEPTH_LIMIT))
def test_loosely_spelled_text_is_taken_only_if_it_is_the_canonical_one(value: Json) -> None:
    loose = json.dumps(value)
    if loose == encode(value):
        assert decode(loose) == value
    else:
        with pytest.raises(EventError):
            decode(loose)
