"""No sequence of actions shows a film without every confirmation, on a valid approval."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.session.session_doubles import NOON, World, as_read_back, make_approval, passphrase
from tests.session.test_session_film import as_measured
from tests.session.zones import WILLEKE, passport
from viewer_app.audit.agreement import check_claims, read_claim
from viewer_app.audit.viewing import read_viewing
from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.company import Company
from viewer_app.session.policy import Companion, Document, Policy
from viewer_app.session.ports import Appointment
from viewer_app.session.record import Condition, End, IdentityCheck, Reason, State
from viewer_app.session.tongue import Tongue

SURNAMES = ("JANSEN", "JANSSEN", "PIETERS")
"""The approval's, one letter more, and another."""
KEYS_OUT = {"viewing.started"}
ENDINGS = {"viewing.stopped", "session.refused", "session.aborted", "session.interrupted"}


class SessionRules(RuleBasedStateMachine):
    """Any button, in any order, with a world that may fail at any moment."""

    @initialize(
        start=st.sampled_from([-90, -30, 0, 30]),
        recorded_days=st.integers(0, 40),
        asked_days=st.integers(0, 40),
        viewings=st.integers(1, 2),
        here=st.booleans(),
        valid=st.booleans(),
        companions=st.lists(st.sampled_from(Companion), unique=True).map(tuple),
        second_person=st.booleans(),
        child=st.booleans(),
    )
    def arrive(
        self,
        *,
        start: int,
        recorded_days: int,
        asked_days: int,
        viewings: int,
        here: bool,
        valid: bool,
        companions: tuple[Companion, ...],
        second_person: bool,
        child: bool,
    ) -> None:
        self.policy = Policy(viewings=2, companions=companions, second_person=second_person)
        self.world = World(policy=self.policy)
        self.child = child
        if valid:  # by chance alone few are
            start, recorded_days, asked_days, here = 0, 10, 5, True
        recorded_at = NOON - timedelta(days=recorded_days)
        self.approval = make_approval(
            valid_from=NOON + timedelta(minutes=start),
            valid_until=NOON + timedelta(minutes=start + 60),
            recorded_at=recorded_at,
            requested_at=recorded_at + timedelta(days=asked_days),
            viewings=viewings,
            stations=("balie-1",) if here else ("balie-2",),
            birth_date=date(2012, 5, 1) if child else date(1980, 2, 29),
        )
        self.session = self.world.session()
        self.viewings = 0
        self.held_at: int | None = None

    def attempt(self, step: object, *arguments: object) -> None:
        assert callable(step)
        try:
            step(*arguments)
        except InzageError:
            return

    @rule(name=st.sampled_from(["jansen", "nobody"]), right=st.booleans())
    def sign_in(self, name: str, right: bool) -> None:
        self.attempt(self.session.sign_in, name, passphrase() if right else passphrase(b"x" * 12))

    @rule()
    def choose(self) -> None:
        self.attempt(self.session.choose, Appointment("clip.inzage", self.approval))

    @rule(document=st.sampled_from(Document), answers=st.tuples(*[st.booleans()] * 4))
    def check_identity(self, document: Document, answers: tuple[bool, bool, bool, bool]) -> None:
        self.attempt(self.session.check_identity, IdentityCheck(document, *answers))

    @rule(surname=st.sampled_from(SURNAMES), reason=st.sampled_from(["", "Tikfout."]))
    def come_with_a_code(self, surname: str, reason: str) -> None:
        self.sign_in("jansen", True)
        self.choose()
        self.compare_zone(surname)
        self.check_identity_with_reason(Document.PASSPORT, reason)

    @rule(surname=st.sampled_from(SURNAMES))
    def compare_zone(self, surname: str) -> None:
        made = replace(passport(WILLEKE), primary=(surname,), secondary=("JAN",), birth="800229")
        self.attempt(self.session.compare_zone, Secret.take(bytearray(made.td3().encode())))

    @rule(document=st.sampled_from(Document), reason=st.sampled_from(["", "Tikfout."]))
    def check_identity_with_reason(self, document: Document, reason: str) -> None:
        check = IdentityCheck(document, True, True, True, True, overrule=reason)
        self.attempt(self.session.check_identity, check)

    @rule(document=st.sampled_from(Document))
    def check_identity_well(self, document: Document) -> None:
        self.attempt(self.session.check_identity, IdentityCheck(document, True, True, True, True))

    @rule(conditions=st.frozensets(st.sampled_from(Condition)))
    def confirm(self, conditions: frozenset[Condition]) -> None:
        self.attempt(self.session.confirm_conditions, conditions, Tongue.DUTCH)

    @rule(
        companions=st.dictionaries(st.sampled_from(Companion), st.integers(-1, 3)),
        second_person=st.booleans(),
    )
    def come_with_others(self, companions: dict[Companion, int], second_person: bool) -> None:
        self.come_with_a_code(SURNAMES[0], "")
        company = Company(companions, second_person)
        self.attempt(self.session.confirm_conditions, frozenset(Condition), Tongue.TURKISH, company)
        self.start_viewing(True)

    @rule()
    def confirm_all(self) -> None:
        company = Company(second_person=self.policy.second_person)
        self.attempt(self.session.confirm_conditions, frozenset(Condition), Tongue.POLISH, company)

    @rule()
    def come_to_the_film(self) -> None:
        """All that leads to it in one go: single steps seldom get so far."""
        self.sign_in("jansen", True)
        self.choose()
        self.check_identity_well(Document.PASSPORT)
        self.confirm_all()
        self.start_viewing(True)

    @rule(right=st.booleans())
    def start_viewing(self, right: bool) -> None:
        was = self.session.state
        self.attempt(self.session.start_viewing, passphrase() if right else passphrase(b"y" * 12))
        if was is not State.VIEWING and self.session.state is State.VIEWING:
            self.viewings += 1
            now = self.world.clock.now()
            assert self.approval.valid_from <= now < self.approval.valid_until
            assert self.world.guard.proven
            assert self.approval.stations == ("balie-1",)

    @rule()
    def play(self) -> None:
        self.attempt(self.session.play)

    @rule()
    def pause(self) -> None:
        self.attempt(self.session.pause)

    @rule(position=st.integers(0, 100_000))
    def seek(self, position: int) -> None:
        self.attempt(self.session.seek, position)

    @rule()
    def film_ends(self) -> None:
        player = self.world.player
        if not player.running:
            return
        player.run_out()

    @rule()
    def the_end_is_told(self) -> None:
        self.attempt(self.session.film_ended)

    @rule(milliseconds=st.integers(0, 60_000))
    def film_runs(self, milliseconds: int) -> None:
        self.world.player.run(milliseconds)

    @rule(frames=st.integers(-100, 100))
    def step(self, frames: int) -> None:
        self.attempt(self.session.step, frames)

    @rule(places=st.lists(st.integers(0, 100_000), max_size=4), to_ms=st.integers(0, 100_000))
    def drag(self, places: list[int], to_ms: int) -> None:
        for position_ms in places:
            self.attempt(self.session.scrub, position_ms)
        self.seek(to_ms)

    @rule(position_ms=st.integers(0, 100_000))
    def point_at(self, position_ms: int) -> None:
        self.attempt(self.session.preview, position_ms)

    @rule(percent=st.integers(20, 420))
    def set_speed(self, percent: int) -> None:
        self.attempt(self.session.set_speed, percent)

    @rule(start_ms=st.integers(0, 100_000), long_ms=st.integers(-1, 20_000))
    def repeat(self, start_ms: int, long_ms: int) -> None:
        self.attempt(self.session.set_loop, start_ms, start_ms + long_ms)

    @rule()
    def repeat_nothing(self) -> None:
        self.attempt(self.session.clear_loop)

    @rule(remark=st.text(max_size=5))
    def mark(self, remark: str) -> None:
        before = self.session.markers
        self.attempt(self.session.mark, remark)
        assert self.session.markers[: len(before)] == before

    @rule(waiting=st.booleans())
    def storage_hangs(self, waiting: bool) -> None:
        self.attempt(self.session.film_stalled if waiting else self.session.film_resumed)

    @rule(milliseconds=st.integers(1, 60_000), to_ms=st.integers(0, 100_000))
    def watch(self, milliseconds: int, to_ms: int) -> None:
        """Some of it before a jump, and some after."""
        self.play()
        self.film_runs(milliseconds)
        self.seek(to_ms)
        self.film_runs(milliseconds)

    @rule()
    def film_breaks(self) -> None:
        self.attempt(self.session.film_failed, InzageError("clip.not_authentic", chunk=1))

    @rule()
    def tick(self) -> None:
        self.attempt(self.session.tick)

    @rule(minutes=st.sampled_from([9, 10, 20]))
    def sit_and_watch(self, minutes: int) -> None:
        self.play()
        self.world.clock.advance(timedelta(minutes=minutes))
        self.tick()

    @rule(to_ms=st.integers(0, 100_000))
    def be_asked_and_press_on(self, to_ms: int) -> None:
        self.come_to_the_film()
        self.sit_and_watch(10)
        self.no_film_between_the_question_and_the_answer()
        self.seek(to_ms)
        self.play()

    @rule(right=st.booleans())
    def confirm_presence(self, right: bool) -> None:
        self.attempt(self.session.confirm_presence, passphrase() if right else passphrase(b"z" * 9))

    @rule(end=st.sampled_from(End), reason=st.sampled_from(Reason))
    def stop(self, end: End, reason: Reason) -> None:
        self.attempt(self.session.stop, end, reason)

    @rule()
    def request_stop(self) -> None:
        self.session.request_stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)

    @rule()
    def close(self) -> None:
        self.attempt(self.session.close)

    @rule(minutes=st.integers(0, 45))
    def wait(self, minutes: int) -> None:
        self.world.clock.advance(timedelta(minutes=minutes))

    @rule(proven=st.booleans())
    def guard_changes(self, proven: bool) -> None:
        self.world.guard.proven = proven

    @rule(broken=st.booleans())
    def disk_changes(self, broken: bool) -> None:
        self.world.trail.broken = broken

    @rule(full=st.booleans())
    def disk_fills(self, full: bool) -> None:
        self.world.trail.full = full

    @rule(code=st.sampled_from([None, "clip.swapped"]))
    def clip_changes(self, code: str | None) -> None:
        self.world.clips.error = InzageError(code) if code else None

    @rule(code=st.sampled_from([None, "player.not_a_film"]))
    def player_changes(self, code: str | None) -> None:
        self.world.player.error = InzageError(code) if code else None

    @rule()
    def next_citizen(self) -> None:
        if self.session.state is State.CLOSED:
            self.session = self.world.session()

    def mine(self) -> list[str]:
        return [
            event.action if event.outcome == "ok" else f"{event.action}!{event.outcome}"
            for event in self.world.trail.events
            if event.session == self.session.code
        ]

    @invariant()
    def no_difference_passes_without_a_reason(self) -> None:
        differs: set[object] = set()
        for event in self.world.trail.events:
            if event.action == "session.opened":
                differs = set()
            elif event.action == "identity.compared":
                told = event.details["differs"]
                assert isinstance(told, list)
                differs = set(told)
            elif event.action == "identity.checked" and event.outcome == "ok":
                accepted = event.details.get("overruled", [])
                assert isinstance(accepted, list)
                assert differs <= set(accepted)
                assert bool(accepted) == bool(event.private)

    @invariant()
    def the_trail_does_not_contradict_itself(self) -> None:
        if self.session.state is State.CLOSED:
            mine = [e for e in self.world.trail.events if e.session == self.session.code]
            claims = [claim for e in mine if (claim := read_claim(as_read_back(e)))]
            assert check_claims({self.session.code: claims}) == []

    @invariant()
    def viewing_only_after_every_confirmation(self) -> None:
        if self.session.state is State.VIEWING:
            done = self.mine()
            steps = [
                "session.opened",
                "appointment.chosen",
                "identity.checked",
                "conditions.confirmed",
                "viewing.started",
            ]
            places = [done.index(step) for step in steps]
            assert places == sorted(places)

    @invariant()
    def nobody_watches_whom_the_rules_do_not_allow(self) -> None:
        if self.session.state is not State.VIEWING:
            return
        agreed = [e for e in self.world.trail.events if e.action == "conditions.confirmed"][-1]
        there = agreed.details.get("companions", {})
        assert isinstance(there, dict)
        assert set(there) <= set(self.policy.companions)
        assert all(number in {1, 2} for number in there.values())
        assert self.child or "parent_of_minor" not in there
        assert ("alone" in str(agreed.details["conditions"])) == (not there)
        if self.policy.second_person:
            assert agreed.details["second_person"] is True

    @invariant()
    def a_film_is_loaded_only_while_viewing(self) -> None:
        if self.session.state is not State.VIEWING:
            assert self.world.player.clip is None
            assert not self.world.player.running
            assert not self.session.playing

    @invariant()
    def no_film_between_the_question_and_the_answer(self) -> None:
        player = self.world.player
        if not self.session.presence_asked:
            self.held_at = None
            return
        assert not player.running
        assert not self.session.playing
        self.held_at = player.at_ms if self.held_at is None else self.held_at
        assert player.at_ms == self.held_at

    @invariant()
    def nothing_of_the_film_is_written_between_the_question_and_the_answer(self) -> None:
        waiting = False
        for action in self.mine():
            waiting = action == "presence.asked" or (waiting and action != "presence.confirmed")
            assert not waiting or action not in {"viewing.played", "viewing.sought"}

    @invariant()
    def keys_live_only_while_viewing(self) -> None:
        assert all(identity.wiped for identity in self.world.supervisors.identities)
        unwiped = [clip for clip in self.world.clips.opened if not clip.wiped]
        assert len(unwiped) == (1 if self.session.state is State.VIEWING else 0)

    @invariant()
    def never_more_viewings_than_approved(self) -> None:
        used = self.world.trail.count(
            "viewing.started", f"approval:{self.approval.approval_id}"
        ) - self.world.trail.count("viewing.not_shown", f"approval:{self.approval.approval_id}")
        assert used <= self.approval.viewings

    @invariant()
    def what_was_counted_is_what_the_steps_tell(self) -> None:
        events = [e for e in self.world.trail.events if e.session == self.session.code]
        if any(event.action == "viewing.shown" for event in events):
            viewing = read_viewing([as_read_back(event) for event in events])
            assert list(viewing.measured or ()) == as_measured(viewing.spans)

    @invariant()
    def every_end_is_written_unless_the_trail_failed(self) -> None:
        done = self.mine()
        if self.session.state is State.CLOSED and self.session.checkpoint:
            assert done[-1] == "session.closed"
            assert ENDINGS & set(done)
            if KEYS_OUT & set(done):
                assert "keys.wiped" in done
        if "session.closed" in done:
            assert done.count("session.closed") == 1
            assert done[-1] == "session.closed"


SessionRules.TestCase.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
TestSessionRules = SessionRules.TestCase
