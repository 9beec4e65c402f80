"""Claims that no text of ours makes: effects on health, names of complaints, a law that is gone.

Texts are for healthy adults who want to stay supple. Whether something is a medical device is read
from all that is said about it, so one sentence too many counts. The corpus of what must be caught
and what must not is in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.core.fields import Language


@dataclass(frozen=True)
class _Wording:
    """The words of one language, as alternatives of a regular expression."""

    never: str
    shouted: str
    boasts: str
    complaints: str
    troubles: str
    body: str
    effects: str
    undone: str
    condition: str
    treats: str
    promises: str
    denial: str
    caution: str
    law: str
    two_hours: str


_WORDING: Mapping[Language, _Wording] = {
    "nl": _Wording(
        # Said of anything, even in a denial: the word alone makes the purpose medical.
        never=(r"\w*preventie(?:f|ve|\w*)|muisarm\w*"),
        shouted=r"RSI|KANS",
        boasts=(
            r"gegarandeerd\w*|therapeutische?|wondermiddel|klachtenvrij|(?:genees)?middel tegen"
            r"|(?:wetenschappelijk|medisch|klinisch) (?:bewezen|aangetoond|verantwoord)"
            r"|bewezen (?:effect|effectief|werking|door)|een wonder"
            r"|(?:onderzoek|wetenschap) (?:bewijst|toont|laat zien)"
            r"|(?:artsen|dokters|\w*fysiotherapeuten|experts) (?:raden|bevelen|adviseren)"
            r"|(?:rek|oefening|pauze|beweging|programma) (?:geneest|heelt|behandelt)"
            r"|geef(?:t|je)? (?:\w+ ){1,3}geen kans"
            r"|(?:aanbevolen|aangeraden|goedgekeurd) door \w*(?:arts|fysiotherap|dokter|experts)\w*"
            r"|medische? (?:hulpmiddel|doel|apparaat|toepassing)"
        ),
        complaints=(
            r"(?:lage |chronische )?(?:nek|rug|schouder|pols|arm|knie|heup|gewrichts|spier)"
            r"(?:pijn|klachten|probleem|problemen)(?:en)?|\w*hoofdpijn\w*|migraine\w*"
            r"|hernia\w*|artrose|medicijn\w*|geneesmiddel\w*|ischias|burn-?outs?|depressie\w*|diabetes"
            r"|obesitas|overgewicht|hoge bloeddruk|slapeloosheid|hart- en vaatziekten|tennisarm"
            r"|(?:een )?(?:stijve|zere|pijnlijke) (?:nek|rug|schouders?)"
        ),
        troubles=(
            r"pijn|(?:\w+)?klachten|kwalen?|kwaaltjes|blessures?|letsel|ziektes?|ziekten"
            r"|(?:ziekte)?verzuim|uitval|ziekmeldingen|ziektedagen|stress|stijfheid|aandoening(?:en)?|slijtage|vermoeidheid"
            r"|spierspanning|bloeddruk|cholesterol|bloedsuiker"
        ),
        body=r"(?:onder|boven)?rug|nek|schouders?|heupen?|bekken|gewrichten|wervels|lichaam|hart",
        effects=(
            r"voorkom(?:t|en)?|verminder(?:t|en)?|minder|verlicht(?:en)?|verlichting (?:van|bij)"
            r"|verhelpt|verhelpen|verlaag(?:t|d)?|verlagen|bestrijd(?:t|en)?|tegen|bescherm(?:t|en)?"
            r"|verdrijft?|verdrijven|weg met|verlost?|helpt bij|helpen bij|goed bij|af van"
            r"|lost|neemt|stopt|besparen|bespaart|verdwijn(?:t|en)?|herstel\w* .{0,12}van"
            r"|zonder kans op|geen last meer van|afscheid van"
        ),
        undone=(
            r"verdwijn(?:t|en)?|verminderen|voorkomen|verlichten|verhelpen|tegengaan|kwijt|weg"
            r"|af te nemen|neemt af|nemen af|achter je|de baas|verleden tijd|oplossen"
            r"|worden minder|verlaagt|daalt|vermindert|af"
        ),
        condition=r"als|bij|wanneer|zodra|indien",
        treats=r"behandel(?:t|en|ing|ingen)?|genee(?:st|s)|genezen|genezing|herstelt|heelt",
        promises=(
            r"(?:maakt|word|wordt|worden) (?:je )?(?:\w+ )?(?:gezonder|fitter|sterker|pijnvrij)"
            r"|(?:goed|beter|gezond) voor (?:je|jouw|de) (?:gezondheid|rug|nek|hart|lijf|lichaam"
            r"|gewrichten|schouders|spieren|wervels|knieën|heupen)"
            r"|(?:verbeter|bevorder|versterk|vergroot|verhoog)\w* (?:\w+ ){0,5}?"
            r"(?:gezondheid|welzijn|weerstand|doorbloeding|productiviteit|concentratie|vitaliteit)"
            r"|een (?:gezonde|sterke) (?:onder|boven)?(?:rug|nek|hart|lijf|lichaam|wervels)"
            r"|(?:houdt?|hou|blijft?|maakt?) (?:je|jouw|jezelf) (?:\w+ )?gezond|slaap je beter"
            r"|beter slapen|ontlast(?:en)? (?:je|jouw|de) (?:(?:onder|boven)?rug|nek|wervels)"
            r"|pijnvrije (?:\w*dag|week|rug|nek)|is je (?:rug|nek|lijf) pijnvrij"
            r"|(?:werk|werken|werkdag|leven|zitten|slapen|houding) zonder (?:pijn|klachten|stress)"
            r"|leef je langer|langer leven|minder vaak ziek|nooit meer (?:pijn|last|ziek)"
        ),
        denial=r"niet|niets|geen|nooit|noch|zonder dat",
        caution=(
            r"stop(?! je| jouw| met)|overleg|vraag|bel|arts|fysiotherapeut|dokter|pas op"
            r"|voorzichtig|doe niet mee|sla over"
        ),
        law=r"wet|wettelijk\w*|verplicht\w*|arbo\w*|wetgeving|van de wet",
        two_hours=r"(?:elke|iedere|om de|per|na|eens per) (?:2|twee) uur|(?:2|twee)-?urenregel",
    ),
    "en": _Wording(
        never=(r"preventi(?:ve|on)\w*|preventative\w*|repetitive strain|carpal tunnel|mouse arm"),
        shouted=r"RSI|CANS",
        boasts=(
            r"guaranteed?|therapeutic|miracle|medical (?:device|purpose|use)"
            r"|(?:scientifically|clinically|medically) (?:proven|tested|shown)"
            r"|proven (?:effect\w*|results?|to work|by)"
            r"|(?:research|science|stud(?:y|ies)) (?:proves?|shows?)"
            r"|(?:doctors|\w*physiotherapists|experts) (?:recommend|advise)"
            r"|(?:stretch|exercise|break|movement|programme) (?:cures|heals|treats)"
            r"|(?:give|leave) (?:\w+ ){1,3}no chance"
            r"|(?:recommended|approved) by \w*(?:doctors|physio|experts)\w*"
        ),
        complaints=(
            r"(?:lower |chronic )?(?:neck|back|shoulder|wrist|arm|knee|hip|joint|muscle)[ -]?"
            r"(?:pain|aches?|complaints?|problems?|trouble)|backaches?|headaches?|migraines?"
            r"|sciatica|medicines?|pain-?killers?|hernia|slipped disc|(?:osteo)?arthritis"
            r"|burn-?outs?|depression|diabetes|obesity|high blood pressure|insomnia|tennis elbow"
            r"|(?:stiff|sore|aching) (?:neck|back|shoulders?)"
        ),
        troubles=(
            r"pains?|aches?|complaints?|ailments?|injur(?:y|ies)|diseases?|illness(?:es)?"
            r"|absence|absenteeism|sick (?:leave|days)|stress|stiffness|disorders?|wear and tear"
            r"|fatigue|muscle tension|blood pressure|cholesterol|blood sugar"
        ),
        body=r"(?:lower |upper )?back|neck|shoulders?|hips?|pelvis|joints|spine|body|heart",
        effects=(
            r"prevent(?:s|ing)?|reduc(?:e|es|ing)|reduction of|less|fewer|reliev(?:e|es|ing)"
            r"|relief (?:of|from)|eas(?:e|es|ing)|lower(?:s|ing)?|combat(?:s|ing)?|fight(?:s|ing)?"
            r"|against|protect(?:s|ing)?|rid of|free (?:of|from)|no more|goodbye to|remedy for"
            r"|helps? (?:with|against)|good for|works? (?:for|against)|beats?|banish(?:es)?"
            r"|takes? away|fix(?:es)?|solves?|stops?|saves?|recover .{0,12}from"
        ),
        undone=(
            r"disappears?|(?:goes |go )?away|vanish(?:es)?|melts? away|a thing of the past"
            r"|decreases?|relief|prevention|behind you|gone|become less|lowers|drops"
        ),
        condition=r"if|when|while|once|as soon as",
        treats=r"treat(?:s|ing|ment|ments)?|cur(?:e|es|ing)|heal(?:s|ing)?",
        promises=(
            r"(?:make|makes|become|get|feel) (?:you )?(?:\w+ )?(?:healthier|fitter|stronger"
            r"|pain-free)|(?:good|better|healthy) for (?:your|the) (?:health|back|neck|heart|body"
            r"|joints|shoulders|muscles|spine|knees|hips)"
            r"|(?:improv|boost|promot|strengthen|increas|enhanc)\w* (?:\w+ ){0,5}?"
            r"(?:health|wellbeing|well-being|immunity|circulation|productivity|focus|vitality)"
            r"|a (?:healthy|strong) (?:lower |upper )?(?:back|neck|heart|body|spine)"
            r"|keeps? (?:you |your (?:\w+ )?)healthy|sleep better"
            r"|(?:load|strain|pressure) (?:off|on) (?:your|the) (?:lower )?(?:back|neck|spine)"
            r"|pain-free (?:\w+ )?(?:day|week|back|neck)|(?:back|neck|body) is pain-free"
            r"|(?:work|live|sit|sleep) without (?:pain|complaints|stress)"
            r"|live longer|longer life|never (?:again|have|feel) .{0,20}(?:pain|ill|sick)"
        ),
        denial=r"not|nothing|no|never|nor|does ?n['’]t|do ?n['’]t|without",
        caution=(
            r"stop(?! back| neck| your| pain)|talk to|ask|call|doctor|physiotherapist|be careful"
            r"|do not join|skip|consult"
        ),
        law=r"law|legal(?:ly)?|required|requires|mandatory|obliged|regulations?|statutory",
        two_hours=r"(?:every|each|per|after) (?:2|two) hours|two-hour rule",
    ),
}


def _word(alternatives: str, *, shouted: bool = False) -> re.Pattern[str]:
    flags = re.NOFLAG if shouted else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", flags)


class _Patterns:
    """The wording of a language, compiled."""

    def __init__(self, words: _Wording) -> None:
        trouble = f"{words.complaints}|{words.troubles}"
        self.never = _word(words.never)
        self.shouted = _word(words.shouted, shouted=True)
        self.boast = _word(words.boasts)
        self.caution = _word(words.caution)
        self.denial = _word(words.denial)
        self.law = _word(words.law)
        self.two_hours = _word(words.two_hours)
        # A condition in between turns it into an instruction ("doe minder als je pijn voelt"), a
        # denial into the opposite ("geneest geen rugpijn").
        gap = rf"(?:\s+(?!(?:{words.condition}|{words.denial})\b)[\w'’-]+){{0,4}}?\s+"
        self.claims = [
            _word(words.complaints),
            _word(words.promises),
            _word(rf"(?:{words.effects}){gap}(?:{trouble})"),
            _word(rf"(?:{words.treats}){gap}(?:{trouble}|{words.body})"),
            _word(rf"(?:{trouble})(?:\s+[\w'’-]+){{0,3}}?\s+(?:{words.undone})"),
        ]


@cache
def _patterns(language: Language) -> _Patterns:
    """The patterns of a language, compiled when the first text is read: at start they take time."""
    return _Patterns(_WORDING[language])


def claims(text: str, language: Language, *, cited: bool = False) -> list[str]:
    """Return the words of `text` that make a claim, none where it makes none.

    `cited` is for what somebody else found, shown with its strength: it may name a complaint and an
    effect, but not promise anything in our name.
    """
    patterns = _patterns(language)
    found = [hit[0] for hit in patterns.never.finditer(text)]
    found += [hit[0] for hit in patterns.shouted.finditer(text)]
    # A question belongs with its answer: "Rugpijn? Overleg eerst."
    for sentence in re.split(r"(?<=[.!])\s+", text):
        found += _undenied(sentence, [patterns.boast], patterns)
        if not cited:
            found += _law(sentence, patterns)
        if not cited and not patterns.caution.search(sentence):
            found += _undenied(sentence, patterns.claims, patterns)
    return [hit for hit in dict.fromkeys(found) if not any(hit in other != hit for other in found)]


def _undenied(sentence: str, wanted: list[re.Pattern[str]], patterns: _Patterns) -> Iterator[str]:
    for pattern in wanted:
        for hit in pattern.finditer(sentence):
            if not _denied(sentence, hit, patterns):
                yield hit[0]


def _law(sentence: str, patterns: _Patterns) -> Iterator[str]:
    law, often = patterns.law.search(sentence), patterns.two_hours.search(sentence)
    if law and often:
        yield f"{law[0]} … {often[0]}"


def _denied(sentence: str, hit: re.Match[str], patterns: _Patterns) -> bool:
    """Whether a denial stands shortly before the words, or right after them: "voorkomt niets"."""
    before = " ".join(sentence[: hit.start()].split()[-5:])
    after = " ".join(sentence[hit.end() :].split()[:2])
    return bool(patterns.denial.search(before) or patterns.denial.search(after))
