import hashlib

PAGE = "104523809112771"


def phases(facebook, video):
    status = facebook.get(video, fields="status").json()["status"]
    return [status[name]["status"] for name in ("uploading_phase", "publishing_phase")]


def test_a_reel_goes_through_its_phases_and_resumes_at_its_offset(facebook, control, film, refused):
    content = film()
    begun = facebook.start()
    video, url = begun["video_id"], begun["upload_url"]
    assert phases(facebook, video) == ["not_started", "not_started"]
    finish = {"upload_phase": "finish", "video_id": video, "video_state": "PUBLISHED"}
    assert refused(facebook.post(f"{PAGE}/video_reels", **finish)) == (6000, 1363130)
    half = len(content) // 2
    partial = facebook.send(url, content[:half], file_size=len(content))
    assert partial.json()["debug_info"]["retriable"] is True
    status = facebook.get(video, fields="status").json()["status"]
    assert status["uploading_phase"]["bytes_transferred"] == half
    wrong = facebook.send(url, content[half:], file_size=len(content), offset=half - 1)
    assert wrong.json()["debug_info"]["type"] == "OffsetInvalidError"
    longer = facebook.send(url, content[half:] + b"x", file_size=len(content), offset=half)
    assert longer.json()["debug_info"]["type"] == "PartialRequestError"
    done = facebook.send(url, content[half:], file_size=len(content), offset=half)
    assert done.json()["success"] is True
    assert phases(facebook, video) == ["complete", "not_started"]
    finished = facebook.post(f"{PAGE}/video_reels", description="Steam", **finish)
    assert finished.json() == {"success": True}
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    assert refused(facebook.post(f"{PAGE}/video_reels", **finish)) == (100, None)
    control.ask("clock", {"advance_s": 2})
    assert phases(facebook, video) == ["complete", "complete"]
    shown = facebook.get(video, fields="post_id,permalink_url").json()
    assert f"{PAGE}_{shown['post_id']}" == effect["post_id"]
    assert facebook.http.get(shown["permalink_url"]).status_code == 200
    assert facebook.get(f"{PAGE}/published_posts").json()["data"] == []
    (listed,) = facebook.get(f"{PAGE}/video_reels", fields="description").json()["data"]
    assert (listed["id"], listed["description"]) == (video, "Steam")


def test_a_reel_is_three_to_ninety_seconds_of_tall_film(facebook, film, refused):
    unfit = [film(seconds=2), film(seconds=91), bytes(500), film()[:-100], film(brand=b"qt  ")]
    unfit += [film(width=1920, height=1080), film(width=486, height=864), film(fps=15)]
    for content in unfit:
        begun = facebook.start()
        facebook.send(begun["upload_url"], content)
        status = facebook.get(begun["video_id"], fields="status").json()["status"]
        assert (status["video_status"], status["processing_phase"]["status"]) == ("error",) * 2
        finish = {"upload_phase": "finish", "video_id": begun["video_id"]}
        assert refused(facebook.post(f"{PAGE}/video_reels", **finish)) == (352, 1363024)


def test_a_page_makes_thirty_reels_a_day(facebook, film, refused):
    for _ in range(30):
        begun = facebook.start()
        facebook.send(begun["upload_url"], film())
        finish = {"upload_phase": "finish", "video_id": begun["video_id"]}
        assert facebook.post(f"{PAGE}/video_reels", **finish).status_code == 200
    assert refused(facebook.post(f"{PAGE}/video_reels", upload_phase="start")) == (4, 1390008)


def test_an_upload_session_wants_its_signature_and_gives_a_handle(facebook, control, film, refused):
    content = film()
    asked = {"file_name": "f.mp4", "file_length": len(content), "file_type": "video/mp4"}
    session = facebook.post("sandbox-facebook/uploads", **asked).json()["id"]
    assert refused(facebook.get(session.partition("?")[0])) == (100, 33)
    assert facebook.http.get(f"/v26.0/{session}", headers=facebook.headers).json() == {
        "id": session.partition("?")[0],
        "file_offset": 0,
    }
    answer = facebook.send(f"/v26.0/{session}", content, file_offset=0)
    handle = answer.json()["h"]
    made = facebook.post(
        f"{PAGE}/videos", fbuploader_video_file_chunk=handle, description="A film", title="T"
    )
    video = made.json()["id"]
    assert control.texts() == ["A film"]
    assert facebook.delete(video).json() == {"success": True}
    assert control.texts() == []
    wrong = facebook.post(f"{PAGE}/videos", fbuploader_video_file_chunk="4::none")
    assert refused(wrong) == (6000, 1363130)
    bad = facebook.post("sandbox-facebook/uploads", **{**asked, "file_type": "video/quicktime"})
    assert refused(bad) == (100, None)
