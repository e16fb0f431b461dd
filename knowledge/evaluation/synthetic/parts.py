"""The words that invented claims are put together from: all our own, about nobody.

In a list, `/` parts words that can stand for each other: a claim has one of them, a
paraphrase another. Verbs are `base:past`, and each past is the participle too.
"""

from __future__ import annotations

from dataclasses import dataclass

Synonyms = tuple[str, ...]
"""Ways to say the same thing."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What claims of one field do, to what, and to whom."""

    name: str
    ministry: str
    verbs: tuple[tuple[tuple[str, str], ...], ...]
    things: tuple[Synonyms, ...]
    people: tuple[Synonyms, ...]


def _synonyms(listed: str) -> tuple[Synonyms, ...]:
    return tuple(tuple(word.strip() for word in item.split("/")) for item in listed.split(","))


def _topic(name: str, ministry: str, verbs: str, things: str, people: str) -> Topic:
    forms = tuple(
        tuple((verb.split(":")[0], verb.split(":")[1]) for verb in same)
        for same in _synonyms(verbs)
    )
    return Topic(name, ministry, forms, _synonyms(things), _synonyms(people))


TOPICS = (
    _topic(
        "health",
        "Ministry of Health",
        "close:closed/shut:shut, approve:approved/license:licensed, "
        "cancel:cancelled/scrap:scrapped, withhold:withheld/keep back:kept back, "
        "vaccinate against:vaccinated against/immunise against:immunised against, "
        "inspect:inspected/examine:examined",
        "hospital beds/ward places, vaccine doses/jabs, cancer screenings/tumour checks, "
        "maternity clinics/birth centres, ambulance crews/emergency teams, "
        "blood samples/blood tests, flu cases/influenza infections, "
        "insulin prices/the cost of insulin, face masks/respirators, nursing homes/care homes, "
        "waiting lists/treatment queues, antibiotics/antibacterial drugs",
        "nurses/nursing staff, patients/sick people, surgeons/operating doctors, "
        "midwives/birth nurses",
    ),
    _topic(
        "schools",
        "Ministry of Education",
        "ban:banned/outlaw:outlawed, merge:merged/combine:combined, fund:funded/finance:financed, "
        "censor:censored/black out:blacked out, abolish:abolished/do away with:done away with, "
        "replace:replaced/swap:swapped",
        "school meals/pupils' lunches, history lessons/history classes, "
        "tuition fees/study charges, village schools/rural schools, final exams/leaving tests, "
        "textbooks/schoolbooks, student loans/study debts, kindergarten places/nursery seats, "
        "reading scores/literacy results, prayer rooms/rooms for worship, "
        "scholarships/study grants, school buses/pupil transport",
        "teachers/schoolteachers, pupils/schoolchildren, students/undergraduates, parents/families",
    ),
    _topic(
        "energy",
        "Ministry of Energy",
        "export:exported/ship abroad:shipped abroad, ration:rationed/limit:limited, "
        "switch off:switched off/shut down:shut down, subsidise:subsidised/support:supported, "
        "privatise:privatised/sell off:sold off, double:doubled/increase twofold:increased twofold",
        "wind farms/wind parks, coal mines/collieries, gas pipelines/gas lines, "
        "power stations/electricity plants, solar panels/photovoltaic modules, "
        "fuel prices/petrol costs, oil reserves/crude stocks, nuclear waste/spent fuel, "
        "electricity bills/power charges, uranium stocks/uranium supplies, "
        "heat pumps/heating pumps, blackouts/power cuts",
        "miners/pit workers, households/homes, grid engineers/network technicians, "
        "drivers/motorists",
    ),
    _topic(
        "borders",
        "Ministry of the Interior",
        "deport:deported/expel:expelled, admit:admitted/receive:received, "
        "detain:detained/hold:held, fence off:fenced off/wall off:walled off, "
        "register:registered/record:recorded, smuggle:smuggled/traffic:trafficked",
        "asylum seekers/refugees, work permits/labour visas, border posts/frontier stations, "
        "residence cards/stay permits, smuggling boats/traffickers' vessels, "
        "forged passports/fake passports, reception camps/migrant shelters, "
        "citizenship tests/naturalisation exams, night patrols/guard rounds, "
        "seasonal workers/harvest hands, visa fees/entry charges, family reunions/relatives' visas",
        "border guards/frontier police, migrants/newcomers, customs officers/customs staff, "
        "foreigners/non-citizens",
    ),
    _topic(
        "taxes",
        "Ministry of Finance",
        "raise:raised/increase:increased, cut:cut/lower:lowered, "
        "hush up:hushed up/conceal:concealed, waive:waived/write off:written off, "
        "tax:taxed/levy duty on:levied duty on, refund:refunded/pay back:paid back",
        "income taxes/taxes on earnings, pension funds/retirement funds, "
        "state debts/public debts, inheritance taxes/death duties, "
        "offshore accounts/foreign accounts, child benefits/family allowances, "
        "budget cuts/spending cuts, gold reserves/bullion stocks, "
        "property taxes/levies on houses, bank bailouts/bank rescues, minimum wages/lowest pay, "
        "unemployment benefits/jobless pay",
        "pensioners/retired people, taxpayers/people who pay tax, clerks/office workers, "
        "the unemployed/jobless people",
    ),
    _topic(
        "transport",
        "Ministry of Transport",
        "build:built/construct:constructed, delay:delayed/hold up:held up, "
        "repair:repaired/fix:fixed, ground:grounded/stop:stopped, "
        "widen:widened/broaden:broadened, toll:tolled/charge for:charged for",
        "motorway bridges/highway bridges, railway lines/train tracks, cycle lanes/bike paths, "
        "parking fines/parking tickets, ferry crossings/ferry trips, speed cameras/radar traps, "
        "tram tickets/streetcar fares, airport runways/landing strips, "
        "driving licences/driver permits, cargo ships/freighters, electric cars/battery cars, "
        "road deaths/traffic deaths",
        "commuters/daily travellers, train drivers/engine drivers, pilots/flight crews, "
        "cyclists/bike riders",
    ),
    _topic(
        "defence",
        "Ministry of Defence",
        "buy:bought/purchase:purchased, send:sent/deliver:delivered, "
        "destroy:destroyed/wreck:wrecked, test:tested/try out:tried out, "
        "deploy:deployed/station:stationed, lose:lost/forfeit:forfeited",
        "cruise missiles/guided missiles, battle tanks/armoured tanks, naval mines/sea mines, "
        "training camps/drill camps, artillery shells/gun rounds, "
        "spy balloons/surveillance balloons, army barracks/soldiers' quarters, "
        "radar stations/radar sites, cluster bombs/cluster munitions, "
        "ammunition depots/munitions stores, patrol boats/coastal cutters, "
        "drone parts/drone components",
        "conscripts/drafted soldiers, veterans/former soldiers, mercenaries/hired fighters, "
        "reservists/reserve troops",
    ),
    _topic(
        "farming",
        "Ministry of Agriculture",
        "cull:culled/slaughter:slaughtered, import:imported/bring in:brought in, "
        "poison:poisoned/contaminate:contaminated, label:labelled/mark:marked, "
        "dump:dumped/discard:discarded, plant:planted/cultivate:cultivated",
        "wheat harvests/wheat crops, dairy herds/milk cows, fish stocks/fish numbers, "
        "grain silos/corn stores, pesticide residues/traces of pesticide, "
        "egg prices/the price of eggs, sugar beets/beet crops, insect flour/ground insects, "
        "olive groves/olive orchards, fertiliser imports/foreign fertiliser, "
        "poultry farms/chicken farms, seed patents/patented seeds",
        "farmers/growers, beekeepers/apiarists, shepherds/sheep keepers, fishermen/fishing crews",
    ),
    _topic(
        "housing",
        "Ministry of Housing",
        "demolish:demolished/level:levelled, rent out:rented out/let:let, "
        "insulate:insulated/clad:clad, evict from:evicted from/expel from:expelled from, "
        "renovate:renovated/modernise:modernised, "
        "auction:auctioned/put under the hammer:put under the hammer",
        "council flats/public apartments, empty houses/vacant homes, rent caps/rent limits, "
        "building permits/construction permits, holiday homes/second homes, "
        "mortgage rates/home loan rates, student halls/dormitories, "
        "homeless shelters/night shelters, tower blocks/high-rises, "
        "eviction notices/orders to leave, social housing/subsidised housing, "
        "asbestos roofs/asbestos tiles",
        "tenants/renters, landlords/house owners, builders/construction workers, "
        "squatters/illegal occupants",
    ),
    _topic(
        "elections",
        "Electoral Commission",
        "rig:rigged/manipulate:manipulated, count:counted/tally:tallied, forge:forged/fake:faked, "
        "postpone:postponed/put off:put off, burn:burned/set fire to:set fire to, "
        "hack:hacked/intrude into:intruded into",
        "postal ballots/mail-in votes, voting machines/vote computers, "
        "polling stations/polling places, voter rolls/lists of voters, "
        "campaign donations/election gifts, ballot boxes/urns, opinion polls/voter surveys, "
        "election posters/campaign placards, recounts/second counts, "
        "party memberships/party cards, exit polls/polls at the door, referendums/plebiscites",
        "voters/people who vote, observers/election monitors, candidates/people standing, "
        "poll workers/election helpers",
    ),
    _topic(
        "justice",
        "Ministry of Justice",
        "release:released/set free:set free, convict:convicted/find guilty of:found guilty of, "
        "bribe:bribed/pay off:paid off, wiretap:wiretapped/bug:bugged, "
        "pardon:pardoned/grant mercy to:granted mercy to, seize:seized/confiscate:confiscated",
        "prison cells/jail cells, murder trials/homicide trials, witness files/witness records, "
        "police dogs/service dogs, knife attacks/stabbings, drug shipments/narcotics loads, "
        "court fees/legal charges, cold cases/unsolved crimes, stolen cars/stolen vehicles, "
        "bail payments/bail money, body cameras/chest cameras, burglaries/break-ins",
        "judges/magistrates, inmates/prisoners, detectives/investigators, gang members/gangsters",
    ),
    _topic(
        "climate",
        "Ministry of the Environment",
        "pollute:polluted/foul:fouled, flood:flooded/put under water:put under water, "
        "protect:protected/safeguard:safeguarded, fell:felled/chop down:chopped down, "
        "measure:measured/gauge:gauged, drain:drained/empty:emptied",
        "drinking water/tap water, peat bogs/moors, carbon credits/emission rights, "
        "rain forests/jungles, glacier ice/glaciers, heat records/record temperatures, "
        "river dams/barrages, plastic bags/carrier bags, bird colonies/nesting birds, "
        "flood barriers/flood walls, coral reefs/corals, wolf packs/wolves",
        "foresters/forest rangers, climate activists/climate protesters, hikers/walkers, "
        "meteorologists/weather researchers",
    ),
    _topic(
        "trade",
        "Ministry of Trade",
        "boycott:boycotted/shun:shunned, counterfeit:counterfeited/copy:copied, "
        "produce:produced/manufacture:manufactured, recall:recalled/call back:called back, "
        "outsource:outsourced/move abroad:moved abroad, hoard:hoarded/stockpile:stockpiled",
        "steel tariffs/duties on steel, container ports/cargo ports, "
        "car factories/automobile plants, trade deals/trade agreements, "
        "microchips/semiconductors, shoe imports/foreign shoes, baby formula/infant milk, "
        "furniture orders/orders for furniture, customs duties/import duties, "
        "toy recalls/withdrawn toys, textile mills/cloth factories, "
        "diamond sales/sales of diamonds",
        "workers/employees, shopkeepers/retailers, dockers/port workers, customers/buyers",
    ),
    _topic(
        "science",
        "Ministry of Research",
        "patent:patented/protect by patent:protected by patent, invent:invented/devise:devised, "
        "falsify:falsified/doctor:doctored, clone:cloned/duplicate:duplicated, "
        "launch:launched/send up:sent up, track:tracked/follow:followed",
        "weather satellites/meteorological satellites, mobile masts/phone towers, "
        "facial scans/face scans, gene tests/DNA tests, lab animals/test animals, "
        "search results/search hits, chat messages/private messages, moon probes/lunar probes, "
        "brain implants/brain chips, health apps/medical apps, data leaks/data breaches, "
        "research grants/science funding",
        "scientists/researchers, programmers/software developers, users/subscribers, "
        "volunteers/test persons",
    ),
    _topic(
        "culture",
        "Ministry of Culture",
        "rename:renamed/retitle:retitled, topple:toppled/pull down:pulled down, "
        "film:filmed/shoot:shot, restore:restored/refurbish:refurbished, "
        "swipe:swiped/loot:looted, broadcast:broadcast/air:aired",
        "war memorials/monuments to the fallen, football stadiums/soccer grounds, "
        "museum tickets/museum entries, church bells/bells of churches, "
        "street names/names of streets, film prizes/movie awards, gender signs/gendered signs, "
        "licence fees/broadcast charges, doping tests/drug tests, library books/books on loan, "
        "carnival floats/parade floats, Olympic medals/medals at the games",
        "athletes/sportspeople, actors/performers, fans/supporters, visitors/guests",
    ),
)

OFFICES = _synonyms(
    "prime minister/head of government, mayor/head of the city, governor/head of the province, "
    "spokeswoman/press officer, senator/member of the senate, ambassador/envoy, "
    "commissioner/chief of the commission, party leader/head of the party, "
    "trade union chief/union leader, bishop/church leader, general/army commander, "
    "professor/university teacher"
)
GROUPS = (
    "Facebook posts", "a viral video", "anonymous officials", "chain e-mails", "local residents",
    "two diplomats", "several bloggers", "a leaked report", "people close to the talks",
)  # fmt: skip
MEDIA = _synonyms(
    "video/clip, photo/picture, leaked letter/leaked note, recording/tape, document/paper, "
    "screenshot/screen capture, memo/internal note, satellite image/picture from space"
)
ADJECTIVES = _synonyms(
    "secret/hidden, new/brand-new, illegal/unlawful, old/decades-old, cheap/low-cost, "
    "unsafe/dangerous, foreign/overseas, private/privately owned, broken/defective, "
    "free/free-of-charge, large/big, unused/idle, experimental/untested, military/army, "
    "digital/electronic, rural/country"
)
HARMS = _synonyms(
    "heart attacks/cardiac arrests, infertility/barrenness, skin burns/burnt skin, "
    "memory loss/forgetfulness, liver damage/damaged livers, deafness/hearing loss, "
    "strokes/brain strokes"
)
MACHINES = _synonyms(
    "fighter jet/combat plane, locomotive/train engine, tractor/farm vehicle, submarine/U-boat, "
    "helicopter/chopper, printer/printing machine, radar/radar set, truck/lorry, "
    "drone/unmanned aircraft"
)
GIVEN = (
    "Mara Tobin Elske Ivo Senna Radek Oona Pavel Lidia Bram Tessa Yorick Nadja Henrik Zora Milo"
    " Agnes Dario Freya Lucan Petra Anton Sibyl Jarek Odile Marek Thea Rufus Ines Viktor Nora Emil"
    " Ludmila Caspar Renata Olek Salma Idris Amara Kofi Leila Tariq Priya Arjun Mei Hiro Ximena"
    " Rafael Ngozi Samir Alma Felix Greta Bruno Ilse Otto Vera Hugo Dora Simon Clara Jonas Ruth"
).split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()
FILLERS = (
    "The statement was made at a public meeting and was repeated online within hours.",
    "The words were shared widely, often without a date or a place.",
    "Nobody at the meeting asked for figures, and none were shown.",
    "A transcript was published the same evening.",
    "It was not the first time that this was heard there.",
    "Reporters who were in the room noted it down in these words.",
)
