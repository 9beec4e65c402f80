"""Checks of what belongs in a file besides the exercise itself: safety, review, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.core.exercise import Exercise
from bot.core.fields import LANGUAGES, Evidence, Language, Path
from bot.core.lint.remarks import Around, Check, Document, Said, told
from bot.core.programme import Programme
from bot.core.project import Project

# Start, movement and end do not fit in fewer words.
LEAST_WORDS_ALT = 10
EMERGENCY: Mapping[Language, str] = {"nl": "112", "en": "112"}
ON_THE_FEET_OR_FLOOR = frozenset({"standing", "walking", "floor"})
MEASURED = frozenset({"review", "rct", "pilot"})
TOLD = frozenset({"expert", "news"})


def alt_missing(document: Document, _: Around) -> Said:
    """An exercise has an alt text that describes start, movement and end of its figure."""
    if isinstance(document, Exercise):
        if document.figure is None:
            yield (), told("alt-missing")
            return
        for language in LANGUAGES:
            text = getattr(document.figure.alt, language)
            if text is not None and len(text.split()) < LEAST_WORDS_ALT:
                yield ("figure", "alt", language), told("alt-missing-short")


def no_stop_rule(document: Document, _: Around) -> Said:
    """An exercise says when to stop, and a programme's advice says to call 112."""
    if isinstance(document, Exercise) and not document.stop_if:
        yield ("stop_if",), told("no-stop-rule")
    if isinstance(document, Programme):
        for language in LANGUAGES:
            text = getattr(document.stop, language)
            if text is not None and EMERGENCY[language] not in text:
                number = EMERGENCY[language]
                yield ("stop", language), told("no-stop-rule-number", number=number)


def no_easier(document: Document, _: Around) -> Said:
    """An exercise that is not done on a chair names an easier one."""
    if not isinstance(document, Exercise) or document.easier is not None:
        return
    if document.posture in ON_THE_FEET_OR_FLOOR:
        yield ("easier",), told("no-easier")


def easier_stands(document: Document, around: Around) -> Said:
    """What is easier than standing, and what is easier than that, ends in something seated."""
    if not isinstance(document, Exercise) or document.easier is None:
        return
    last, seen = document, {document.id}
    while (name := last.easier) is not None:
        if name in seen or name not in around.library.exercises:
            return
        last = around.library.exercises[name]
        seen.add(name)
    if last.posture in ON_THE_FEET_OR_FLOOR:
        yield ("easier",), told("easier-stands", exercise=last.id)


def no_caution(document: Document, _: Around) -> Said:
    """An exercise says who should first talk to a doctor or physiotherapist."""
    if isinstance(document, Exercise) and not document.not_for:
        yield ("not_for",), told("no-caution")


def review_missing(document: Document, _: Around) -> Said:
    """A professional has read the file."""
    if not isinstance(document, Project) and document.reviewed is None:
        yield ("reviewed",), told("review-missing")


def review_expired(document: Document, around: Around) -> Said:
    """The review still holds today."""
    review = None if isinstance(document, Project) else document.reviewed
    if review is not None and review.next < around.today:
        yield ("reviewed", "next"), told("review-expired", day=review.next)


def review_in_future(document: Document, around: Around) -> Said:
    """The review has taken place."""
    review = None if isinstance(document, Project) else document.reviewed
    if review is not None and review.on > around.today:
        yield ("reviewed", "on"), told("review-in-future", day=review.on)


def evidence_missing(document: Document, _: Around) -> Said:
    """A file says what it leans on, however weak."""
    if not isinstance(document, Project) and not document.evidence:
        yield ("evidence",), told("evidence-missing")


def evidence_without_source(document: Document, _: Around) -> Said:
    """Research is cited with an address at which it can be read."""
    for path, evidence in _all_evidence(document):
        if evidence.level in MEASURED and evidence.link is None:
            yield path, told("evidence-without-source", level=evidence.level)


def evidence_too_strong(document: Document, _: Around) -> Said:
    """What an expert or a newspaper says is not strong evidence."""
    for path, evidence in _all_evidence(document):
        if evidence.level in TOLD and evidence.strength in ("high", "moderate"):
            said = {"level": evidence.level, "strength": evidence.strength}
            yield (*path, "strength"), told("evidence-too-strong", **said)


def _all_evidence(document: Document) -> Iterator[tuple[Path, Evidence]]:
    if isinstance(document, Project):
        return
    for number, evidence in enumerate(document.evidence):
        yield ("evidence", number), evidence
    for name, protocol in document.protocols.items() if isinstance(document, Programme) else ():
        for number, evidence in enumerate(protocol.evidence):
            yield ("protocols", name, "evidence", number), evidence


WHOLE = {
    "ALT_MISSING": Check(alt_missing, "error"),
    "NO_STOP_RULE": Check(no_stop_rule, "error", waivable=False),
    "NO_EASIER": Check(no_easier, "error"),
    "EASIER_STANDS": Check(easier_stands, "error"),
    "NO_CAUTION": Check(no_caution, "warning"),
    "REVIEW_MISSING": Check(review_missing, "warning"),
    "REVIEW_EXPIRED": Check(review_expired, "warning"),
    "REVIEW_IN_FUTURE": Check(review_in_future, "error"),
    "EVIDENCE_MISSING": Check(evidence_missing, "warning"),
    "EVIDENCE_WITHOUT_SOURCE": Check(evidence_without_source, "error"),
    "EVIDENCE_TOO_STRONG": Check(evidence_too_strong, "error"),
}
