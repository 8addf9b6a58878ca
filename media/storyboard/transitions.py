"""How one scene gives way to the next, frame by frame. Knows no scene."""

from collections.abc import Callable

from PIL import Image

from domain.video import Transition
from media.palette import Colour
from media.storyboard.planes import Planes, blended, even

LASTS_S = 0.36
_NEARER = 0.22
"""By how much a frame that is left by a zoom grows."""


def between(kind: Transition, old: Planes, new: Planes, share: float, edge: Colour) -> Planes:
    """The frame after that share of the transition's time, 0 to 1.

    Args:
        edge: The colour of the bar in front of a wipe.
    """
    if kind is Transition.WIPE:
        return _wiped(old, new, _eased(share), edge)
    return _KINDS[kind](old, new, _eased(share))


def out_of(frame: Planes, ground: Colour, share: float) -> Planes:
    """The way out of the last scene: into its ground."""
    return blended(frame, Planes.plain(frame.size, ground), _eased(share))


def _eased(share: float) -> float:
    """Begins and ends slowly."""
    return share * share * (3 - 2 * share)


def _faded(old: Planes, new: Planes, share: float) -> Planes:
    return blended(old, new, share)


def _slid(old: Planes, new: Planes, share: float) -> Planes:
    """The new frame comes from the right and pushes the old one away."""
    gone = even(old.size[0] * share)
    frame = old.copy()
    frame.put(old, (-gone, 0))
    frame.put(new, (old.size[0] - gone, 0))
    return frame


def _wiped(old: Planes, new: Planes, share: float, edge: Colour) -> Planes:
    """A bar of colour goes over the old frame and leaves the new one."""
    width, height = old.size
    bar = even(width * 0.05)
    at = even((width + bar) * share) - bar
    frame = new.copy()
    rest = Planes(
        *(
            plane.crop((max(0, at) // part, 0, width // part, height // part))
            for plane, part in zip(old.each(), (1, 2, 2), strict=True)
        )
    )
    if rest.size[0]:
        frame.put(rest, (max(0, at), 0))
    frame.put(Planes.plain((bar, height), edge), (at, 0))
    return frame


def _zoomed(old: Planes, new: Planes, share: float) -> Planes:
    """The old frame comes nearer while it fades."""
    part = 1 / (1 + _NEARER * share)
    near = Planes(*(_middle(plane, part) for plane in old.each()))
    return blended(near, new, share)


def _middle(plane: Image.Image, part: float) -> Image.Image:
    across, down = plane.width * (1 - part) / 2, plane.height * (1 - part) / 2
    box = (across, down, plane.width - across, plane.height - down)
    return plane.resize(plane.size, Image.Resampling.BILINEAR, box=box)


_KINDS: dict[Transition, Callable[[Planes, Planes, float], Planes]] = {
    Transition.CUT: lambda _old, new, _share: new,
    Transition.FADE: _faded,
    Transition.SLIDE: _slid,
    Transition.ZOOM: _zoomed,
}
