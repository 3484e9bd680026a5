"""Where a sentence about a change says that it is: `điểm a khoản 2`, `Mục 2 Chương IV`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.texts.addresses import citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyche.comparing.synopses import SynopsisPlace
    from quyche.texts.addresses import Step
    from quyche.texts.provisions import Provision


def head_of(known: Mapping[str, Provision], place: SynopsisPlace) -> str:
    """The anchor of the provision with a heading that another stands in, or of the outermost."""
    provision = known.get(place.anchor)
    if provision is None or provision.kind.is_headed:
        return place.anchor
    every = (address.anchor for address in provision.address.around())
    around = [anchor for anchor in every if anchor in known]
    return next((anchor for anchor in around if known[anchor].kind.is_headed), around[-1])


def following(known: Mapping[str, Provision], anchor: str) -> str:
    """The anchor of the provision after another inside the same one; empty where it is the last."""
    steps = known[anchor].address.steps[:-1]
    around = known.get("-".join(step.anchor for step in steps))
    siblings = [child.anchor for child in around.children] if around else []
    following = siblings[siblings.index(anchor) + 1 :] if anchor in siblings else []
    return following[0] if following else ""


def outer_of(known: Mapping[str, Provision], place: SynopsisPlace) -> str:
    """What an article stands in: `Mục 2 Chương IV`, from the tree, for its address is short."""
    outer: list[Step] = []

    def walk(provisions: Iterable[Provision], around: list[Step]) -> None:
        for provision in provisions:
            if provision.anchor == place.anchor:
                outer.extend(around)
            walk(provision.children, [*around, provision.address.steps[-1]])

    inner = {child.anchor for provision in known.values() for child in provision.children}
    walk((one for one in known.values() if one.anchor not in inner), [])
    return citation(outer)


def citation_of(known: Mapping[str, Provision], place: SynopsisPlace) -> str:
    """The whole citation of a place, down from its article."""
    steps = known[place.anchor].address.steps
    head = known[head_of(known, place)]
    return citation(steps[len(head.address.steps) - 1 :])


def enumerated(names: Sequence[str], last: str) -> str:
    """`a, b và c`."""
    if len(names) < 2:  # noqa: PLR2004  # one name, or none
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
