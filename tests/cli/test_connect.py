"""`connect` shows the consent page, waits for the person, and says which accounts came."""

import httpx
import pytest

pytestmark = pytest.mark.slow


def test_it_waits_until_the_person_allowed_and_names_the_accounts(served, sandbox):
    with served.start("connect", "linkedin") as process:
        try:
            address = next(line for line in process.stdout if line.startswith(sandbox.url)).strip()
            allowed = httpx.post(address, data={"action": "allow"}, trust_env=False)
            back = httpx.get(allowed.headers["location"], trust_env=False, timeout=30)
            assert back.status_code == 200, back.text
            told, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Connected: Masala Chai Co. (organization)" in told


def test_an_unknown_platform_is_refused_in_words(served):
    refused = served.run("connect", "tiktok")
    assert refused.returncode != 0
    assert "tiktok" in refused.stderr
