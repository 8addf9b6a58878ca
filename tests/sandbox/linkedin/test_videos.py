import hashlib
import socket
import struct
import time
from urllib.parse import quote

import httpx
import pytest

ORGANIZATION = "urn:li:organization:105432001"
MEMBER = "urn:li:person:yrZCpj2Z12"
PART = 4 * 1024 * 1024
DAY = 86_400


def film(size=80 * 1024, *, lasts_s=5):
    ftyp = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0)
    times = struct.pack(">4xIIII", 0, 0, 600, lasts_s * 600) + bytes(80)
    mvhd = struct.pack(">I4s", 8 + len(times), b"mvhd") + times
    moov = struct.pack(">I4s", 8 + len(mvhd), b"moov") + mvhd
    rest = size - len(ftyp) - len(moov)
    return ftyp + moov + struct.pack(">I4s", rest, b"mdat") + b"x" * (rest - 8)


class Videos:
    def __init__(self, linkedin):
        self.linkedin = linkedin
        self.http = linkedin.http

    def act(self, action, request):
        body = {f"{action}Request": request}
        path = f"/rest/videos?action={action}"
        return self.http.post(path, json=body, headers=self.linkedin.headers)

    def begin(self, size=80 * 1024, owner=ORGANIZATION, **more):
        return self.act("initializeUpload", {"owner": owner, "fileSizeBytes": size, **more})

    def put(self, begun, content):
        """The marks of all parts."""
        marks = []
        for one in begun["uploadInstructions"]:
            part = content[one["firstByte"] : one["lastByte"] + 1]
            answer = self.http.put(one["uploadUrl"], content=part)
            assert answer.status_code == 200, answer.text
            marks.append(answer.headers["etag"])
        return marks

    def finalize(self, begun, marks, **changes):
        request = {
            "video": begun["video"],
            "uploadToken": begun["uploadToken"],
            "uploadedPartIds": marks,
            **changes,
        }
        return self.act("finalizeUpload", request)

    def upload(self, content=None, owner=ORGANIZATION):
        content = content or film()
        begun = self.begin(len(content), owner).json()["value"]
        assert self.finalize(begun, self.put(begun, content)).status_code == 200
        return begun["video"]

    def status(self, urn):
        return self.linkedin.get(f"/rest/videos/{quote(urn, safe='')}")

    def post(self, urn, author=ORGANIZATION):
        content = {"media": {"id": urn, "title": "A kettle"}}
        return self.linkedin.post(self.linkedin.body("Watch", author, content=content))


@pytest.fixture
def videos(linkedin):
    return Videos(linkedin)


def problem(answer):
    assert answer.status_code == 400, answer.text
    return answer.json()["code"]


def test_a_video_in_parts_is_processed_by_the_clock_and_shown(videos, http, control):
    content = film(2 * PART + 9)
    begun = videos.begin(len(content)).json()["value"]
    ranges = [(i["firstByte"], i["lastByte"]) for i in begun["uploadInstructions"]]
    assert ranges == [(0, PART - 1), (PART, 2 * PART - 1), (2 * PART, 2 * PART + 8)]
    assert videos.status(begun["video"]).json()["status"] == "WAITING_UPLOAD"
    marks = videos.put(begun, content)
    assert problem(videos.post(begun["video"])) == "MEDIA_ASSET_WAITING_UPLOAD"
    assert videos.finalize(begun, marks).status_code == 200
    assert videos.finalize(begun, marks).status_code == 200
    assert videos.status(begun["video"]).json()["status"] == "PROCESSING"
    control.ask("clock", {"advance_s": 2})
    told = videos.status(begun["video"]).json()
    assert (told["status"], told["owner"]) == ("AVAILABLE", ORGANIZATION)
    assert http.get(told["downloadUrl"]).content == content
    urn = videos.post(begun["video"]).headers["x-restli-id"]
    assert urn.startswith("urn:li:ugcPost:")
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    assert "A kettle" in http.get(f"/feed/update/{urn}").text


def test_the_marks_must_be_all_and_in_their_order(videos):
    content = film(PART + 9)
    begun = videos.begin(len(content)).json()["value"]
    assert problem(videos.finalize(begun, [])) == "INVALID_VALUE_FOR_FIELD"
    marks = videos.put(begun, content)
    for wrong in (marks[::-1], marks[:1], [*marks, marks[0]], ["x", "y"], marks[0], None):
        assert problem(videos.finalize(begun, wrong)) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.finalize(begun, marks, uploadToken="")) == "INVALID_VALUE_FOR_FIELD"
    again = videos.put(begun, content)
    assert problem(videos.finalize(begun, marks)) == "INVALID_VALUE_FOR_FIELD"
    assert videos.finalize(begun, again).status_code == 200
    assert videos.finalize(begun, marks, video="urn:li:video:none").status_code == 404


def test_a_part_has_its_length_and_no_token(videos, http, control):
    content = film()
    begun = videos.begin(len(content)).json()["value"]
    url = begun["uploadInstructions"][0]["uploadUrl"]
    assert problem(http.put(url, content=content, headers={"authorization": "Bearer x"}))
    assert problem(http.put(url, content=content[:-1])) == "ILLEGAL_ARGUMENT"
    assert problem(http.put(url, content=content + b"x")) == "ILLEGAL_ARGUMENT"
    assert http.put(url, content=bytes(PART + 70_000)).status_code == 413
    assert http.put(url + "x", content=content).status_code == 404
    videos.finalize(begun, videos.put(begun, content))
    assert problem(http.put(url, content=content)) == "ILLEGAL_ARGUMENT"
    late = videos.begin(len(content)).json()["value"]["uploadInstructions"][0]["uploadUrl"]
    control.ask("clock", {"advance_s": DAY})
    assert problem(http.put(late, content=content)) == "EXPIRED_UPLOAD_URL"


def test_a_part_whose_sender_left_counts_for_nothing(videos, control):
    content = film()
    begun = videos.begin(len(content)).json()["value"]
    url = httpx.URL(begun["uploadInstructions"][0]["uploadUrl"])
    with socket.create_connection((url.host, url.port)) as line:
        head = f"PUT {url.path} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(content)}\r\n\r\n"
        line.sendall(head.encode() + content[:1000])
    for _ in range(50):
        calls = control.look("requests?platform=linkedin")["requests"]
        if calls[-1]["operation"] == "upload_video_part" and calls[-1]["status"]:
            break
        time.sleep(0.1)
    assert calls[-1]["status"] == 400
    assert problem(videos.finalize(begun, [None])) == "INVALID_VALUE_FOR_FIELD"
    assert videos.finalize(begun, videos.put(begun, content)).status_code == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (film(75 * 1024 - 1), "bytes"),
        (film(lasts_s=2), "lasts 2.0 s"),
        (film(lasts_s=1801), "lasts 1801.0 s"),
        (b"x" * 80_000, "neither MP4"),
        (film().replace(b"isom", b"qt  "), "no MP4"),
        (film()[:12] + b"x" * 80_000, "cut off"),
    ],
)
def test_what_arrives_is_measured(videos, control, content, words):
    urn = videos.upload(content)
    control.ask("clock", {"advance_s": 2})
    told = videos.status(urn).json()
    assert told["status"] == "PROCESSING_FAILED"
    assert words in told["processingFailureReason"]
    assert problem(videos.post(urn)) == "MEDIA_ASSET_PROCESSING_FAILED"


def test_beginning_is_strict(videos, stranger):
    assert problem(videos.begin(0)) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.begin("80")) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.begin(5 * 1024**3 + 1)) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.begin(uploadCaptions=True)) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.begin(colour="red")) == "INVALID_VALUE_FOR_FIELD"
    assert problem(videos.act("initializeUpload", {"owner": ORGANIZATION})) == "MISSING_FIELD"
    assert problem(videos.act("somethingElse", {})) == "ILLEGAL_ARGUMENT"
    assert videos.begin(owner="urn:li:organization:105432002").status_code == 403
    assert Videos(stranger).begin().status_code == 401


def test_any_token_of_the_owner_may_ask_how_far_a_video_is(stranger, videos):
    assert videos.post(videos.upload(owner=MEMBER)).status_code == 400
    plain = Videos(stranger.connect(scope="openid profile w_member_social"))
    urn = plain.upload(owner=MEMBER)
    assert plain.status(urn).json()["status"] == "PROCESSING"
    assert plain.post(urn, MEMBER).status_code == 201
    assert Videos(stranger.connect("q7Lm0Xv4Ke")).status(urn).status_code == 403


def test_faults_reach_every_step(videos, http, control):
    control.arm("initialize_video", "http_500_before_effect")
    assert videos.begin().status_code == 500
    begun = videos.begin().json()["value"]
    url = begun["uploadInstructions"][0]["uploadUrl"]
    control.arm("upload_video_part", "http_429")
    assert http.put(url, content=film()).status_code == 429
    marks = videos.put(begun, film())
    control.arm("finalize_video", "http_500_after_effect")
    assert videos.finalize(begun, marks).status_code == 500
    assert videos.status(begun["video"]).json()["status"] == "PROCESSING"
    control.arm("video_status", "token_revoked")
    assert videos.status(begun["video"]).status_code == 401


@pytest.mark.parametrize("operation", ["upload_video_part", "finalize_video", "video_status"])
def test_processing_can_fail_on_demand(videos, control, operation):
    control.arm(operation, "invalid_media")
    urn = videos.upload()
    control.ask("clock", {"advance_s": 2})
    videos.status(urn)
    assert videos.status(urn).json()["status"] == "PROCESSING_FAILED"
    assert problem(videos.post(urn)) == "MEDIA_ASSET_PROCESSING_FAILED"
