import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.errors import ErrorClass, PlatformError
from domain.form import Link, Mention, Place, Video
from domain.media import EXTENSIONS, MediaFacts

ASHA = Mention(name="Asha Kulkarni", id="urn:li:person:yrZCpj2Z12")
SHOP = Mention(name="Masala (Chai) Co.", id="urn:li:organization:105432001")
CARD = Link(url="https://chai.example/menu", title="The menu", description="All <our> cups")
TYPES = {name: kind for kind, name in EXTENSIONS.items()}
RESERVED = r"|{}@[]()<>#\*_~"
SCRIPTS = "नमस्ते क्षमा வணக்கம் আমার বাংলা ગુજરાતી કેમ 🎉👩‍👩‍👧🇮🇳 مرحبا שלום é中"
WRITTEN = st.text(st.sampled_from(RESERVED + SCRIPTS + " \n.,:!?-'\"aZ9"), max_size=90)


def paper(kind):
    if kind == "pdf":
        return b"%PDF-1.4\n" + b"/Type /Page\n" * 3
    if kind in ("doc", "ppt"):
        name = {"doc": "WordDocument", "ppt": "PowerPoint Document"}[kind]
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + name.encode("utf-16-le") + bytes(99)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr({"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}[kind], "x")
    return file.getvalue()


async def out(signed, sandbox, post):
    """Where the post stands, and what the sandbox says of it."""
    assert post.problems == ()
    made = await signed.submit(post, await signed.prepare(post, {}))
    (effect,) = [e for e in sandbox.effects() if e["post_id"] == made.platform_post_id]
    return made, effect


@pytest.mark.parametrize("kind", ["pdf", "doc", "docx", "ppt", "pptx"])
async def test_a_document_arrives_under_its_title(signed, sandbox, hold, compose, kind):
    content = paper(kind)
    item = hold(content, TYPES[kind])
    made, effect = await out(signed, sandbox, compose("Read this", item, title="Our <year>"))
    assert effect["media"] == [item.sha256]
    assert "Our &lt;year&gt;" in sandbox.client.get(made.permalink).text
    shown = sandbox.client.get(f"{sandbox.url}/files/{item.sha256}")
    assert (shown.content, shown.headers["content-type"]) == (content, TYPES[kind])


async def test_a_large_document_goes_in_pieces(signed, sandbox, hold, compose):
    item = hold(paper("pdf") + bytes(3 * 1024 * 1024 + 7), TYPES["pdf"])
    asked = []

    class Counting:
        async def part(self, sha256, start, length):
            asked.append((start, length))
            return await signed.part(sha256, start, length)

    post = compose("Read this", item, title="Long")
    ready = await signed.can.publisher.prepare(
        post, signed.grant.tokens, {}, files=Counting(), keep=signed.keep
    )
    assert max(length for _, length in asked) == 1024 * 1024
    await signed.submit(post, ready)
    assert sandbox.effects()[0]["media"] == [item.sha256]


async def test_what_is_no_document_fails_and_nothing_is_posted(signed, sandbox, hold, compose):
    post = compose("Read this", hold(b"%PNG", TYPES["pdf"]), title="No")
    with pytest.raises(PlatformError, match="could not process a document") as caught:
        await signed.prepare(post, {})
    assert caught.value.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert sandbox.effects() == []


async def test_a_link_card_has_its_title_its_words_and_a_picture(
    signed, sandbox, compose, pictures
):
    signed.files = pictures.files
    for media in ((), (pictures.add(1),)):
        made, effect = await out(signed, sandbox, compose(f"See {len(media)}", *media, link=CARD))
        assert effect["media"] == [item.sha256 for item in media]
        page = sandbox.client.get(made.permalink).text
        assert 'href="https://chai.example/menu">The menu</a>' in page
        assert "All &lt;our&gt; cups" in page


async def test_a_mention_is_the_platforms_own_and_reads_as_the_name(signed, sandbox, compose):
    post = compose(
        "Tea by @Asha Kulkarni (@Ashaa) at @Masala (Chai) Co., since 1990",
        mentions=(ASHA, SHOP),
    )
    assert post.wire == (
        r"Tea by @[Asha Kulkarni](urn:li:person:yrZCpj2Z12) \(\@Ashaa\) at "
        r"@[Masala \(Chai\) Co.](urn:li:organization:105432001), since 1990"
    )
    _, effect = await out(signed, sandbox, post)
    shown = "Tea by Asha Kulkarni (@Ashaa) at Masala (Chai) Co., since 1990"
    assert effect["text"] == post.text == shown


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN, st.booleans(), st.booleans())
@example(RESERVED, True, True)
@example(SCRIPTS, True, True)
@example(f"{RESERVED} {SCRIPTS}", False, False)
async def test_every_sign_and_script_comes_back_unchanged(
    signed, sandbox, compose, text, has_tags, has_mention
):
    signed.texts += 1
    written = f"no. {signed.texts} {text}" + (" @Asha Kulkarni!" if has_mention else "")
    post = compose(
        written,
        hashtags=("दिवाली", "தேநீர்", "চা", "ChaiTime") if has_tags else (),
        mentions=(ASHA,) if has_mention else (),
    )
    _, effect = await out(signed, sandbox, post)
    assert effect["text"] == post.text
    expected = written.strip().replace(" @Asha Kulkarni!", " Asha Kulkarni!")
    assert post.text.startswith(expected)
    assert all(f"#{tag}" in post.text for tag in post.hashtags)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"link": Link(url="https://x.example")}, "link card has no title"),
        ({"link": CARD, "title": "Another"}, "a title of its own"),
        ({"title": "Alone"}, "a single picture, video or document"),
        ({"mentions": (ASHA,)}, "does not name @Asha Kulkarni"),
        ({"mentions": (Mention(name="x", id="12"),)}, "is nobody whom LinkedIn lets"),
        ({"place": Place(id="1")}, "takes no location"),
        ({"thread": ("more",)}, "takes no thread"),
        ({"video": Video(tags=("tea",))}, "takes no video tags"),
        ({"format": "reel"}, "has no Reels"),
    ],
)
def test_what_has_no_place_on_linkedin_is_said_in_words(signed, compose, form, words):
    (problem,) = [p for p in compose("Tea at x", **form).problems if words in p]
    assert problem.endswith(".")


def test_a_card_and_media_are_not_shown_together(compose, pictures, hold, film):
    for media in ((pictures.add(1), pictures.add(2)), (hold(film()),)):
        assert "either media or a link card" in " ".join(compose("x", *media, link=CARD).problems)
    described = pictures.add(1, alt_text="A cup")
    assert "no description of its picture" in compose("x", described, link=CARD).problems[0]


def test_media_have_their_limits(compose, hold, film, pictures):
    def said(*media, **form):
        return " ".join(compose("x", *media, **form).problems)

    small, long = hold(film(70 * 1024)), MediaFacts(duration_s=1801)
    assert "smaller than 75 KB" in said(small)
    assert "3 to 1800 s" in said(hold(film(), facts=long))
    assert "larger than 500 MB" in said(hold(film(), size=500 * 1024 * 1024 + 1))
    assert "too tall or too wide" in said(hold(film(), width=2500, height=1000))
    assert "descriptions of pictures only" in said(hold(film(), alt_text="A kettle"))
    document = hold(paper("pdf"), TYPES["pdf"])
    assert "this one has none" in said(document)
    many = document.model_copy(update={"facts": MediaFacts(pages=301)})
    assert "has 301 pages" in said(many, title="t")
    assert "20 pictures at most" in said(*(pictures.add(n) for n in range(21)))
    assert "does not take pictures and videos" in said(pictures.add(1), hold(film()))
    assert said(*(pictures.add(n) for n in range(20))) == ""
