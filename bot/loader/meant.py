"""What an author meant: the word of the format closest to theirs, or that says the same.

Physiotherapists write in Dutch, and the words of the format are English; others come from what
similar programs call a thing.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.core.fields import near

# The word of the format: what people write instead.
SAME = {
    # keys
    "author": "auteur schrijver",
    "avoid": "vermijd vermijden let_op niet_doen",
    "background": "achtergrond",
    "easier": "makkelijker variant easier_variant alternative",
    "evidence": "bewijs onderbouwing",
    "exercises": "oefeningen",
    "figure": "afbeelding tekening plaatje image picture",
    "hold": "duur duration seconden vasthouden hold_s hold_seconds",
    "level": "niveau",
    "licence": "licentie",
    "limit": "grens maximum max",
    "link": "url doi",
    "minutes": "minuten",
    "name": "naam title titel",
    "needs": "nodig benodigdheden equipment materials materiaal",
    "not_for": "contraindications contra-indicaties contraindicaties niet_voor",
    "pace": "tempo",
    "pauses": "pauzes",
    "phases": "fasen fases",
    "posture": "position houding",
    "prepare": "voorbereiding",
    "protocols": "protocollen",
    "purpose": "doel goal aim",
    "qualification": "functie beroep",
    "repetitions": "herhalingen reps keer times",
    "rest": "rust",
    "reviewed": "nagekeken review",
    "seated": "zittend sitting zit",
    "sessions": "sessies",
    "sides": "kant kanten",
    "source": "bron",
    "steps": "stappen instructies instructions",
    "stop_if": "stop stoppen_bij stop_when",
    "strength": "sterkte",
    "summary": "samenvatting",
    "supports": "steunt ondersteunt",
    "title": "name naam titel",
    "version": "versie",
    "weeks": "weken",
    # values
    "alternating": "afwisselend wisselend om-en-om alternate",
    "any": "overal alles",
    "balance": "evenwicht",
    "breaths": "ademhalingen adem",
    "chair": "stoel",
    "channel": "kanaal",
    "dizziness": "duizelig duizeligheid",
    "each": "both beide allebei",
    "expert": "ervaring mening",
    "floor": "liggend grond vloer lying",
    "herniated-disc": "hernia",
    "high": "hoog",
    "hypermobility": "hypermobiel hypermobiliteit",
    "low": "laag",
    "moderate": "matig gemiddeld",
    "movements": "bewegingen",
    "news": "nieuws krant artikel",
    "none": "geen",
    "osteoporosis": "osteoporose botontkalking",
    "pregnancy-pelvic-pain": "zwanger zwangerschap pregnancy pregnant",
    "radiating-pain": "uitstraling uitstralende-pijn",
    "recent-injury": "blessure",
    "recent-operation": "operatie surgery",
    "severe-osteoarthritis": "artrose",
    "sharp-pain": "pijn pain scherpe-pijn",
    "short-of-breath": "benauwd benauwdheid kortademig",
    "stairs": "trap",
    "standing": "staand staande",
    "table": "tafel bureau desk",
    "tingling": "tintelingen",
    "unknown": "onbekend",
    "walking": "lopend lopen",
    "wall": "muur",
    "mon": "ma maandag",
    "tue": "di dinsdag",
    "wed": "wo woensdag",
    "thu": "do donderdag",
    "fri": "vr vrijdag",
    "sat": "za zaterdag",
    "sun": "zo zondag",
}


def meant(word: str, known: Collection[str]) -> str:
    """Return " did you mean `…`?" with a known word that says the same or is close, or nothing."""
    found = word.casefold()
    for own, others in SAME.items():
        if own in known and found in others.split():
            return f" did you mean `{own}`?"
    return near(word, known)
