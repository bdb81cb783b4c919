"""Language tags as BCP 47 has them."""

import re
from itertools import takewhile

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# ISO 3166-1, alpha-2: a region that isn't one ("ko-KO") makes a tag that no browser and no screen reader knows.
_REGIONS = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - a list of 250 strings is no easier to read
)


def language_tag(written: str) -> str:
    """ "fa_IR" as "fa-IR", "ko-KO" as "ko"; "" when it is no language tag."""
    tag = written.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    none = region_that_is_none(tag)
    return tag.replace(f"-{none}", "", 1) if none else tag


def region_that_is_none(written: str) -> str:
    """ "KO" of "ko-KO"; "" when the region is one, or none is written."""
    parts = written.strip().replace("_", "-").split("-")[1:]
    regular = takewhile(lambda part: len(part) > 1, parts)  # a single letter begins an extension
    region = next((part for part in regular if len(part) == 2 and part.isalpha()), "")
    return "" if region.upper() in _REGIONS else region
