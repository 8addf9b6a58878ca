import pytest

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.hosts import Hosts


@pytest.mark.parametrize("host", ["linkedin.com", "www.linkedin.com", "media.licdn.linkedin.com"])
def test_a_networks_own_hosts_are_trusted_without_a_base(host):
    hosts = Hosts(Platform.LINKEDIN, "linkedin.com", ["", ""])
    assert hosts.take(f"https://{host}/dms-uploads/1?ca=2")
    configured = Hosts(Platform.LINKEDIN, "linkedin.com", ["https://up.example"])
    assert not configured.take(f"https://{host}/dms-uploads/1")
    assert configured.take("https://up.example:443/x")


def test_another_host_is_refused_with_the_setting_to_look_at():
    hosts = Hosts(Platform.YOUTUBE, "googleapis.com", [])
    with pytest.raises(PlatformError, match=r"the video sent .* not YouTube's") as caught:
        hosts.must_take("https://googleapis.com.evil.example/1", "video")
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.CONFIGURATION, "no")
    assert "INSTA_PLATFORMS__YOUTUBE__API_BASE" in caught.value.message
