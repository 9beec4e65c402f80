"""How easy a text reads: syllables by hand, two formulas by hand, and the level that is asked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.fields import LANGUAGES, Language
from bot.core.lint import Document, reading
from bot.core.lint.reading import LEAST_EASE, ease, reading_level, syllables
from bot.core.lint.remarks import Around
from bot.loader import load_library
from bot.settings import shipped_programmes
from tests.spec.lint_examples.kit import STIFF_EN, STIFF_NL

# Counted aloud.
SPOKEN: dict[Language, str] = {
    "nl": """
        1: stoel buigt leeuw nieuw haai groei trein scherm één ij ons
        2: rechtop bekken knieën langzaam schouders zijwaarts billen adem moeite bloeien
           kantoor bureau yoga ruimte zeeën rustig spieren
        3: oefening beweging onderrug evenwicht duizelig bedrijfsarts heupbreedte handbereik
           telefoon minuten wandelen
        4: oefeningen bovenlichaam ademhaling uitademen januari tintelingen makkelijker
           beïnvloeden
        5: geïnteresseerd
        6: fysiotherapeut
    """,
    "en": """
        1: stand straight chair knees bend breathe breathed times stairs phone pause the moves sides
           loose same one more walked floor use hmm
        2: pelvis movement movements slowly shoulders behind lower upper body sideways buttocks
           breathing going doing table tables little lifted places sturdy hollow balance minutes
           lying people edges stretches uses circle circles
        3: exercise easier quietly somebody completely dizziness obvious
        4: exercises comfortable
        6: physiotherapist
    """,
}


def spoken() -> list[tuple[Language, str, int]]:
    found: list[tuple[Language, str, int]] = []
    for language, table in SPOKEN.items():
        count = 0
        for word in table.split():
            if word.endswith(":"):
                count = int(word[:-1])
            else:
                found.append((language, word, count))
    return found


@pytest.mark.parametrize("language, word, count", spoken())
def test_a_word_has_the_syllables_that_are_heard(language: Language, word: str, count: int) -> None:
    assert syllables(word, language) == count
    assert syllables(word.upper(), language) == count


def test_the_formulas_are_those_that_were_published() -> None:
    """Two sentences, six words, eight syllables; by hand with three decimals."""
    dutch = ["Zet je voeten neer.", "Adem uit."]  # 1 1 2 1, 2 1
    assert ease(dutch, "nl") == pytest.approx(206.835 - 0.93 * 6 / 2 - 77 * 8 / 6)
    english = ["Put your feet down.", "Slowly breathe."]  # 1 1 1 1, 2 1
    assert ease(english, "en") == pytest.approx(206.835 - 1.015 * 6 / 2 - 84.6 * 7 / 6)


def test_numbers_and_marks_are_no_words_and_nothing_has_no_level() -> None:
    assert ease(["Adem uit.", "112!", "…"], "nl") == ease(["Adem uit."], "nl")
    assert ease([], "nl") is None
    assert ease(["3 × 20"], "en") is None


def test_a_text_book_is_harder_than_what_people_say() -> None:
    said = {
        "nl": ["Zet je voeten naast elkaar en adem rustig door.", "Til je knie een stukje op."],
        "en": ["Put your feet side by side and keep breathing.", "Lift your knee a little."],
    }
    stiff = {"nl": STIFF_NL, "en": STIFF_EN}
    for language in LANGUAGES:
        plain, hard = ease(said[language], language), ease(stiff[language], language)
        assert plain is not None
        assert hard is not None
        assert plain > LEAST_EASE + 15 > LEAST_EASE > hard


def test_what_ships_is_well_above_the_level_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library(shipped_programmes())
    around = Around(library, date(2026, 11, 21))
    documents: list[Document] = [*library.exercises.values(), *library.programmes.values()]
    monkeypatch.setattr(reading, "LEAST_EASE", LEAST_EASE + 10)
    assert [list(reading_level(each, around)) for each in documents] == [[]] * len(documents)
    monkeypatch.setattr(reading, "LEAST_EASE", 200)
    assert all(len(list(reading_level(each, around))) == 2 for each in documents)
