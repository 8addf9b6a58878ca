"""Own pictures, videos and documents over HTTP: handed in, looked at in parts, fitted, removed."""

import hashlib
import http.client
import io
import json
import struct
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from media.ffmpeg import program

MEDIA = "/api/v1/media"
MEBI = 1024 * 1024


def picture(kind: str = "JPEG", size=(900, 700), mode: str = "RGB") -> bytes:
    """No two are the same."""
    file = io.BytesIO()
    Image.effect_noise(size, 20).convert(mode).save(file, kind)
    return file.getvalue()


@pytest.fixture(scope="session")
def film(tmp_path_factory) -> bytes:
    """Two seconds that Instagram and LinkedIn would not take as they are: another codec."""
    made = tmp_path_factory.mktemp("film") / "film.mov"
    source = "testsrc=size=320x180:rate=25:duration=2"
    command = [program(), "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", str(made)]
    subprocess.run(command, check=True, timeout=120)
    return made.read_bytes()


def send(person, content: bytes, name: str = "photo.jpg") -> httpx.Response:
    return person.http.post(MEDIA, files={"file": (name, content)})


def test_a_picture_is_kept_with_whose_it_is_and_shown_to_its_people(person):
    content = picture()
    answer = send(person, content, "chai \u202eat dawn.png")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    assert (made["content_type"], made["kind"]) == ("image/jpeg", "picture")
    assert (made["width"], made["height"], made["size"]) == (900, 700, len(content))
    by = person.pair["user"]["id"]
    assert made["provenance"] == {"kind": "upload", "name": "chai at dawn.png", "by": by}
    seen = person.http.get(made["url"])
    assert seen.content == content
    assert seen.headers["etag"] == f'"{made["sha256"]}"'
    assert seen.headers["x-content-type-options"] == "nosniff"


def test_the_same_bytes_twice_are_one_and_those_of_others_are_their_own(person, register):
    content = picture()
    first, again = send(person, content).json(), send(person, content, "other name.jpg").json()
    assert first == again
    assert [one["sha256"] for one in person.get(MEDIA)["items"]] == [first["sha256"]]
    stranger = register()
    assert stranger.http.get(f"{MEDIA}/{first['sha256']}").status_code == 404
    assert send(stranger, content).json()["sha256"] == first["sha256"]
    # removed by one, it stays for the other
    assert person.http.delete(f"{MEDIA}/{first['sha256']}").status_code == 204
    assert person.http.get(f"{MEDIA}/{first['sha256']}").status_code == 404
    assert stranger.http.get(f"{MEDIA}/{first['sha256']}").content == content


def test_the_newest_come_first_page_by_page(person):
    made = [send(person, picture(size=(50, 40))).json()["sha256"] for _ in range(3)]
    one = person.get(MEDIA, limit=2)
    two = person.get(MEDIA, limit=2, cursor=one["next_cursor"])
    assert [m["sha256"] for m in (*one["items"], *two["items"])] == made[::-1]
    assert two["next_cursor"] is None
    assert person.http.get(MEDIA, params={"cursor": "0" * 64}).status_code == 422


def test_parts_are_handed_out_and_nothing_but_parts(person):
    content = picture()
    url = send(person, content).json()["url"]
    part = person.http.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(content)}"
    last = person.http.get(url, headers={"Range": "bytes=-10"})
    assert last.content == content[-10:]
    beyond = person.http.get(url, headers={"Range": f"bytes={len(content)}-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "media_unknown"),
        (b"<svg/>", 422, "media_unknown"),
        (b"\xff\xd8\xff" + b"\0" * 1000, 422, "not_a_picture"),
        (b"\xff\xd8\xff" + b"\0" * (41 * MEBI), 413, "media_too_large"),
        (b"\x1aE\xdf\xa3" + b"\0" * (41 * MEBI), 422, "media_unknown"),
    ],
    ids=["empty", "svg", "broken", "too large", "webm"],
)
def test_what_cannot_be_kept_is_refused_in_words_and_leaves_nothing(
    person, server, content, status, code
):
    answer = send(person, content, "honest.jpg")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert person.get(MEDIA)["items"] == []
    assert list((Path(server.folder) / "assets" / "inbox").glob("upload-*")) == []


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"content-type": "image/jpeg"}, b"\xff\xd8\xff"),
        ({"content-type": "multipart/form-data"}, b"x"),
        ({"content-type": "multipart/form-data; boundary=a"}, b"--a\r\nno form at all"),
        (
            {"content-type": "multipart/form-data; boundary=a"},
            b'--a\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n\xff\xd8\xff',
        ),
        (
            {"content-type": "multipart/form-data; boundary=a"},
            b'--a\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--a--\r\n',
        ),
    ],
    ids=["no form", "no boundary", "rubbish", "no end", "no file"],
)
def test_a_form_that_is_none_is_said_so(person, headers, body):
    answer = person.http.post(MEDIA, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_upload")


def test_two_files_at_once_are_one_too_many(person):
    files = [("file", ("a.jpg", picture())), ("file", ("b.jpg", picture()))]
    assert person.http.post(MEDIA, files=files).json()["code"] == "bad_upload"
    assert person.get(MEDIA)["items"] == []


def test_more_than_any_file_may_have_is_refused_before_it_is_sent(person):
    address = urlsplit(person.url)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    with closing(line):
        line.putrequest("POST", MEDIA)
        line.putheader("Content-Length", str(2 * 1024 * MEBI))
        line.putheader("Authorization", person.headers["Authorization"])
        line.endheaders()
        answer = line.getresponse()
        assert (answer.status, json.load(answer)["code"]) == (413, "body_too_large")


def test_who_may_only_read_hands_in_and_removes_nothing(person, as_role):
    sha256 = send(person, picture()).json()["sha256"]
    as_role(person, "viewer")
    assert send(person, picture()).status_code == 403
    assert person.http.delete(f"{MEDIA}/{sha256}").status_code == 403
    fit = person.http.post(f"{MEDIA}/{sha256}/fit", json={"platform": "linkedin"})
    assert fit.status_code == 403
    assert person.http.get(f"{MEDIA}/{sha256}").status_code == 200


def test_what_a_post_or_the_brand_uses_stays(landlord, person, profile):
    used = f"{MEDIA}/{landlord.ids['sha256']}"
    refused = landlord.person.http.delete(used)
    assert (refused.status_code, refused.json()["code"]) == (409, "medium_in_use")
    assert landlord.person.http.get(used).status_code == 200
    logo = send(person, picture("PNG")).json()["sha256"]
    person.put("/api/v1/profile", {**profile, "brand_assets": {"logo_s3_key": logo}})
    assert "logo" in person.http.delete(f"{MEDIA}/{logo}").json()["detail"]


def test_a_picture_is_made_to_fit_and_says_how(person):
    clear = send(person, picture("PNG", size=(1600, 400), mode="RGBA")).json()
    wish = {"platform": "instagram"}
    answer = person.post(f"{MEDIA}/{clear['sha256']}/fit", wish)
    made = answer["medium"]
    assert answer["purpose"] == "instagram/post"
    assert made["content_type"] == "image/jpeg"
    assert made["width"] / made["height"] <= 1.91
    assert made["provenance"]["of"] == clear["sha256"]
    assert made["provenance"]["changes"] == answer["changes"]
    assert any("bars" in change for change in answer["changes"])
    assert person.post(f"{MEDIA}/{clear['sha256']}/fit", wish) == answer
    cropped = person.post(f"{MEDIA}/{clear['sha256']}/fit", {**wish, "crop": True})
    assert any("edges are gone" in change for change in cropped["changes"])
    again = person.post(f"{MEDIA}/{made['sha256']}/fit", wish)
    assert (again["changes"], again["medium"]["sha256"]) == ([], made["sha256"])


def test_what_cannot_be_made_to_fit_is_refused_with_every_reason(person, film):
    tiny = send(person, picture(size=(60, 60))).json()["sha256"]
    refused = person.http.post(f"{MEDIA}/{tiny}/fit", json={"platform": "instagram"})
    assert (refused.status_code, refused.json()["code"]) == (422, "media_unfit")
    assert "too small" in refused.json()["detail"]
    odd = {"platform": "linkedin", "format": "story"}
    refused = person.http.post(f"{MEDIA}/{tiny}/fit", json=odd)
    assert refused.json()["code"] == "format_not_offered"


def test_a_damaged_file_is_not_handed_out(person, server):
    made = send(person, picture()).json()
    file = Path(server.folder) / "assets" / "media" / made["sha256"][:2] / made["sha256"]
    assert person.http.get(made["url"]).status_code == 200
    file.write_bytes(b"something else")
    answer = person.http.get(made["url"])
    assert (answer.status_code, answer.json()["code"]) == (404, "medium_damaged")


def resident_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def peak_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


@pytest.mark.slow
def test_a_hundred_megabytes_pass_through_without_filling_the_memory(
    starts, sandbox, tmp_path, register, film
):
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("this system does not tell what a process takes up")
    # a film is as large as one likes by a box that nobody reads
    size = 100 * MEBI
    large = film + struct.pack(">I4s", size, b"free") + bytes(size - 8)
    server = starts.server(tmp_path, sandbox, with_worker=False)
    try:
        person = register(server.url)
        send(person, picture())  # what loads once is loaded
        pid = server.popen.pid
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # from here on the peak is counted anew
        before = resident_kib(pid)
        made = send(person, large, "film.mov")
        assert made.status_code == 201, made.text
        with person.http.stream("GET", made.json()["url"]) as answer:
            digest = hashlib.sha256()
            for piece in answer.iter_bytes():
                digest.update(piece)
        assert digest.hexdigest() == made.json()["sha256"]
        assert peak_kib(pid) - before < 30 * 1024
    finally:
        server.stop()


def test_the_schema_says_what_the_form_holds(anyone):
    told = anyone.get("/openapi.json").json()["paths"][MEDIA]["post"]
    assert "multipart/form-data" in json.dumps(told["requestBody"])
    assert "201" in told["responses"]
