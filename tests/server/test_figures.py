"""/metrics: for this machine, for a bearer of the token, and for nobody else."""

import httpx

from config.secrets import METRICS_FILE


def test_this_machine_reads_the_watched_invariant(server):
    answer = httpx.get(f"{server.url}/metrics", trust_env=False, timeout=60)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert "insta_publications_overdue 0.0" in answer.text


def test_who_comes_through_a_proxy_needs_the_token(server):
    proxied = {"X-Forwarded-For": "203.0.113.7"}
    refused = httpx.get(f"{server.url}/metrics", headers=proxied, trust_env=False, timeout=60)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_for_you")
    token = (server.folder / METRICS_FILE).read_text().strip()
    assert oct((server.folder / METRICS_FILE).stat().st_mode)[-3:] == "600"
    headers = {**proxied, "Authorization": f"Bearer {token}"}
    assert (
        httpx.get(f"{server.url}/metrics", headers=headers, trust_env=False, timeout=60).status_code
        == 200
    )
