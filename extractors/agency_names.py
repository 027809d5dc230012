"""The canonical name of an agency, read from the jurisdiction of the document that speaks.

Two surfaces get one name only where the vocabulary says that they mean one body; what it does not know stays as
written. `region` is None where the words alone do not say which body is meant (联席会议办公室, 市… in a document that
has no city): such a name may be joined inside its own document, never across.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..schemas import AgencyKind, Model
from .agency_branches import belongs_to, branch_of, national_body
from .agency_forms import full_name, written_out
from .agency_kinds import is_group, is_relative, kind_of
from .agency_scope import Jurisdiction, Scope, scope_of
from .agency_towns import any_town, behind_place, named_town_body, own_town_body, speaking_town
from .agency_vocabulary import local, local_bodies, national
from .agency_zones import zone_with_a_name
from .regions import COUNTRY_ID, chain, common_region, region_as_written, words

_BRACKETS = str.maketrans("〔〕【】[]()［］", "（）（）（）（）（）")
_OPEN_END = re.compile(
    r"等{1,3}(?:省直|市直|区直|县直|中央)?(?:有关|相关)?(?:[\d一二三四五六七八九十]{1,2}[个家]?)?(?:部门|单位|部门和单位|部门单位|机构)?$"
)
_PLACE_OF_ZONE = re.compile(r"^.{2,12}?(?:新区|开发区|高新区|经开区|自治[州县旗]|[省市县区旗州盟])")
_OWN_OFFICE = re.compile(
    r"^(?:[我本]|自治区(?=[局厅])|[省市区县州](?=[局厅]))(?P<office>总局|局|厅|委|部|署|办|院)(?P<division>.*)$"
)
_GENERAL_OFFICE = re.compile(r"(?<=[局厅会部署])(?:办公室|办公厅)$")
_AGENCY_WITH_DIVISIONS = re.compile(r"(?<!政府)(?:局|厅|委员会|部|署)$")
_DIVISION_ALONE = re.compile(r"^(?![省市区县州旗盟国]).{2,10}(?:(?<!秘书)(?<!办事)处|科)$")

__all__ = ["AgencyName", "Jurisdiction", "canonical_agency", "jurisdiction_of", "normalise", "same_agency"]


class AgencyName(Model):
    """Canonical `name`, `kind`, and the id of the `region` it belongs to (None: only this document can say)."""

    name: str
    kind: AgencyKind
    region: str | None


def normalise(surface: str) -> str:
    """Without spaces and the open end of a list (等, 等部门), brackets as （）."""
    text = "".join(surface.split()).translate(_BRACKETS)
    return _OPEN_END.sub("", text) or text


def canonical_agency(surface: str, jurisdiction: Jurisdiction) -> AgencyName:
    """What the surface means in a document of that jurisdiction. Never raises; costs microseconds when asked again."""
    return _canonical(normalise(surface), jurisdiction)


def same_agency(a: str, b: str, jurisdiction: Jurisdiction) -> bool:
    """Whether both surfaces, in one document of that jurisdiction, mean one body (or one group)."""
    return canonical_agency(a, jurisdiction) == canonical_agency(b, jurisdiction)


def jurisdiction_of(issuers: Sequence[str], doc_number: str | None = None) -> Jurisdiction:
    """What 区, 市, 省 and bare names mean in a document of these issuers (发文机关, as the text has them).

    `doc_number` helps where the issuers do not say it: 国办发…, or a province's letter beside 省… (赣粮办发, 省粮食局).
    """
    return _jurisdiction(tuple(normalise(issuer) for issuer in issuers), doc_number)


@lru_cache(maxsize=1024)
def _jurisdiction(issuers: tuple[str, ...], doc_number: str | None) -> Jurisdiction:
    speakers = dict.fromkeys(region for issuer in issuers if (region := _issuer_region(issuer, doc_number)))
    number = doc_number or ""
    if not speakers and number.startswith(tuple(local()["numbers"]["national"])):
        speakers[COUNTRY_ID] = None
    zone = None if speakers else next((m[0] for i in issuers if (m := _PLACE_OF_ZONE.match(i)) and len(m[0]) > 2), None)
    region = _spoken_for(tuple(speakers))
    base = Jurisdiction(region=region, speakers=tuple(speakers), place=zone, town=speaking_town(issuers))
    return base.model_copy(update={"offices": tuple(canonical_agency(issuer, base).name for issuer in issuers)})


def _spoken_for(speakers: tuple[str, ...]) -> str | None:
    """The speaker that all others lie in; two provinces together speak for neither, and not for the country."""
    common = common_region(speakers)
    return common if common in speakers else None


def _issuer_region(issuer: str, doc_number: str | None) -> str | None:
    text = issuer.removeprefix("中共")
    if national_body(issuer, anywhere=True) is not None:
        return COUNTRY_ID
    found = region_as_written(text)
    if found is not None:
        return found[0].id
    for at in range(len(text) - 2, 2, -1):
        if text[:at] in national()[0]:
            branch = region_as_written(text[at:])
            return branch[0].id if branch else COUNTRY_ID
    if text.startswith(tuple(local()["words"]["national_beginnings"])):
        return COUNTRY_ID
    if text.startswith(("省", "自治区")) and doc_number:
        letters = words()["letters"]
        province = letters.get(doc_number[:3]) or letters.get(doc_number[:1])
        return province if province and province.endswith(text[0] if text[0] == "省" else "自治区") else None
    return None


@lru_cache(maxsize=65536)
def _canonical(text: str, jurisdiction: Jurisdiction) -> AgencyName:
    body = national_body(text, anywhere=not jurisdiction.is_national)
    if body is not None:
        return AgencyName(name=body.name, kind=body.kind, region=COUNTRY_ID)
    of_town = own_town_body(text, jurisdiction)
    if of_town is not None:
        return _named(of_town, jurisdiction.region)
    if any_town(text) or is_group(text):
        return AgencyName(name=text, kind=AgencyKind.GROUP, region=None if is_relative(text) else jurisdiction.own)
    for read in (_own_office, _named_town, _branch, _scoped, _own_division, _bare_local):
        name = read(text, jurisdiction)
        if name is not None:
            return name
    return _as_written(text, jurisdiction)


def _named(name: str, region: str | None) -> AgencyName:
    kind = kind_of(name)
    return AgencyName(name=name, kind=kind or AgencyKind.GROUP, region=region)


def _own_office(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """省局, 我局, 省局行政审批处: the issuer itself, where one issuer alone can be meant."""
    match = _OWN_OFFICE.match(text)
    if match is None:
        return None
    ending = local()["words"]["own_offices"][match["office"]]
    division = match["division"]
    offices = [office for office in _speaking_offices(jurisdiction) if office.endswith(ending)]
    if len(offices) != 1:
        return AgencyName(name=text, kind=kind_of(text) or AgencyKind.GROUP, region=None)
    return _named(offices[0] + division, jurisdiction.region)


def _speaking_offices(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """The issuers; for one that is an agency's general office (市场监管局办公室), the agency."""
    return tuple(dict.fromkeys(_GENERAL_OFFICE.sub("", office) for office in jurisdiction.offices))


def _own_division(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """行政审批处 in a document of one agency alone: its own division."""
    offices = _speaking_offices(jurisdiction)
    if len(offices) != 1 or not _AGENCY_WITH_DIVISIONS.search(offices[0]) or not _DIVISION_ALONE.match(text):
        return None
    return _named(offices[0] + text, jurisdiction.region)


def _named_town(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """周市镇政府 in a county's document."""
    name = named_town_body(text, jurisdiction)
    return _named(name, jurisdiction.region) if name else None


def _branch(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """A body named after a national body, or with its place inside."""
    found = branch_of(text, jurisdiction)
    return _named(found.name, found.region) if found else None


def _scoped(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """A name that begins with a place or a word of scope."""
    beginning = text.removeprefix("中共")
    scope = scope_of(beginning, jurisdiction)
    if scope is None:
        return None
    if not scope.place:
        return AgencyName(name=text, kind=kind_of(text) or AgencyKind.GROUP, region=None)
    if not scope.rest and not _names_a_place(scope, jurisdiction):
        return None
    if not scope.rest:
        return AgencyName(name=scope.place + "人民政府", kind=AgencyKind.GOVERNMENT, region=scope.region)
    rest = "委" + scope.rest.removeprefix("委员会") if _is_committee(text, scope) else scope.rest
    name = full_name(rest, scope.place, scope.region) or behind_place(rest, scope.place, party=text != beginning)
    if name is not None:
        return _named(name, belongs_to(name, scope.region))
    zone = zone_with_a_name(rest) if scope.region and scope.region == jurisdiction.own else None
    if zone is not None and scope_of(zone, jurisdiction) is None:
        return _named(zone, scope.region)
    if scope.bare:
        return _beside_own_place(text, scope, jurisdiction)
    return _named(scope.place + written_out(scope.rest), scope.region)


def _names_a_place(scope: Scope, jurisdiction: Jurisdiction) -> bool:
    """A place alone means its government; bare (平安) only a province's or the speaker's own name does."""
    own = {region.id for speaker in jurisdiction.speakers for region in chain(speaker)}
    province = scope.region is not None and chain(scope.region)[0].level == 1
    return not scope.bare or province or scope.region in own


def _is_committee(text: str, scope: Scope) -> bool:
    return text.startswith("中共") and scope.rest.startswith("委员会")


def _beside_own_place(text: str, scope: Scope, jurisdiction: Jurisdiction) -> AgencyName | None:
    """A zone or firm named after the speaker's own place, without its suffix: the name stays as written."""
    own = {region.id for speaker in jurisdiction.speakers for region in chain(speaker)}
    zone = text.endswith(("管委会", "管理委员会"))
    return _named(written_out(text), scope.region) if zone and scope.region in own else None


def _bare_local(text: str, jurisdiction: Jurisdiction) -> AgencyName | None:
    """发展改革委 without a place: the speaker's own, where its level has such an office; else a class of offices."""
    if text not in local_bodies():
        return None
    region = jurisdiction.own
    level = chain(region)[0].level if region else None
    province = level == 1 and not str(region).endswith("市")
    if region is None:
        return AgencyName(name=text, kind=AgencyKind.GROUP, region=None)
    if level == 0 or (province and not text.endswith("厅")) or (not province and text.endswith("厅")):
        return AgencyName(name=text, kind=AgencyKind.GROUP, region=region)
    scope = scope_of(region + text, jurisdiction)
    name = full_name(text, scope.place, region) if scope else None
    return _named(name, region) if name else None


def _as_written(text: str, jurisdiction: Jurisdiction) -> AgencyName:
    """What no rule knows: the name as it stands, in the speaker's region unless it says that it is of the country."""
    name = written_out(text)
    if is_relative(text) or is_relative(name):
        return AgencyName(name=name, kind=kind_of(name) or AgencyKind.GROUP, region=None)
    tables = local()["words"]
    national_name = text.startswith(tuple(tables["national_beginnings"]))
    branch = text.endswith(tuple(tables["branch_endings"]))
    if belongs_to(text, None) or (national_name and not branch):
        return _named(name, COUNTRY_ID)
    return _named(name, jurisdiction.own)
