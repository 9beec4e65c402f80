"""Films for a page: drawn in another process, and only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.figures import film
from bot.loader import open_file
from bot.preview.content import content
from bot.preview.films import Films, can_draw, draw_in, pool
from tests.preview.desk import SHIPPED, TEXTS, TODAY


def test_a_film_is_drawn_in_another_process_and_kept_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SHIPPED / "exercises" / "zittend-scharnieren.yaml"
    wanted = content(path, open_file(path, TODAY), TEXTS).wanted
    one = dict(list(wanted.items())[:1])
    assert can_draw()
    monkeypatch.setattr(film, "render", lambda *_: pytest.fail("drawn here"))
    with pool(1) as workers:
        drawn = Films(workers, draw_in(tmp_path)).finish(one)
    ((name, picture),) = drawn.items()
    assert picture.startswith(b"GIF89a")
    assert draw_in(tmp_path)(one[name]) == picture
