import pytest


def test_a_live_version_is_served_as_asked(instagram):
    for version in ("v21.0", "v25.0", "v26.0"):
        instagram.version = version
        assert instagram.get("me").headers["facebook-api-version"] == version


@pytest.mark.parametrize("version", ["v20.0", "v3.2", "v2.12", "v1.0"])
def test_an_expired_version_is_served_by_the_oldest_live_one(instagram, version):
    instagram.version = version
    answer = instagram.get("me")
    assert answer.status_code == 200
    assert answer.headers["facebook-api-version"] == "v21.0"


def test_without_a_version_the_oldest_live_one_answers(instagram):
    answer = instagram.http.get("/me", params={"access_token": instagram.token})
    assert answer.headers["facebook-api-version"] == "v21.0"


@pytest.mark.parametrize("version", ["v27.0", "v99.0", "v25.1", "v2.13", "v0.1"])
def test_a_version_that_never_was_is_refused(instagram, code_of, version):
    instagram.version = version
    answer = instagram.get("me")
    assert answer.status_code == 400
    assert code_of(answer) == (2500, None)


def test_versions_end_by_the_clock(instagram, control, somebody):
    control.ask("clock", {"advance_s": 200 * 86_400})
    later = somebody.connect()
    later.version = "v21.0"
    assert later.get("me").headers["facebook-api-version"] in ("v22.0", "v23.0")


def test_linkedins_paths_stay_linkedins(linkedin, instagram, code_of):
    assert linkedin.get("/v2/userinfo").json()["name"] == "Asha Kulkarni"
    assert linkedin.get("/rest/nothing").json()["status"] == 404
    assert code_of(instagram.get("me/nothing"))[0] == 2500
    assert code_of(instagram.get("12/nothing"))[0] == 2500


def test_each_answer_tells_how_much_is_used(instagram):
    for answer in (instagram.get("me"), instagram.get("17841400000000000")):
        assert '"call_count":' in answer.headers["x-app-usage"]
        assert instagram.account in answer.headers["x-business-use-case-usage"]
