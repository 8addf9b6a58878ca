import subprocess
import sys
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from domain.errors import InvalidError
from domain.platform import Platform
from platforms.http import Http
from platforms.ports import PlatformSettings
from platforms.registry import Platforms, build_platforms


def settings(**bases):
    return PlatformSettings(client_id="id", client_secret=SecretStr("hidden"), **bases)


async def test_without_a_base_the_documented_hosts_are_used():
    async with Http() as http:
        platforms = build_platforms(
            {Platform.LINKEDIN: settings()}, http=http, now=lambda: datetime.now(UTC)
        )
        url = platforms.get(Platform.LINKEDIN).connector.authorize_url("s", "https://me.example/cb")
    assert url.startswith("https://www.linkedin.com/oauth/v2/authorization?response_type=code&")


async def test_only_platforms_with_settings_are_available():
    async with Http() as http:
        settings_of_two = {Platform.FACEBOOK: settings(), Platform.LINKEDIN: settings()}
        platforms = build_platforms(settings_of_two, http=http, now=lambda: datetime.now(UTC))
    assert platforms.available == (Platform.FACEBOOK, Platform.LINKEDIN)
    with pytest.raises(InvalidError, match="YouTube is not set up here") as caught:
        platforms.get(Platform.YOUTUBE)
    assert caught.value.code == "platform_not_available"


def test_an_installation_without_platforms_says_so():
    with pytest.raises(InvalidError, match="X is not set up here"):
        Platforms(()).get(Platform.X)


def test_the_app_secret_is_not_shown():
    assert "hidden" not in f"{settings()!r} {settings()}"


def test_importing_the_platforms_loads_no_html_parser():
    code = (
        "import sys, platforms.registry, platforms.site\n"
        "print([m for m in ('trafilatura', 'selectolax', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
