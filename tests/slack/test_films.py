"""Films in the screens of walks: the words are the same with and without, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core import walkthrough
from bot.core.effects import Show, Step
from bot.core.events import Walk
from bot.core.fields import Language
from bot.service import Door
from bot.service.films import Film
from bot.slack import blockrules, failures, ids, views
from bot.slack.limits import Limiter
from bot.slack.screens import MOST_ANSWERED, Screens
from bot.slack.sender import SlackSender
from bot.slack.uploads import Uploads
from bot.texts import Catalogue
from tests.figures.kit import catalogue, library
from tests.slack.screens_kit import shows, speak

ADDRESS = Film(address="https://it.example/figures/brug-00000000000000000000.gif")
FILE = Film(file="F0123456789")


def shown(language: Language = "nl", screen: int = 1) -> Show:
    """The first step of the library's stretch."""
    its = library().programmes["staande-bekkenrek"]
    session = its.sessions[0].id
    walk = Walk(its.id, its.version, session, language, screen=screen, hold=20, repetitions=3)
    return walkthrough.show(walk, library())


def parted(payload: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """The blocks of a screen without its images, and the images."""
    images = [block for block in payload["blocks"] if block["type"] == "image"]
    return [block for block in payload["blocks"] if block not in images], images


@pytest.mark.parametrize("film", [ADDRESS, FILE], ids=["address", "file"])
def test_every_step_takes_a_film_and_says_the_same_words(film: Film) -> None:
    seen = 0
    for name, show in shows(library()):
        if not isinstance(show.screen, Step):
            continue
        say = speak(show.language)
        for kind, make in (("modal", views.modal), ("message", views.message)):
            bare: Any = make(show, say)
            full: Any = make(show, say, film=film)
            assert blockrules.check("modal" if kind == "modal" else "message", full) == [], name
            words, images = parted(full)
            assert words == bare["blocks"], name
            assert full.get("text") == bare.get("text")
            (image,) = images
            figure = show.screen.exercise.figure
            assert figure is not None
            assert image["alt_text"] == figure.alt.say(show.language)
            assert full["blocks"].index(image) == 2  # below the name and the place in the walk
            seen += 1
    assert seen > 100


def test_a_screen_that_was_shown_without_is_shown_with_when_there_is_a_film() -> None:
    """Screens are kept for those who come after; the film is part of what they are kept by."""
    show, say = shown(), speak("nl")
    for _ in range(2):
        assert [len(parted(views.modal(show, say, film=film))[1]) for film in (None, FILE)] == [
            0,
            1,
        ]


def test_a_figure_nobody_described_is_not_shown() -> None:
    show = shown()
    assert isinstance(show.screen, Step)
    exercise = show.screen.exercise.model_copy(update={"figure": None})
    step = Step(**{**vars(show.screen), "exercise": exercise})
    assert parted(views.modal(Show(step, show.walk, "nl"), speak("nl"), film=FILE))[1] == []


# Answers that cannot be refused aloud.


class Shelf:
    """Films for every step; it notes what it is told of them."""

    def __init__(self, film: Film | None = ADDRESS) -> None:
        self.film = film
        self.told: list[tuple[str, Film]] = []

    def of(self, step: Step, language: Language) -> Film | None:
        return self.film

    def doubt(self, film: Film) -> None:
        self.told.append(("doubt", film))

    def refused(self, film: Film) -> None:
        self.told.append(("refused", film))
        self.film = None


def screens(shelf: Shelf) -> Screens:
    made = Screens(catalogue())
    made.play(shelf)
    return made


VIEW = {"id": "V1", "hash": "1.a"}


def test_a_second_press_on_the_same_version_of_a_view_gets_words() -> None:
    shelf = Shelf()
    its = screens(shelf)
    assert len(parted(its.answer(shown(), VIEW, None))[1]) == 1
    words, images = parted(its.answer(shown(), VIEW, None))
    assert (words, images) == (parted(views.modal(shown(), speak("nl")))[0], [])
    assert shelf.told == [("doubt", ADDRESS)]


@pytest.mark.parametrize("other", [{"id": "V1", "hash": "2.b"}, {"id": "V2", "hash": "1.a"}])
def test_another_version_and_another_view_get_their_film(other: dict[str, str]) -> None:
    shelf = Shelf()
    its = screens(shelf)
    its.answer(shown(), VIEW, None)
    assert len(parted(its.answer(shown(), other, None))[1]) == 1
    assert shelf.told == []


def test_a_screen_without_a_film_is_answered_as_often_as_one_likes() -> None:
    shelf = Shelf(None)
    its = screens(shelf)
    for show in (shown(), shown(screen=0), shown(), shown(screen=0)):
        assert parted(its.answer(show, VIEW, None))[1] == []
    assert shelf.told == []


def test_only_so_many_answers_are_remembered() -> None:
    shelf = Shelf()
    its = screens(shelf)
    for number in range(MOST_ANSWERED + 1):
        its.answer(shown(), {"id": f"V{number}", "hash": "1"}, None)
    assert len(parted(its.answer(shown(), {"id": "V0", "hash": "1"}, None))[1]) == 1
    last = {"id": f"V{MOST_ANSWERED}", "hash": "1"}
    assert parted(its.answer(shown(), last, None))[1] == []


def test_what_a_press_needs_travels_along() -> None:
    answer = screens(Shelf()).answer(shown(), VIEW, "https://hooks.example/1")
    assert ids.unpack_view(answer["private_metadata"]) == (
        shown().walk,
        "https://hooks.example/1",
    )


# Calls that can.


def refusal(code: str, status: int = 200, notes: str = "") -> SlackApiError:
    """What the SDK raises where Slack refuses."""
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": code, "response_metadata": {"messages": [notes]}},
        headers={},
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]  # the SDK's own


LOST = "[ERROR] downloading image failed"
EXPIRED = "[ERROR] `trigger_id` expired"


@pytest.mark.parametrize(
    "error, its",
    [
        (refusal("invalid_blocks"), True),
        (refusal("invalid_arguments", notes=LOST), True),
        (refusal("invalid_arguments"), True),
        (refusal("invalid_arguments", notes=EXPIRED), False),
        (refusal("expired_trigger_id"), False),
        (refusal("ratelimited", 429), False),
        (TimeoutError(), False),
    ],
)
def test_which_refusals_are_of_what_is_shown(error: BaseException, its: bool) -> None:
    assert failures.of_blocks(error) == its


class Client(AsyncWebClient):
    """Refuses in turn what a test says, and notes every view."""

    def __init__(self, *refusals: SlackApiError | None) -> None:
        super().__init__(base_url="http://127.0.0.1:9/")
        self.refusals = list(refusals)
        self.views: list[Any] = []
        self.infos: list[Any] = []

    async def views_open(self, **arguments: Any) -> Any:
        self.views.append(arguments["view"])
        if refused := self.refusals.pop(0) if self.refusals else None:
            raise refused

    async def files_info(self, **_: Any) -> Any:
        answer = self.infos.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Replies:
    """Answers over response_urls, refused in turn."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.posts: list[Any] = []

    async def offer(self, _: Door, payload: Any, *, replace: bool) -> str:
        self.posts.append((payload, replace))
        return self.answers.pop(0) if self.answers else "shown"

    async def post(self, door: Door, payload: Any, *, replace: bool) -> bool:
        return await self.offer(door, payload, replace=replace) == "shown"


def sender(client: Client, replies: Any, shelf: Shelf) -> SlackSender:
    made = SlackSender(client, replies, Limiter(lambda: 0.0), catalogue(), lambda: None)  # type: ignore[arg-type, return-value]  # a clock nobody asks
    made.screens.play(shelf)
    return made


DOOR = Door(trigger="1.2", address="https://hooks.example/1")


@pytest.mark.parametrize(
    "refusals, pictures, told, messages",
    [
        ([], [1], [], 0),
        ([refusal("invalid_arguments", notes=LOST)], [1, 0], ["refused"], 0),
        # Whether a refused view uses its trigger up is unknown: if so, the words come as a message.
        ([refusal("invalid_blocks"), refusal("exchanged_trigger_id")], [1, 0], ["refused"], 1),
        ([refusal("expired_trigger_id")], [1], [], 1),
        ([refusal("exchanged_trigger_id")], [1], [], 0),
    ],
)
async def test_a_refused_modal_is_opened_at_once_without_its_film(
    refusals: list[SlackApiError], pictures: list[int], told: list[str], messages: int
) -> None:
    client, replies, shelf = Client(*refusals), Replies(), Shelf()
    await sender(client, replies, shelf).open(DOOR, shown())
    assert [len(parted(view)[1]) for view in client.views] == pictures
    assert [what for what, _ in shelf.told] == told
    assert len(replies.posts) == messages


@pytest.mark.parametrize(
    "answers, pictures, told",
    [
        ([], [1], []),
        (["blocks"], [1, 0], ["refused"]),
        (["lost"], [1], []),
    ],
)
async def test_a_refused_message_is_posted_at_once_without_its_film(
    answers: list[str], pictures: list[int], told: list[str]
) -> None:
    replies, shelf = Replies(*answers), Shelf()
    await sender(Client(), replies, shelf).update(DOOR, shown())
    assert [len(parted(payload)[1]) for payload, _ in replies.posts] == pictures
    assert {replace for _, replace in replies.posts} == {True}
    assert [what for what, _ in shelf.told] == told


# Uploads.


@pytest.mark.parametrize(
    "answers, standing",
    [
        ([{"file": {"mimetype": "image/gif"}}], "ready"),
        ([{"file": {"mimetype": ""}}], "waiting"),
        ([{}], "waiting"),
        ([refusal("file_not_found")], "gone"),
        ([refusal("file_deleted")], "gone"),
        ([refusal("missing_scope")], "unknown"),
        ([TimeoutError()], "unknown"),
        ([refusal("ratelimited", 429), {"file": {"mimetype": "image/gif"}}], "ready"),
        ([refusal("ratelimited", 429)] * 3, "unknown"),
    ],
)
async def test_how_a_file_stands_with_slack(answers: list[Any], standing: str) -> None:
    client = Client()
    client.infos = list(answers)
    its = Uploads(client, Unlimited(), Catalogue({"nl": {}, "en": {}}))
    assert await its.standing("F1") == standing


class Unlimited(Limiter):
    """Lets everything go."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0, {})
