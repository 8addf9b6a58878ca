"""Which words stand on the screen when, and how they come and go. Chooses no style."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from domain.video import LEAST_SHOWN_S, READ_CHARS_PER_S, VideoScript
from media.ink import write
from media.setting import Block, fit
from media.shaping import drawable
from media.storyboard.planes import Mask, Planes, even
from media.storyboard.stage import Room

MOST_WORDS = 8
"""More are not read in passing."""
RISE_S, FADE_S = 0.28, 0.2
_RISE_PX = 44
"""On a side of 1080 pixels."""
_TINIEST = 22
_STEP = 4
_PAUSES = ",;:.!?–—।·"


@dataclass(frozen=True)
class Said:
    """Words with their time, seconds from the beginning of the video."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Shown:
    """Words that are set: a piece of colour in the shape of their letters."""

    said: Said
    planes: Planes
    mask: Mask
    at: tuple[int, int]
    rise: int

    def onto(self, frame: Planes, now_s: float) -> None:
        """Put them where they are at that time; nothing before and after theirs."""
        said = self.said
        if not said.start_s - 1e-6 <= now_s < said.end_s - 1e-6:
            return
        # what is there from the first moment of the video is there at once: it is its cover
        came = 1.0 if said.start_s <= 0 else min(1.0, (now_s - said.start_s) / RISE_S + 0.1)
        went = min(1.0, (said.end_s - now_s) / FADE_S)
        left = even(self.rise * (1 - came) ** 2)
        share = min(came, went)
        mask = self.mask if share >= 1 else self.mask.weakened(share)
        frame.put(self.planes, (self.at[0], self.at[1] + left), mask)


def said_in(script: VideoScript) -> tuple[dict[int, list[Said]], list[str]]:
    """The words of each scene by its number, and what is left out of them, in sentences."""
    scenes: dict[int, list[Said]] = {}
    left_out: list[str] = []
    for overlay in script.text_overlays:
        parts = list(_parts(Said(overlay.text, overlay.start_s, overlay.end_s)))
        if not parts:
            left_out.append(
                f"The words “{overlay.text}” are not shown: no font here has all their letters."
            )
        scenes.setdefault(overlay.scene_number, []).extend(parts)
    if not any(overlay.scene_number == 1 for overlay in script.text_overlays):
        scenes[1] = _title(script)
        if not scenes[1]:
            left_out.append(
                f"The title “{script.title}” is not shown in the hook: it cannot be read in "
                f"{script.scenes[0].duration:g} seconds, or no font here has all its letters."
            )
    return scenes, left_out


def _title(script: VideoScript) -> list[Said]:
    """The title over the hook, when it can be read in that time."""
    parts = list(_parts(Said(script.title, 0.0, script.scenes[0].duration)))
    readable = all(
        part.end_s - part.start_s >= max(LEAST_SHOWN_S, len(part.text) / READ_CHARS_PER_S)
        for part in parts
    )
    return parts if readable else []


def _parts(whole: Said) -> Iterator[Said]:
    """The words as they can be drawn, by turns of so many as are read in passing."""
    text = drawable(whole.text, "Bold")
    if not text:
        return
    pieces = divided(text.split())
    letters = sum(map(len, pieces))
    start_s, whole_s = whole.start_s, whole.end_s - whole.start_s
    for number, piece in enumerate(pieces, 1):
        is_last = number == len(pieces)
        end_s = whole.end_s if is_last else start_s + whole_s * len(piece) / letters
        yield Said(piece, start_s, end_s)
        start_s = end_s


def divided(words: Sequence[str]) -> list[str]:
    """Turns of at most `MOST_WORDS` words and of like length, ending where a reader pauses."""
    turns = -(-len(words) // MOST_WORDS)
    if turns <= 1:
        return [" ".join(words)]
    aim = len(words) / turns
    least = max(1, len(words) - MOST_WORDS * (turns - 1))
    ends = range(least, MOST_WORDS + 1)
    end = min(ends, key=lambda at: abs(at - aim) - (2 if words[at - 1][-1] in _PAUSES else 0))
    return [" ".join(words[:end]), *divided(words[end:])]


def set_words(said: Sequence[Said], room: Room, unit: float) -> list[Shown]:
    """Set a scene's words into their room; what is shown at one time stands below each other.

    Args:
        unit: Pixels of the frame for each of a side of 1080.
    """
    shown: list[Shown] = []
    for group in _together(said):
        blocks = blocks_of([one.text for one in group], room)
        gap = blocks[0].size * 0.5
        height = sum(block.height for block in blocks) + gap * (len(blocks) - 1)
        y = float(room.box[1])
        if room.is_middle:
            y += max(0.0, (room.box[3] - room.box[1] - height) / 2)
        for one, block in zip(group, blocks, strict=True):
            shown.append(_drawn(one, block, room, y, even(_RISE_PX * unit)))
            y += block.height + gap
    return shown


def _together(said: Sequence[Said]) -> list[list[Said]]:
    """Words whose times meet, in the order in which they come."""
    groups: list[list[Said]] = []
    until_s = -1.0
    for one in sorted(said, key=lambda each: (each.start_s, each.end_s)):
        if groups and one.start_s < until_s - 1e-6:
            groups[-1].append(one)
        else:
            groups.append([one])
        until_s = max(until_s, one.end_s)
    return groups


def blocks_of(texts: Sequence[str], room: Room) -> list[Block]:
    """Each text in its share of the room, in the largest type in which nothing is cut."""
    left, top, right, bottom = room.box
    width, height = float(right - left), float(bottom - top)
    letters = sum(len(text) + 12 for text in texts)
    usable = height * (1 - 0.08 * (len(texts) - 1))
    smallest = room.smallest
    while True:
        blocks = [
            fit(
                text,
                weight="Bold",
                width=width,
                height=usable * (len(text) + 12) / letters,
                largest=room.largest,
                smallest=smallest,
            )
            for text in texts
        ]
        pairs = zip(texts, blocks, strict=True)
        if smallest <= _TINIEST or all(_is_whole(block, text) for text, block in pairs):
            return blocks
        smallest = max(_TINIEST, smallest - _STEP)


def _is_whole(block: Block, text: str) -> bool:
    """Whether all its letters are there; a word longer than a line may be torn."""
    return "".join(line.text for line in block.lines).replace(" ", "") == text.replace(" ", "")


def _drawn(said: Said, block: Block, room: Room, y: float, rise: int) -> Shown:
    left, _, right, _ = room.box
    side = even(block.size * 0.5)
    # signs reach over a line's own height, up and down
    above, below = even(block.size * 0.5), even(block.size * 0.6)
    size = (even(right - left) + 2 * side, even(block.height) + above + below)
    x, top = even(left) - side, even(y) - above
    letters = Image.new("RGB", size)
    baseline = float(y - top)
    for line in block.lines:
        baseline += block.leading
        inset = (right - left - line.width) / 2 if room.align == "center" else 0.0
        put = left - x + inset
        write(letters, line, x=put, baseline=baseline - block.leading * 0.27, colour=_WHITE)
    shape = letters.getchannel("R")
    return Shown(said, Planes.plain(size, room.ink), Mask.of(shape), (x, top), rise)


_WHITE = (255, 255, 255)
