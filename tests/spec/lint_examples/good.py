"""For every editorial check what it must let pass."""

from __future__ import annotations

from datetime import date

from bot.core.lint import Document
from tests.spec.lint_examples.kit import (
    CITED,
    LIFT,
    OLD,
    PROJECT,
    REVIEW,
    STRETCH,
    STRETCHING,
    TODAY,
    TOLD,
    TURN,
    TURNS,
    arm,
    changed,
    dutch,
    steps,
)

GOOD: dict[str, list[Document]] = {
    "TRANSLATION_MISSING": [
        STRETCH,
        STRETCHING,
        changed(PROJECT, {"title.en": None}),
        changed(STRETCH, {"name": {"nl": "Reset", "en": "Reset"}}),
    ],
    "TRANSLATION_DIFFERS": [
        TURN,
        changed(STRETCH, {"steps.en": None}),
        steps(nl=["{Links|Rechts} kijken."], en=["Look {left|right}."], sides="each"),
    ],
    "SIDE_MISSING": [
        STRETCH,
        TURN,
        steps(nl=["Ga rechtop staan.", "Ga rechter zitten."], en=["Sit upright.", "Sit tall."]),
        steps(nl=["Kijk recht vooruit."], en=["Stop right away. All right."]),
        changed(STRETCH, {"evidence": (dict(TOLD, supports={"nl": "Links en rechts."}),)}),
    ],
    "SIDE_NAMED": [
        TURN,
        changed(LIFT, {"purpose.nl": "Eerst links, dan rechts."}),
        PROJECT,
        steps(nl=["Ga rechtop staan."], en=["Stand upright."], sides="each"),
    ],
    "HARD_WORD": [
        STRETCH,
        dutch("Je bekken en je onderrug."),
        changed(STRETCHING, {"background.nl": "Over mobiliteit en stabiliteit."}),
    ],
    "ABBREVIATION": [STRETCH, dutch("Een minuut."), dutch("Neem 10 minuten. Adem.")],
    "LONG_SENTENCE": [
        dutch("een twee drie vier vijf zes zeven acht negen tien elf 12 13 14 15"),
        dutch("een twee drie vier vijf zes zeven acht. negen tien elf 12 13 14 15 16 17"),
        changed(STRETCH, {"figure.alt.nl": "langzaam " * 20}),
        changed(STRETCHING, {"background.nl": "langzaam " * 40}),
    ],
    "FORMAL": [dutch("Leg je handen neer."), dutch("Een A-u-klank."), STRETCHING],
    "SLASH": [dutch("Buig of strek."), dutch("Wacht 1/2 minuut."), STRETCHING],
    "CLAIM": [
        STRETCH,
        STRETCHING,
        PROJECT,
        changed(STRETCH, {"evidence": (CITED,)}),
        dutch("Heb je een hernia? Overleg eerst."),
    ],
    "MARKUP": [
        STRETCH,
        PROJECT,
        dutch("Een hoek < 90 graden, 3 * 2 keer: ja."),
        dutch("Om 10:30:00."),
    ],
    "ALT_MISSING": [STRETCH, STRETCHING, changed(STRETCH, {"figure.alt.en": None})],
    "NO_STOP_RULE": [STRETCH, STRETCHING, PROJECT, changed(STRETCHING, {"stop.en": None})],
    "NO_EASIER": [STRETCH, LIFT, STRETCHING],
    "NO_CAUTION": [STRETCH, STRETCHING],
    "REVIEW_MISSING": [changed(STRETCH, {"reviewed": REVIEW}), PROJECT],
    "REVIEW_EXPIRED": [STRETCH, changed(STRETCH, {"reviewed": OLD}), PROJECT],
    "REVIEW_IN_FUTURE": [STRETCH, changed(STRETCH, {"reviewed": {**REVIEW, "on": TODAY}}), PROJECT],
    "EVIDENCE_MISSING": [STRETCH, STRETCHING, PROJECT],
    "EVIDENCE_WITHOUT_SOURCE": [
        STRETCH,
        STRETCHING,
        PROJECT,
        changed(STRETCH, {"evidence": ({**CITED, "link": "doi:10.1000/182"}, TOLD)}),
    ],
    "EVIDENCE_TOO_STRONG": [STRETCH, changed(STRETCH, {"evidence": (TOLD,)}), PROJECT],
    "HOLD_OVER_LIMIT": [
        STRETCH,
        STRETCHING,
        TURNS,
        LIFT,
        arm(hold=30),
        changed(STRETCH, {"limit": {}}),
        changed(STRETCHING, {"sessions.0.exercises": ("weg",)}),
    ],
    "REPETITIONS_OVER_LIMIT": [
        STRETCH,
        STRETCHING,
        LIFT,
        arm(repetitions=5),
        changed(STRETCHING, {"sessions.0.exercises": ("rustig-ademen",)}),
    ],
    "HOLD_UNUSED": [STRETCHING, TURNS, STRETCH],
    "SESSION_LENGTH": [
        STRETCHING,
        TURNS,
        changed(STRETCHING, {"sessions.0.seconds": 88}),
        changed(STRETCHING, {"sessions.0.seconds": 20, "sessions.0.exercises": ("weg",)}),
    ],
    "SEATED_MISSING": [STRETCHING, TURNS, changed(STRETCHING, {"sessions.0.seated": "weg"})],
    "UNUSED_SESSION": [STRETCHING, TURNS, STRETCH],
    "DOSE_DIFFERS": [PROJECT, arm(), STRETCH, arm(protocol="weg")],
    "OPEN_PROTOCOL": [
        PROJECT,
        arm(hold=25, repetitions=4),
        arm(protocol="weg", hold=25),
        changed(PROJECT, {"programme": "weg", "arms.0.hold": 25}),
    ],
    "PAUSES_CLOSE": [PROJECT, changed(PROJECT, {"arms.0.pauses": ("10:30", "10:46")}), STRETCH],
    "PROJECT_OVER": [
        PROJECT,
        changed(PROJECT, {"starts": date(2026, 1, 5), "ends": TODAY}),
        STRETCHING,
    ],
}
