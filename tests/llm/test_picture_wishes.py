"""How a picture is to look, read from a message; and what only sounds like it."""

from datetime import UTC, datetime

import pytest

from domain.brand import BrandProfile, Product
from domain.look import Ratio, Style
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, Intent, IntentInputs, IntentKind, OpenDraft, PictureLook

BRAND = BrandProfile(
    business_name="Masala Chai Co.",
    location="Pune",
    products=(Product(name="Masala chai", price="₹40"), Product(name="Square tiles")),
)
DRAFTS = (
    OpenDraft(number=1, platform=Platform.INSTAGRAM, about="masala chai"),
    OpenDraft(number=2, platform=Platform.LINKEDIN, about="diwali"),
)


def read(message: str, drafts: tuple[OpenDraft, ...] = DRAFTS) -> Intent:
    return read_intent(
        IntentInputs(
            message=message,
            now=datetime(2026, 11, 30, 10, tzinfo=UTC),
            timezone="Asia/Kolkata",
            brand=BRAND,
            connected_platforms=(Platform.INSTAGRAM,),
            open_drafts=drafts,
        )
    )


SWIPED, SINGLE = PictureLook(carousel=True), PictureLook(carousel=False)
SQUARE, WIDE = PictureLook(ratio=Ratio.SQUARE), PictureLook(ratio=Ratio.WIDE)


@pytest.mark.parametrize(
    ("message", "look", "targets"),
    [
        ("make post 1 a carousel", SWIPED, (1,)),
        ("turn it into a carousel", SWIPED, "all"),
        ("no carousel, just one picture", SINGLE, "all"),
        ("carousel mat banao", SINGLE, "all"),
        ("carousel nahi chahiye, bas ek photo", SINGLE, "all"),
        ("कैरोसेल मत बनाओ", SINGLE, "all"),
        ("no need for a carousel on post 2", SINGLE, (2,)),
        ("post 2 ki photo thodi rangeen kar do", PictureLook(style=Style.VIBRANT), (2,)),
        ("तस्वीर चौकोर बनाओ", SQUARE, "all"),
        ("make picture of post 2 square pls", SQUARE, (2,)),
        ("dono ki tasveer portrait kar do", PictureLook(ratio=Ratio.PORTRAIT), "all"),
        (
            "isko minimalist style mein 4:5 karo",
            PictureLook(style=Style.MINIMALIST, ratio=Ratio.PORTRAIT),
            "all",
        ),
        (
            "Make the picture wide and in a vibrant style",
            PictureLook(style=Style.VIBRANT, ratio=Ratio.WIDE),
            "all",
        ),
        ("can you make the picture square?", SQUARE, "all"),
        ("make it square", SQUARE, "all"),
        ("square image for post 2 please", SQUARE, (2,)),
        ("wide picture please", WIDE, "all"),
        ("use 4:5 for the picture", PictureLook(ratio=Ratio.PORTRAIT), "all"),
        ("the photo should be in story size", PictureLook(ratio=Ratio.STORY), "all"),
        (
            "traditional style picture for the diwali post",
            PictureLook(style=Style.TRADITIONAL),
            (2,),
        ),
        ("change the card to a minimalist style", PictureLook(style=Style.MINIMALIST), "all"),
        ("I want a more colourful picture", PictureLook(style=Style.VIBRANT), "all"),
        ("make the design modern", PictureLook(style=Style.MODERN), "all"),
        ("post 1 ki photo chaukor karo", SQUARE, (1,)),
        ("पोस्ट 2 का कैरोसेल बनाओ", SWIPED, (2,)),
        ("poster ko paramparik style mein banao", PictureLook(style=Style.TRADITIONAL), "all"),
    ],
)
def test_a_look_is_read(message, look, targets):
    intent = read(message)
    assert intent.kind is IntentKind.EDIT
    assert intent.edit.details.picture == look
    assert intent.edit.targets == targets
    assert intent.edit.actions == (EditAction.CHANGE_PICTURE,)


@pytest.mark.parametrize(
    "message",
    [
        "make it more traditional",
        "move post 1 to 9:16",
        "mention our square tiles",
        "don't make it a carousel",
        "make it shorter",
        "post 1 vibrant logon ke liye likho",
    ],
)
def test_what_is_about_the_words_or_the_time_is_none(message):
    intent = read(message)
    assert intent.edit is None or intent.edit.details.picture is None


def test_words_and_picture_are_changed_together():
    edit = read("make post 1 shorter and square").edit
    assert set(edit.actions) == {EditAction.SHORTER, EditAction.CHANGE_PICTURE}
    assert edit.details.picture == SQUARE


@pytest.mark.parametrize(
    ("message", "look", "products"),
    [
        ("Make a carousel about our masala chai for Instagram", SWIPED, ("Masala chai",)),
        ("Write a post about masala chai with a square picture", SQUARE, ("Masala chai",)),
        (
            "A post about masala chai in a traditional style card for Instagram",
            PictureLook(style=Style.TRADITIONAL),
            ("Masala chai",),
        ),
        ("masala chai pe ek carousel banao", SWIPED, ("Masala chai",)),
        ("Post about square tiles on Instagram", None, ("Square tiles",)),
    ],
)
def test_new_posts_are_asked_for_with_their_look(message, look, products):
    intent = read(message, ())
    assert intent.kind is IntentKind.CAMPAIGN
    assert (intent.picture, intent.products, intent.tone) == (look, products, None)


@pytest.mark.parametrize(
    ("message", "seconds", "count", "products"),
    [
        ("Make a reel about our masala chai", 15, 1, ("Masala chai",)),
        ("a 30 second Instagram reel about masala chai", 30, 1, ("Masala chai",)),
        ("I want a video of 1 minute on masala chai", 60, 1, ("Masala chai",)),
        ("3 reels for masala chai", 15, 3, ("Masala chai",)),
        ("ek reel banao masala chai pe", 15, 1, ("Masala chai",)),
        ("insta reel banao masala chai ki, 30 sec", 30, None, ("Masala chai",)),
        ("make a reel on our masala chai, no price, 20 seconds", 15, 1, ("Masala chai",)),
        ("मसाला चाय पर 30 सेकंड की रील बनाओ", 30, None, ("Masala chai",)),
        ("make a short video about the shop", 15, 1, ()),
        ("Write a post about masala chai, no reel", None, 1, ("Masala chai",)),
        ("Post about our video calls", None, None, ()),
        ("Post about our new video game corner", None, None, ()),
    ],
)
def test_videos_are_asked_for_with_their_length(message, seconds, count, products):
    intent = read(message, ())
    assert intent.kind is IntentKind.CAMPAIGN
    assert (intent.video, intent.count, intent.products) == (seconds, count, products)


@pytest.mark.parametrize(
    "message", ["make post 1 a reel", "turn it into a video", "post 1 ko reel banao"]
)
def test_a_draft_becomes_no_video(message):
    intent = read(message)
    assert [problem.code for problem in intent.problems] == ["video_is_new"]


SHOP = [
    "we sell carousels",
    "Post about our video shooting service",
    "square tiles at 20% off",
    "our reels of fabric arrived",
    "write a post about landscape design",
    "post about portrait photography",
    "modern kitchen post for Instagram",
    "Write about our traditional poster designs",
    "a post about our minimalist card designs",
    "we print posters in square size",
    "Post about our photo frames, traditional style",
    "colourful pictures for your wall, post on facebook",
    "Make a post about our wide photo prints",
    "Post on cotton shorts for kids",
    "make 2 posts on our slides and sandals",
    "post for the photo studio: portrait picture at 50% off",
    "landscape design",
    "portrait photos at ₹500",
    "landscape photos on canvas",
    "we make wide format prints",
    "we need square photo frames",
    "modern look kurtis",
    "traditional look lehenga",
    "minimalist design jewellery",
    "colourful cards for Diwali",
    "we keep one design of saree",
    "no slides in our park on Monday",
    "don't use one picture frame, use two",
    "a post about our landscape design",
    "a post about traditional photo frames",
    "a post about our modern design studio",
    "a post about our carousels for kids rides",
    "a post about our photo slides",
    "make a post about our reel of thread",
    "a post about our reels of fabric",
    "make a post on our fishing reel sale",
    "a post about our garden hose reel",
    "make a post about reels workshop",
    "do a post about our two cable reels",
    "write a post about our videos for weddings",
    "fishing reels 20% off",
    "add that we repair film reels",
    "say in post 1 that we do a video for every couple",
    "make post 1 mention our video for weddings",
    "make it shorter, it is a reel",
    "in post 1 say we sell carousels",
    "add our traditional design hall",
    "In post 1 write “make a carousel”",
    "post 1: our carousel ride costs 50",
    "change post 2: the carousel is closed on Monday",
    "remove the line about square photo frames",
    "add “we sell carousels” to post 1",
    "add “portrait photos at ₹500” to post 1",
    "make this reel shorter",
]


@pytest.mark.parametrize("message", SHOP)
@pytest.mark.parametrize("drafts", [(), DRAFTS], ids=["nothing", "drafts"])
def test_what_a_shop_has_is_no_wish_for_a_picture_or_a_video(message, drafts):
    intent = read(message, drafts)
    assert (intent.picture, intent.video) == (None, None)
    assert intent.edit is None or intent.edit.details.picture is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("does LinkedIn take square pictures?", IntentKind.QUESTION),
        ("photo is square na?", IntentKind.QUESTION),
        ("approve the carousel", IntentKind.APPROVAL_ATTEMPT),
        ("looks great, post the reel", IntentKind.APPROVAL_ATTEMPT),
        ("I like the carousel", IntentKind.UNCLEAR),
        ("reject the carousel", IntentKind.UNCLEAR),
    ],
)
def test_what_is_asked_or_said_of_a_picture_changes_none(message, kind):
    assert read(message).kind is kind


def test_another_length_than_videos_have_is_told():
    intent = read("make a reel on our masala chai, 20 seconds", ())
    assert [problem.code for problem in intent.problems] == ["video_length"]
    assert "15 instead of 20" in intent.problems[0].message


def test_quoted_words_are_the_persons_own():
    edit = read("add “portrait photos at ₹500” to post 1").edit
    assert edit.details.add == ("portrait photos at ₹500",)
