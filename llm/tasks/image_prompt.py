"""What an image model is to be asked for a post's picture: the types. Paints nothing."""

from pydantic import Field

from domain.brand import BrandProfile
from domain.frozen import Frozen
from domain.look import Ratio, Style
from domain.platform import Platform
from llm.port import Task

MOST_CHARS = 480
"""Of a prompt and of its negative: within what every image model takes (`llm.image.port`)."""


class ImagePromptInputs(Frozen):
    text: str
    """The post's own words."""
    language: str = "en"
    brand: BrandProfile
    style: Style = Style.MODERN
    platform: Platform
    ratio: Ratio = Ratio.SQUARE
    """Width to height of the picture."""
    palette: tuple[str, ...] = ()
    """The brand's colours by their English names, its first one first."""
    avoid: tuple[str, ...] = ()
    """Words for what the brand never wants to be near."""


class ImagePrompt(Frozen):
    prompt: str = Field(min_length=1, max_length=MOST_CHARS)
    """What is to be seen, in English; nothing is said not to be there."""
    negative: str = Field(default="", max_length=MOST_CHARS)
    """What is not to be seen: things, comma-separated, without a "no"."""
    concepts: tuple[str, ...] = Field(min_length=1, max_length=8)
    """The things to be seen, one or a few English words each, the most telling first."""
    alt_text: str = Field(min_length=1, max_length=300)
    """What the picture would show, in the post's language, for people who do not see it."""


IMAGE_PROMPT = Task("image_prompt", ImagePromptInputs, ImagePrompt)
