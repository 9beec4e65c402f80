"""Every name can be printed: what no font of the PDF has is left out, or stands as a hole."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.fields import LANGUAGES, Language, Text
from bot.core.report import Report
from bot.reports import letters, paper, render
from bot.reports.letters import HOLE, PLAIN, printable, shown, sound
from tests.reports.kit import DETAILS, arm, full, made, project, releases, speak

PRINTED = [
    ("Fit door het voorjaar", "Fit door het voorjaar"),
    ("Réunion – 20 × ½ uur, ‘los’", "Réunion – 20 × ½ uur, ‘los’"),
    ("Fit door het voorjaar 🌷", "Fit door het voorjaar"),
    ("🌷 Fit", "Fit"),
    ("OR ✅ 3", "OR 3"),
    ("Lente 🌷, zomer 🌞🌞.", "Lente, zomer."),
    ("(🌷 Fit)", "(Fit)"),
    ("lente🌷fit", "lentefit"),
    ("🇳🇱 Nederland, 🏴󠁧󠁢󠁥󠁮󠁧󠁿 England", "Nederland, England"),
    ("👩🏽‍⚕️ Zorg", "Zorg"),
    ("1️⃣ groep", "1 groep"),
    ("schudden \U0001fae8 mag", "schudden mag"),
    ("kapot \ud83c einde", "kapot einde"),
    ("a\x00b", "ab"),
    # What a font has is printed, be it a picture or another script.
    ("❤ hart ✓", "❤ hart ✓"),
    ("привет Ελλάς עברית عربي", "привет Ελλάς עברית عربي"),
    # Other characters leave a hole, each one; a mark on them stays where it can.
    ("健康 pauze", "□□ pauze"),
    ("x⃐", "x□"),
    ("\ue000", "□"),
    ("e\u0301", "e\u0301"),
    # Nothing left is a hole too: a title is never empty.
    ("🌷", "□"),
    ("🌷, 3 november 2026", "□, 3 november 2026"),
    ("", ""),
]
ODD = (
    "🌷✅🇳🇱👩🏽\u200d⚕\ufe0f1\u20e3🫨健康عربيהक्षนี"
    "\u0301\u20d0\u064b\ue000\u00ad\u200f\ufdfd\U0001d49c\U000e0041\U0010ffff\ud800 .,("
)


@pytest.mark.parametrize("written, printed", PRINTED)
def test_what_is_written_is_printed_so(written: str, printed: str) -> None:
    assert printable(written) == printed
    assert shown(printed)


def test_what_is_taken_for_plain_can_be_shown_by_every_style() -> None:
    plain = [chr(each) for each in range(0x3000) if PLAIN.fullmatch(chr(each))]
    assert len(plain) > 300
    assert shown("".join(plain))
    assert not shown("".join([*plain, "健"])), "the question does find what cannot be shown"


def test_a_mark_does_not_hide_that_its_letter_is_missing() -> None:
    """typst itself lets this pass, and prints the mark alone."""
    assert letters._set("健\u0301")
    assert not shown("健\u0301")


def texts() -> st.SearchStrategy[str]:
    """Texts of any characters, mostly of those that are hard to print."""
    return st.text(st.sampled_from(ODD) | st.characters(), min_size=1, max_size=24)


def test_any_text_at_all_can_be_printed(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    tries = amount(40, 3000)

    @settings(max_examples=tries)
    @given(texts())
    def tried(text: str) -> None:
        made = printable(text)
        assert shown(made)
        assert made
        assert printable(made) == made

    tried()
    verify_table("texts of any characters, brought to letters", tries, "typst can set each")


def named(title: str, reference: str, programme: str) -> Report:
    """A report in which people gave odd names to all that they may name."""
    arms = [arm(each, 100, DETAILS) for each in ("a", "b")]
    council = {"reference": "OR 3", "date": "2026-11-03"}
    found = made(project("a", "b", works_council=council), releases(arms))
    return replace(
        found,
        title=text(title),
        programme=text(programme),
        works_council=(reference, found.works_council[1]),
        arms=tuple(replace(each, protocol=text(programme)) for each in found.arms),
    )


def text(said: str) -> Text:
    """A text that nobody checked: even what no form lets through can be printed."""
    return Text.model_construct(nl=said, en=None)


def test_any_names_at_all_make_a_pdf_and_a_picture(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    tries = amount(5, 300)
    say = speak("nl")

    @settings(max_examples=tries)
    @given(texts(), texts(), texts())
    def tried(title: str, reference: str, programme: str) -> None:
        report = named(title, reference, programme)
        assert render(report, "pdf", "nl", say).startswith(b"%PDF-")
        assert render(report, "png", "nl", say).startswith(b"\x89PNG")

    tried()
    verify_table("reports of projects with any names", tries, "each a PDF/UA-1 and a picture")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_on_paper_says_where_characters_are_missing(language: Language) -> None:
    said = speak(language)("report.hole", mark=HOLE)
    lines = {title: read(full(title), language) for title in ("健康 pauze", "Fit 🌷", "Fit")}
    assert "□□ pauze" in lines["健康 pauze"]
    assert [title for title, read_ in lines.items() if said in read_] == ["健康 pauze"]
    assert "🌷" not in lines["Fit 🌷"]


def read(report: Report, language: Language) -> str:
    """The first page of a report on paper, on one line."""
    file = render(report, "pdf", language, speak(language))
    return " ".join(pypdf.PdfReader(io.BytesIO(file)).pages[0].extract_text().split())


def test_what_is_not_printed_but_read_keeps_every_character() -> None:
    file = render(full("健康 🌷 pauze"), "pdf", "nl", speak("nl"))
    metadata = pypdf.PdfReader(io.BytesIO(file)).metadata
    assert metadata is not None
    assert metadata.title == "健康 🌷 pauze · Rapport"
    assert sound("健\x00康 🌷\ud800") == "健康 🌷"
    for to in ("html", "xlsx", "csv", "json"):
        assert render(full("健康 🌷 pauze"), to, "nl", speak("nl"))
    assert "健康 🌷 pauze" in render(full("健康 🌷 pauze"), "html", "nl", speak("nl")).decode()
    assert "健康 🌷 pauze" in render(full("健康 🌷 pauze"), "json", "nl", speak("nl")).decode()


def test_what_cannot_be_set_after_all_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "printable", lambda text: text)
    with pytest.raises(paper.Unprintable, match="could not be displayed"):
        render(full("健康"), "pdf", "nl", speak("nl"))
