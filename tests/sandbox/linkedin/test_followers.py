from datetime import datetime
from urllib.parse import quote

import pytest

PAGE = quote("urn:li:organization:105432001", safe="")
OTHER = quote("urn:li:organization:105432002", safe="")
FOLLOWERS = "/rest/organizationalEntityFollowerStatistics?q=organizationalEntity"
SHARES = "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
VIEWS = "/rest/organizationPageStatistics?q=organization&organization="
SIZE = "/rest/networkSizes/"
EDGE = "?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
DAY_MS = 86_400_000


def days(control, number):
    """The last days up to now, as LinkedIn is asked for them."""
    now = datetime.fromisoformat(control.look("clock")["now"]).timestamp() * 1000
    start = int(now) - number * DAY_MS
    span = f"(start:{start},end:{int(now)})"
    return f"&timeIntervals=(timeRange:{span},timeGranularityType:DAY)"


def elements(linkedin, path):
    answer = linkedin.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["elements"]


def test_the_size_grows_by_the_gains(linkedin, control):
    control.ask("clock", {"advance_s": 5 * 86_400})
    before = linkedin.get(f"{SIZE}{PAGE}{EDGE}").json()["firstDegreeSize"]
    control.ask("clock", {"advance_s": 10 * 86_400})
    after = linkedin.get(f"{SIZE}{PAGE}{EDGE}").json()["firstDegreeSize"]
    path = f"{FOLLOWERS}&organizationalEntity={PAGE}{days(control, 10)}"
    found = elements(linkedin, path)
    gains = [one["followerGains"]["organicFollowerGain"] for one in found]
    assert len(gains) == 11
    assert after - before == sum(gains[1:])


def test_the_groups_are_those_of_the_documentation(linkedin):
    (found,) = elements(linkedin, f"{FOLLOWERS}&organizationalEntity={PAGE}")
    names = {name.removeprefix("followerCountsBy") for name in found if "CountsBy" in name}
    assert names == {
        "GeoCountry", "Geo", "Function", "Industry", "Seniority", "StaffCountRange",
        "AssociationType",
    }  # fmt: skip
    assert found["followerCountsByFunction"][0]["followerCounts"]["organicFollowerCount"] > 0


def test_days_add_up_to_what_the_posts_have(linkedin, control):
    linkedin.publish("Thank you for ten lakh cups")
    control.ask("clock", {"advance_s": 4 * 86_400})
    (whole,) = elements(linkedin, f"{SHARES}&organizationalEntity={PAGE}")
    found = elements(linkedin, f"{SHARES}&organizationalEntity={PAGE}{days(control, 6)}")
    for name in ("impressionCount", "likeCount"):
        total = sum(one["totalShareStatistics"][name] for one in found)
        assert total == whole["totalShareStatistics"][name]
    mixed = f"{SHARES}&organizationalEntity={PAGE}&shares=List(urn%3Ali%3Ashare%3A1)"
    assert linkedin.get(mixed + days(control, 6)).status_code == 400


def test_page_views_are_told_by_day_and_for_all_time(linkedin, control):
    by_day = elements(linkedin, f"{VIEWS}{PAGE}{days(control, 3)}")
    (whole,) = elements(linkedin, VIEWS + PAGE)
    counts = [
        one["totalPageStatistics"]["views"]["allPageViews"]["pageViews"] for one in [*by_day, whole]
    ]
    assert len(by_day) == 4
    assert counts[-1] > sum(counts[:-1]) > 0


@pytest.mark.parametrize(
    "path",
    [
        f"{SIZE}{PAGE}",
        f"{SIZE}{PAGE}?edgeType=CompanyFollowedByMember",
        f"{SIZE}urn:li:organization:105432001{EDGE}",
        f"{FOLLOWERS}&organizationalEntity=urn%3Ali%3Aperson%3A1",
        f"{FOLLOWERS}&organizationalEntity={PAGE}&timeIntervals=(timeRange:(start:1))",
        f"{FOLLOWERS}&organizationalEntity={PAGE}&colour=red",
        f"{VIEWS}{PAGE}&timeIntervals=(timeRange:(end:5),timeGranularityType:DAY)",
        f"{VIEWS}{PAGE}&timeIntervals=(timeRange:(start:x),timeGranularityType:DAY)",
    ],
)
def test_a_wrong_question_is_refused(linkedin, path):
    assert linkedin.get(path).status_code == 400


@pytest.mark.parametrize(
    "path", [f"{SIZE}{{}}{EDGE}", f"{FOLLOWERS}&organizationalEntity={{}}", f"{VIEWS}{{}}"]
)
def test_only_an_administrator_with_the_scope_is_told(linkedin, stranger, path):
    assert linkedin.get(path.format(OTHER)).status_code == 403
    plain = stranger.connect(scope="openid w_organization_social")
    assert plain.get(path.format(PAGE)).status_code == 403
