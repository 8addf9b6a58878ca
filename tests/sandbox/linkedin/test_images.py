import hashlib
import struct
import zlib
from urllib.parse import quote

import pytest

ORGANIZATION = "urn:li:organization:105432001"
MEMBER = "urn:li:person:yrZCpj2Z12"
DAY = 86_400


def png(width=800, height=600):
    def chunk(name, content):
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def gif(frames):
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0" * 6 + frame * frames + b";"


class Images:
    def __init__(self, linkedin):
        self.linkedin = linkedin

    def begin(self, owner=ORGANIZATION, **changes):
        body = {"initializeUploadRequest": {"owner": owner}, **changes}
        path = "/rest/images?action=initializeUpload"
        return self.linkedin.http.post(path, json=body, headers=self.linkedin.headers)

    def put(self, url, content, token=None):
        headers = {"Authorization": f"Bearer {token or self.linkedin.token}"}
        return self.linkedin.http.put(url, content=content, headers=headers)

    def upload(self, content=None, owner=ORGANIZATION):
        begun = self.begin(owner).json()["value"]
        assert self.put(begun["uploadUrl"], content or png()).status_code == 201
        return begun["image"]

    def status(self, urn):
        return self.linkedin.get(f"/rest/images/{quote(urn, safe='')}")

    def post(self, text, content, author=ORGANIZATION):
        return self.linkedin.post(self.linkedin.body(text, author, content=content))


@pytest.fixture
def images(linkedin):
    return Images(linkedin)


def problem(answer):
    assert answer.status_code == 400, answer.text
    return answer.json()["code"]


def test_an_uploaded_image_is_shown_by_its_post(images, http, control):
    content = png()
    begun = images.begin().json()["value"]
    assert begun["image"].startswith("urn:li:image:")
    assert begun["uploadUrlExpiresAt"] > 0
    assert images.status(begun["image"]).json()["status"] == "WAITING_UPLOAD"
    answer = images.put(begun["uploadUrl"], content)
    assert (answer.status_code, answer.content) == (201, b"")
    assert images.status(begun["image"]).json()["status"] == "PROCESSING"
    control.ask("clock", {"advance_s": 1})
    told = images.status(begun["image"]).json()
    assert (told["status"], told["owner"]) == ("AVAILABLE", ORGANIZATION)
    assert http.get(told["downloadUrl"]).content == content
    media = {"media": {"id": begun["image"], "altText": 'A "cup"'}}
    urn = images.post("With a picture", media).headers["x-restli-id"]
    (effect,) = control.look("effects")["effects"]
    sha256 = hashlib.sha256(content).hexdigest()
    assert effect["media"] == [sha256]
    page = http.get(f"/feed/update/{urn}").text
    assert f'src="/files/{sha256}"' in page
    assert 'alt="A &quot;cup&quot;"' in page
    assert images.linkedin.read(urn).json()["content"] == media


def test_several_images_keep_their_order(images, control):
    contents = [png(width) for width in (100, 200, 300)]
    ids = [{"id": images.upload(content), "altText": "x"} for content in contents]
    assert images.post("Three", {"multiImage": {"images": ids}}).status_code == 201
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest() for content in contents]


def test_pictures_speak_for_themselves_and_only_the_same_ones_are_duplicates(images):
    first, second = (images.upload(png(width)) for width in (100, 200))
    assert images.post("", {"media": {"id": first}}).status_code == 201
    assert images.post("", {"media": {"id": second}}).status_code == 201
    assert images.post("", {"media": {"id": second}}).status_code == 422
    assert images.linkedin.post(images.linkedin.body("")).status_code == 400


def test_an_image_must_be_uploaded_usable_and_the_authors_own(images, control):
    waiting = images.begin().json()["value"]["image"]
    assert problem(images.post("a", {"media": {"id": waiting}})) == "MEDIA_ASSET_WAITING_UPLOAD"
    broken = images.upload(b"no picture at all")
    assert problem(images.post("b", {"media": {"id": broken}})) == "MEDIA_ASSET_PROCESSING_FAILED"
    control.ask("clock", {"advance_s": 1})
    assert images.status(broken).json()["status"] == "PROCESSING_FAILED"
    others = images.upload(owner=MEMBER)
    for urn in (others, "urn:li:image:unknown", "urn:li:group:1", 5):
        assert problem(images.post("c", {"media": {"id": urn}})) == "INVALID_IMAGE_ID"
    assert problem(images.post("d", {"media": {"id": "urn:li:video:1"}})) == "INVALID_URN_ID"
    assert control.texts() == []


@pytest.mark.parametrize(
    ("content", "is_good"),
    [
        (png(6000, 6000), True),
        (png(6000, 6026), False),
        (gif(250), True),
        (gif(251), False),
        (gif(2)[:-4], False),
        (png()[:-6], False),
        (b"\xff\xd8\xff", False),
    ],
)
def test_pictures_have_limits(images, control, content, is_good):
    urn = images.upload(content)
    control.ask("clock", {"advance_s": 1})
    status = images.status(urn).json()["status"]
    assert status == ("AVAILABLE" if is_good else "PROCESSING_FAILED")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"media": {}},
        {"media": {"id": "urn:li:image:x", "colour": "red"}},
        {"media": {"id": "urn:li:image:x"}, "multiImage": {}},
        {"multiImage": {"images": [{"id": "urn:li:image:x"}]}},
        {"multiImage": {"images": [{"id": "urn:li:image:x"}] * 21}},
        {"multiImage": {"images": ["urn:li:image:x"] * 2}},
        {"multiImage": {"images": [{"id": "urn:li:video:x"}] * 2}},
        {"multiImage": {"images": [{"id": "urn:li:image:x", "title": "t"}] * 2}},
        {"media": {"id": "urn:li:image:x", "title": "x" * 401}},
        {"article": {"source": "http://127.0.0.1:9"}},
        {"article": {"source": "ftp://127.0.0.1:9", "title": "t"}},
        {"article": {"source": "http://127.0.0.1:9", "title": "t", "colour": "red"}},
        {"article": {"source": "http://127.0.0.1:9", "title": "t", "thumbnail": "x"}},
        {"article": {"source": "http://127.0.0.1:9", "title": "t", "description": "x" * 4087}},
        {"media": {"id": "urn:li:image:x", "altText": "x" * 4087}},
        {"media": {"id": "urn:li:image:x", "altText": 5}},
        [],
    ],
)
def test_wrong_content_is_refused(images, content):
    answer = images.post("Wrong", content)
    assert answer.status_code in (400, 422)
    assert problem(answer)


def test_a_post_shows_a_card_with_its_thumbnail(images, http, control):
    content = png()
    card = {"source": "https://chai.example/a?b=1", "title": "A <menu>", "description": "All cups"}
    card["thumbnail"] = images.upload(content)
    urn = images.post("See the menu", {"article": card}).headers["x-restli-id"]
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    page = http.get(f"/feed/update/{urn}").text
    assert '<a href="https://chai.example/a?b=1">A &lt;menu&gt;</a>' in page
    assert "All cups" in page
    assert images.linkedin.read(urn).json()["content"] == {"article": card}


def test_beginning_an_upload_is_strict(images, stranger):
    assert problem(images.begin("Masala Chai Co.")) == "INVALID_URN_TYPE"
    assert problem(images.begin(extra=1)) == "MISSING_FIELD"
    assert images.begin("urn:li:organization:105432002").status_code == 403
    linkedin = images.linkedin
    plain = linkedin.http.post("/rest/images", json={}, headers=linkedin.headers)
    assert problem(plain) == "ILLEGAL_ARGUMENT"
    assert Images(stranger).begin().status_code == 401


def test_an_upload_url_needs_the_same_members_token(images, stranger):
    url = images.begin().json()["value"]["uploadUrl"]
    assert images.linkedin.http.put(url, content=png()).status_code == 401
    other = stranger.connect("q7Lm0Xv4Ke")
    assert images.put(url, png(), other.token).status_code == 404
    assert images.put(url + "x", png()).status_code == 404
    assert problem(images.put(url, b"")) == "ILLEGAL_ARGUMENT"


def test_an_upload_url_expires(images, control):
    url = images.begin().json()["value"]["uploadUrl"]
    control.ask("clock", {"advance_s": DAY})
    assert problem(images.put(url, png())) == "EXPIRED_UPLOAD_URL"


def test_large_uploads_pass_and_too_large_ones_do_not(images):
    url = images.begin().json()["value"]["uploadUrl"]
    assert images.put(url, png() + b"\0" * (30 * 1024 * 1024)).status_code == 201
    assert images.put(url, b"\0" * (36 * 1024 * 1024 + 1)).status_code == 413
    body = images.linkedin.body("x" * (300 * 1024))
    assert images.linkedin.post(body).status_code == 413


def test_a_token_for_members_posts_alone_may_not_ask_for_the_status(images, stranger):
    urn = images.upload(owner=MEMBER)
    assert images.status(urn).status_code == 200
    plain = Images(stranger.connect(scope="openid profile w_member_social"))
    urn = plain.upload(owner=MEMBER)
    assert plain.status(urn).status_code == 403
    assert plain.post("Goes on", {"media": {"id": urn}}, MEMBER).status_code == 201


def test_faults_reach_every_step(images, control):
    control.arm("initialize_upload", "http_500_before_effect")
    assert images.begin().status_code == 500
    begun = images.begin().json()["value"]
    control.arm("upload_image", "http_500_after_effect")
    assert images.put(begun["uploadUrl"], png()).status_code == 500
    assert images.status(begun["image"]).json()["status"] == "PROCESSING"
    control.arm("image_status", "http_429")
    assert images.status(begun["image"]).status_code == 429


@pytest.mark.parametrize("operation", ["upload_image", "image_status"])
def test_processing_can_fail_on_demand(images, control, operation):
    begun = images.begin().json()["value"]
    control.arm(operation, "invalid_media")
    assert images.put(begun["uploadUrl"], png()).status_code == 201
    control.ask("clock", {"advance_s": 1})
    assert images.status(begun["image"]).json()["status"] == "PROCESSING_FAILED"
    media = {"media": {"id": begun["image"]}}
    assert problem(images.post("Never", media)) == "MEDIA_ASSET_PROCESSING_FAILED"
    assert control.texts() == []
