"""Sentences of our own from which `benchmarks.speed` makes articles: {slots} take words of SLOTS."""

from __future__ import annotations

SLOTS: dict[str, tuple[str, ...]] = {
    "city": tuple(
        [
            "Lagos",
            "Leeds",
            "Quito",
            "Hanoi",
            "Turin",
            "Perth",
            "Gdansk",
            "Kochi",
            "Accra",
            "Tampa",
            "Lille",
            "Izmir",
        ]
    ),
    "country": tuple(
        [
            "Ghana",
            "Peru",
            "Vietnam",
            "Italy",
            "Kenya",
            "Poland",
            "Turkey",
            "Chile",
            "Nepal",
            "Canada",
        ]
    ),
    "name": (
        *("Ana Kovac", "Tunde Bello", "Mei Lin", "Carlos Ibarra", "Ruth Meyer", "Omar Haddad"),
        *("Priya Nair", "John Whitlock", "Elena Petrova", "Sione Tau"),
    ),
    "day": tuple(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    "month": tuple(
        ["January", "March", "April", "June", "July", "September", "October", "December"]
    ),
    "small": ("two", "three", "four", "five", "seven", "nine", "11", "12", "16", "19", "23"),
    "large": ("46", "78", "120", "178", "312", "608", "1,204", "5,310", "18,518"),
    "about": ("at least", "more than", "about", "nearly", "some", "up to"),
    "people": ("men", "women", "people", "suspects", "foreigners", "teenagers"),
    "victims": ("girls", "women", "children", "workers", "victims", "migrants"),
    "sum": ("$4 million", "€320,000", "60 percent", "2.5 billion naira", "£19,000"),
    "thing": ("bridge", "budget", "stadium", "harvest", "railway", "museum", "pension", "mine"),
    "agency": (
        *("police", "border guards", "the Ministry of the Interior", "the coast guard"),
        *("the National Crime Agency", "federal agents", "customs officers"),
    ),
}

NEWS = (
    "The council of {city} voted on {day} to rebuild the {thing} at a cost of {sum}.",
    "Prices rose by {large} points in {month}, the central bank of {country} said in its report.",
    "{name}, who has run the company for {small} years, told reporters that the {thing} was safe.",
    "The team from {city} won by {small} goals and travels to {country} on {day}.",
    "Heavy rain is expected over {country} until {day}, forecasters said, with winds from the west.",
    "In {month} the government of {country} promised {sum} for schools, roads and the {thing}.",
    "“We did not expect so many visitors,” said {name}, the director of the {thing} in {city}.",
    "The film opens in {large} cinemas on {day} and has already earned {sum} abroad.",
    "Analysts at a bank in {city} cut their forecast for growth to {small} percent.",
    "A strike at the {thing} entered its {small}th day, and buses in {city} stood still.",
    "Parliament debates the law on {day}; the opposition wants {small} changes to its text.",
    "Researchers in {city} measured the water of {large} lakes and published the results in {month}.",
    "The price of bread in {country} has doubled since {month}, and the harvest was poor.",
    "Tickets for the concert cost {sum}, and {name} will sing with the choir of {city}.",
    "Talks between {country} and its neighbour ended without a result, diplomats in {city} said.",
    "The mayor opened the {thing} in {month} and thanked the {large} volunteers who had built it.",
    "Shares of the mining group fell after {name} left the board on {day}.",
    "The court in {city} will hear the complaint about the {thing} in {month}.",
    "Police in {city} asked drivers to avoid the {thing} on {day} because of the marathon.",
    "{name} was named coach of {country} on {day}, {small} months before the tournament.",
)

RELEASES = (
    "{agency} arrested {small} {people} in {city} on {day} and seized goods worth {sum}.",
    "In all, {large} {victims} were rescued and {small} {people} charged, {agency} said.",
    "{about} {large} officers searched {small} houses in {city} in the early hours of {day}.",
    "A court in {city} sentenced {small} {people} to prison for trafficking {large} {victims}.",
    "Since {month} {agency} have broken up {small} gangs and freed {about} {large} {victims}.",
    "The raid led to {small} arrests; another {small} {people} were detained in {country}.",
    "Of the {large} {victims} rescued, {small} were children, according to {agency}.",
    "Gunmen killed {small} people and wounded {large} others near {city} on {day}.",
    "Last year {agency} solved {large} cases and identified {about} {large} victims in {country}.",
    "{small} {people}, who had been held since {month}, pleaded guilty in {city} on {day}.",
)

FILLERS = (
    "The investigation began in {month} after a tip from a taxi driver in {city}.",
    "“Our work goes on,” said {name}, who led the operation, in a statement on {day}.",
    "The suspects, aged between 19 and 54, face prison terms of up to {small} years.",
    "{agency} worked with colleagues from {country}, where the money had been sent.",
    "Anyone with information should call the number on the website of {agency}.",
    "Phones, cash worth {sum} and {small} vehicles were seized, photographs showed.",
    "The house stands beside the {thing}, and neighbours said they had noticed nothing.",
    "Prosecutors in {city} asked for the file, and the next hearing is in {month}.",
)
