"""Which names mean one document: the claims of all documents in, documents out. Pure; knows no database.

A claim is a set of names that one place puts together: a 文号, a title, the title of what the notice carries. Documents are
the connected components of names. What joins: a title and the 文号 written with it; a notice's title and the title that it
carries. What does not join:

* a title that comes with several 文号, or that several held documents have: the 文号 keep it as one of their names each, and a
  claim of that title alone belongs to the one held document whose region is the speaker's, or else to a document of its own;
* a carried title that notices of different issuers carry (`2023年工作要点` of two cities), likewise;
* anything by which, through a chain of names, two 文号 or two held documents would become one.

Guarantees: the result depends on the set of claims alone, not on their order (each rule looks at all claims at once); no two
文号 and no two held documents share a node; each claim belongs to exactly one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..schemas import DocumentClaim
from .names import attached_title, issuer_named_in, normalise_doc_number, normalise_title

Atom = tuple[str, str]
"""`("number", 文号)`, `("held", document_id)` of a held document without one, or `("title", title)`."""


class Names(NamedTuple):
    """A claim's names, normalised. `full` is the title, `carried` the titles of what a document of that title carries."""

    number: str | None
    full: str | None
    carried: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every name."""
        return self.carried | {name for name in (self.number, self.full) if name}


class Identity(NamedTuple):
    """One document. `held` is the document_id of the document itself where it is held, else None: it is cited only."""

    id: str
    names: tuple[str, ...]
    doc_number: str | None
    title: str | None
    attached_title: str | None
    held: str | None


class Ambiguity(NamedTuple):
    """A claim that several documents fit, and the ids of those; it was given to none of them."""

    claim: DocumentClaim
    candidates: tuple[str, ...]


class Resolution(NamedTuple):
    """Who is who: ids of the documents held, ids that mentions mean, and the documents themselves by id."""

    documents: dict[str, Identity]
    held: dict[str, str]
    mentions: dict[DocumentClaim, str]
    ambiguities: tuple[Ambiguity, ...]


@lru_cache(maxsize=1 << 14)
def names_of(claim: DocumentClaim) -> Names:
    """The names that a claim puts together; a carried title is also read off the title's own form."""
    number = normalise_doc_number(claim.doc_number or "") or None
    full = normalise_title(claim.title or "") or None
    said = normalise_title(claim.attached_title or "") or None
    if full is None and number is None:
        return Names(None, said, frozenset())
    carried = {said, attached_title(full) if full else None} - {None, full}
    return Names(number, full, frozenset(name for name in carried if name))


def resolve(held: Mapping[str, DocumentClaim], mentions: Iterable[DocumentClaim]) -> Resolution:
    """Decide what every claim means.

    Args:
        held: own names of each held document, by its document_id.
        mentions: names by which documents are cited, in any order, repeated or not.
    """
    return _Resolver(held, set(mentions)).resolution()


class _Resolver:
    def __init__(self, held: Mapping[str, DocumentClaim], mentions: set[DocumentClaim]) -> None:
        self.claims = dict(held)
        self.own = {key: names_of(claim) for key, claim in sorted(held.items())}
        self.said = {claim: names_of(claim) for claim in mentions}
        numbers = {names.number for names in (*self.own.values(), *self.said.values()) if names.number}
        for key, names in self.own.items():
            if names.number is None and key in numbers:
                self.own[key] = names._replace(number=key)
        self.holders = self._one_holder_a_number()
        self.surplus = {
            key for key, names in self.own.items() if names.number and self.holders[("number", names.number)] != key
        }
        self.all: list[tuple[Atom | None, Names]] = [
            (self._anchor(key), names) for key, names in self.own.items() if key not in self.surplus
        ]
        self.all += [(("number", names.number) if names.number else None, names) for names in self.said.values()]
        self.atoms: set[Atom] = {anchor for anchor, _ in self.all if anchor}
        self.atoms |= {("title", name) for _, names in self.all for name in names.all - {names.number}}
        self.titled: dict[str, set[Atom]] = defaultdict(set)
        for anchor, names in self.all:
            if anchor and names.full:
                self.titled[names.full].add(anchor)
        self.contested = self._contested_titles()
        self.cores = self._components(self._title_joints(self.contested))
        self.carriers = self._find_carriers()
        self.contested_carried = self._contested_carried()
        self.final = self._components(self._title_joints(self.contested) + self._carried_joints(self.contested_carried))

    def resolution(self) -> Resolution:
        ids = self._ids()
        ambiguities: list[Ambiguity] = []
        mentions: dict[DocumentClaim, str] = {}
        names: dict[str, list[Names]] = defaultdict(list)
        for claim, said in self.said.items():
            atom, candidates = self._meant(claim, said)
            mentions[claim] = ids[self.final[atom]]
            names[mentions[claim]].append(said)
            if candidates:
                ambiguities.append(Ambiguity(claim, tuple(sorted(ids[each] for each in candidates))))
        held: dict[str, str] = {}
        for key, own in self.own.items():
            held[key] = self._surplus_id(key) if key in self.surplus else ids[self.final[self._anchor(key)]]
            names[held[key]].append(own)
        keys = {node: key for key, node in held.items()}
        documents = {node: _identity(node, said, keys.get(node)) for node, said in sorted(names.items())}
        return Resolution(documents, held, mentions, tuple(sorted(ambiguities, key=repr)))

    def _anchor(self, key: str) -> Atom:
        number = self.own[key].number
        return ("number", number) if number else ("held", key)

    def _one_holder_a_number(self) -> dict[Atom, str]:
        """Held documents by atom; of several with one 文号 the one that is keyed by it, or else the first."""
        holders: dict[Atom, str] = {}
        for key in sorted(self.own):
            number = self.own[key].number
            if number is None or key == number:
                holders[self._anchor(key)] = key
            else:
                holders.setdefault(("number", number), key)
        return holders

    def _conflict(self, atoms: Iterable[Atom]) -> bool:
        """Whether these cannot be one document: two 文号, or two documents held."""
        members = set(atoms)
        numbers = sum(kind == "number" for kind, _ in members)
        return numbers > 1 or sum(atom in self.holders for atom in members) > 1

    def _contested_titles(self) -> set[str]:
        contested = {title for title, anchors in self.titled.items() if self._conflict(anchors)}
        joining = [(title, atoms) for title, atoms in self._title_joints(contested) if len(self.titled[title]) > 1]
        return contested | self._in_conflict(joining)

    def _title_joints(self, contested: set[str]) -> list[tuple[str, set[Atom]]]:
        return [
            (title, anchors | {("title", title)}) for title, anchors in self.titled.items() if title not in contested
        ]

    def _find_carriers(self) -> dict[str, set[Atom]]:
        carriers: dict[str, set[Atom]] = defaultdict(set)
        for anchor, names in self.all:
            for title in names.carried:
                carriers[title].add(self.cores[anchor or ("title", names.full or "")])
        return carriers

    def _contested_carried(self) -> set[str]:
        members: dict[Atom, set[Atom]] = defaultdict(set)
        for atom, core in self.cores.items():
            members[core].add(atom)
        contested: set[str] = set()
        for title, carriers in self.carriers.items():
            parties = carriers | {self.cores[("title", title)]}
            atoms = [atom for core in parties for atom in members[core]]
            if title in self.contested or self._conflict(atoms) or self._issuers_differ(title, carriers):
                contested.add(title)
        joints = self._title_joints(self.contested) + self._carried_joints(contested)
        return contested | (self._in_conflict(joints) & set(self.carriers))

    def _issuers_differ(self, title: str, carriers: set[Atom]) -> bool:
        """Whether two carriers of a title name issuers, and not the same."""
        if len(carriers) < 2:
            return False
        issuers: dict[Atom, set[str]] = defaultdict(set)
        for anchor, names in self.all:
            if title in names.carried and names.full:
                issuers[self.cores[anchor or ("title", names.full)]].add(issuer_named_in(names.full))
        named = [said - {""} for said in issuers.values() if said - {""}]
        return any(not one & other for place, one in enumerate(named) for other in named[place + 1 :])

    def _carried_joints(self, contested: set[str]) -> list[tuple[str, set[Atom]]]:
        return [
            (title, carriers | {("title", title)})
            for title, carriers in self.carriers.items()
            if title not in contested
        ]

    def _in_conflict(self, joints: list[tuple[str, set[Atom]]]) -> set[str]:
        """Names of the joints that, through a chain, make one of what cannot be one."""
        component = self._components(joints)
        members: dict[Atom, set[Atom]] = defaultdict(set)
        for atom, root in component.items():
            members[root].add(atom)
        return {name for name, atoms in joints if self._conflict(members[component[min(atoms)]])}

    def _components(self, joints: Iterable[tuple[str, set[Atom]]]) -> dict[Atom, Atom]:
        """Each atom's component, named by its smallest atom."""
        parent = {atom: atom for atom in self.atoms}

        def root(atom: Atom) -> Atom:
            while parent[atom] != atom:
                parent[atom] = parent[parent[atom]]
                atom = parent[atom]
            return atom

        for _, atoms in joints:
            first, *rest = atoms
            for other in rest:
                one, two = root(first), root(other)
                parent[max(one, two)] = min(one, two)
        return {atom: root(atom) for atom in self.atoms}

    def _meant(self, claim: DocumentClaim, said: Names) -> tuple[Atom, set[Atom]]:
        """An atom of the document that a mention means; and the candidates, where several fit and none was chosen."""
        if said.number:
            return ("number", said.number), set()
        title = said.full or ""
        if title in self.contested:
            candidates = {self.final[atom] for atom in self.titled[title] | self.carriers.get(title, set())}
        elif title in self.contested_carried and not self.titled.get(title):
            candidates = {self.final[core] for core in self.carriers[title]}
        else:
            return ("title", title), set()
        if len(candidates) == 1:
            return min(candidates), set()
        regions = {
            self.final[anchor]: self.claims[key].region for anchor, key in self.holders.items() if anchor in self.final
        }
        fitting = [each for each in candidates if claim.region and regions.get(each) == claim.region]
        return (fitting[0], set()) if len(fitting) == 1 else (("title", title), candidates)

    def _ids(self) -> dict[Atom, str]:
        members: dict[Atom, list[Atom]] = defaultdict(list)
        for atom, component in self.final.items():
            members[component].append(atom)
        return {component: self._id(atoms) for component, atoms in members.items()}

    def _surplus_id(self, key: str) -> str:
        """A further held document of one 文号 goes by its own id, unless that is another document's 文号."""
        taken = ("number", key) in self.atoms
        return f"{key}（{self.own[key].number}）" if taken else key

    def _id(self, atoms: list[Atom]) -> str:
        numbers = [name for kind, name in atoms if kind == "number"]
        keys = [self.holders[atom] for atom in atoms if atom in self.holders]
        titles = {name for kind, name in atoms if kind == "title"}
        if numbers:
            return numbers[0]
        if keys:
            return keys[0]
        carried = {name for anchor, names in self.all if names.full in titles for name in names.carried}
        return _fullest(titles - carried or titles) or ""


def _fullest(titles: Iterable[str]) -> str | None:
    """The title that says most: one that names its issuer, then the longest, then the first in code-point order."""
    ranked = sorted(titles, key=lambda title: (not issuer_named_in(title), -len(title), title))
    return ranked[0] if ranked else None


def _identity(node: str, said: list[Names], key: str | None) -> Identity:
    numbers = sorted({names.number for names in said if names.number})
    carried = {name for names in said for name in names.carried}
    full = {names.full for names in said if names.full}
    return Identity(
        id=node,
        names=tuple(sorted({name for names in said for name in names.all})),
        doc_number=numbers[0] if numbers else None,
        title=_fullest(full - carried or full),
        attached_title=_fullest(carried),
        held=key,
    )
