"""The served process embeds without torch once the model is exported."""

from pathlib import Path

import pytest

from esg.export import export

LIBRARIES = ("onnxruntime", "libtorch")


@pytest.mark.slow
def test_a_server_that_embeds_has_onnxruntime_in_memory_and_no_torch(
    starts, sandbox, register, tmp_path
):
    export()
    if not Path("/proc/self/maps").exists():
        pytest.skip("this system does not list what a process has in memory")
    server = starts.server(tmp_path, sandbox)
    try:
        assert loaded(server) == []
        person = register(at=server.url)
        person.import_posts()
        found = person.post("/api/v1/esg/search", {"text": "masala chai on a rainy evening"})
        assert (found["space"], len(found["references"])) == ("semantic", 5)
        assert loaded(server) == ["onnxruntime"]
    finally:
        server.stop()


def loaded(server) -> list[str]:
    """Those of the libraries that the process has in memory, as Linux tells."""
    maps = Path(f"/proc/{server.popen.pid}/maps").read_text()
    return [name for name in LIBRARIES if name in maps]
