"""How figures reach Slack, as the environment says it, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import LONGEST_ADDRESS, Settings, SettingsError

URL, WAY = "PAUZEBOT_FIGURES_URL", "PAUZEBOT_FIGURES"
HTTPS = "https://it.example/figures"


@pytest.mark.parametrize(
    "env, way, address",
    [
        ({}, "words", None),
        ({URL: "", WAY: ""}, "words", None),
        ({URL: HTTPS}, "address", HTTPS),
        ({URL: f" {HTTPS}// "}, "address", HTTPS),
        ({URL: "https://it.example:8443"}, "address", "https://it.example:8443"),
        ({URL: "http://127.0.0.1:8080/figures"}, "address", "http://127.0.0.1:8080/figures"),
        ({URL: "http://[::1]/figures"}, "address", "http://[::1]/figures"),
        ({URL: HTTPS, WAY: "serve"}, "serve", HTTPS),
        ({WAY: " Upload "}, "upload", None),
    ],
)
def test_one_of_three_ways(env: dict[str, str], way: str, address: str | None) -> None:
    settings = Settings.from_env({**env, "PAUZEBOT_DATA": "kept"})
    assert (settings.figures, settings.figures_url) == (way, address)
    assert settings.figures_folder == Path("kept/figures")


@pytest.mark.parametrize(
    "env, sentence",
    [
        ({WAY: "served"}, "PAUZEBOT_FIGURES is 'served'; it is `serve`, `upload`, or not set"),
        ({WAY: "serve"}, "PAUZEBOT_FIGURES_URL is missing"),
        ({WAY: "upload", URL: HTTPS}, "two ways to do one thing"),
        ({URL: "it.example/figures"}, "https://, a host and a path"),
        ({URL: "ftp://it.example/figures"}, "https://, a host and a path"),
        ({URL: "https:///figures"}, "https://, a host and a path"),
        ({URL: f"{HTTPS}?key=1"}, "https://, a host and a path"),
        ({URL: f"{HTTPS}#top"}, "https://, a host and a path"),
        ({URL: "http://it.example/figures"}, "Slack wants https://"),
        ({URL: "https://me:secret@it.example"}, "without a password"),
        ({URL: "https://it.example/mijn figuren"}, "no spaces and no accents"),
        ({URL: "https://it.example/figuré"}, "no spaces and no accents"),
        ({URL: HTTPS + "/" + "a" * LONGEST_ADDRESS}, "longer than 2000 characters"),
        ({URL: "https://it.example:veel/"}, "cannot be read as an address"),
        ({URL: "https://[::1/figures"}, "cannot be read as an address"),
    ],
)
def test_a_mistake_is_said_once_and_in_a_sentence(env: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env)
    (said,) = refused.value.problems
    assert sentence in said
    assert "secret" not in said
