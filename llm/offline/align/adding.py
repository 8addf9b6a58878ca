"""Lines that can be added to a draft: first lines, what the brand says of its subject, calls.

All are shipped phrases around the brand's own words; nothing the draft has already is offered.
"""

import re
from collections.abc import Iterator

from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry
from domain.lettering import has_word
from domain.platform import Platform
from domain.prices import with_rupees
from domain.register import Register
from llm.offline import tongue
from llm.offline.align.reading import calls, words_of
from llm.offline.align.scoring import Judged
from llm.offline.choice import digest, shuffled
from llm.offline.edit.text import MONEY
from llm.offline.post import rendering
from llm.offline.post.lines import Chooser, needs
from llm.offline.post.subject import Subject, read_subject
from llm.offline.post.topic import named_in
from llm.offline.post.varying import worded
from llm.offline.sentences import closed, filled_in, opened, says, words
from registers.reader import cues_in

REGISTERS = 3
"""So many of the registers that do best are tried for a first line."""
_PERSONAL = (Register.HUMOUR, Register.VULNERABILITY)
"""A joke or a confession that neither the person, nor the brand's tone, nor its posts ask for is
put into nobody's mouth."""
TRIED = 2
"""First lines tried of each."""


class Maker:
    """Makes the lines that can be added to a text."""

    def __init__(self, judged: Judged, text: str) -> None:
        self._judged, self._text = judged, text
        self._brand = with_rupees(judged.inputs.brand)
        self._banned = self._brand.brand_voice.avoid_words
        self._named = named_in(text, self._brand)

    def names_place_twice(self, line: str, call: str) -> bool:
        street = self._brand.location.split(",")[0].strip()
        return bool(street) and has_word(call, street) and has_word(f"{line} {self._text}", street)

    @property
    def is_closed(self) -> bool:
        """A notice that there is nothing to come for: nothing is sold beside it."""
        signs = words_of(self._judged.inputs.language)["closes"]
        return any(has_word(self._text, sign) for sign in signs)

    def hooks(self) -> list[tuple[Register, str]]:
        """First lines in the registers that do best and may be, those with a cue of it first."""
        lines: list[tuple[Register, str]] = []
        for register in self._registers()[:REGISTERS]:
            fresh = [line for line in self._hooks_in(register) if self._is_new(line)]
            fresh.sort(key=lambda line: register not in cues_in(line))
            lines += [(register, line) for line in fresh[:TRIED]]
        return lines

    def lines(self) -> list[str]:
        """What the brand says of the thing the text is about: a product, a fact, a place."""
        if self._judged.solemn:
            return []
        ways = (self._product_line, self._fact, self._place)
        found = (line for way in ways if self._is_new(line := way()))
        return [line for line in (next(found, ""),) if line]

    def calls(self) -> list[str]:
        """Something to do next; on a solemn day nothing that sells."""
        language = self._judged.inputs.language
        if self._judged.solemn:
            lines = list(tongue.words(language, "phrases")["solemn"]["calls"])
            return [line for line in shuffled(lines, self._text) if self._is_new(line)][:1]
        chooser = self._chooser(self._named)
        start = digest(self._text) % 4
        asked = (chooser.call("", (start + turn) % 4) for turn in range(4))
        return [line for line in asked if line and calls(line) and self._is_new(line)][:2]

    def _registers(self) -> list[Register]:
        """Those that may be, best first: the person's own, what the brand's posts show to do well,
        what suits its tone, its kind of shop.
        """
        inputs = self._judged.inputs
        shown = [one.register for one in self._judged.preferred]
        weak = {b.register for b in inputs.best_registers if b.is_shown and (b.effect or 0.0) < 0}
        family = self._subject(None).family
        usual = map(Register, tongue.words(inputs.language, "tones")["families"][family])
        asked = [*shown, *self._judged.tone]
        order = dict.fromkeys([*asked, *(r for r in usual if r not in _PERSONAL)])
        spoken = self._judged.speaks
        if spoken and spoken.register not in self._judged.off and spoken.effect >= 0:
            order = dict.fromkeys([spoken.register, *order])
        barred = self._judged.off | weak | {Register.URGENCY}
        return [register for register in order if register not in barred]

    def _hooks_in(self, register: Register) -> Iterator[str]:
        language = self._judged.inputs.language
        subject = self._subject(self._named)
        day = self._judged.solemn
        if day:
            phrases = tongue.words(language, "phrases")["mourning" if day.mourning else "solemn"]
            patterns = list(phrases.get(register.value, ()))
        else:
            table = tongue.words(language, "hooks")[register.value]
            own = shuffled(table.get(subject.family, ()), self._text)
            patterns = own + shuffled(table["default"], self._text)
        known = self._chooser(self._named).slots()
        for slot in ("product", "price", "part", "also", "other"):  # the text names its own
            known.pop(slot, None)
        for pattern in patterns:
            if needs(pattern) <= set(known):
                yield filled_in(worded(pattern, subject.name), known)

    def _product_line(self) -> str:
        """The product that is named, with what is not yet said of it; else one that is near."""
        product = self._named or self._near()
        if product is None:
            return ""
        spare = self._told_less(product)
        if product is self._named and not (spare.price or spare.description):
            return ""
        if product is self._named and spare.description:  # its name stands in the text already
            return self._said_of(spare)
        return self._chooser(spare).product(0).text

    def _said_of(self, product: Product) -> str:
        """Its description and its price, without its name."""
        language = self._judged.inputs.language
        said = (
            rendering.description_in(product.description, language),
            rendering.price_in(product.price or "", language),
        )
        return " ".join(closed(opened(part)) for part in said if part)

    def _told_less(self, product: Product) -> Product:
        """The product without a price where the text names a sum, or a description it tells."""
        priced = re.search(MONEY, self._text, re.I) or (product.price or "\0") in self._text
        telling = words(product.description)
        told = telling and 2 * len(telling & words(self._text)) >= len(telling)
        return product.model_copy(
            update={
                "price": None if priced else product.price,
                "description": "" if told else self._sayable(product.description),
            }
        )

    def _sayable(self, description: str) -> str:
        """The description, where it can stand in a post of this language."""
        language = self._judged.inputs.language
        said = rendering.description_in(description, language)
        return description if said and rendering.reads(said, language) else ""

    def _near(self) -> Product | None:
        """The product with most words in common; the first where the text is about nothing else."""
        products = [p for p in self._brand.products if not says(p.name, self._banned)]
        said = words(self._text)
        shared = {p.name: len(said & words(f"{p.name} {p.description}")) for p in products}
        best = max(products, key=lambda p: shared[p.name], default=None)
        if best is None or shared[best.name]:
            return best
        return None if any(c.isdigit() for c in self._text) else best

    def _fact(self) -> str:
        facts = [f for f in self._subject(None).facts if not has_word(self._text, f.text)]
        said = words(self._text)
        # what the text says in its own words is not said again
        language = self._judged.inputs.language
        fresh = [
            f for f in facts if not words(f.text) <= said and rendering.reads(f.text, language)
        ]
        near = max(fresh, key=lambda f: len(words(f.text) & said), default=None)
        if near is None:
            return ""
        place = self._subject(None).facts.index(near)
        return self._chooser(None).fact(place).text

    def _place(self) -> str:
        name = self._brand.business_name.strip()
        place = self._subject(None).place
        if not name or not place or has_word(self._text, name):
            return ""
        return closed(f"{name}, {place}")

    def _is_new(self, line: str) -> bool:
        bare = line.strip().rstrip(".।!?").casefold()
        return bool(bare) and bare not in self._text.casefold() and not says(line, self._banned)

    def _subject(self, product: Product | None) -> Subject:
        inputs = self._judged.inputs
        brand: BrandProfile = self._brand
        if product is not None:
            others = tuple(p for p in brand.products if p.name != product.name)
            brand = brand.model_copy(update={"products": (product, *others)})
        entry = CalendarEntry(
            number=1,
            platform=inputs.platform or Platform.INSTAGRAM,
            language=inputs.language,
            topic=product.name if product else "",
        )
        return read_subject(brand, entry)

    def _chooser(self, product: Product | None) -> Chooser:
        return Chooser(self._subject(product), 1, self._banned, worn=self._text)
