"""For every editorial check what it must find, with the place."""

from __future__ import annotations

from datetime import date

from bot.core.fields import Path as Way
from bot.core.lint import Document
from tests.spec.lint_examples.kit import (
    CITED,
    LIFT,
    PROJECT,
    REVIEW,
    SOON,
    STIFF_EN,
    STIFF_NL,
    STRETCH,
    STRETCHING,
    TOLD,
    TURN,
    TURNS,
    arm,
    changed,
    dutch,
    steps,
)

BAD: dict[str, list[tuple[Document, Way]]] = {
    "TRANSLATION_MISSING": [
        (changed(STRETCH, {"name.en": None}), ("name",)),
        (changed(STRETCH, {"steps.en": None}), ("steps",)),
        (changed(STRETCHING, {"stop.en": None}), ("stop",)),
        (changed(STRETCHING, {"sessions.0.title.en": None}), ("sessions", 0, "title")),
        (changed(STRETCHING, {"summary.en": STRETCHING.summary.nl}), ("summary", "en")),
    ],
    "TRANSLATION_DIFFERS": [
        (steps(nl=["Sta.", "Zit."], en=["Stand."]), ("steps", "en")),
        (
            steps(nl=["Kijk {links|rechts}."], en=["Look {right|left}."], sides="each"),
            ("steps", "en", 0),
        ),
        (steps(nl=["Kijk {links|rechts}."], en=["Look."], sides="each"), ("steps", "en", 0)),
    ],
    "SIDE_MISSING": [
        (steps(nl=["Kijk naar links."], en=["Look aside."]), ("steps", "nl", 0)),
        (steps(nl=["Leg je rechterhand neer."], en=["Rest."]), ("steps", "nl", 0)),
        (steps(nl=["Wissel."], en=["Then the other side."]), ("steps", "en", 0)),
        (
            changed(STRETCH, {"figure.alt.en": "Somebody turns to the right."}),
            ("figure", "alt", "en"),
        ),
    ],
    "SIDE_NAMED": [
        (steps(nl=["Kijk naar links."], en=["Look."], sides="each"), ("steps", "nl", 0)),
        (changed(TURN, {"purpose.en": "You turn left."}), ("purpose", "en")),
    ],
    "HARD_WORD": [
        (dutch("Een oefening voor je mobiliteit."), ("purpose", "nl")),
        (changed(STRETCH, {"purpose.en": "Activates your glutes."}), ("purpose", "en")),
        (
            changed(STRETCHING, {"sessions.0.title.nl": "Lumbale rek"}),
            ("sessions", 0, "title", "nl"),
        ),
    ],
    "ABBREVIATION": [
        (dutch("Bijv. na het eten."), ("purpose", "nl")),
        (changed(STRETCH, {"purpose.en": "For example, 10 sec. long."}), ("purpose", "en")),
    ],
    "LONG_SENTENCE": [
        (
            dutch("een twee drie vier vijf zes zeven acht negen tien elf 12 13 14 15 16"),
            ("purpose", "nl"),
        ),
        (changed(STRETCH, {"figure.alt.nl": "langzaam " * 21}), ("figure", "alt", "nl")),
    ],
    "READING_LEVEL": [
        (steps(nl=STIFF_NL, en=["Stand."]), ("steps", "nl", 3)),
        (steps(nl=["Sta."], en=STIFF_EN), ("steps", "en", 1)),
    ],
    "FORMAL": [
        (dutch("Leg uw handen neer."), ("purpose", "nl")),
        (dutch("Gaat u staan."), ("purpose", "nl")),
    ],
    "SLASH": [
        (dutch("Buig en/of strek."), ("purpose", "nl")),
        (dutch("Hij / zij zit."), ("purpose", "nl")),
    ],
    "CLAIM": [
        (dutch("Voorkomt rugpijn."), ("purpose", "nl")),
        (changed(STRETCHING, {"background.en": "It treats your back."}), ("background", "en")),
        (changed(PROJECT, {"title.nl": "Preventief bewegen"}), ("title", "nl")),
        (
            changed(STRETCH, {"evidence": (dict(CITED, supports={"nl": "Preventief."}),)}),
            ("evidence", 0, "supports", "nl"),
        ),
    ],
    "MARKUP": [
        (dutch("Zie <https://example.org>."), ("purpose", "nl")),
        (dutch("Doe dit *rustig* aan."), ("purpose", "nl")),
        (dutch("Goed zo :tada: verder."), ("purpose", "nl")),
        (changed(PROJECT, {"title.nl": "<!here> pauze"}), ("title", "nl")),
    ],
    "ALT_MISSING": [
        (changed(STRETCH, {"figure": None}), ()),
        (changed(STRETCH, {"figure.alt.nl": "Staande bekkenrek"}), ("figure", "alt", "nl")),
    ],
    "NO_STOP_RULE": [
        (changed(STRETCH, {"stop_if": ()}), ("stop_if",)),
        (changed(STRETCHING, {"stop.en": "Stop and rest."}), ("stop", "en")),
    ],
    "NO_EASIER": [(changed(STRETCH, {"easier": None}), ("easier",))],
    "EASIER_STANDS": [
        (changed(STRETCH, {"easier": "hielen-heffen"}), ("easier",)),
        (changed(STRETCH, {"posture": "floor", "easier": "hielen-heffen"}), ("easier",)),
    ],
    "SIDE_BALANCE": [
        (steps(nl=["Kijk opzij."], en=["Look aside."], sides="each"), ("steps", "nl")),
        (changed(LIFT, {"dose.count": 9}), ("dose", "count")),
        (
            changed(STRETCH, {"sides": "alternating", "dose.repetitions": 3}),
            ("dose", "repetitions"),
        ),
    ],
    "NOT_DESCRIBED": [
        (changed(STRETCHING, {"author.qualification": None}), ("author",)),
        (changed(STRETCHING, {"evidence": (), "background": None}), ()),
        (changed(STRETCHING, {"sessions.0.exercises": ("kaal",)}), ("sessions",)),
    ],
    "NO_PROGRESSION": [(STRETCHING, ("phases",))],
    "NO_CAUTION": [(changed(STRETCH, {"not_for": ()}), ("not_for",))],
    "REVIEW_MISSING": [(STRETCH, ("reviewed",)), (STRETCHING, ("reviewed",))],
    "REVIEW_EXPIRED": [
        (
            changed(STRETCH, {"reviewed": {**REVIEW, "next": date(2026, 11, 20)}}),
            ("reviewed", "next"),
        ),
    ],
    "REVIEW_IN_FUTURE": [(changed(STRETCHING, {"reviewed": SOON}), ("reviewed", "on"))],
    "EVIDENCE_MISSING": [
        (changed(STRETCH, {"evidence": ()}), ("evidence",)),
        (changed(TURNS, {"waive": ()}), ("evidence",)),
    ],
    "EVIDENCE_WITHOUT_SOURCE": [
        (changed(STRETCH, {"evidence": (CITED,)}), ("evidence", 0)),
        (
            changed(STRETCHING, {"protocols.umcg.evidence": (TOLD, CITED)}),
            ("protocols", "umcg", "evidence", 1),
        ),
    ],
    "EVIDENCE_TOO_STRONG": [
        (
            changed(STRETCH, {"evidence": ({**TOLD, "strength": "high"},)}),
            ("evidence", 0, "strength"),
        ),
    ],
    "HOLD_OVER_LIMIT": [
        (changed(STRETCH, {"dose.hold": 31}), ("dose", "hold")),
        (changed(STRETCHING, {"protocols.umcg.hold": 31}), ("protocols", "umcg", "hold")),
        (arm(hold=31), ("arms", 1, "hold")),
    ],
    "REPETITIONS_OVER_LIMIT": [
        (changed(STRETCH, {"dose.repetitions": 6}), ("dose", "repetitions")),
        (
            changed(STRETCHING, {"protocols.umcg.repetitions": 6}),
            ("protocols", "umcg", "repetitions"),
        ),
        (arm(repetitions=6), ("arms", 1, "repetitions")),
    ],
    "HOLD_UNUSED": [
        (
            changed(
                STRETCHING, {"protocols.umcg.hold": 20, "sessions.0.exercises": ("rustig-ademen",)}
            ),
            ("protocols", "umcg", "hold"),
        ),
    ],
    "SESSION_LENGTH": [
        (changed(STRETCHING, {"sessions.0.seconds": 87}), ("sessions", 0, "seconds")),
        (changed(TURNS, {"sessions.1.seconds": 60}), ("sessions", 1, "seconds")),
    ],
    "SEATED_MISSING": [
        (
            changed(STRETCHING, {"sessions.0.seated": "staande-bekkenrek"}),
            ("sessions", 0, "seated"),
        ),
        (changed(STRETCHING, {"sessions.0.seated": "bovenrug-draaien"}), ("sessions", 0, "seated")),
    ],
    "UNUSED_SESSION": [
        (
            changed(TURNS, {"phases": ({"weeks": 1, "sessions": ("ademen",)},)}),
            ("sessions", 1, "id"),
        ),
    ],
    "DOSE_DIFFERS": [(arm(protocol="umcg"), ("arms", 1, "pauses"))],
    "OPEN_PROTOCOL": [
        (arm(protocol="kuleuven", hold=25), ("arms", 1, "hold")),
        (arm(protocol="kuleuven", repetitions=2), ("arms", 1, "repetitions")),
    ],
    "PAUSES_CLOSE": [
        (
            changed(PROJECT, {"window": 60, "arms.0.pauses": ("10:30", "11:30")}),
            ("arms", 0, "pauses", 1),
        )
    ],
    "PROJECT_OVER": [
        (changed(PROJECT, {"starts": date(2026, 1, 5), "ends": date(2026, 11, 20)}), ("ends",)),
    ],
}
