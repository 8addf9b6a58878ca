from platforms.robots import Robots, parse_robots

SITE = "https://chai.example"


def test_no_rules_allow_everything_at_our_own_pace():
    assert Robots().allows(f"{SITE}/any")
    assert Robots().delay_s == 0
    assert parse_robots(b"").allows(f"{SITE}/any")


def test_a_closed_path_is_closed_and_the_longest_rule_wins():
    robots = parse_robots(b"User-agent: *\nDisallow: /members/\nAllow: /members/public\n")
    assert not robots.allows(f"{SITE}/members/offers")
    assert robots.allows(f"{SITE}/members/public/x")
    assert robots.allows(f"{SITE}/updates")


def test_rules_for_us_by_name_go_before_those_for_all():
    robots = parse_robots(b"User-agent: *\nAllow: /\n\nUser-agent: InstaMediaAI\nDisallow: /\n")
    assert not robots.allows(f"{SITE}/")


def test_the_pause_a_site_asks_for_is_known():
    assert parse_robots(b"User-agent: *\nCrawl-delay: 7\n").delay_s == 7
    assert parse_robots(b"User-agent: *\nRequest-rate: 1/10\n").delay_s == 10
    assert parse_robots(b"User-agent: *\nCrawl-delay: soon\n").delay_s == 0


def test_bytes_that_are_no_text_do_no_harm():
    assert parse_robots(b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\n\xff\xfe\x00").allows(SITE + "/")
    assert not parse_robots(b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\n").allows(SITE + "/x")
