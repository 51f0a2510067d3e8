"""The trail as syslog: each event in a message of its own, to a collector on this computer."""

import base64
import json
import re
import socket
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.exported import leaf_of, taking, unframed
from viewer_app.audit.errors import ExportError
from viewer_app.audit.exports.collector import Collector
from viewer_app.audit.exports.events import read_events
from viewer_app.audit.exports.syslog import write_syslog
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.reader import TrailReader

_MESSAGE = re.compile(
    r"<(\d{1,3})>1 (\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) "
    r'\[(\S+)((?: \w{1,32}="(?:[^"\\\]]|\\["\\\]])*")*)\] \ufeff(.*)',
    re.DOTALL,
)


def test_syslog_says_where_each_event_stands(reader: TrailReader) -> None:
    size = reader.size()
    messages = list(write_syslog(read_events(reader, size)))
    assert len(messages) == size
    for seq, message in enumerate(messages):
        found = _MESSAGE.fullmatch(message.decode())
        assert found
        priority, time, host, program, _, kind, structure, data, text = found.groups()
        assert int(priority) // 8 == 13
        assert datetime.fromisoformat(time).tzinfo is not None
        assert (host, program, structure) == ("balie-1", "inzagestation", "inzage@32473")
        assert f' seq="{seq}"' in data
        leaf = base64.b64encode(leaf_hash(reader.row(seq).body.encode())).decode()
        assert f' leaf="{leaf}"' in data
        assert isinstance(json.loads(text), dict)
        assert kind in reader.row(seq).body
    assert all(b"Jansen" not in message for message in messages)


@pytest.mark.parametrize(
    ("action", "outcome", "priority"),
    [
        ("viewing.played", "ok", 110),
        ("identity.checked", "refused", 109),
        ("signin.refused", "refused", 108),
        ("clock.step", "ok", 108),
        ("integrity.failed", "failed", 107),
        ("something.new", "strange", 107),
    ],
)
def test_what_goes_wrong_weighs_more(action: str, outcome: str, priority: int) -> None:
    (message,) = write_syslog([leaf_of(action=action, outcome=outcome)])
    assert message.startswith(b"<%d>1 " % priority)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_in_an_event_breaks_out_of_its_message(text: str) -> None:
    (message,) = write_syslog([leaf_of(actor=text, action=text, source=text)])
    found = _MESSAGE.fullmatch(message.decode())
    assert found
    assert b"\n" not in message
    assert len(re.findall(r' \w+="', found[8])) >= 8


def test_a_collector_gets_every_message_with_its_length(reader: TrailReader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        received = taking(server)
        collector = Collector.parse(f"tcp://localhost:{server.getsockname()[1]}")
        messages = list(write_syslog(read_events(reader, reader.size())))
        assert collector.send(messages) == len(messages)
        assert list(unframed(received())) == messages


def test_a_collector_at_a_unix_socket(reader: TrailReader, tmp_path: Path) -> None:
    messages = list(write_syslog(read_events(reader, 5)))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "stream"))
        server.listen()
        received = taking(server)
        assert Collector.parse(f"unix:{tmp_path}/stream").send(messages) == 5
        assert list(unframed(received())) == messages
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "datagram"))
        assert Collector.parse(f"unix:{tmp_path}/datagram").send(messages) == 5
        assert [server.recv(65536) for _ in messages] == messages


def test_a_collector_that_takes_datagrams(reader: TrailReader) -> None:
    messages = list(write_syslog(read_events(reader, 5)))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(20)
        Collector.parse(f"udp://127.0.0.1:{server.getsockname()[1]}").send(messages)
        assert [server.recv(65536) for _ in messages] == messages


def test_a_collector_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        Collector.parse(f"unix:{tmp_path}/none").send([b"x"])
    assert refused.value.code == "export.not_sent"
    assert refused.value.facts["sent"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tcp://192.0.2.7:514", "export.collector_elsewhere"),
        ("udp://[2001:db8::1]:514", "export.collector_elsewhere"),
        ("tcp://siem.example:514", "export.collector_malformed"),
        ("tcp://127.0.0.1", "export.collector_malformed"),
        ("tcp://127.0.0.1:0", "export.collector_malformed"),
        ("tcp://127.0.0.1:99999", "export.collector_malformed"),
        ("tcp://127.0.0.999:1", "export.collector_malformed"),
        ("unix:relative", "export.collector_malformed"),
        ("", "export.collector_malformed"),
    ],
)
def test_only_this_computer_gets_the_trail(text: str, code: str) -> None:
    with pytest.raises(ExportError) as refused:
        Collector.parse(text)
    assert refused.value.code == code


def test_a_collectors_address_comes_back_as_it_was_given() -> None:
    for text in ("tcp://127.0.0.1:601", "udp://[::1]:514", "unix:/run/log"):
        assert str(Collector.parse(text)) == text
