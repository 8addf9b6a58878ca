"""Scripts of shops that are made up, and pictures for them: what `python -m media.reel` draws."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from domain.look import Style
from domain.video import Scene, ScenePart, ShotType, TextOverlay, Transition, VideoScript
from media.palette import Colour, mixed
from media.reel import spread
from media.seed import numbers
from media.storyboard.look import Look

_SHOTS = {shot.value[0]: shot for shot in ShotType}
"""c, m, w, o, p, t."""


@dataclass(frozen=True)
class Sample:
    name: str
    look: Look
    script: VideoScript
    pictures: Mapping[int, bytes] = field(default_factory=dict)


def samples() -> tuple[Sample, ...]:
    """Four styles; English, Hindi and Hinglish; with and without pictures; one of 30 seconds."""
    return (
        Sample("chai-modern-en", _CHAI, _chai()),
        Sample("sweets-traditional-hi", _SWEETS, _sweets()),
        Sample("pots-minimalist-en", _POTS, _pots(), spread(_pots(), _photos("pots", 2, _CLAY))),
        Sample("juice-vibrant-hinglish", _JUICE, _juice()),
        Sample("chai-modern-pictures-hi", _CHAI_HI, _chai_hi(), _by_scene("chai", (1, 2, 3), _TEA)),
        Sample("sarees-vibrant-pictures-30s", _SAREES, _sarees(), _by_scene("silk", (2, 4), _SILK)),
    )


def _script(
    title: str, *rows: tuple[float, str, Transition, str, str], seconds: int = 15
) -> VideoScript:
    """Scenes as rows: seconds, first letter of the shot, way out, words, what is seen."""
    scenes, overlays, start_s = [], [], 0.0
    for number, (lasts_s, shot, transition, words, seen) in enumerate(rows, 1):
        part = {1: ScenePart.HOOK, len(rows): ScenePart.CALL}.get(number, ScenePart.CONTENT)
        scenes.append(
            Scene(
                scene_number=number,
                part=part,
                duration=lasts_s,
                description=seen,
                shot=_SHOTS[shot],
                transition=transition,
            )
        )
        if words:
            end_s = start_s + lasts_s
            overlays.append(
                TextOverlay(text=words, scene_number=number, start_s=start_s, end_s=end_s)
            )
        start_s += lasts_s
    return VideoScript(
        title=title, duration=seconds, scenes=tuple(scenes), text_overlays=tuple(overlays)
    )


_CHAI = Look(
    palette=("#7A3E1D", "#F6E7D2", "#1F3A2E", "#E0A458"),
    name="Chai Sutra",
    place="FC Road, Pune",
    contact="WhatsApp 98220 12345",
)
_CHAI_HI = Look(
    palette=("#7A3E1D", "#F6E7D2", "#1F3A2E", "#E0A458"),
    name="चाय सूत्र",
    place="एफसी रोड, पुणे",
    contact="व्हाट्सऐप 98220 12345",
)
_SWEETS = Look(
    palette=("#8A1C3B", "#FBEFD9", "#E9A23B", "#2F6B5E"),
    name="आशा मिठाई घर",
    place="पुणे",
    contact="कॉल 020 2553 4410",
    style=Style.TRADITIONAL,
)
_POTS = Look(
    palette=("#2D3E40", "#F3EDE4", "#B5562F"),
    name="Kumbhar Studio",
    place="Jaipur",
    contact="kumbhar.studio",
    style=Style.MINIMALIST,
)
_JUICE = Look(
    palette=("#F25C05", "#FFD166", "#0B6E4F", "#FFF6E5", "#D7263D"),
    name="Taaza Juice Bar",
    place="Sector 18, Noida",
    contact="Call 98111 22334",
    style=Style.VIBRANT,
)
_SAREES = Look(
    palette=("#6A0F49", "#F2B134", "#0F5257", "#FDF3E7"),
    name="Meenakshi Silks",
    place="T. Nagar, Chennai",
    contact="WhatsApp 94440 55667",
    style=Style.VIBRANT,
)


def _chai() -> VideoScript:
    return _script(
        "Why our chai takes twelve minutes",
        (2.5, "c", Transition.ZOOM, "Twelve minutes for one chai?", "Milk rises in a steel pan"),
        (
            3.5,
            "o",
            Transition.SLIDE,
            "Ginger, crushed by hand",
            "Ginger on a stone slab, from above",
        ),
        (3.0, "t", Transition.FADE, "Assam leaf, one spoon a cup", "Past a row of glass jars"),
        (
            3.0,
            "p",
            Transition.WIPE,
            "Poured twice, from high up",
            "Into the glass, as the guest sees it",
        ),
        (3.0, "w", Transition.CUT, "Come at four. ₹40 a cup", "The counter at dusk"),
    )


def _chai_hi() -> VideoScript:
    return _script(
        "चार बजे की चाय",
        (3.0, "c", Transition.FADE, "चार बजे? चाय का समय", "भाप उठती हुई प्याली"),
        (3.5, "m", Transition.SLIDE, "अदरक हाथ से कूटी हुई", "अदरक और इलायची"),
        (4.0, "w", Transition.ZOOM, "हर प्याली ताज़ा बनती है", "दुकान का काउंटर"),
        (4.5, "m", Transition.FADE, "आज शाम मिलते हैं", "दुकान के बाहर"),
    )


def _sweets() -> VideoScript:
    return _script(
        "दीवाली के डिब्बे",
        (2.5, "c", Transition.FADE, "दीवाली का डिब्बा खुला?", "डिब्बे का ढक्कन खुलता है"),
        (3.5, "o", Transition.FADE, "काजू कतली, एक शाम पहले बनी", "थाली ऊपर से"),
        (3.0, "m", Transition.WIPE, "शुद्ध घी, कम चीनी", "घी की कड़ाही"),
        (3.0, "p", Transition.FADE, "₹480 में आधा किलो", "दरवाज़े से भीतर"),
        (3.0, "w", Transition.FADE, "आज ही डिब्बा मँगाइए", "दुकान सजी हुई"),
    )


def _pots() -> VideoScript:
    return _script(
        "One bowl, forty hands' work",
        (2.5, "c", Transition.FADE, "No two of these are alike", "A bowl turns on the wheel"),
        (4.0, "m", Transition.FADE, "Thrown on Monday, fired on Friday", "Bowls on a board"),
        (4.0, "o", Transition.SLIDE, "Glazed with ash from our own kiln", "A brush over a plate"),
        (4.5, "t", Transition.FADE, "Thirty bowls this month", "Along the shelf"),
    )


def _juice() -> VideoScript:
    return _script(
        "Garmi ka ilaaj",
        (2.0, "c", Transition.ZOOM, "Garmi lag rahi hai?", "Ice falls into a glass"),
        (
            3.5,
            "o",
            Transition.WIPE,
            "Mausambi, aapke saamne nikla hua",
            "Fruit on a tray, from above",
        ),
        (3.0, "m", Transition.SLIDE, "Na cheeni, na paani", "The press"),
        (3.0, "t", Transition.ZOOM, "Sirf ₹60 mein bada glass", "Along the counter"),
        (3.5, "w", Transition.CUT, "Aaj hi aaiye, doston ke saath", "Friends in front of the bar"),
    )


def _sarees() -> VideoScript:
    return _script(
        "The red that grandmothers ask for",
        (3.0, "c", Transition.FADE, "", "Silk runs through two hands"),
        (4.5, "m", Transition.SLIDE, "Kanchipuram silk, woven for eleven days", "The loom"),
        (4.5, "o", Transition.FADE, "Zari that does not turn black", "Folded sarees, from above"),
        (5.0, "w", Transition.ZOOM, "Blouse piece and fall are included in the price", "The shop"),
        (4.0, "t", Transition.WIPE, "பட்டு புடவை, புதிய நிறங்கள்", "Along the shelves"),
        (4.0, "p", Transition.FADE, "Try it on before you decide", "Into the trial room"),
        (5.0, "w", Transition.FADE, "This week till nine at night", "The lit shop window"),
        seconds=30,
    )


_CLAY: tuple[Colour, Colour, Colour] = ((203, 190, 172), (148, 74, 44), (236, 228, 216))
_TEA: tuple[Colour, Colour, Colour] = ((58, 38, 28), (176, 104, 48), (238, 220, 190))
_SILK: tuple[Colour, Colour, Colour] = ((88, 18, 44), (206, 152, 44), (242, 208, 150))


def _by_scene(
    name: str, scenes: tuple[int, ...], colours: tuple[Colour, Colour, Colour]
) -> dict[int, bytes]:
    return dict(zip(scenes, _photos(name, len(scenes), colours), strict=True))


def _photos(name: str, count: int, colours: tuple[Colour, Colour, Colour]) -> list[bytes]:
    """Pictures with a photo's light and blur: a vessel on a table, soft lights behind it."""
    return [_photo((name, str(one)), colours) for one in range(count)]


def _photo(seed: tuple[str, ...], colours: tuple[Colour, Colour, Colour]) -> bytes:
    dark, body, light = colours
    size = (900, 1200)
    chance = numbers("photo", *seed)
    ground = Image.new("RGB", size, dark)
    draw = ImageDraw.Draw(ground)
    for _ in range(26):
        x, y, radius = next(chance) % 900, next(chance) % 760, 20 + next(chance) % 60
        tint = mixed(dark, light, 0.12 + (next(chance) % 30) / 100)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tint)
    draw.rectangle((0, 800, 900, 1200), fill=mixed(dark, body, 0.35))
    picture = ground.filter(ImageFilter.GaussianBlur(16))
    middle = 330 + next(chance) % 240
    shade = Image.new("L", size, 0)
    ImageDraw.Draw(shade).ellipse((middle - 300, 900, middle + 340, 1060), fill=150)
    picture.paste(mixed(dark, (0, 0, 0), 0.5), mask=shade.filter(ImageFilter.GaussianBlur(30)))
    _vessel(picture, middle, body, light)
    grain = Image.merge("RGB", [Image.effect_noise(size, 14)] * 3)
    picture = ImageChops.add(picture, grain, 1, -128)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def _vessel(picture: Image.Image, middle: int, body: Colour, light: Colour) -> None:
    """Shaded from the left to the right, with a bright rim."""
    mask = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((middle - 230, 470, middle + 230, 990), fill=255)
    draw.rectangle((middle - 240, 440, middle + 240, 620), fill=0)
    draw.rectangle((middle - 222, 612, middle + 222, 700), fill=255)
    ramp = Image.linear_gradient("L").rotate(90).resize(picture.size)
    lit = Image.composite(
        Image.new("RGB", picture.size, mixed(body, (0, 0, 0), 0.55)),
        Image.new("RGB", picture.size, mixed(body, light, 0.45)),
        ramp,
    )
    picture.paste(lit, mask=mask.filter(ImageFilter.GaussianBlur(2)))
    rim = ImageDraw.Draw(picture)
    rim.ellipse((middle - 222, 566, middle + 222, 660), fill=mixed(body, light, 0.6))
    rim.ellipse((middle - 204, 576, middle + 204, 650), fill=mixed(body, (0, 0, 0), 0.35))
