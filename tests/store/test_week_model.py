"""Any order and repetition of counts gives the sums of a naive model with sets of people."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.privacy import EFFECTS
from bot.core.project import Slot
from bot.core.week import iso_week
from bot.store.week import Figures, WeekStore, open_week
from tests.store.kit import SECRET, person, slot

# Around the end of a year that ends in the middle of a week.
DAYS = [date(2026, 12, 31) + timedelta(days=n) for n in (0, 1, 4)]
slots = st.builds(
    slot,
    st.integers(0, 2),
    st.sampled_from(["een", "twee"]),
    st.sampled_from(["lente", "herfst"]),
    st.sampled_from(DAYS),
)
events = st.one_of(
    st.tuples(st.just("count"), slots, st.integers(1, 4), st.integers(0, 4), st.booleans()),
    st.tuples(st.just("feel"), slots, st.integers(1, 4), st.sampled_from(EFFECTS)),
    st.tuples(st.just("move"), slots, st.integers(1, 4)),
    st.tuples(st.just("forget"), st.integers(1, 4)),
    st.tuples(st.just("close"), slots),
    st.tuples(st.just("destroy"), st.sampled_from(["lente", "herfst"]), st.sampled_from(DAYS)),
)


@dataclass
class Naive:
    """The same week, with everybody's name written down."""

    done: dict[Slot, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    arms: dict[tuple[str, str, int], str] = field(default_factory=dict)
    sums: Counter[tuple[object, ...]] = field(default_factory=Counter)
    sessions: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    answered: set[tuple[str, str, int]] = field(default_factory=set)
    effects: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    closed: set[Slot] = field(default_factory=set)
    past: dict[str, str] = field(default_factory=dict)

    def is_over(self, at: Slot) -> bool:
        return iso_week(at.on) <= self.past.get(at.project, "")

    def count(self, at: Slot, who: int, reached: int, finished: bool) -> None:
        parts = ["start", *(str(step) for step in range(1, reached + 1)), *["end"] * finished]
        new = self.new(at, who, parts)
        if "start" in new:
            self.arms.setdefault((at.project, iso_week(at.on), who), at.arm)
        for part in new:
            self.add(at, who, part, done=part == "end")

    def move(self, at: Slot, who: int) -> None:
        if self.new(at, who, ["end"]):
            self.arms.setdefault((at.project, iso_week(at.on), who), at.arm)
            self.add(at, who, "moved", done=True)

    def feel(self, at: Slot, who: int, felt: str) -> None:
        self.count(at, who, 1, finished=True)
        of = (at.project, iso_week(at.on), who)
        if self.new(at, who, ["felt"]) and of in self.arms and of not in self.answered:
            self.answered.add(of)
            self.effects[(*of[:2], self.arms[of], felt)] += 1

    def new(self, at: Slot, who: int, parts: list[str]) -> list[str]:
        if at in self.closed or self.is_over(at):
            return []
        fresh = [part for part in parts if (who, part) not in self.done[at]]
        self.done[at] |= {(who, part) for part in fresh}
        return fresh

    def add(self, at: Slot, who: int, part: str, done: bool) -> None:
        week = at.project, iso_week(at.on)
        arm = self.arms.get((*week, who), at.arm)
        where = (int(part),) if part.isdecimal() else (part, at.on, at.pause)
        self.sums[(*week, arm, *where)] += 1
        if done and (*week, who) in self.arms:
            self.sessions[(*week, who)] += 1

    def forget(self, who: int) -> None:
        self.arms = {key: arm for key, arm in self.arms.items() if key[2] != who}
        self.sessions = Counter({k: n for k, n in self.sessions.items() if k[2] != who})
        self.answered = {key for key in self.answered if key[2] != who}

    def mine(self, who: int) -> dict[str, int]:
        found = Counter[str]()
        for project, week, number in self.arms:
            if number == who:
                found[project] += self.sessions[project, week, who]
        return dict(found)

    def destroy(self, project: str, week: str) -> None:
        self.past[project] = max(week, self.past.get(project, ""))
        of = project, week
        self.done = defaultdict(
            set, {at: d for at, d in self.done.items() if (at.project, iso_week(at.on)) != of}
        )
        self.arms = {key: arm for key, arm in self.arms.items() if key[:2] != of}
        self.sums = Counter({key: n for key, n in self.sums.items() if key[:2] != of})
        self.sessions = Counter({key: n for key, n in self.sessions.items() if key[:2] != of})
        self.answered = {key for key in self.answered if key[:2] != of}
        self.effects = Counter({key: n for key, n in self.effects.items() if key[:2] != of})

    def figures(self, project: str, week: str) -> Figures:
        sums = {key[2:]: n for key, n in self.sums.items() if key[:2] == (project, week)}

        def by_slot(part: str) -> dict[tuple[str, date, int], int]:
            return {
                (str(key[0]), date.fromisoformat(str(key[2])), int(str(key[3]))): n
                for key, n in sums.items()
                if key[1] == part
            }

        shares: dict[str, Counter[int]] = defaultdict(Counter)
        for (name, of, who), arm in self.arms.items():
            if (name, of) == (project, week):
                shares[arm][self.sessions[name, of, who]] += 1
        effects: dict[str, dict[str, int]] = defaultdict(dict)
        for (name, of, arm, felt), n in self.effects.items():
            if (name, of) == (project, week):
                effects[arm][felt] = n
        return Figures(
            starts=by_slot("start"),
            completions=by_slot("end"),
            moved=by_slot("moved"),
            reached={
                (str(key[0]), int(str(key[1]))): n for key, n in sums.items() if len(key) == 2
            },
            sessions=shares,
            effects=effects,
        )


async def play(week: WeekStore, naive: Naive, event: tuple[object, ...]) -> None:
    match event:
        case ("count", Slot() as at, int(who), int(reached), bool(finished)):
            await week.count(at, person(who), reached=reached, finished=finished)
            naive.count(at, who, reached, finished)
        case ("feel", Slot() as at, int(who), ("better" | "same" | "worse") as felt):
            await week.count(at, person(who), reached=1, finished=True, felt=felt)
            naive.feel(at, who, felt)
        case ("move", Slot() as at, int(who)):
            await week.count(at, person(who), reached=0, finished=False, moved=True)
            naive.move(at, who)
        case ("forget", int(who)):
            await week.forget(person(who))
            naive.forget(who)
        case ("close", Slot() as at):
            await week.close_slot(at)
            naive.closed.add(at)
        case ("destroy", str(project), date() as day):
            await week.destroy(project, iso_week(day))
            naive.destroy(project, iso_week(day))


@given(st.lists(events, max_size=40))
def test_counting_is_what_a_list_of_names_would_give(script: list[tuple[object, ...]]) -> None:
    async def run() -> None:
        week, naive = await open_week("memory:", SECRET, identity="a bot"), Naive()
        for event in script:
            await play(week, naive, event)
        for project in ("lente", "herfst"):
            for name in {iso_week(day) for day in DAYS}:
                assert await week.figures(project, name) == naive.figures(project, name)
        for who in range(1, 5):
            assert await week.mine(person(who)) == naive.mine(who)
        await week.close()

    asyncio.run(run())


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), st.booleans())), st.randoms())
def test_the_order_of_the_presses_in_a_slot_does_not_matter(presses, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis gives them
    async def sums(order: list[tuple[int, int, bool]]) -> Figures:
        week = await open_week("memory:", SECRET, identity="a bot")
        for who, reached, finished in order:
            await week.count(slot(), person(who), reached=reached, finished=finished)
        figures = await week.figures("lente", "2027-W02")
        await week.close()
        return figures

    again = [*presses, *presses[: len(presses) // 2]]
    random.shuffle(again)
    assert asyncio.run(sums(presses)) == asyncio.run(sums(again))
