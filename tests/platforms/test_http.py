import asyncio
import gzip
import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from platforms.http import USER_AGENT, Http, Timeouts, UnansweredError, origin_of

QUICK = Timeouts(connect=1.0, read=0.8, total=2.0)


@pytest.fixture
async def out():
    async with Http(timeouts=QUICK) as http:
        yield http


async def read_request(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return head


def answering(raw):
    async def handle(reader, writer):
        await read_request(reader)
        writer.write(raw)
        await writer.drain()

    return handle


async def fails(out, url, **fields):
    with pytest.raises(UnansweredError) as caught:
        await out.send("POST", url, content=b"{}", **fields)
    return caught.value


async def test_a_refused_connection_was_not_sent(out):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        out.allow(url)
        error = await fails(out, url)
    assert (error.sent, error.timed_out) == ("no", False)


async def test_an_unknown_name_was_not_sent(out):
    assert (await fails(out, "https://no-such-host.invalid/x")).sent == "no"


async def test_a_failed_tls_handshake_was_not_sent(out, serve):
    url = (await serve(answering(b"plain words"))).replace("http:", "https:")
    out.allow(url)
    assert (await fails(out, url)).sent == "no"


async def test_a_tls_handshake_that_never_ends_was_not_sent(out, serve):
    async def silent(reader, writer):
        await asyncio.sleep(5)

    url = (await serve(silent)).replace("http:", "https:")
    out.allow(url)
    error = await fails(out, url)
    assert (error.sent, error.timed_out) == ("no", True)


async def test_a_private_address_is_never_connected_to(out, serve):
    calls = []

    async def note(reader, writer):
        calls.append(1)

    error = await fails(out, await serve(note))
    assert error.sent == "no"
    assert "private network" in error.reason
    assert calls == []


async def test_allowing_one_origin_does_not_allow_its_neighbour_port(out, serve):
    allowed = await serve(answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"))
    other = await serve(answering(b""))
    out.allow(allowed)
    assert (await out.send("GET", allowed)).status == 200
    assert "private network" in (await fails(out, other)).reason


@pytest.mark.parametrize(
    "url",
    ["ftp://example.com/", "file:///etc/passwd", "http://user:pw@127.0.0.1/", "//x", "", "http://"],
)
async def test_what_is_not_a_plain_web_address_is_refused(out, url):
    assert (await fails(out, url)).sent == "no"


async def test_a_connection_dropped_after_reading_is_unknown(out, serve):
    async def drop(reader, writer):
        await read_request(reader)
        writer.transport.abort()

    url = await serve(drop)
    out.allow(url)
    error = await fails(out, url)
    assert (error.sent, error.timed_out) == ("unknown", False)


async def test_a_connection_closed_without_an_answer_is_unknown(out, serve):
    url = await serve(answering(b""))
    out.allow(url)
    assert (await fails(out, url)).sent == "unknown"


async def test_garbage_instead_of_an_answer_is_unknown(out, serve):
    url = await serve(answering(b"\x00\xff not http at all\r\n\r\n"))
    out.allow(url)
    assert (await fails(out, url)).sent == "unknown"


async def test_silence_after_the_request_is_unknown_and_a_time_out(out, serve):
    async def silent(reader, writer):
        await read_request(reader)
        await asyncio.sleep(5)

    url = await serve(silent)
    out.allow(url)
    error = await fails(out, url)
    assert (error.sent, error.timed_out, error.head) == ("unknown", True, None)


async def test_a_dripping_answer_ends_at_the_total_time_with_its_head_known(out, serve):
    async def drip(reader, writer):
        await read_request(reader)
        writer.write(b"HTTP/1.1 201 Created\r\nx-id: 7\r\ncontent-length: 1000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    url = await serve(drip)
    out.allow(url)
    error = await fails(out, url)
    assert (error.sent, error.timed_out) == ("unknown", True)
    assert error.head.headers["x-id"] == "7"


async def test_an_oversized_answer_is_cut_off(out, serve):
    body = b"x" * 5000
    raw = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n" + body
    url = await serve(answering(raw))
    out.allow(url)
    assert "larger than" in (await fails(out, url, max_bytes=2048)).reason
    assert (await out.send("GET", url, max_bytes=5000)).body == body


async def test_a_small_bomb_does_not_become_a_big_one(out, serve):
    body = gzip.compress(b"0" * 20_000_000)
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(body)}\r\n\r\n"
    url = await serve(answering(head.encode() + body))
    out.allow(url)
    assert "larger than" in (await fails(out, url)).reason


async def test_a_gzipped_answer_is_read_and_other_encodings_are_not(out, serve):
    body = gzip.compress("नमस्ते".encode())
    head = "HTTP/1.1 200 OK\r\ncontent-encoding: {}\r\ncontent-length: {}\r\n\r\n"
    good = await serve(answering(head.format("gzip", len(body)).encode() + body))
    twice = await serve(answering(head.format("gzip, gzip", len(body)).encode() + body))
    out.allow(good, twice)
    assert (await out.send("GET", good)).body.decode() == "नमस्ते"
    assert "compressed" in (await fails(out, twice)).reason


async def test_redirects_are_reported_and_not_followed(out, serve):
    raw = b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n"
    url = await serve(answering(raw))
    out.allow(url)
    answer = await out.send("GET", url)
    assert (answer.status, answer.headers["location"]) == (302, "http://169.254.169.254/")


async def test_every_request_has_its_own_connection_one_name_and_no_cookie(out, serve):
    heads, connections = [], []

    async def handle(reader, writer):
        connections.append(1)
        while head := await read_request(reader):
            heads.append(head.decode())
            writer.write(b"HTTP/1.1 200 OK\r\nset-cookie: a=b\r\ncontent-length: 0\r\n\r\n")

    url = await serve(handle)
    out.allow(url)
    for _ in range(3):
        await out.send("GET", url)
    assert len(connections) == len(heads) == 3
    assert all(f"user-agent: {USER_AGENT}\r\n" in head for head in heads)
    assert not any("cookie:" in head.lower() for head in heads)
    assert all(f"Host: {url.removeprefix('http://')}\r\n" in head for head in heads)


async def test_an_ipv6_address_is_reached_by_name_and_by_number(out):
    heads = []

    async def handle(reader, writer):
        heads.append((await read_request(reader)).decode())
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    try:
        server = await asyncio.start_server(handle, "::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6")
    async with server:
        url = f"http://[::1]:{server.sockets[0].getsockname()[1]}"
        assert "private network" in (await fails(out, url)).reason
        out.allow(url)
        assert (await out.send("GET", f"{url}/x")).status == 200
    assert f"Host: {url.removeprefix('http://')}\r\n" in heads[0]


async def test_a_certificate_that_nobody_vouches_for_ends_before_anything_is_sent(out, tmp_path):
    files = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    got = []

    async def handle(reader, writer):
        got.append(await reader.read())
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    async with server:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        out.allow(url)
        assert (await fails(out, url)).sent == "no"
    assert got == []


def self_signed(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = built.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, plain))
    return folder / "cert.pem", folder / "key.pem"


async def test_the_environment_chooses_no_proxy(monkeypatch, serve):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    url = await serve(answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"))
    async with Http(allowed=(url,), timeouts=QUICK) as out:
        assert (await out.send("GET", url)).status == 200


async def test_the_request_target_goes_out_as_it_was_written(out, serve):
    seen = []

    async def handle(reader, writer):
        seen.append((await read_request(reader)).split(b"\r\n")[0])
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

    url = await serve(handle)
    out.allow(url)
    await out.send("GET", f"{url}/rest?shares=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2)")
    assert seen == [b"GET /rest?shares=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2) HTTP/1.1"]


def test_an_origin_always_has_its_port():
    assert origin_of("https://Example.com/a?b#c") == "https://example.com:443"
    assert origin_of("http://example.com:80/") == "http://example.com:80"
    assert origin_of("http://[::1]:8080/") == "http://[::1]:8080"
    assert origin_of("not an address") == ""
