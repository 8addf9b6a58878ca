import pytest


def test_the_version_header_is_required(linkedin):
    del linkedin.headers["Linkedin-Version"]
    answer = linkedin.post(linkedin.body("Hello"))
    assert answer.status_code == 400
    assert answer.json()["code"] == "VERSION_MISSING"


@pytest.mark.parametrize("version", ["202510", "202511", "202001", "209901", "202613", "latest"])
def test_a_dead_or_unknown_version_is_refused(linkedin, version):
    linkedin.headers["Linkedin-Version"] = version
    answer = linkedin.post(linkedin.body("Hello"))
    assert answer.status_code == 426
    assert answer.json()["code"] == "NONEXISTENT_VERSION"
    assert answer.json()["message"] == f"Requested version {version}01 is not active"


def test_a_live_version_dies_on_its_day(stranger, control):
    control.ask("clock", {"advance_s": 2 * 366 * 24 * 3600})
    linkedin = stranger.connect()
    assert linkedin.post(linkedin.body("Hello")).status_code == 426


def test_the_rest_li_protocol_header_is_required(linkedin):
    for version in (None, "1.0.0"):
        linkedin.headers.pop("X-Restli-Protocol-Version", None)
        if version:
            linkedin.headers["X-Restli-Protocol-Version"] = version
        assert linkedin.post(linkedin.body("Hello")).status_code == 400


def test_every_answer_carries_the_identifiers_for_support(linkedin):
    answer = linkedin.find()
    assert {"x-li-uuid", "x-li-fabric", "x-li-request-id"} <= set(answer.headers)
