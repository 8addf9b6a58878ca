"""The demo's way through the sandbox, and the doors it does not open."""

import httpx
import pytest

from cli import sandbox as twins
from domain.errors import InvalidError, UpstreamError


def _authorize_url(base: str) -> str:
    query = {
        "response_type": "code",
        "client_id": "sandbox-linkedin",
        "redirect_uri": "http://127.0.0.1:9/callback",
        "state": "s-1",
        "scope": "openid profile w_member_social",
    }
    return str(httpx.URL(f"{base}/oauth/v2/authorization", params=query))


def test_consent_is_given_on_the_page_as_the_new_member(sandbox):
    with twins.Sandbox.behind(_authorize_url(sandbox.url), configured=sandbox.url) as found:
        member = found.new_member("linkedin", "Masala Chai Co.")
        back = httpx.URL(found.consent(_authorize_url(sandbox.url), member))
        assert back.params["state"] == "s-1"
        assert back.params["code"]
        assert f"urn:li:person:{member}" in found.account_ids()


def test_a_member_who_is_not_on_the_page_cannot_consent(sandbox):
    url = _authorize_url(sandbox.url)
    found = twins.Sandbox.behind(url, configured=sandbox.url)
    with found, pytest.raises(UpstreamError, match="no consent page"):
        found.consent(url, "nobody")


@pytest.mark.parametrize("url", ["https://www.linkedin.com", "http://127.0.0.1:9"])
def test_whatever_is_not_the_sandbox_is_refused(url):
    with pytest.raises(InvalidError, match="only on the sandbox"):
        twins.Sandbox.behind(f"{url}/oauth/v2/authorization", configured="http://127.0.0.1:8900")


def test_an_own_sandbox_is_gone_afterwards():
    with twins.own() as url:
        told = twins.info(url)
        assert told is not None
        assert told["sandbox"] == url
    assert twins.info(url) is None
