"""A post's picture from its words to the medium that is kept, and every way it is declined."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageStat
from pydantic import SecretStr

from domain.account import User, Workspace
from domain.brand import BrandAssets, BrandProfile, BrandVoice, Competitor, Fact, Product
from domain.content import Provenance
from domain.errors import NotFoundError
from domain.ids import new_id
from domain.look import Ratio, Style
from domain.media import is_generated
from domain.platform import Platform
from llm.image.options import ImageOptions, build_painter
from llm.model.paying import Payer, paid_by
from llm.model.providers import Endpoint
from llm.port import Written
from llm.tasks.image_prompt import ImagePrompt
from store.blobs import FolderBlobs
from store.media import blob_key
from store.spending import month_of
from store.unit import Store
from tests.llm.image.pictureserver import Paint, painting, png
from tests.parts import services_at
from tools.media import whole
from tools.painting import Declined, PictureWanted, paint_for
from tools.purse import PlanPurse

TITAN = "bedrock:amazon.titan-image-generator-v2:0"
BLOCKED = "This request has been blocked by our content filters."
KEY = "sk-do-not-tell-0123456789"
BRAND = BrandProfile(
    business_name="Gupta Chai Corner",
    industry="Tea stall",
    brand_voice=BrandVoice(avoid_words=("cheap",)),
    brand_assets=BrandAssets(color_palette=("#7A3E1D", "#F6E7D2")),
    products=(Product(name="Masala Chai", description="Ginger and cardamom"),),
    facts=(Fact(text="The owner owes the bank money", may_be_claimed=False),),
    competitors=(Competitor(name="Tea Junction"),),
)
WANTED = PictureWanted("Masala Chai at four? ₹20 a cup.", "en", Platform.INSTAGRAM)


@pytest.fixture(scope="module")
def _pictures():
    with painting() as server:
        yield server


@pytest.fixture
def pictures(_pictures):
    _pictures.reset()
    return _pictures


class Parts:
    """Services with a painter, and a workspace whose budget it is."""

    def __init__(self, store, folder, url, now):
        self.store, self.now, self.workspace = store, now, new_id()
        at = Endpoint(url, SecretStr(KEY), "us-east-1")
        options = ImageOptions(f"{TITAN}, cards", bedrock=at, silence_s=20.0)
        self.services = services_at(
            lambda: now,
            store=store,
            blobs=FolderBlobs(folder),
            painter=build_painter(options, PlanPurse(store, lambda: now)),
        )

    async def fill(self):
        user = User(id=new_id(), email="o@example.in", password_hash="x", created_at=self.now)
        space = Workspace(id=self.workspace, name="Chai", created_at=self.now)
        async with self.store.writing() as unit:
            await unit.accounts.add_user(user)
            await unit.accounts.add_workspace(space, owner_id=user.id)

    async def paint(self, wanted=WANTED, brand=BRAND, author=None):
        services = replace(self.services, author=author) if author else self.services
        with paid_by(Payer(self.workspace)):
            return await paint_for(services, self.workspace, brand, wanted)

    async def spent(self):
        async with self.store.reading() as unit:
            month = await unit.spending.month(self.workspace, month_of(self.now))
        return month.spent_micros


@pytest.fixture
async def parts(database_url, tmp_path, pictures, now):
    store = Store(database_url, secret_keys=("k" * 32,))
    made = Parts(store, tmp_path / "assets", pictures.url, now)
    await made.fill()
    yield made
    await made.services.painter.aclose()
    await store.close()


class Wording:
    """An author that words every picture in the same way."""

    label = "an author of these tests"

    def __init__(self, **changes):
        given = {"prompt": "a cup of tea", "concepts": ("tea",), "alt_text": "A cup of tea."}
        self._output = ImagePrompt(**{**given, **changes})
        self.inputs = None

    async def write(self, task, inputs):
        self.inputs = inputs
        by = Provenance(author=self.label, prompt=task.prompt, prompt_version="v1", prompt_hash="h")
        return Written(output=self._output, provenance=by)


def photo(size=(896, 1152)):
    file = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(file, "PNG")
    return file.getvalue()


async def test_a_picture_is_painted_finished_and_kept_with_how_it_came_to_be(parts, pictures):
    pictures.will(Paint(content=photo()))
    medium = await parts.paint(replace(WANTED, ratio=Ratio.PORTRAIT, style=Style.TRADITIONAL))
    assert (medium.content_type, medium.width, medium.height) == ("image/jpeg", 1080, 1350)
    assert is_generated(medium)
    told = medium.provenance
    body = pictures.asked[0].body
    assert told["kind"] == "picture"
    assert told["prompt"] == body["textToImageParams"]["text"]
    assert told["negative"] == body["textToImageParams"]["negativeText"]
    assert told["seed"] == body["imageGenerationConfig"]["seed"]
    assert (told["model"], told["style"], told["ratio"]) == (TITAN, "traditional", "4:5")
    assert (told["cost_usd"], told["prompt_version"]) == (0.01, "v1")
    assert told["alt_text"].startswith("Masala Chai")
    assert told["prompt_author"] == "offline author"
    content = await whole(parts.services, medium.sha256)
    with Image.open(io.BytesIO(content)) as shown:
        assert ImageStat.Stat(shown.convert("L")).stddev[0] > 20
    assert await parts.spent() == 10_000


async def test_the_prompt_speaks_of_the_post_and_the_brands_colours(parts, pictures):
    pictures.will(Paint())
    await parts.paint()
    asked = pictures.asked[0].body["textToImageParams"]["text"]
    assert "Masala Chai" in asked
    assert "warm brown" in asked
    assert "Gupta" not in asked


async def test_the_logo_is_put_on_the_picture(parts, pictures):
    file = io.BytesIO()
    Image.new("RGBA", (100, 100), (220, 20, 20, 255)).save(file, "PNG")
    pictures.will(Paint())
    medium = await parts.paint(replace(WANTED, logo=file.getvalue()))
    with Image.open(io.BytesIO(await whole(parts.services, medium.sha256))) as shown:
        red, green, _ = shown.getpixel((940, 940))
    assert red > 180 > 80 > green


async def test_the_same_words_ask_for_the_same_picture_and_another_turn_for_another(
    parts, pictures
):
    pictures.always = Paint()
    for turn in (0, 0, 1):
        await parts.paint(replace(WANTED, turn=turn))
    seeds = [asked.body["imageGenerationConfig"]["seed"] for asked in pictures.asked]
    assert seeds[0] == seeds[1] != seeds[2]


async def test_what_may_not_be_said_is_not_told_to_the_author(parts, pictures):
    pictures.will(Paint())
    author = Wording()
    await parts.paint(author=author)
    assert author.inputs.brand.facts == ()
    assert author.inputs.palette == ("warm brown", "cream")
    assert author.inputs.avoid == ("cheap",)


async def test_without_a_painter_nothing_is_asked(parts, pictures):
    cards = replace(parts.services, painter=None)
    assert await paint_for(cards, parts.workspace, BRAND, WANTED) is None
    assert pictures.asked == []


UNFIT = {
    "a child": ({"prompt": "two children with cups of tea"}, "a child"),
    "a face": ({"concepts": ("portrait of the owner",)}, "a face"),
    "a god": ({"prompt": "an idol of Ganesha and tea"}, "a figure of faith"),
    "letters": ({"prompt": "a board with the words CHAI"}, "lettering"),
    "a competitor": ({"prompt": "a cup of Tea Junction tea"}, "Tea Junction"),
    "an avoided word": ({"alt_text": "A cheap cup of tea."}, "cheap"),
    "abuse": ({"alt_text": "You stupid bastards, drink this shit."}, "may not be used"),
    "hidden letters": ({"prompt": "two chil\u200bdren with tea"}, "a child"),
}


@pytest.mark.parametrize(("said", "why"), UNFIT.values(), ids=UNFIT)
async def test_what_may_not_be_shown_is_declined_before_it_is_painted(parts, pictures, said, why):
    declined = await parts.paint(author=Wording(**said))
    assert isinstance(declined, Declined)
    assert declined.code == "picture_unfit"
    assert why in declined.reason
    assert pictures.asked == []
    assert await parts.spent() == 0


FAULTS = {
    "key": (Paint(status=403, error=f"bad {KEY}"), "model_key_refused", 0),
    "filter": (Paint(status=400, error=BLOCKED), "model_content_refused", 0),
    "no picture": (Paint(answer={"images": []}), "model_answer_unreadable", 10_000),
    "damaged": (
        Paint(content=png(1024, 1024)[:60] + b"\0" * 40 + png()[-12:]), "not_a_picture", 10_000,
    ),
    "tiny": (Paint(content=png(64, 64)), "media_unfit", 10_000),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "code", "micros"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_is_told_in_plain_words_and_nothing_is_kept(
    parts, pictures, answer, code, micros, tmp_path
):
    pictures.always = answer
    declined = await parts.paint()
    assert isinstance(declined, Declined)
    assert declined.code == code
    assert declined.reason.startswith("No picture was painted. ")
    assert KEY not in declined.reason
    assert await parts.spent() == micros
    assert not list((tmp_path / "assets").rglob("*.*"))


async def test_beyond_the_budget_nothing_is_painted(parts, pictures):
    purse = PlanPurse(parts.store, lambda: parts.now)
    painter = build_painter(
        ImageOptions(TITAN, prices={TITAN: 99.0}, bedrock=Endpoint(pictures.url)), purse
    )
    services = replace(parts.services, painter=painter)
    with paid_by(Payer(parts.workspace)):
        declined = await paint_for(services, parts.workspace, BRAND, WANTED)
    assert declined.code == "model_budget"
    assert "begins anew next month" in declined.reason
    assert pictures.asked == []


async def test_a_picture_belongs_to_its_workspace_alone(parts, pictures):
    pictures.will(Paint())
    medium = await parts.paint()
    async with parts.store.reading() as unit:
        assert await unit.media.known("another", [medium.sha256]) == ()
        with pytest.raises(NotFoundError):
            await unit.media.get("another", medium.sha256)
    assert await parts.services.blobs.has(blob_key(medium.sha256))


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("hi", "शाम की मसाला चाय, अदरक के साथ", "अदरक"),
        ("hi-Latn", "Shaam ki masala chai, adrak ke saath", "adrak"),
    ],
)
async def test_the_alt_text_is_in_the_posts_language(parts, pictures, language, text, thing):
    pictures.will(Paint())
    medium = await parts.paint(replace(WANTED, language=language, text=text))
    assert thing in medium.provenance["alt_text"]
    assert pictures.asked[0].body["textToImageParams"]["text"].isascii()
