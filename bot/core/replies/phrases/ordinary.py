"""Ordinary words: those that show a language, and those that lie near a word of ours."""

from __future__ import annotations

from typing import Final

DUTCH: Final = frozenset(
    """
    ik je jij u jullie het een de en van dat niet geen mijn mn met voor er maar om te zijn heb
    heeft hebben ben bent naar ook nog wel dit deze hoe wie waar wanneer waarom kun kan wil zou
    moet mag graag even alsjeblieft aub svp vandaag morgen minuten minuut uur kwartier tot nu op
    bij uit als want dus dan toch zo iets niets iemand hoor ja nee doet doen wordt werd worden
    krijg krijgt
    """.split()
)
ENGLISH: Final = frozenset(
    """
    i you your the and that not no my with for but to be have has been are this these how who
    where when why could would should can want it im id ive please today tomorrow minutes hour
    hours until now on at from as because so something nothing someone yes dont does get got its
    """.split()
)
"""Words of one language and not of the other; by them a message is known for Dutch or English."""

NEIGHBOURS: Final = frozenset(
    """
    aankleden aanpakken abonnees begon begonnen bank balk black beck bach buck bark betogen
    bezochten bewezen bedenkt begrippen begroeten brak breek breuk braak bread bleak beak bush
    bust buys bury cancer chuck chick cheek cheeks cook coal coil coop colo comments convince
    continuum dagelijks dodelijk dodelijke dragen daden dalen daten daken dage date dads dams
    dark decay denk deuk dire ditch dode dome dope dole drank drankje drip drive drone droeg
    drug drum drunk dune dunk expertise file fire fife fide fort forth foul flour forge forged
    gebundeld gedekt gehandeld geluk geplukt gewekt gewenst gewest glide gooi goor goot goes
    greet groepjes guise halo halle halls handing heap heet helm hemp heli hees heed hella hielp
    hulk hull hump jewel joan john klaag klaas klare laan laad laar lader lager laser laster
    late laten latex latter layer leak leek lekken lekke leur liter lively lonely manuel mercy
    meten modi moon moor mood mogen morgan moorden moeilijkheden neon nick niece niche nina nino
    node nose note offending onderbroek opbouwen openingen oprichten opleggen optics optiek
    overgaan paus pine pink pint pong postbode postcode quartet quid quiz rekenen reiken
    regisseur restant reken rukken scratched scratching schedel semen settling seating shoppen
    ship skid skin slip spoon staart star stark starr stappen steven stewart stippen stoep stof
    stok stom stomp straatjes straps streaks steaks strop stuart stukjes sire smart surf surge
    sven taak taai tail tanks tast tekst tess thinks thirsty tides tier tiles tilt timers tires
    tracing training trading trucking turn tweet uden uien uitslag uitsterven uitsteken uitweg
    uitzenden underwood undertook vader valuation vandaan vandaar variation verkeert verdeelt
    verdrietig vergeef verliet vermijden verpest vertelt verwijzen verwijten vies view viper
    waist walker walled writ year zink zoek zweven boek boot deal feit hart kaart kant land
    maand maanden muur naam paar plaat plan raad staat stad straat trap vriend water week werk
    zaak zaal beheerd bekeerd beweerd camp champ champs crap heartache hoofdprijs hunts huts
    hurst insured kampen krimpen kramen menselijk menselijkheid migrating pair paid paint palin
    pawn pawns pijl pijlen pijp pijpen pion plain plains puin scoreless triangles verlaging
    vermomming verwarming
    """.split()
)
"""Ordinary words one or two letters from a word of ours: never taken for a slip of it."""
