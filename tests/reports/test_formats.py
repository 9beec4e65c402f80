"""Six formats of one report: readable by machines and people, harmless, and the same every time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from bot.commands.reporting import FORMATS as OFFERED
from bot.core import privacy
from bot.core.fields import LANGUAGES, Language
from bot.core.privacy import Counts, Limits
from bot.core.report import Report
from bot.reports import FORMATS, Format, alt, charts, render
from bot.reports.composing import page
from bot.reports.page import plots
from tests.house.machine import ROOT
from tests.reports.kit import DETAILS, arm, full, made, project, releases, speak

EVIL = '=HYPERLINK("https://evil.example","x")</title><script>alert(1)</script>#{1+1}&'
FULL, EMPTY = full(EVIL), made(project("a", "b"))


@cache
def written(to: Format, language: Language = "nl") -> bytes:
    """The full report as a file."""
    return render(FULL, to, language, speak(language))


class Visible(HTMLParser):
    """The words of a page that people read: no styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._quiet += tag == "style"
        self.words += [value or "" for name, value in attrs if name in ("aria-label", "alt")]

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


def visible(html: bytes) -> Visible:
    """A page, read."""
    reader = Visible()
    reader.feed(html.decode())
    return reader


# What holds for all


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_report_gives_the_same_bytes(to: Format) -> None:
    once = written(to)
    charts.svg.cache_clear()
    assert render(full(EVIL), to, "nl", speak("nl")) == once


@pytest.mark.parametrize("to", FORMATS)
def test_counts_that_come_to_the_same_release_come_to_the_same_bytes(to: Format) -> None:
    """Late events, or others than were counted, change no report: it is made of what was said."""

    def told(reach: int, finishes: int) -> Report:
        counts = Counts(15, {12: reach}, finishes + 40, finishes, (finishes + 40, finishes))
        week = privacy.fold("a", "2027-W02", counts, 100, 3, even, Limits())
        return made(
            project("a"), releases([privacy.release_arm("a", 100, 3, [week], None, even, Limits())])
        )

    first, second = told(41, 601), told(42, 612)
    assert render(first, to, "en", speak("en")) == render(second, to, "en", speak("en"))
    assert told(71, 601) != first


def even(cell: str) -> Fraction:
    """The same luck for every cell."""
    return Fraction(1, 2)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_nothing_yet_is_a_report(to: Format, language: Language) -> None:
    assert len(render(EMPTY, to, language, speak(language))) > 80


def test_the_command_offers_every_format() -> None:
    assert OFFERED == FORMATS


FIXED = {82, 95, 45, 56, 41, 71, 83, 0, 25, 50, 75, 100, 256}
"""Numbers in words that never change: studies, 95 %, quarters of an axis, SHA-256."""
DATED = re.compile(r"https?://\S+|\b20\d\d(?:-W?\d\d)*\b|\b9\.9\.9\b|C0ARM\d|11/3|1\+1|alert\(1\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def integers(value: object) -> Iterator[int]:
    """Every whole number in a value, without its sign."""
    if isinstance(value, int):
        yield abs(value)
    elif isinstance(value, dict):
        yield from integers(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from integers(each)


def unknown(text: str, language: Language) -> set[str]:
    """The numbers in a text that do not follow from releases, the project or fixed words."""
    told = page(FULL, language, speak(language))
    assert FULL.delivery is not None
    planned = sum(one.planned for one in FULL.delivery.arms)
    sent = sum(one.sent for one in FULL.delivery.arms)
    numbers = {*integers(asdict(FULL)), *integers([asdict(one) for one in plots(told)]), *FIXED}
    numbers |= {sum(one.invited or 0 for one in FULL.arms), planned, sent, 100 * sent // planned}
    numbers |= set(range(32))  # days of a month, weeks, exercises
    known = {*(str(number) for number in numbers), "22,7", "22.7"}
    digests = " ".join(one.digest for one in FULL.periods)
    left = DATED.sub(" ", re.sub(r"\b[0-9a-f]{64}\b", " ", text.replace(EVIL, " ")))
    # A PDF breaks a digest anywhere.
    return {each for each in NUMBER.findall(left) if each not in known and each not in digests}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_a_number_that_does_not_follow_from_what_was_published(
    language: Language,
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(written("pdf", language)))
    assert unknown(" ".join(visible(written("html", language)).words), language) == set()
    assert unknown(" ".join(each.extract_text() for each in reader.pages), language) == set()
    assert unknown(" ".join(str(cell.value) for cell in cells(language)), language) == set()
    assert unknown("37 of 119, 1317", language) == {"37", "119", "1317"}


def cells(language: Language = "nl", file: Path | None = None) -> list[Any]:
    """Every cell of the Excel file that holds something; or of another file."""
    read = io.BytesIO(written("xlsx", language)) if file is None else file
    # Read only, or openpyxl would read the charts too, which it knows in part.
    book = openpyxl.load_workbook(read, read_only=True)
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [cell for cell in every if cell.value is not None]


# CSV and JSON


def test_csv_has_a_row_for_each_published_symbol_and_for_each_kind_of_prompt() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode())))
    assert rows[0].keys() >= {"project", "period", "arm", "cell", "said", "number", "of"}
    reach = [row for row in rows if row["cell"] == "reach" and row["arm"] == "a"]
    assert [(row["said"], row["number"], row["of"]) for row in reach] == [
        ("number", "30", "120"), ("number", "90", "120"), ("number", "85", "120"),
    ]  # fmt: skip
    low = next(row for row in rows if row["said"] == "low")
    assert low["number"] == ""
    sent = {row["cell"]: row["number"] for row in rows
            if row["said"] == "exact" and row["arm"] == "a"}  # fmt: skip
    assert sent == {"sent": "58", "unknown": "0", "open": "0", "held:holiday": "3"}


def test_json_has_the_same_symbols_and_the_digests_of_the_chain() -> None:
    document = json.loads(written("json"))
    assert document["schema"] == "report/1"
    assert [one["digest"] for one in document["releases"]] == [one.digest for one in FULL.periods]
    first = document["releases"][0]["arms"][0]
    assert first["period"]["reach"] == {"said": "number", "number": 30, "of": 120}
    assert document["delivery"][1] == {
        "arm": "b", "planned": 17, "sent": 16, "unknown": 1, "open": 0,
    }  # fmt: skip


def test_what_is_said_of_the_whole_project_is_there_too() -> None:
    whole = made(project("a"), releases([arm("a", 30, {"reach": 15}, whole={"most": 10})]))
    document = json.loads(render(whole, "json", "en", speak("en")))
    assert document["releases"][0]["arms"][0]["whole"]["most"]["number"] == 10
    assert ",whole,most,number,10,30" in render(whole, "csv", "en", speak("en")).decode()


def test_every_field_of_csv_and_json_is_explained() -> None:
    text = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([\w:-]+)`", text))
    document = json.loads(written("json"))
    fields = {*document, *document["releases"][0], *document["releases"][0]["arms"][0]}
    header = written("csv").decode().splitlines()[0].split(",")
    assert {*fields, *header} - explained == set()


# Excel


def test_a_name_that_looks_like_a_formula_stays_a_text_in_excel() -> None:
    assert EVIL in [cell.value for cell in cells()]
    with zipfile.ZipFile(io.BytesIO(written("xlsx"))) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/sheet" in name]
        assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_the_search_for_formulas_finds_one() -> None:
    """The control: written as xlsxwriter writes by default, the same name is a formula."""
    import xlsxwriter

    made_ = io.BytesIO()
    with xlsxwriter.Workbook(made_, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    with zipfile.ZipFile(made_) as packed:
        assert b"<f>" in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_has_a_sheet_for_each_part_with_native_charts(language: Language) -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx", language))) as packed:
        drawn = [name for name in packed.namelist() if "/charts/chart" in name]
        drawings = b"".join(packed.read(n) for n in packed.namelist() if "drawings/drawing" in n)
    its = page(FULL, language, speak(language))
    assert len(drawn) == len(plots(its)) >= 5
    assert drawings.count(b'descr="') == len(drawn)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", language)))
    assert book.sheetnames == [name for _, name in its.names.sheets]
    reach = book[dict(its.names.sheets)["reach"]]
    rows = list(reach.iter_rows(values_only=True))
    assert next(row for row in rows if row[0] == "b")[1] == 100
    assert isinstance(rows[-1][0] or "", str)


@pytest.fixture
def office() -> str:
    """LibreOffice; CI must have one."""
    found = shutil.which("soffice")
    if found is None:
        reason = "LibreOffice is not installed: apt install libreoffice-calc"
        assert not os.environ.get("CI"), reason
        pytest.skip(reason)
    return found


def test_libreoffice_opens_the_excel_file_and_finds_the_same_values(
    tmp_path: Path, office: str
) -> None:
    """Opened and saved by LibreOffice without a question, every value is where it was."""
    ours = tmp_path / "report.xlsx"
    ours.write_bytes(written("xlsx"))
    done = subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(ours)],
        capture_output=True, timeout=180, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made_ = tmp_path / "out" / "report.xlsx"
    found, expected = (
        {(cell.parent.title, cell.coordinate): cell.value for cell in each}
        for each in (cells(file=made_), cells())
    )
    assert found == expected
    assert len(found) > 300
    with zipfile.ZipFile(made_) as packed:
        drawn = [name for name in packed.namelist() if "/charts/chart" in name]
    assert len(drawn) == len(plots(page(FULL, "nl", speak("nl"))))


# PDF and picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_named_and_in_its_language(language: Language) -> None:
    reader = pypdf.PdfReader(io.BytesIO(written("pdf", language)))
    root: Any = reader.root_object
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/K"]
    assert str(root["/Lang"]).startswith(language)
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", metadata)
    assert reader.metadata is not None
    assert "20270402" in str(reader.metadata.creation_date_raw)


def tags(node: object, kind: str) -> int:
    """How often a kind of tag stands in a tree of tags."""
    found = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
    if isinstance(found, pypdf.generic.ArrayObject):
        return sum(tags(each, kind) for each in found)
    if not isinstance(found, pypdf.generic.DictionaryObject):
        return 0
    return (found.get("/S") == kind) + tags(found.get("/K"), kind)


def alts(node: object) -> list[str]:
    """The texts for those who do not see a figure."""
    found = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
    if isinstance(found, pypdf.generic.ArrayObject):
        return [text for each in found for text in alts(each)]
    if not isinstance(found, pypdf.generic.DictionaryObject):
        return []
    own = [str(found["/Alt"])] if "/Alt" in found else []
    return own + alts(found.get("/K"))


def test_the_pdf_has_headings_tables_and_words_for_every_chart() -> None:
    reader = pypdf.PdfReader(io.BytesIO(written("pdf")))
    root: Any = reader.root_object
    tree = root["/StructTreeRoot"]["/K"]
    its = page(FULL, "nl", speak("nl"))
    assert tags(tree, "/H1") == 1
    assert tags(tree, "/H2") == len(its.sections) + 1
    assert tags(tree, "/Table") >= sum(len(section.tables) for section in its.sections)
    assert {plot.alt for plot in plots(its)} <= set(alts(tree))


def test_text_of_people_is_no_code_in_the_pdf() -> None:
    text = pypdf.PdfReader(io.BytesIO(written("pdf"))).pages[0].extract_text()
    assert "#{1+1}" in text
    assert "<script>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_phone_and_slack(language: Language) -> None:
    picture = written("png", language)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 1080
    assert len(picture) <= 480_000
    said = alt(FULL, language, speak(language))
    assert all(line in said for line in page(FULL, language, speak(language)).brief)


# HTML


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_from_outside_and_runs_nothing(language: Language) -> None:
    text = written("html", language).decode()
    read = visible(text.encode())
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(read.tags)
    assert re.findall(r'(?:src|href|xlink:href)="(?!https://doi|https://pmc)[^"]*"', text) == []
    assert "url(" not in text
    assert "@import" not in text
    assert f'<html lang="{language}">' in text
    assert EVIL in " ".join(read.words)


def test_charts_follow_light_and_dark() -> None:
    text = written("html").decode()
    assert 'stroke="var(--accent)"' in text
    assert "#0b6472" not in text.split("</style>")[1]


def test_arms_with_all_details_are_drawn_in_their_own_panels() -> None:
    arms = [arm(name, 100, DETAILS) for name in ("een", "twee", "drie")]
    report = made(project("een", "twee", "drie"), releases(arms))
    text = render(report, "html", "nl", speak("nl")).decode()
    for name in ("een", "twee", "drie"):
        assert f">{name}</text>" in text
