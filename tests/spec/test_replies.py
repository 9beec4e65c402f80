"""What one can type to the bot: the words, what they mean, and what they do not mean."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.replies import (
    LONGEST,
    SHORTEST,
    Command,
    DidYouMean,
    Forget,
    Greeting,
    Help,
    Later,
    LaterOutOfRange,
    Meaning,
    MyWeek,
    NotToday,
    Now,
    Participation,
    Privacy,
    Resume,
    Said,
    Settings,
    Subscribe,
    Symptom,
    Thanks,
    Unknown,
    Unsubscribe,
    Until,
    WhichDay,
    commands,
    patterns,
    read,
    slips,
)
from bot.core.replies.commands import LONGEST_SENTENCE, understand
from bot.core.replies.phrases import ordinary
from bot.core.replies.slots import Slots

WEDNESDAY = date(2027, 1, 13)


def said(text: str, today: date = WEDNESDAY) -> Said:
    return read(text, today).said


def rows(table: str) -> list[str]:
    """The lines of a table, one text each."""
    return [line.strip() for line in table.strip().splitlines()]


COMMANDS: list[tuple[Said, str]] = [
    (
        Now(),
        """
        nu
        Nu!
        nu graag
        nu meedoen
        ik wil nu een pauze
        pauze
        oefening
        doe mee
        ik doe mee
        meteen
        start een oefening
        now
        right now
        take a break
        let's go
        I'd like to stretch now
        """,
    ),
    (
        Later(10),
        """
        later
        straks
        zo meteen
        dadelijk
        misschien later
        nu niet, later
        mag ik later?
        maybe later
        remind me later
        in a bit
        snooze
        """,
    ),
    (
        NotToday(),
        """
        vandaag niet
        niet vandaag
        vandaag even niet graag
        ik doe vandaag niet mee
        ik heb vandaag geen tijd
        geen pauzes meer vandaag
        vandaag geen berichten meer, bedankt
        ik ben vandaag vrij
        vandaag ben ik er niet
        sla vandaag over
        morgen weer
        ik werk vandaag niet
        not today
        skip today
        no more breaks today
        I'm off today
        rest of the day
        """,
    ),
    (
        Resume(),
        """
        ik ben terug
        ik ben er weer
        weer aan
        zet maar weer aan
        hervat
        ga weer verder
        terug van vakantie
        resume
        I'm back
        unpause
        turn messages back on
        """,
    ),
    (
        Unsubscribe(),
        """
        stop
        STOP!!
        stop ermee
        stop met berichten
        Stop alsjeblieft met die berichten
        ik wil stoppen met deze berichten
        uitschrijven
        uit schrijven
        ik wil me uitschrijven
        schrijf me uit
        meld me maar af
        geen berichten meer
        Stuur me alsjeblieft geen berichten meer
        laat me met rust
        stop stop stop
        zet maar uit
        hou op
        unsubscribe
        stop messaging me
        please stop sending me messages
        no more messages
        I want to unsubscribe
        leave me alone
        opt out
        """,
    ),
    (
        Subscribe(),
        """
        start
        aanmelden
        ik wil me aanmelden
        meld me aan
        schrijf me in
        stuur mij de berichten
        subscribe
        sign me up
        opt in
        """,
    ),
    (
        Settings(),
        """
        instellingen
        mijn instellingen
        tijden aanpassen
        ik wil mijn tijden wijzigen
        andere werkdagen
        settings
        change my hours
        English please
        in het Nederlands graag
        te vaak
        """,
    ),
    (
        Help(),
        """
        help
        hulp!!
        Help me
        ?
        ??
        wat kun je?
        wat kan ik hier typen
        hoe werkt dit?
        ik snap het niet
        wie ben je?
        ik heb een vraag
        what can you do?
        how does this work
        commands
        """,
    ),
    (
        Privacy(),
        """
        privacy
        Wat ziet HR?
        wat ziet HR van mij
        wat kan mijn baas zien
        kan mijn baas zien of ik meedoe?
        wat bewaar je
        wat weet je van mij
        wat wordt er opgeslagen?
        wie ziet dit?
        waar worden mijn gegevens opgeslagen?
        is dit anoniem?
        word ik gevolgd?
        what does HR see
        What can HR see about me?
        who can see this
        what do you store about me?
        is this anonymous?
        """,
    ),
    (
        MyWeek(),
        """
        mijn week
        mijn-week
        mijnweek
        toon mijn week
        hoe vaak heb ik meegedaan?
        my week
        my stats
        """,
    ),
    (
        Forget(),
        """
        vergeet
        vergeet mij
        vergeet me maar
        vergeet mijn week
        wis mijn gegevens
        forget me
        delete my data
        """,
    ),
    (
        Participation(),
        """
        gedaan
        klaar
        klaar!
        al gedaan
        al bewogen
        ik heb al meegedaan
        ik heb net bewogen
        gelukt
        nog niet gedaan
        ik ben klaar met de oefening
        ik doe niet mee
        ja
        nee
        done
        done!
        I did it
        already done
        finished
        yes
        gedaan 💪
        👍
        👍🏽
        ✅ 💪
        🏃‍♀️
        :+1:
        :thumbsup::skin-tone-3:
        :white_check_mark:
        """,
    ),
    (
        Thanks(),
        """
        bedankt
        dank je wel!
        heel erg bedankt
        bedankt voor het meedenken
        top
        dat was fijn
        ok
        thanks
        thank you so much
        Thanks for the lovely break we had
        great
        🙏
        :heart:
        """,
    ),
    (
        Greeting(),
        """
        hoi
        Hallo Pauzebot
        goedemorgen
        hoe gaat het?
        tot straks
        doei
        fijn weekend
        hi there
        good morning
        bye
        👋
        """,
    ),
    (
        WhichDay(),
        """
        ik ben op vakantie
        vakantie
        pauzeer
        voorlopig niet
        tot na de kerst
        tot en met de zomervakantie
        pauzeer tot sint-juttemis
        tot 31 februari
        tot 45-13
        tot 03-03-2020
        tot 123-4
        tot de 32e
        on vacation
        out of office
        until after christmas
        until 30 February 2028
        """,
    ),
    (
        Unknown(),
        """
        laat maar
        vergeet het
        vergeet het maar
        ik vergeet het
        niet stoppen
        don't stop
        never mind
        forget it
        Zin in koffie?
        wat is het weer vandaag?
        lorem ipsum dolor sit amet
        rug-bekkenketen
        stop met pijnlijke grappen
        ik ben er klaar mee
        tot nu toe ging het goed
        now what
        42
        0612345678
        graag
        🤷
        مرحبا
        你好
        """,
    ),
]


@pytest.mark.parametrize(
    "text, meaning", [(text, meaning) for meaning, table in COMMANDS for text in rows(table)]
)
def test_words_and_what_they_mean(text: str, meaning: Said) -> None:
    assert said(text) == meaning


def test_a_message_without_words_asks_for_help() -> None:
    for nothing in ("", "   ", "<@U0PAUZEBOT>", "<@U0PAUZEBOT|pauzebot> ", "/pauze", "!!!", "\x00"):
        assert said(nothing) == Help()


@pytest.mark.parametrize(
    "text",
    rows("""
    later 20
    LATER 20!!!
    *later* _20_
    later: 20
    later20
    later \N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT ZERO}
    later ٢٠
    <@U0PAUZEBOT> later 20
    @Pauzebot later 20
    /pauze later 20
    hoi, later 20 graag, dankjewel
    over 20 min
    over 20 min.
    over 20min
    over twintig minuten
    over twintig minuutjes
    nu niet, over 20 minuten graag
    Kun je me over 20 minuten herinneren?
    kan het over 20 minuten?
    20 minuten later
    nog 20 minuten
    uitstellen, over 20 min
    in 20 minutes
    in twenty minutes
    can you remind me in 20 min please
    snooze 20
    give me 20 minutes
    20 min
    over 15-20 minuten
    later 19,6 min
    over 1200 seconden
    """),
)
def test_later_takes_a_number_however_it_is_written(text: str) -> None:
    assert said(text) == Later(20)


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("over een kwartier", 15),
        ("over ’n kwartiertje", 15),
        ("over één kwartier", 15),
        ("kwartier", 15),
        ("in a quarter of an hour", 15),
        ("a quarter hour later", 15),
        ("over een paar minuten", 5),
        ("in a couple of minutes", 5),
        ("over vijf minuten", 5),
        ("later vijfentwintig", 25),
        ("later vijf en twintig", 25),
        ("in twenty five minutes", 25),
        ("in twenty-five minutes", 25),
        ("pauzeer tien minuten", 10),
    ],
)
def test_lengths_of_time_have_words(text: str, minutes: int) -> None:
    assert said(text) == Later(minutes)


@pytest.mark.parametrize("minutes", range(31))
def test_later_is_from_five_to_twenty_five_minutes(minutes: int) -> None:
    inside = SHORTEST <= minutes <= LONGEST
    assert said(f"later {minutes}") == (Later(minutes) if inside else LaterOutOfRange(minutes))


@pytest.mark.parametrize(
    "text, asked",
    [
        ("later 4", 4),
        ("later -5", -5),
        ("over een half uur", 30),
        ("in half an hour", 30),
        ("over een halfuurtje", 30),
        ("over drie kwartier", 45),
        ("over een uur", 60),
        ("over anderhalf uur", 90),
        ("in two hours", 120),
        ("over 30 seconden", 0),
        ("later 112", 112),
        ("later " + "9" * 30, 999_999),
        ("later " + "9" * 5_000, 999_999),
        ("om 14:30", None),
        ("om 14.30 uur", None),
        ("14u30", None),
        ("om half drie", None),
        ("kwart over 3", None),
        ("at 3 pm", None),
        ("at 3 o'clock", None),
        ("tot 12 uur", None),
        ("vanmiddag", None),
        ("na de lunch", None),
        ("after my meeting", None),
    ],
)
def test_later_outside_that_says_what_was_asked(text: str, asked: int | None) -> None:
    assert said(text) == LaterOutOfRange(asked)


@pytest.mark.parametrize(
    "text, day",
    [
        ("tot morgen", "2027-01-14"),
        ("tot overmorgen", "2027-01-15"),
        ("until the day after tomorrow", "2027-01-15"),
        ("tot donderdag", "2027-01-14"),
        ("tot maandag", "2027-01-18"),
        ("tot dinsdag graag", "2027-01-19"),
        ("tot woensdag", "2027-01-20"),  # the next such day after today, which is one
        ("until Monday", "2027-01-18"),
        ("until next Friday", "2027-01-15"),
        ("tot ma", "2027-01-18"),
        ("until fri", "2027-01-15"),
        ("tot het weekend", "2027-01-16"),
        ("tot na het weekend", "2027-01-18"),
        ("tot volgende week", "2027-01-18"),
        ("tot volgende week donderdag", "2027-01-21"),
        ("tot donderdag volgende week", "2027-01-21"),
        ("tot volgende maand", "2027-02-01"),
        ("tot volgend jaar", "2028-01-01"),
        ("tot februari", "2027-02-01"),
        ("tot januari", "2028-01-01"),
        ("tot 3 maart", "2027-03-03"),
        ("tot drie maart", "2027-03-03"),
        ("tot 3 mrt", "2027-03-03"),
        ("tot maandag 1 maart", "2027-03-01"),
        ("tot de 20e", "2027-01-20"),
        ("tot de 3e", "2027-02-03"),
        ("tot de 31e", "2027-01-31"),
        ("tot 03-03", "2027-03-03"),
        ("tot 3/3", "2027-03-03"),
        ("tot 3.3", "2027-03-03"),
        ("tot 3-3-27", "2027-03-03"),
        ("tot 3-3-2027", "2027-03-03"),
        ("tot 2027-03-03", "2027-03-03"),
        ("until 12 Feb", "2027-02-12"),
        ("until Feb 12th", "2027-02-12"),
        ("until the 12th of February", "2027-02-12"),
        ("until February 12, 2027", "2027-02-12"),
        ("tot 5 januari 2028", "2028-01-05"),
        ("vakantie tot 25 januari", "2027-01-25"),
        ("afwezig t/m 24 januari", "2027-01-25"),
        ("ik ben op vakantie tot 25 januari", "2027-01-25"),
        ("ik ben tot 25 januari op vakantie", "2027-01-25"),
        ("tot 25 januari ben ik vrij", "2027-01-25"),
        ("pauzeer tot 25 januari", "2027-01-25"),
        ("geen berichten tot 25 januari graag", "2027-01-25"),
        ("stop tot maandag", "2027-01-18"),
        ("niet storen tot maandag", "2027-01-18"),
        ("Hoi! Ik ben op vakantie, tot 25 januari geen berichten.", "2027-01-25"),
        ("out of office until Monday 18 January", "2027-01-18"),
        ("I'm on holiday until 25 January", "2027-01-25"),
        ("no more messages until Friday", "2027-01-15"),
        ("tot en met vrijdag", "2027-01-16"),
        ("t/m vrijdag", "2027-01-16"),
        ("ik ben t/m vrijdag vrij", "2027-01-16"),
        ("through Friday", "2027-01-16"),
        ("vandaag en morgen vrij", "2027-01-15"),
        ("ik ben maandag weer terug", "2027-01-18"),
        ("maandag ben ik er weer", "2027-01-18"),
        ("vanaf maandag weer", "2027-01-18"),
        ("back on Monday", "2027-01-18"),
        ("deze week niet", "2027-01-18"),
        ("rest van de week vrij", "2027-01-18"),
        ("not this week", "2027-01-18"),
        ("deze maand niet", "2027-02-01"),
        ("pauzeer twee weken", "2027-01-27"),
        ("een week vakantie", "2027-01-20"),
        ("over 3 dagen weer", "2027-01-16"),
        ("pause for two weeks", "2027-01-27"),
        ("pauzeer een maand", "2027-02-13"),
    ],
)
def test_a_break_ends_on_the_first_day_with_prompts_again(text: str, day: str) -> None:
    assert said(text) == Until(date.fromisoformat(day))


@pytest.mark.parametrize(
    "today, text, meaning",
    [
        # Past this year: next year's, without asking while that is at most half a year away.
        ("2026-12-20", "vakantie tot 5 januari", Until(date(2027, 1, 5))),
        ("2027-09-01", "tot 3 maart", DidYouMean(Until(date(2028, 3, 3)))),
        ("2027-09-02", "tot 3 maart", Until(date(2028, 3, 3))),
        ("2027-01-13", "tot 5 januari", DidYouMean(Until(date(2028, 1, 5)))),
        ("2027-03-03", "tot 3 maart", DidYouMean(Until(date(2028, 3, 3)))),
        ("2027-03-02", "tot 3 maart", Until(date(2027, 3, 3))),
        # Longer than a year is asked about first.
        ("2027-01-13", "tot 14-1-2028", Until(date(2028, 1, 14))),
        ("2027-01-13", "tot 15-1-2028", DidYouMean(Until(date(2028, 1, 15)))),
        ("2027-01-13", "tot 1-1-2099", DidYouMean(Until(date(2099, 1, 1)))),
        # A leap day is there or it is not; nobody guesses another.
        ("2027-01-13", "tot 29 februari", WhichDay()),
        ("2027-07-01", "tot 29 februari", WhichDay()),
        ("2027-10-01", "tot 29 februari", Until(date(2028, 2, 29))),
        ("2027-01-31", "pauzeer een maand", Until(date(2027, 2, 28))),
        ("2027-12-31", "tot volgende maand", Until(date(2028, 1, 1))),
        # Today is no day to come back on.
        ("2027-01-13", "tot 13-1-2027", WhichDay()),
        ("2027-01-13", "pauzeer 0 dagen", WhichDay()),
        # Past what a calendar can say.
        ("2027-01-13", "tot en met 31-12-9999", WhichDay()),
        ("2027-01-13", "pauzeer 999999 weken", WhichDay()),
        ("2027-01-13", "pauzeer 999999 maanden", WhichDay()),
        ("9999-12-31", "pauzeer 11 maanden", WhichDay()),
        ("9999-12-31", "tot volgende week maandag", WhichDay()),
        ("9999-12-31", "tot maandag volgende week", WhichDay()),
        ("9999-12-31", "tot de 5e", WhichDay()),
        ("9999-12-31", "tot maart", WhichDay()),
    ],
)
def test_a_past_or_far_day_is_next_years_or_a_question(
    today: str, text: str, meaning: Said
) -> None:
    assert said(text, date.fromisoformat(today)) == meaning


@pytest.mark.parametrize(
    "text, command",
    [
        ("morgen", Until(date(2027, 1, 14))),
        ("maandag", Until(date(2027, 1, 18))),
        ("van 1 maart tot 10 maart vrij", Until(date(2027, 3, 10))),
        ("vrijdag vrij", Until(date(2027, 1, 16))),
        ("morgen ben ik vrij", Until(date(2027, 1, 15))),
        ("twee weken", Until(date(2027, 1, 27))),
        ("Ik ga zo weg. Tot maandag.", Until(date(2027, 1, 18))),
        ("15", Later(15)),
        ("nu niet", Later(10)),
        ("geen tijd", Later(10)),
        ("ik zit in een vergadering", Later(10)),
        ("overslaan", NotToday()),
        ("ik ben ziek", NotToday()),
        ("hoe schrijf ik me uit?", Unsubscribe()),
        ("how do I unsubscribe?", Unsubscribe()),
        ("Ik vind er niks aan. Stop.", Unsubscribe()),
        ("mijn baas zei: stop met die berichten", Unsubscribe()),
        ("Later. Of nee, vandaag niet.", NotToday()),
        ("waar vind ik iets over privacy en zo?", Privacy()),
        ("bot, waar waren die instellingen ook alweer?", Settings()),
        ("nu bureau reset", Now("bureau-reset")),
    ],
)
def test_what_is_not_quite_said_is_asked(text: str, command: Command) -> None:
    assert said(text) == DidYouMean(command)


@pytest.mark.parametrize(
    "text, meaning",
    [
        ("Ik zit vol. Vandaag niet.", NotToday()),  # it ends by itself, so it needs no question
        ("Het was fijn, ik heb meegedaan", Participation()),
        ("Dag allemaal. Bedankt voor vandaag!", Thanks()),
        ("Dat was fijn. Ik ga weer aan de slag.", Thanks()),
        ("hoi, hoe gaat het?", Greeting()),
        ("Hoi. Weet jij hoe laat het is?", Unknown()),
        ("Blijf van mijn privacy af, niet vragen", Unknown()),
        ("privacy en instellingen", Unknown()),
        ("Maart nu of nooit", Unknown()),
        ("tot maart volgend jaar", Unknown()),
        ("om 3 uur. of zoiets", LaterOutOfRange(None)),
    ],
)
def test_several_sentences_give_one_answer(text: str, meaning: Said) -> None:
    assert said(text) == meaning


@pytest.mark.parametrize(
    "text, hint",
    [
        ("nu rug-bekkenketen", "rug-bekkenketen"),
        ("Nu graag *Bureau-Reset*", "bureau-reset"),
        ("now bureau-reset", "bureau-reset"),
        ("start programma staande bekkenrek", "staande-bekkenrek"),
        ("programme bureau reset", "bureau-reset"),
    ],
)
def test_now_may_name_a_programme(text: str, hint: str) -> None:
    assert said(text) == Now(hint)


@pytest.mark.parametrize(
    "text",
    rows("""
    nu heb ik geen idee
    start de server
    nu een hele lange naam van woorden
    nu <https://example.invalid|rug-bekkenketen>
    programma
    nu 你好
    """),
)
def test_a_name_is_short_and_no_sentence(text: str) -> None:
    assert not isinstance(said(text), Now)
    assert said(text) != DidYouMean(Now("url"))


def test_no_two_rows_of_the_table_claim_the_same_words() -> None:
    """A phrase that two rows have means what the first says; the second would be a lie."""
    meant: dict[str, Said] = {}
    twice = set()
    for row in commands.ROWS:
        for way in row.phrases.spellings():
            if any(word.startswith("{") for word in way):
                continue
            meaning = row.says(Slots(WEDNESDAY))
            if meant.setdefault(" ".join(way), meaning) != meaning:
                twice.add(" ".join(way))
    assert twice == set()


EXAMPLES = {
    "{minutes}": "20 minuten",
    "{number}": "20",
    "{clock}": "14:30",
    "{day}": "3-3-2027",
    "{span}": "2 weken",
}


@pytest.mark.parametrize("row", commands.ROWS)
def test_every_phrase_of_the_table_is_understood(
    row: commands.Row, amount: Callable[[int, int], int]
) -> None:
    ways = sorted(set(row.phrases.spellings()))
    for way in ways[:: max(1, len(ways) // amount(25, 10_000))]:
        text = " ".join(EXAMPLES.get(word, word) for word in way)
        assert not isinstance(said(text), Unknown) or row is commands.ROWS[0], text


def test_the_words_a_pattern_stands_for() -> None:
    pattern = "stop [met] (de|alle [deze]) <messages>"
    ways = [" ".join(way) for way in patterns.spellings(pattern)]
    assert len(ways) == 2 * 3 * 7
    assert "stop met alle deze berichten" in ways
    assert "stop de pauzes" in ways
    with pytest.raises(AssertionError, match="a bracket too many"):
        list(patterns.spellings("stop met] berichten"))


# Symptoms ------------------------------------------------------------------------------------

FELT = """
    pijn
    pijn!
    au
    ik heb pijn
    Ik heb echt ontzettend veel pijn
    ik heb pijn. Wat nu?
    het doet pijn
    dit doet zeer
    mijn rug doet al weken zeer
    au dat doet pijn
    pijn in mijn rug
    pijn onder in de rug
    *pijn* in _mijn_ rug
    pijn in m’n rug
    kheb pijn in me rug
    scherpe pijn
    pijn die uitstraalt naar mijn been
    de oefening doet pijn
    van deze oefening krijg ik rugpijn
    ik heb sinds de vergadering van gisteren pijn in mijn nek
    mijn rug doet pijn na het fitnessen
    hey bot, mijn pols doet zeer van het typen
    pijn als ik buk
    bij bukken pijn
    ik heb hoofdpijn
    hoofdpijn van het scherm
    zit met hoofdpijn achter mijn scherm
    mijn hoofdpijn is vreselijk tijdens deze standup
    nek- en rugpijn
    rug-pijn
    pijn/tintelingen
    nu niet, ik heb hoofdpijn
    mijn knieën doen pijn
    één knie doet pijn
    oef, best pijnlijk
    mijn rug is pijnlijk
    ik heb nu een pijnlijke rug van het scherm
    mijn zere knie
    ik heb last van mijn nek
    last van mijn knie
    het steekt in mijn zij
    mijn rug brandt
    verrekte nek
    heb mijn enkel verzwikt
    ik heb kramp in mijn kuit
    mijn arm tintelt
    tintelingen in mijn been
    mijn voet slaapt
    gevoelloos
    geen gevoel meer in mijn rug
    duizelig
    beetje duizelig
    ik ben duizelig
    word er duizelig van tijdens het vergaderen
    duizelig na het fitnessen
    deze oefening maakt me duizelig
    ik voel me licht in mijn hoofd
    misselijk en duizelig
    ik ben benauwd
    buiten adem
    ik voel me niet goed
    ik voel me niet lekker
    stop dit voelt niet goed
    ik ben door mijn rug gegaan
    iemand is gevallen
    ik kan mijn nek niet bewegen
    ik kan niet bukken zonder pijn
    ik kan niet meer rechtop staan van de pijn
    mijn collega is duizelig
    hij heeft ook pijn volgens de fysio
    is het normaal dat het pijn doet?
    wat moet ik doen als ik pijn krijg?
    waarom doet mijn rug pijn?
    doet mijn rug pijn door deze oefening?
    geen pijn, wel duizelig
    geen pijn maar wel tintelingen
    geen pijn en wel duizelig
    geen idee maar het doet pijn
    niet alleen pijn maar ook kramp
    niet normaal wat een pijn
    de pijn gaat niet weg
    de pijn is nog niet weg
    hoe krijg ik de pijn weg
    gedaan, maar mijn knie doet pijn
    <@U0PAUZEBOT> ik heb pijn in mijn rug
    /pauze ik heb pijn
    ouch
    I feel dizzy
    I'm dizzy
    light-headed
    my head is spinning
    my back hurts
    my lower back hurts
    my wrist hurts after typing all day
    it hurts
    this hurts a lot
    when moving it hurts
    I'm in pain
    knee pain
    neck pain since this morning
    shooting pain in my leg
    it's a pain in my left knee
    I have a headache
    my headache got worse during standup
    my feet are killing me
    sore neck
    I have sore eyes
    I have a painful shoulder from the gym
    pins and needles in my hand
    my hands are tingling
    my foot fell asleep
    I think I sprained my ankle
    I feel sick
    I don't feel well
    this doesn't feel right
    short of breath
    not sure but it hurts
    I can't bend without pain
    can't move because of the pain
    is it normal that my wrist hurts?
    still hurts
    there is pain in my hip
    """
ALARMING = """
    pijn op de borst
    ik heb pijn op de borst
    pijn in mijn borst
    druk op mijn borst
    Beklemmend gevoel op de borst
    borstpijn
    stop pijn op de borst
    duizelig, pijn op de borst
    pijn bij mijn hart
    steken in mijn borst
    hartkloppingen
    ik maak me zorgen over pijn op de borst
    Jan heeft pijn op de borst
    iemand ligt hier met pijn op de borst
    ik krijg geen lucht
    ik krijg bijna geen adem meer
    ik val flauw
    ik denk dat ik flauwval
    mijn collega is flauwgevallen
    ik denk dat ik een hartaanval krijg
    ik kan mijn arm niet optillen
    plotseling geen kracht meer in mijn arm
    verlamd gevoel in mijn arm
    half mijn gezicht hangt
    112
    help 112
    bel een ambulance
    er is iemand onwel geworden, bel 112
    chest pain
    my chest hurts
    pressure on my chest
    my chest feels tight
    pain in my chest and left arm
    I can’t breathe
    he passed out
    I'm going to faint
    heart attack
    I can't move my left arm
    I can't feel my legs
    no strength in my arm
    """
NOT_FELT = """
    rug-bekkenketen
    nu rug-bekkenketen
    rug
    mijn rug is stijf
    mijn rug is zeer stijf
    stijve nek
    stop met pijnlijke grappen
    geen pijn
    ik heb helemaal geen pijn meer
    ik voel geen pijn
    nergens pijn
    zonder pijn
    ik ben niet duizelig
    ik ben niet meer duizelig
    het doet geen pijn
    doet niet zeer
    mijn rug doet gelukkig geen pijn
    niet pijnlijk
    mijn been slaapt niet
    geen last van mijn rug
    geen klachten
    geen pijn of tintelingen
    geen pijn, tintelingen of duizeligheid
    geen pijn, tintelingen, kramp of duizeligheid
    ik heb geen pijn en geen tintelingen
    zonder pijn en duizeligheid
    pijn heb ik niet
    ik voel de pijn niet meer
    de pijn is nu weg
    pijn is over
    pijnvrij
    pain au chocolat
    ik heb pain au chocolat gehaald
    het is een pijnlijke vergadering
    ik heb een pijnlijk gesprek gehad
    ik vind het pijnlijk duidelijk
    de vergadering was pijnlijk
    Pijnacker
    hoofdpijndossier
    met het pijn-dossier aan de slag
    dat is een grote hoofdpijn
    ik voel je pijn
    de pijn van het project
    met pijn in mijn hart neem ik afscheid
    dat doet pijn in mijn portemonnee
    bezuinigingen doen pijn
    het doet pijn om te zien
    ik stik van het lachen
    ik heb mijn hoofd gebroken over deze taak
    ik steek mijn hand op
    het is hier benauwd
    dat doet zeer veel goed
    duizelingwekkend
    webinar over hoofdpijn en migraine
    ik schrijf een artikel over rugpijn
    ik help mensen met pijn
    oefeningen tegen nekpijn
    helpt dit tegen rugpijn?
    doet dit pijn?
    kan dit pijn doen?
    heb je pijn?
    krijg je hier pijn van?
    stop bij pijn
    stop meteen bij scherpe pijn
    wat moet ik doen bij pijn?
    stop als je pijn hebt
    stop als het pijn doet
    de klant heeft pijn
    het protocol bij pijn op de borst
    ik werk bij de afdeling pijn
    het kwartje is gevallen
    wat is er aan de hand
    hoofd HR
    mijn laptop is kapot
    er zit geen kracht achter dit plan
    ik heb een pijnlijk punt voor de agenda
    druk
    ik ben moe
    dit voelt goed
    de planning voelt niet goed
    https://www.pijn.nl/duizelig
    <https://pijn.example.invalid|pijn>
    mail pijn@example.invalid
    :dizzy_face:
    later 112
    campaign
    the campaign hurts our budget
    champagne
    painting
    Spain
    numb3rs
    no pain
    no pain, no gain
    I am not in pain
    I don't feel any pain
    it doesn't hurt
    my back no longer hurts
    no pain, dizziness or tingling
    neither dizzy nor in pain
    pain-free
    the pain is gone
    painfully slow
    a painful meeting
    what are the pain points?
    this meeting is a pain in the neck
    such a pain
    growing pains
    I feel your pain
    it hurts to see this
    sorry if I hurt your feelings
    I don't want to hurt anyone
    sore loser
    he broke my heart
    I have unconscious bias training
    my back-to-back meetings hurt
    I stretched my back last week
    I'm back
    sick of meetings
    au pair
    au bain-marie
    does this hurt?
    stop if it hurts
    I'm working on a campaign about back pain
    the customer is in pain
    """


@pytest.mark.parametrize("text", rows(FELT))
def test_words_about_a_persons_body_are_symptoms(text: str) -> None:
    assert said(text) == Symptom(emergency=False)


@pytest.mark.parametrize("text", rows(ALARMING))
def test_some_of_them_ask_for_112(text: str) -> None:
    assert said(text) == Symptom(emergency=True)


@pytest.mark.parametrize("text", rows(NOT_FELT))
def test_denied_supposed_asked_or_about_something_else_is_no_symptom(text: str) -> None:
    assert not isinstance(said(text), Symptom)


@pytest.mark.parametrize(
    "text",
    rows("""
    ik ben duizlig
    ik heb pjin
    misselik
    hoofdpijnn
    dizy
    I have a hedache
    paim in my back
    stop, ik ben duizlig
    """),
)
def test_a_symptom_is_understood_through_a_slip(text: str) -> None:
    assert isinstance(said(text), Symptom)


@pytest.mark.parametrize(
    "text, symptom",
    [
        (text, symptom)
        for _, table in COMMANDS
        for text in rows(table)[:4]
        for symptom in ("ik ben duizelig", "my back hurts", "ik heb pijn op de borst")
    ],
)
def test_a_symptom_outranks_whatever_else_is_said(text: str, symptom: str) -> None:
    alarming = Symptom(emergency="borst" in symptom)
    assert said(f"{text}, {symptom}") == alarming
    assert said(f"{symptom}. {text}") == alarming


def test_a_symptom_is_found_at_the_end_of_a_long_story() -> None:
    story = "Vandaag was er een lange vergadering over de planning. " * 500
    assert said(story + "En nu heb ik pijn in mijn rug.") == Symptom()
    assert said("woord " * 3_000 + "ik krijg geen lucht") == Symptom(emergency=True)
    assert said("later " * 100) == Unknown()


# Slips ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, command",
    [
        ("privcay", Privacy()),
        ("prviacy", Privacy()),
        ("latr 20", Later(20)),
        ("vandag niet", NotToday()),
        ("vandaag neit", NotToday()),
        ("hepl", Help()),
        ("stpo", Unsubscribe()),
        ("stopp", Unsubscribe()),
        ("stoppppp", Unsubscribe()),
        ("tsop", Unsubscribe()),
        ("nuuuu", Now()),
        ("uitschijrven", Unsubscribe()),
        ("unsubscibe", Unsubscribe()),
        ("ik wil me uitschijven", Unsubscribe()),
        ("instelingen", Settings()),
        ("vakanite tot maandag", Until(date(2027, 1, 18))),
        ("tot maanadg", Until(date(2027, 1, 18))),
        ("untill tusday", Until(date(2027, 1, 19))),
        ("later twntig", Later(20)),
        ("mjin-week", MyWeek()),
    ],
)
def test_a_slip_is_asked_about_and_not_obeyed(text: str, command: Command) -> None:
    assert said(text) == DidYouMean(command)


@pytest.mark.parametrize(
    "text, meaning",
    [("gedann", Participation()), ("bedankr", Thanks()), ("halllo", Greeting())],
)
def test_a_slip_that_asks_for_nothing_needs_no_question(text: str, meaning: Said) -> None:
    assert said(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        *sorted(ordinary.NEIGHBOURS),
        *rows("""
        nul
        xyz
        qwertyuiop
        later is dat een xqzw woord in een lange zin
        tot xqzw
        stap stof staart
        """),
    ],
)
def test_an_ordinary_word_is_no_slip(text: str) -> None:
    assert not isinstance(said(text), DidYouMean | Command)


@pytest.mark.parametrize(
    "one, other, away",
    [
        ("privacy", "privacy", 0),
        ("privcay", "privacy", 1),  # two letters that changed places
        ("privac", "privacy", 1),
        ("privvacy", "privacy", 1),
        ("pribacy", "privacy", 1),
        ("ribacy", "privacy", 2),
        ("", "ab", 2),
        ("abcdef", "uvwxyz", 3),  # more than asked for is just more
        ("stop", "uitschrijven", 3),
    ],
)
def test_how_far_words_are_apart(one: str, other: str, away: int) -> None:
    assert slips.distance(one, other, 2) == away


def test_two_words_equally_near_are_none() -> None:
    assert slips.Targets(["later", "lager"]).near("laxer") is None
    assert slips.Targets(["later", "lager"], alike=True).near("laxer") == "lager"
    assert slips.Targets(["later"]).near("alter") == "later"
    assert slips.Targets(["later"]).near("l" * 25) is None
    assert slips.Targets(["nu"]).near("nuu") is None


# Languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, language",
    [
        ("vandaag niet", "nl"),
        ("over een kwartier", "nl"),
        ("wat ziet HR?", "nl"),
        ("ik heb pijn", "nl"),
        ("Zin in koffie?", "nl"),
        ("vandaag niet please", "nl"),
        ("not today", "en"),
        ("what does HR see", "en"),
        ("I feel dizzy", "en"),
        ("in 15 minutes", "en"),
        ("unsubscribe", None),
        ("later 20", None),
        ("stop", None),
        ("help", None),
        ("privacy", None),
        ("👍", None),
        ("", None),
        ("ich habe Schmerzen", None),
        ("vandaag please", None),
    ],
)
def test_the_language_is_known_where_the_words_show_it(text: str, language: str | None) -> None:
    assert read(text, WEDNESDAY).language == language


# Anything at all -----------------------------------------------------------------------------

PIECES = [
    *"nu later 20 een half uur kwartier tot t/m maandag 3 maart 03-03 12:30 -5 7,5 van".split(),
    *"geen niet zonder pijn duizelig mijn rug borst of en maar als je doet zeer last van".split(),
    *"stop start privcay vergeet de e th volgende week januari of 2028 a an the in my".split(),
    *"<@U1> <https://x|pijn> &lt;b&gt; *b* _i_ ~s~ `c` ```x``` :+1: :skin-tone-2: 👍🏽 ✅".split(),
    *[
        "?",
        "\n",
        "\x00",
        "\u202e",
        "\u200d",
        "\u0301",
        "\ufdfa",
        "ﬁ",
        "Ⅷ",
        "½",
        "é",
        "ß",
        "İ",
        "١٢",
        ".",
    ],
]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40)
texts = st.text(max_size=300) | words.map(" ".join) | words.map("".join)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_meaning(meaning: Meaning, today: date) -> None:
    """What holds for every meaning, and lets a caller use it without looking twice."""
    said = meaning.said.command if isinstance(meaning.said, DidYouMean) else meaning.said
    assert isinstance(said, Said)
    assert not isinstance(said, DidYouMean)
    match said:
        case Later(minutes):
            assert SHORTEST <= minutes <= LONGEST
        case LaterOutOfRange(asked):
            assert asked is None or not SHORTEST <= asked <= LONGEST
            assert asked is None or abs(asked) <= 999_999
        case Until(day):
            assert day > today
        case Now(programme_hint=str(hint)):
            assert NAME.fullmatch(hint)
            assert len(hint) <= 60


def test_any_text_has_a_meaning(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    tries = amount(200, 10_000)

    @settings(max_examples=tries, suppress_health_check=list(HealthCheck))
    @given(texts, st.dates())
    @example("tot morgen", date.max)
    @example("tot en met zondag", date.max - timedelta(days=1))
    @example("tot 1 januari", date.min)
    def holds(text: str, today: date) -> None:
        meaning = read(text, today)
        check_meaning(meaning, today)
        assert read(text, today) == meaning

    holds()
    verify_table("random typed replies", tries, "always a meaning, never an exception or markup")


ENDLESS = {
    "one letter": "a",
    "colons": ":",
    "half an emoji": ":a",
    "half a link": "<a",
    "half a mention": "<@U",
    "an apostrophe": "’",
    "digits": "9",
    "dates": "1-",
    "initials": "a.",
    "hyphens": "a-",
    "addresses": "a@",
    "marks in two orders": "\u0301" * 20_000 + "\u0316" * 20_000,
    "marks on letters": "e\u0301\u0316",
    "one sign that is eighteen": "\ufdfa",
    "right to left": "\u202e\u05d0",
    "controls": "\x00\x1b",
    "emoji": "👍🏽",
    "pain": "pijn ",
    "denials": "geen pijn,",
    "a list": "geen pijn," + "pijn," * 8_000,
    "my side": "mijn linker ",
    "half": "een half ",
    "until": "tot tot maandag ",
    "slips": "prwacy ",
    "commands": "/pauze ",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_forty_thousand_characters_take_a_moment(piece: str) -> None:
    text = (piece * (40_000 // len(piece) + 1))[:40_000]
    began = time.process_time()
    check_meaning(read(text, WEDNESDAY), WEDNESDAY)
    # Measured: at most 0.3 seconds. What grows with the square of a length takes minutes.
    assert time.process_time() - began < 5


def test_past_forty_thousand_characters_nothing_is_read() -> None:
    assert said(" " * 39_996 + "stop") == Unsubscribe()
    assert said(" " * 39_997 + "stop") != Unsubscribe()
    assert said(" " * 40_000 + "ik heb pijn") == Help()
    assert isinstance(said("ik heb pijn" + " woord" * 100_000), Symptom)


def test_a_sentence_longer_than_any_phrase_is_not_looked_up() -> None:
    assert understand((), WEDNESDAY) is None
    assert understand(("nu",) * (LONGEST_SENTENCE + 1), WEDNESDAY) is None
