"""What the camera sees: views that fit the kind of work and differ from their neighbours."""

from dataclasses import dataclass, field
from typing import Any

from domain.language import ENGLISH
from domain.lettering import has_word
from domain.video import ShotType
from llm.offline import library, tongue
from llm.offline.sentences import filled_in, says
from llm.offline.studio.material import Material, needs

_DESK = "desk"
_GOODS = frozenset({"cup", "glass", "kitchen", "shelf", "cloth", "piece", "plant"})
"""Kinds whose product is a thing that can lie before the camera."""
_COMES = frozenset({"shop"})
"""Ways a business is used that take people to its door; otherwise they write."""
_OF_BEAT = {
    "hook": ("hook",),
    "desc": ("show", "work"),
    "news": ("show", "work"),
    "subject": ("show", "work"),
    "moment": ("work", "finish"),
    "audience": ("work", "fact"),
    "silent": ("work", "finish", "show"),
}
"""The lists of views that a kind of beat takes from, in order; any other has its own."""
_ANY = ("work", "finish", "show", "fact")
"""Where those are used up: a picture that comes twice looks like a slip."""


@dataclass(frozen=True, slots=True)
class View:
    shot: ShotType
    description: str
    elements: tuple[str, ...]


@dataclass
class Camera:
    """Chooses views for one script; takes none twice while there are others."""

    material: Material
    place: int
    words: Any
    kind: str
    thing: str
    used: set[str] = field(default_factory=set)
    last: ShotType | None = None

    def view(self, beat: str) -> View:
        """The next view for a kind of beat, of another shot than the one before if there is one."""
        names = self._names(beat)
        fresh = self._fresh(names) or self._fresh(_ANY) or self._views(names[0])
        other = [view for view in fresh if view.shot is not self.last]
        view = (other or fresh)[0]
        self.used.add(view.description)
        self.last = view.shot
        return view

    def _fresh(self, names: tuple[str, ...]) -> list[View]:
        views = (view for name in names for view in self._views(name))
        return [view for view in views if view.description not in self.used]

    def _names(self, beat: str) -> tuple[str, ...]:
        if beat == "call":
            return ("come" if self.material.way in _COMES else "write",)
        if self.kind not in _GOODS and f"{beat}_of_work" in self.words["views"]:
            return (f"{beat}_of_work",)
        names = _OF_BEAT.get(beat, (beat,))
        return names[::-1] if self.place % 2 else names

    def _views(self, name: str) -> list[View]:
        views = self.words["views"]
        listed = views[self.kind][name] if name in views[self.kind] else views[name]
        turn = self.place % len(listed)
        filled = [self._filled(row) for row in (*listed[turn:], *listed[:turn])]
        return [v for v in filled if not says(v.description, self.material.banned)] or filled

    def _filled(self, row: Any) -> View:
        shot, description, elements = row
        known = {**self.material.slots, "thing": self.thing}
        return View(
            shot=ShotType(shot),
            description=filled_in(description, known),
            elements=tuple(filled_in(e, known) if needs(e) else str(e) for e in elements),
        )


def camera(material: Material, place: int) -> Camera:
    words = tongue.words(material.subject.language, "video")
    kind = kind_of(material)
    return Camera(
        material=material,
        place=place,
        words=words,
        kind=kind,
        thing=_named(material) or str(words["things"][kind]),
    )


def _named(material: Material) -> str:
    """The product in the midst of a sentence."""
    product = material.slots.get("product", "")
    if not product or material.subject.language != ENGLISH or product.lower().startswith("the "):
        return product
    return f"the {product}"


def kind_of(material: Material) -> str:
    """The kind of work; a tea stall's snacks are not poured, a mended heel lies on no table."""
    data = library.read("en/video")
    family = material.subject.family
    kind = next((name for name, of in data["kinds"].items() if family in of), _DESK)
    product = material.subject.product
    if kind not in _GOODS or product is None:
        return str(kind)
    told = f"{product.name} {material.slots.get('product', '')}".casefold()
    if any(has_word(told, word) for word in data["done"]):
        return _DESK
    if kind not in ("cup", "glass"):
        return str(kind)
    is_drunk = any(has_word(told, word) for word in data["drunk"])
    is_cold = any(has_word(told, word) for word in data["cold"])
    return str(kind) if is_drunk and not is_cold else "kitchen"
