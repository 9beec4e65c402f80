"""Words that mean the same wherever they stand in a phrase, under a name: `<messages>`."""

from __future__ import annotations

from typing import Final

GROUPS: Final = {
    "messages": "(berichten|berichtjes|meldingen|pauzes|uitnodigingen|herinneringen|dms)",
    "prompts": "(messages|prompts|notifications|reminders|breaks|dms)",
    "pause": """(pauzeer|stilte|snooze|pauze|pauzeren|stop|stoppen|zwijg|stil|vakantie|verlof
        |niet storen|geen <messages>)""",
    "stop_en": """(pause|paused|stop|mute|silence|quiet|snooze|vacation|holiday|holidays|leave
        |no <prompts>)""",
    "away": """(vrij|weg|afwezig|ziek|niet|er niet|op vakantie|met vakantie|met verlof|op reis
        |niet aanwezig)""",
    "away_en": """(off|away|out|gone|sick|ooo|out of office|not here|not in|on holiday|on holidays
        |on vacation|on leave|on pto)""",
    "through": "(tot en met|t m|tm)",
    "through_en": "(through|thru|until and including|up to and including)",
    "boss": """(hr|mijn baas|baas|mijn werkgever|mijn leidinggevende|mijn manager|mijn chef|fysio
        |or|iemand)""",
    "boss_en": "(hr|my boss|boss|my manager|my employer|my colleagues|physio|they|anyone)",
    "hours": "(tijden|uren|dagen|werkdagen|werktijden|pauzetijden)",
    "the": "(de|mijn|mn|zijn|haar|the|my|his|her)",
    "nuisance": """(is|its|was|be|been|such|what|becoming) a
        [real|big|huge|total|royal|constant|massive]""",
    "did": """(gedaan|meegedaan|klaar|gelukt|bewogen|geoefend|gerekt|gewandeld|afgerond|voltooid
        |gehad|geweest)""",
    "did_en": "(done|finished|completed|participated|joined|moved|stretched)",
}
