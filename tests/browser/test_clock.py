"""The clock of the page: tomorrow, and staying where it is. Four weeks on: test_four_weeks."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.crowd import Answered
from bot.demo.world import Moment, World, opened
from tests.browser.stage import Stage


async def test_stop_here_stops_there(stage: Stage) -> None:
    page = await stage.visit()
    begun = stage.world.clock()
    await page.click("[data-move=weeks]")
    await page.wait_for_function("() => document.querySelector('progress')?.value > 0")
    await page.click("[data-focus=stop]")
    await page.locator("progress").wait_for(state="detached")
    stopped = stage.world.clock()
    assert begun < stopped < begun + timedelta(weeks=4)
    people = [stage.world.slack.person(one.user) for one in stage.world.colleagues]
    await stage.world.slack.until(lambda: all(person.modal is None for person in people))
    await page.click("[data-move=minutes]")
    await page.wait_for_function(
        "now => Date.parse(document.querySelector('.now time').dateTime) / 1000 >= now",
        arg=(stopped + timedelta(minutes=10)).timestamp(),
    )
    assert stage.world.clock() == stopped + timedelta(minutes=10)


async def test_tomorrow_is_the_next_morning(stage: Stage) -> None:
    page = await stage.visit()
    begun = stage.world.clock()
    await page.click("[data-move=tomorrow]")
    await page.wait_for_function(
        "() => document.querySelector('.now')?.textContent.includes('12 januari')"
    )
    await page.wait_for_function("() => !document.querySelector('[data-move=minutes]').disabled")
    assert stage.world.clock() == begun + timedelta(days=1) - timedelta(hours=1)


async def test_a_project_that_is_over_says_so(stage: Stage) -> None:
    world = stage.world
    world.clock.jump(world.clock() + timedelta(weeks=12))
    page = await stage.visit()
    await page.locator(".notice", has_text="Het project is afgelopen").wait_for()
    assert await page.locator("[data-move=pause]").is_disabled()


async def test_the_button_to_begin_anew_reloads_once_another_world_is_there(stage: Stage) -> None:
    """What `pauzebot demo` does on that button is in test_serving; here it only changes its run."""
    asked: list[str] = []

    def restart() -> None:
        asked.append(stage.server._run)
        stage.server._run = "another"

    stage.server._restart = restart
    stage.world.clock.jump(stage.world.clock() + timedelta(weeks=12))
    page = await stage.visit()
    await page.evaluate("() => { window.before = true; }")
    await page.click("[data-focus=again]")
    await page.wait_for_function("() => !window.before && document.body.dataset.ready === ''")
    assert len(asked) == 1


async def lived(world: World, days: int) -> list[tuple[object, ...]]:
    """What colleagues did at each prompt of some days."""
    seen: list[tuple[object, ...]] = []

    def told(moment: Moment) -> None:
        seen.extend((moment.at, *_counted(answered)) for answered in moment.answered)

    await world.advance(world.clock() + timedelta(days=days), told)
    return sorted(seen, key=str)


def _counted(answered: Answered) -> tuple[object, ...]:
    marks = [(part.pressed, part.finished, part.postponed, part.moved) for part in answered.parts]
    return (answered.place, tuple(marks))


async def test_the_same_seed_lives_the_same_days_and_another_other_ones() -> None:
    stories, kept = [], []
    for seed in (7, 7, 8):
        async with opened(seed) as world:
            stories.append(await lived(world, 1))
            # Which arm a subscription is in is drawn from chance of its own, each time anew.
            [week] = [week for name, week in await world.week.weeks() if name == world.project.id]
            kept.append(await world.week.figures(world.project.id, week))
    assert stories[0] == stories[1] != stories[2]
    assert kept[0] == kept[1] != kept[2]
    assert len(stories[0]) == 5
