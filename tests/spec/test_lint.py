"""Editorial checks: a valid file is not yet a good one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.core.fields import LANGUAGES, Language
from bot.core.fields import Path as Way
from bot.core.lint import CHECKS, Document, claims, lint
from bot.core.lint.words import HARD, SHORTENED, abbreviations, hard_words
from bot.core.programme import Library
from bot.loader import load_texts
from bot.slack.manifest import manifest
from bot.texts import Catalogue
from tests.spec.lint_examples.bad import BAD
from tests.spec.lint_examples.good import GOOD
from tests.spec.lint_examples.kit import LIBRARY, PROJECT, STRETCH, TODAY, changed

CORPUS = Path(__file__).parent / "claims"
SAYS = {language: Catalogue(load_texts()).speak(language) for language in LANGUAGES}
"""The bot's own words, Dutch first."""


def found(name: str, document: Document, today: date = TODAY) -> list[Way]:
    return [each.path for each in lint(document, LIBRARY, today) if each.code == name]


# Checks: each with what it must find and what it must not.


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_what_is_bad_and_lets_pass_what_is_good(name: str) -> None:
    assert BAD[name]
    assert GOOD[name]
    for document, way in BAD[name]:
        assert way in found(name, document)
    for document in GOOD[name]:
        assert found(name, document) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_its_rule_and_speaks_in_sentences(name: str) -> None:
    check = CHECKS[name]
    assert (check.rule.__doc__ or "").rstrip().endswith(".")
    assert check.level in ("error", "warning")
    for document, _ in BAD[name]:
        for remark in lint(document, LIBRARY, TODAY):
            for say in SAYS.values():
                message = say(remark.key, **remark.values)
                assert "\n" not in message
                assert not message.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_words_of_its_own_in_each_language(language: Language) -> None:
    """Each sentence is used by an example, and belongs to the check whose name it begins with."""
    texts, used = load_texts(), set[str]()
    for name, bad in [*BAD.items(), *WAIVED.items()]:
        for document, _ in bad:
            remarks = [each for each in lint(document, LIBRARY, TODAY) if each.code == name]
            assert remarks
            for remark in remarks:
                own = name.lower().replace("_", "-")
                assert remark.key.removeprefix("finding.").startswith(own)
                assert remark.key in texts[language]
                used.add(remark.key)
    assert used == {key for key in texts[language] if key.startswith("finding.")}
    other = texts["en" if language == "nl" else "nl"]
    assert all(texts[language][key] != other[key] for key in used)


WAIVED: dict[str, list[tuple[Document, Way]]] = {
    "UNUSED_WAIVER": [
        (changed(STRETCH, {"waive": (name,)}), ("waive", 0))
        for name in ("NO_EASIER", "NO_EASY", "QQ", "CLAIM")
    ]
}


def test_no_example_is_for_a_check_that_is_gone() -> None:
    assert set(BAD) == set(GOOD) == set(CHECKS)


def test_a_remark_leads_to_its_value_and_says_what_to_do() -> None:
    document = changed(STRETCH, {"purpose.nl": "Een oefening voor je mobiliteit."})
    (remark,) = [each for each in lint(document, LIBRARY, TODAY) if each.code == "HARD_WORD"]
    assert remark.path == ("purpose", "nl")
    dutch, english = (say(remark.key, **remark.values) for say in SAYS.values())
    assert english == "`mobiliteit` is a hard word; say `hoe makkelijk je beweegt`"
    assert dutch == "`mobiliteit` is een moeilijk woord; schrijf `hoe makkelijk je beweegt`"
    assert remark.level == "warning"


def test_what_the_library_lacks_is_passed_over() -> None:
    documents: list[Document] = [STRETCH, PROJECT, *LIBRARY.programmes.values()]
    for document in documents:
        assert isinstance(lint(document, Library({}, {}), TODAY), list)


# Waivers.


def test_a_check_is_waived_by_name_in_the_file() -> None:
    document = changed(STRETCH, {"waive": ("REVIEW_MISSING",)})
    assert found("REVIEW_MISSING", document) == []
    assert found("UNUSED_WAIVER", document) == []


@pytest.mark.parametrize(
    "name, level, message",
    [
        (
            "NO_EASIER",
            "warning",
            "`NO_EASIER` has nothing to say here any more; take it off the list",
        ),
        ("NO_EASY", "error", "no check is called `NO_EASY`; did you mean `NO_EASIER`?"),
        ("QQ", "error", "no check is called `QQ`"),
        ("CLAIM", "error", "`CLAIM` cannot be waived"),
    ],
)
def test_a_waiver_that_waives_nothing_is_reported(name: str, level: str, message: str) -> None:
    document = changed(STRETCH, {"waive": ("REVIEW_MISSING", name)})
    (remark,) = [each for each in lint(document, LIBRARY, TODAY) if each.code == "UNUSED_WAIVER"]
    assert remark.path == ("waive", 1)
    assert (remark.level, SAYS["en"](remark.key, **remark.values)) == (level, message)


def test_what_guards_people_cannot_be_waived() -> None:
    guards = {name for name, check in CHECKS.items() if not check.waivable}
    assert guards >= {"CLAIM", "MARKUP", "NO_STOP_RULE", "HOLD_OVER_LIMIT", "OPEN_PROTOCOL"}
    document = changed(STRETCH, {"stop_if": (), "waive": ("NO_STOP_RULE",)})
    assert found("NO_STOP_RULE", document) == [("stop_if",)]


def test_a_review_holds_through_its_last_day() -> None:
    review = {"by": "Een fysiotherapeut", "on": date(2026, 1, 1), "next": date(2027, 1, 1)}
    document = changed(STRETCH, {"reviewed": review})
    assert found("REVIEW_EXPIRED", document, date(2027, 1, 1)) == []
    assert found("REVIEW_EXPIRED", document, date(2027, 1, 2)) == [("reviewed", "next")]


# Claims: a corpus of what must be caught, and of what must not.


def corpus(kind: str) -> list[tuple[Language, str]]:
    return [
        (language, line)
        for language in LANGUAGES
        for line in (CORPUS / f"{kind}.{language}.txt").read_text(encoding="utf-8").splitlines()
    ]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(corpus("caught")) >= 120
    assert len(corpus("innocent")) >= 100


@pytest.mark.parametrize("language, text", corpus("caught"))
def test_a_claim_is_caught(language: Language, text: str) -> None:
    assert claims(text, language)
    assert claims(text.upper().replace("RSI", "rsi") if "RSI" not in text else text, language)


@pytest.mark.parametrize("language, text", corpus("innocent"))
def test_an_innocent_sentence_is_not_caught(language: Language, text: str) -> None:
    assert claims(text, language) == []


def test_what_others_found_may_name_complaints_but_promises_nothing() -> None:
    assert claims("Rugpijn nam af met 18 %.", "nl", cited=True) == []
    assert claims("Een preventief programma.", "nl", cited=True) == ["preventief"]
    assert claims("Clinically proven.", "en", cited=True) == ["Clinically proven"]


def test_of_words_within_words_only_the_longest_is_said() -> None:
    assert claims("Voorkomt nekpijn.", "nl") == ["Voorkomt nekpijn"]


# Hard words.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hard_word_is_found_and_its_plain_word_is_not_hard(language: Language) -> None:
    for hard, plain in HARD[language].items():
        word = hard.replace("*", "")
        assert hard_words(f"Met {word}, of zo.", language) == [(word, plain)]
        assert hard_words(f"X {word.upper()}.", language) == [(word.upper(), plain)]
        assert hard_words(plain, language) == []
        assert not re.search(r"[^\w\s-]", plain)


def test_a_hard_word_is_found_with_its_ending_but_not_inside_another() -> None:
    assert hard_words("Wij activeren of activeerden.", "nl") == [
        ("activeren", "aanspannen"),
        ("activeerden", "aanspannen"),
    ]
    assert hard_words("Stabiliseer je rug.", "nl") == [("Stabiliseer", "stevig blijven")]
    assert hard_words("The score is encore.", "en") == []
    assert hard_words("Do it prior to lunch.", "en") == [("prior to", "before")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_abbreviation_is_found(language: Language) -> None:
    for short, full in SHORTENED[language].items():
        assert abbreviations(f"Neem {short} iets.", language) == [(short, full)]


# The bot's own words obey the same rules.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bots_own_texts_claim_nothing_and_are_plain(language: Language) -> None:
    for key, entry in load_texts()[language].items():
        for text in [entry] if isinstance(entry, str) else entry.values():
            if not key.startswith("caution."):  # the names of what to ask a doctor about
                assert claims(text, language) == [], key
                assert hard_words(text, language) == [], key
            assert language == "en" or not re.search(r"(?<![\w-])[Uu]w?(?![\w-])", text), key


def test_what_introduces_the_product_claims_nothing() -> None:
    page = Path(__file__).parent.parent.parent / "README.md"
    shown = manifest()["display_information"]
    for text in [*page.read_text(encoding="utf-8").splitlines(), *shown.values()]:
        for language in LANGUAGES:
            assert claims(text, language) == []
