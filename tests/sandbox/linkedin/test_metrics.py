from datetime import UTC, datetime
from urllib.parse import quote

MEMBER = "urn:li:person:yrZCpj2Z12"
FIELDS = {
    "impressionCount",
    "uniqueImpressionsCount",
    "clickCount",
    "likeCount",
    "commentCount",
    "shareCount",
    "engagement",
}


def encoded(urn):
    return quote(urn, safe="")


def test_a_post_without_activity_is_absent_and_later_its_numbers_only_grow(linkedin, control):
    urn = linkedin.publish("Thank you for ten lakh cups, together we did it")
    shares = f"&shares=List({encoded(urn)},urn%3Ali%3Ashare%3A1)"
    last = 0
    for step in (3, 60, 3600, 86_400, 30 * 86_400):
        control.ask("clock", {"advance_s": step})
        (element,) = linkedin.statistics(shares).json()["elements"]
        assert element["share"] == urn
        totals = element["totalShareStatistics"]
        assert totals.keys() == FIELDS
        assert totals["impressionCount"] > last
        assert totals["uniqueImpressionsCount"] <= totals["impressionCount"]
        last = totals["impressionCount"]


def test_an_unknown_post_is_left_out(linkedin):
    answer = linkedin.statistics("&shares=List(urn%3Ali%3Ashare%3A1)")
    assert answer.status_code == 200
    assert answer.json()["elements"] == []


def test_an_encoded_list_or_a_raw_urn_is_refused(linkedin):
    urn = linkedin.publish("Syntax matters")
    for wrong in (f"&shares=List%28{encoded(urn)}%29", f"&shares=List({urn})", "&shares=List(x"):
        assert linkedin.statistics(wrong).status_code == 400
    assert linkedin.statistics(f"&ugcPosts=List({encoded(urn)})").status_code == 400


def test_without_posts_the_whole_organisation_is_summed(linkedin, control):
    for text in ("First cup", "Second cup"):
        linkedin.publish(text)
    control.ask("clock", {"advance_s": 86_400})
    (element,) = linkedin.statistics("").json()["elements"]
    assert element["totalShareStatistics"]["impressionCount"] > 0


def test_statistics_need_the_scope_and_the_organisation(stranger, linkedin):
    assert linkedin.statistics("", "urn:li:organization:105432002").status_code == 403
    plain = stranger.connect(scope="w_organization_social r_organization_social")
    assert plain.statistics("").status_code == 403


def wait_for_evening(control) -> None:
    """Move on to seven in the evening in India: who posts at night meets nobody awake."""
    now = datetime.fromisoformat(control.look("clock")["now"])
    evening = now.astimezone(UTC).replace(hour=13, minute=30)
    control.ask("clock", {"advance_s": (evening - now).total_seconds() % 86_400})


def test_a_members_post_is_measured_one_metric_at_a_time(linkedin, control):
    wait_for_evening(control)
    urn = linkedin.publish("A story from my first day", MEMBER)
    control.ask("clock", {"advance_s": 3 * 86_400})
    path = f"/rest/memberCreatorPostAnalytics?q=entity&entity=(share:{encoded(urn)})"
    counts = {}
    for metric in ("IMPRESSION", "MEMBERS_REACHED", "REACTION", "COMMENT", "RESHARE"):
        answer = linkedin.get(f"{path}&queryType={metric}&aggregation=TOTAL")
        (element,) = answer.json()["elements"]
        counts[metric] = element["count"]
    assert counts["IMPRESSION"] > counts["MEMBERS_REACHED"] > counts["REACTION"] > 0


def test_daily_counts_add_up_to_the_total(linkedin, control):
    linkedin.publish("Slow and steady", MEMBER)
    control.ask("clock", {"advance_s": 5 * 86_400})
    now = control.look("clock")["now"]
    year = int(now[:4])
    start = f"(day:1,month:1,year:{year - 1})"
    path = "/rest/memberCreatorPostAnalytics?q=me&queryType=IMPRESSION&aggregation="
    total = linkedin.get(f"{path}TOTAL").json()["elements"][0]["count"]
    end = f"(day:1,month:1,year:{year})"
    before = linkedin.get(f"{path}DAILY&dateRange=(start:{start},end:{end})").json()["elements"]
    this_year = f"(start:{end},end:(day:1,month:1,year:{year + 1}))"
    after = linkedin.get(f"{path}DAILY&dateRange={this_year}").json()["elements"]
    assert total > 0
    assert sum(element["count"] for element in before + after) == total


def test_metric_rules_of_the_documentation_hold(linkedin):
    path = "/rest/memberCreatorPostAnalytics?q=me"
    for wrong in (
        "&queryType=MEMBERS_REACHED&aggregation=DAILY",
        "&queryType=LIKES&aggregation=TOTAL",
        "&queryType=IMPRESSION",
        "&queryType=IMPRESSION&aggregation=DAILY",
        "&queryType=IMPRESSION&aggregation=TOTAL&dateRange=(start:(day:31,month:2,year:2026))",
    ):
        assert linkedin.get(path + wrong).status_code == 400
    newer = f"{path}&queryType=LINK_CLICKS&aggregation=TOTAL"
    assert linkedin.get(newer).status_code == 200
    older = linkedin.get(newer, **{"Linkedin-Version": "202601"})
    assert older.status_code in (400, 426)
