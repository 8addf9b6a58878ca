"""What a storyboard's frames show: words whole, readable and in the clear, whatever is given."""

import io
import itertools

import numpy as np
import pytest
from PIL import Image, ImageChops

from domain.look import Ratio, Style
from domain.video import ShotType
from media.frames import FRAMES
from media.palette import READABLE, contrast
from media.storyboard.film import Film
from media.storyboard.look import Look
from media.storyboard.stage import Room
from media.storyboard.words import MOST_WORDS, Said, blocks_of, divided, said_in, set_words
from tests.media.storyboards import SHOP, no_picture, overlay, script, styled, whole

STYLES = pytest.mark.parametrize("style", list(Style))
RATIOS = pytest.mark.parametrize("ratio", list(Ratio))
CORNERS = list(itertools.product(Style, (Ratio.STORY, Ratio.WIDE)))
SCRIPTS = (
    "Chai at four", "चाय का समय", "চায়ের সময়", "ਚਾਹ ਦਾ ਸਮਾਂ", "ચાનો સમય",
    "ଚା ସମୟ", "தேநீர் நேரம்", "టీ సమయం", "ಚಹಾ ಸಮಯ", "ചായ സമയം",
)  # fmt: skip
BLUR = 3
"""Pixels by which a colour may run over an edge, as two pixels share one."""


def seen(what, look=SHOP, ratio=Ratio.LINK, second=5.0, pictures=no_picture) -> Image.Image:
    return Film(what, look, pictures, ratio).at(second).as_rgb()


def words_box(what, bare, **how):
    """Where words stand: what differs from the frame without them."""
    one, other = (seen(each, **how).convert("L") for each in (what, bare))
    return ImageChops.difference(one, other).point(lambda v: 255 if v > 40 else 0).getbbox()


def encoded(picture: Image.Image, kind: str = "JPEG", **how) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def only(content: bytes):
    return lambda scene: content if scene == 2 else None


@STYLES
@RATIOS
def test_words_keep_to_what_no_platform_covers_and_touch_no_signature(style, ratio):
    frame, look = FRAMES[ratio], styled(style)
    for scene, second in ((2, 3.1), (4, 13.0)):
        long = script(whole("Ginger from Satara, crushed by hand each morning", scene))
        how = {"look": look, "ratio": ratio, "second": second}
        left, top, right, bottom = box = words_box(long, script(), **how)
        assert left >= frame.margin - BLUR
        assert right <= frame.width - frame.margin + BLUR
        assert top >= frame.top - BLUR
        assert bottom <= frame.bottom + BLUR
        # behind them is nothing but the ground, and rays that hardly differ from it
        least, most = seen(script(), **how).crop(box).convert("L").getextrema()
        assert most - least < 45


NOISE = Image.effect_noise((300, 400), 160).convert("RGB")
WHITE, BLACK = Image.new("RGB", (300, 400), "white"), Image.new("RGB", (300, 400), "black")
HALVES = Image.new("RGB", (300, 400), "white")
HALVES.paste((0, 0, 0), (0, 0, 150, 400))


@STYLES
@pytest.mark.parametrize(
    "picture",
    [None, WHITE, BLACK, HALVES, NOISE],
    ids=["none", "white", "black", "halves", "noise"],
)
def test_words_are_readable_on_whatever_is_behind_them(style, picture):
    pictures = only(encoded(picture, "PNG")) if picture else no_picture
    what, bare = script(whole("Crushed by hand", 2)), script()
    for ratio, palette in (
        (Ratio.LINK, SHOP.palette),
        (Ratio.SQUARE, ("#777777", "#888888")),
        (Ratio.PORTRAIT, ("#FFD166", "#D7263D", "#FFFFFF")),
    ):
        how = {"look": styled(style, palette=palette), "ratio": ratio, "pictures": pictures}
        with_words, without = seen(what, **how), seen(bare, **how)
        differing = np.abs(np.asarray(with_words, int) - np.asarray(without, int)).max(axis=2)
        at = differing > 60
        inked, behind = np.asarray(with_words)[at], np.asarray(without)[at]
        assert len(inked) > 3_000
        # the ink is the commonest colour among them; edges are mixed with what is behind
        colours, counts = np.unique(inked, axis=0, return_counts=True)
        ink = colours[counts.argmax()]
        grounds = np.unique(behind[(inked == ink).all(axis=1)], axis=0)
        assert min(contrast(tuple(ink), tuple(one)) for one in grounds) >= READABLE - 0.05


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_is_shown(text):
    found = words_box(script(whole(text, 2)), script())
    assert found[2] - found[0] > 150
    assert found[3] - found[1] > 25


def test_a_text_of_another_script_is_left_out_whole_and_told():
    what = script(whole("Chai 茶 time", 2))
    film = Film(what, SHOP, no_picture, Ratio.LINK)
    assert len(film.left_out) == 1
    assert "“Chai 茶 time”" in film.left_out[0]
    assert words_box(what, script()) is None


def test_a_hook_without_words_has_the_title_and_other_scenes_nothing():
    scenes, left_out = said_in(script(title="Chai at four?"))
    assert scenes == {1: [Said("Chai at four?", 0.0, 3.0)]}
    assert left_out == []
    assert set(said_in(script(whole("Ginger!", 1), title="Chai"))[0]) == {1}


@pytest.mark.parametrize("title", ["Long words that take more than three seconds, " * 2, "茶"])
def test_a_title_that_cannot_be_read_in_the_hook_is_left_out_and_told(title):
    scenes, left_out = said_in(script(title=title.strip()))
    assert scenes[1] == []
    assert title.strip() in left_out[0]


def test_more_than_eight_words_come_by_turns_and_none_is_lost():
    words = ["pause,"] * 4 + ["word"] * 7 + ["end"]
    for count in range(1, len(words) * 3):
        many = (words * 3)[:count]
        turns = divided(many)
        assert " ".join(turns) == " ".join(many)
        assert max(len(turn.split()) for turn in turns) <= MOST_WORDS
    scenes, _ = said_in(script(overlay(" ".join(words), 2, 3.0, 7.0)))
    first, last = scenes[2]
    assert (first.start_s, last.end_s) == (3.0, 7.0)
    assert first.end_s == last.start_s


ROOM = Room((80, 400, 900, 900), (0, 0, 0), 140, 46)


@pytest.mark.parametrize(
    "texts",
    [
        ["W" * 90],
        ["शुभकामनाएँ" * 9],
        ["Chai", "Chai with ginger and cardamom", "₹40"],
        [" ".join(["क्षत्रिय"] * 8), "Donaudampfschifffahrtsgesellschaft " * 2, "a", "b"],
        ["Incomprehensibilities " * 4] * 4,
    ],
)
def test_what_is_shown_at_one_time_is_whole_and_does_not_overlap(texts):
    shown = set_words([Said(text.strip(), 3.0, 7.0) for text in texts], ROOM, 1.0)
    assert [one.said.text for one in shown] == [text.strip() for text in texts]
    boxes = []
    for one in shown:
        left, top, right, bottom = one.mask.fine.getbbox()
        boxes.append((one.at[0] + left, one.at[1] + top, one.at[0] + right, one.at[1] + bottom))
    for text, block in zip(texts, blocks_of([one.said.text for one in shown], ROOM), strict=True):
        letters = "".join(line.text for line in block.lines).replace(" ", "")
        assert letters == text.replace(" ", "")
    for upper, lower in itertools.pairwise(boxes):
        assert upper[3] <= lower[1]
    for left, top, right, bottom in boxes:
        assert ROOM.box[0] - 8 <= left < right <= ROOM.box[2] + 8
        assert ROOM.box[1] - 8 <= top < bottom <= ROOM.box[3] + 8


def test_words_come_and_go_within_a_third_of_a_second():
    what, bare = script(overlay("Crushed by hand", 2, 4.0, 6.0)), script()

    def strength(second: float) -> int:
        one, other = (seen(each, second=second).convert("L") for each in (what, bare))
        return ImageChops.difference(one, other).getextrema()[1]

    whole_strength = strength(5.0)
    assert strength(3.96) == strength(6.0) == 0
    assert 0 < strength(4.0) < whole_strength / 2
    assert strength(4.3) == strength(5.7) == whole_strength
    assert 0 < strength(5.95) < whole_strength


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("shot", list(ShotType))
def test_every_setting_moves_and_differs_from_the_others(style, shot):
    look = styled(style)
    what = script(shots=(shot,) * 4)
    first, later = (seen(what, look, second=second) for second in (3.4, 6.6))
    assert ImageChops.difference(first, later).getbbox()
    other = ShotType.WIDE if shot is not ShotType.WIDE else ShotType.MEDIUM
    assert ImageChops.difference(
        first, seen(script(shots=(other,) * 4), look, second=3.4)
    ).getbbox()


def pictures_of_every_kind():
    plain = NOISE
    exif = Image.Exif()
    exif[0x0112] = 6
    yield "cmyk", encoded(plain.convert("CMYK"))
    yield "grey", encoded(plain.convert("L"), "PNG")
    yield "deep", encoded(Image.new("I;16", (60, 40), 30_000), "PNG")
    yield "palette", encoded(plain.convert("P"), "PNG", transparency=0)
    yield "clear", encoded(plain.convert("RGBA"), "WEBP")
    yield "turned", encoded(plain, exif=exif)
    yield "point", encoded(Image.new("RGB", (1, 1), (9, 200, 90)), "PNG")
    yield "thread", encoded(Image.new("RGB", (2000, 3), (9, 200, 90)), "PNG")
    yield "moving", encoded(plain, "GIF", save_all=True, append_images=[BLACK])


KINDS = dict(pictures_of_every_kind())


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_picture_of_any_kind_is_used(kind):
    look, what = styled(Style.VIBRANT), script(whole("Crushed by hand", 2))
    film = Film(what, look, only(KINDS[kind]), Ratio.LINK)
    shown = film.at(5.0).as_rgb()
    assert film.left_out == []
    assert ImageChops.difference(shown, seen(what, look)).getbbox()


@pytest.mark.parametrize("content", [KINDS["turned"][:200], b"%PDF-1.4\n", b"x", b"<svg></svg>"])
def test_a_picture_that_cannot_be_read_gives_way_to_a_drawn_setting_and_is_told(content):
    what = script(whole("Crushed by hand", 2))
    film = Film(what, SHOP, only(content), Ratio.LINK)
    shown = film.at(5.0).as_rgb()
    assert not ImageChops.difference(shown, seen(what)).getbbox()
    assert len(film.left_out) == 1
    assert "picture of scene 2" in film.left_out[0]


@pytest.mark.parametrize(("style", "ratio"), CORNERS)
@pytest.mark.parametrize(
    "look",
    [
        Look(palette=(), name=""),
        Look(palette=("nonsense",), name="🎉", place="茶", contact="茶"),
        Look(palette=("#fff",), name="W" * 200, place="W" * 200, contact="W" * 200),
        Look(palette=("#000",), name="चाय", contact="व्हाट्सऐप 98220 12345", logo=b"broken"),
    ],
    ids=["empty", "unknown", "long", "broken"],
)
def test_whatever_the_brand_is_a_call_is_drawn(style, ratio, look):
    fields = {name: getattr(look, name) for name in Look.__dataclass_fields__}
    drawn = Look(**{**fields, "style": style})
    what = script(whole("Come at four", 4))
    shown = seen(what, drawn, ratio, 13.0)
    assert shown.size == (FRAMES[ratio].width, FRAMES[ratio].height)
    assert words_box(what, script(), look=drawn, ratio=ratio, second=13.0)


@STYLES
def test_the_call_shows_how_to_reach_the_shop_and_a_logo_instead_of_initials(style):
    look = styled(style)
    reached = seen(script(), look, Ratio.SQUARE, 13.0)
    silent = seen(script(), styled(style, contact=""), Ratio.SQUARE, 13.0)
    assert ImageChops.difference(reached, silent).getbbox()
    logo = encoded(Image.new("RGBA", (400, 200), (0, 200, 0, 255)), "PNG")
    signed = seen(script(), styled(style, logo=logo), Ratio.SQUARE, 13.0)
    red, green, _ = np.moveaxis(np.asarray(signed), 2, 0)
    assert ((green > 170) & (red < 60)).sum() > 5_000
