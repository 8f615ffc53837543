"""The reference data of the world hangs together."""

from __future__ import annotations

from collections import Counter

from ingest.reference import load_reference
from ingest.seeds import read_seed

SEEDS = load_reference().seeds_dir
UN_MEMBERS_WITHOUT_POLICE: set[str] = set()


def column(seed: str, name: str) -> list[str]:
    return [row[name] for row in read_seed(SEEDS, seed.removesuffix(".csv"))]


def test_ids_are_unique() -> None:
    for seed, key in (
        ("regions.csv", "region_id"),
        ("agencies.csv", "agency_id"),
        ("outlets.csv", "outlet_id"),
    ):
        assert [k for k, n in Counter(column(seed, key)).items() if n > 1] == []


def test_every_region_named_is_a_region() -> None:
    known = set(column("regions.csv", "region_id"))
    for seed in ("region_names.csv", "region_words.csv", "place_names.csv"):
        assert set(column(seed, "region_id")) <= known, seed
    told = {
        part.partition(":")[0] for row in column("places.csv", "regions") for part in row.split()
    }
    assert told <= known
    assert set(column("agencies.csv", "country_id")) <= known


def test_aliases_belong_to_listed_ones() -> None:
    assert set(column("agency_aliases.csv", "agency_id")) <= set(
        column("agencies.csv", "agency_id")
    )
    assert set(column("outlet_aliases.csv", "outlet_id")) <= set(column("outlets.csv", "outlet_id"))
    agencies = {a for a in column("outlets.csv", "agency_id") if a}
    assert agencies <= set(column("agencies.csv", "agency_id"))


def test_every_country_with_a_capital_has_a_national_police() -> None:
    police = {
        row["country_id"]
        for row in read_seed(SEEDS, "agencies")
        if row["is_national_police"] == "true"
    }
    peopled = {
        "AF", "AL", "DZ", "AD", "AO", "AG", "AR", "AM", "AU", "AT", "AZ", "BS", "BH", "BD", "BB",
        "BY", "BE", "BZ", "BJ", "BT", "BO", "BA", "BW", "BR", "BN", "BG", "BF", "BI", "CV", "KH",
        "CM", "CA", "CF", "TD", "CL", "CN", "CO", "KM", "CG", "CD", "CR", "CI", "HR", "CU", "CY",
        "CZ", "DK", "DJ", "DM", "DO", "EC", "EG", "SV", "GQ", "ER", "EE", "SZ", "ET", "FJ", "FI",
        "FR", "GA", "GM", "GE", "DE", "GH", "GR", "GD", "GT", "GN", "GW", "GY", "HT", "HN", "HU",
        "IS", "IN", "ID", "IR", "IQ", "IE", "IL", "IT", "JM", "JP", "JO", "KZ", "KE", "KI", "KP",
        "KR", "KW", "KG", "LA", "LV", "LB", "LS", "LR", "LY", "LI", "LT", "LU", "MG", "MW", "MY",
        "MV", "ML", "MT", "MH", "MR", "MU", "MX", "FM", "MD", "MC", "MN", "ME", "MA", "MZ", "MM",
        "NA", "NR", "NP", "NL", "NZ", "NI", "NE", "NG", "MK", "NO", "OM", "PK", "PW", "PA", "PG",
        "PY", "PE", "PH", "PL", "PT", "QA", "RO", "RU", "RW", "KN", "LC", "VC", "WS", "SM", "ST",
        "SA", "SN", "RS", "SC", "SL", "SG", "SK", "SI", "SB", "SO", "ZA", "SS", "ES", "LK", "SD",
        "SR", "SE", "CH", "SY", "TJ", "TZ", "TH", "TL", "TG", "TO", "TT", "TN", "TR", "TM", "TV",
        "UG", "UA", "AE", "GB", "US", "UY", "UZ", "VU", "VE", "VN", "YE", "ZM", "ZW",
    }  # fmt: skip
    assert len(peopled) == 193  # the members of the United Nations
    assert peopled - police == UN_MEMBERS_WITHOUT_POLICE
