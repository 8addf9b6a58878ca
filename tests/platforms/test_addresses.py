import pytest

from platforms.addresses import AddressError, is_public, resolve_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001::7f00:1",
        "2001:db8::1",
    ],
)
def test_an_address_that_is_not_the_public_internet_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111"])
def test_an_ordinary_address_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001"])
async def test_a_name_or_number_that_means_this_machine_is_refused(host):
    with pytest.raises(AddressError, match="private network"):
        await resolve_public(host, 80, timeout_s=5)


@pytest.mark.parametrize("host", ["", "no-such-host.invalid", "a" * 300, "bad\x00name"])
async def test_a_name_that_leads_nowhere_is_said_so(host):
    with pytest.raises(AddressError):
        await resolve_public(host, 80, timeout_s=5)
