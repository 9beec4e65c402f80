"""Any order and repetition of counts gives the sums of a naive model with sets of people."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.project import Slot
from bot.core.week import iso_week
from bot.store.week import Figures, open_week
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
    st.tuples(st.just("close"), slots),
    st.tuples(st.just("destroy"), st.sampled_from(["lente", "herfst"]), st.sampled_from(DAYS)),
)


@dataclass
class Naive:
    """The same week, with everybody's name written down."""

    done: dict[Slot, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    arms: dict[tuple[str, str, int], str] = field(default_factory=dict)
    closed: set[Slot] = field(default_factory=set)
    past: dict[str, str] = field(default_factory=dict)

    def is_over(self, at: Slot) -> bool:
        return iso_week(at.on) <= self.past.get(at.project, "")

    def count(self, at: Slot, who: int, reached: int, finished: bool) -> None:
        if at in self.closed or self.is_over(at):
            return
        self.arms.setdefault((at.project, iso_week(at.on), who), at.arm)
        parts = ["start", *(str(step) for step in range(1, reached + 1)), *["end"] * finished]
        self.done[at] |= {(who, part) for part in parts}

    def destroy(self, project: str, week: str) -> None:
        self.past[project] = max(week, self.past.get(project, ""))
        for at in [at for at in self.done if (at.project, iso_week(at.on)) == (project, week)]:
            del self.done[at]
        self.arms = {key: arm for key, arm in self.arms.items() if key[:2] != (project, week)}

    def figures(self, project: str, week: str) -> Figures:
        starts, completions = Counter[tuple[str, date, int]](), Counter[tuple[str, date, int]]()
        reached, sessions = Counter[tuple[str, int]](), Counter[int]()
        for at, parts in self.done.items():
            if (at.project, iso_week(at.on)) != (project, week):
                continue
            for who, part in parts:
                arm = self.arms[project, week, who]
                if part == "start":
                    starts[arm, at.on, at.pause] += 1
                elif part == "end":
                    completions[arm, at.on, at.pause] += 1
                    sessions[who] += 1
                else:
                    reached[arm, int(part)] += 1
        shares: dict[str, Counter[int]] = defaultdict(Counter)
        for (name, of, who), arm in self.arms.items():
            if (name, of) == (project, week):
                shares[arm][sessions[who]] += 1
        return Figures(starts, completions, reached, shares)


@given(st.lists(events, max_size=40))
def test_counting_is_what_a_list_of_names_would_give(script: list[tuple[object, ...]]) -> None:
    async def run() -> None:
        week, naive = await open_week("memory:", SECRET, identity="a bot"), Naive()
        for event in script:
            match event:
                case ("count", Slot() as at, int(who), int(reached), bool(finished)):
                    await week.count(at, person(who), reached=reached, finished=finished)
                    naive.count(at, who, reached, finished)
                case ("close", Slot() as at):
                    await week.close_slot(at)
                    naive.closed.add(at)
                case ("destroy", str(project), date() as day):
                    await week.destroy(project, iso_week(day))
                    naive.destroy(project, iso_week(day))
        for project in ("lente", "herfst"):
            for name in {iso_week(day) for day in DAYS}:
                assert await week.figures(project, name) == naive.figures(project, name)
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
