"""LinkedIn's documents: PDF, Word and PowerPoint, spooled to disk and judged by what they are."""

import mmap
import re
import zipfile
from pathlib import Path

from starlette.responses import Response

from sandbox.exchange import Call
from sandbox.linkedin import access, errors, uploads
from sandbox.world import World

# https://www.ayrshare.com/docs/media-guidelines/linkedin
LARGEST_DOCUMENT = 100 * 1024 * 1024
MOST_PAGES = 300
# What the line takes is more than what is a good document.
LARGEST_UPLOAD = LARGEST_DOCUMENT + 1024 * 1024
UPLOAD_PATH = "/dms-uploads/document"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = {
    "PowerPoint Document": "application/vnd.ms-powerpoint",
    "WordDocument": "application/msword",
}
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def begin(world: World, call: Call) -> Response:
    """POST /rest/documents?action=initializeUpload."""
    grant = access.enter_rest(world, call)
    return uploads.begin(world, call, grant, kind="document", path=UPLOAD_PATH)


def upload(world: World, call: Call) -> Response:
    """PUT to the upload URL: 201 also for what turns out to be no document."""
    grant = access.enter(world, call)
    row = uploads.expected(world, call, grant)
    if call.spool is None or call.is_cut or not call.spool.stat().st_size:
        raise errors.bad_input("ILLEGAL_ARGUMENT", "The request has no content, or not all of it")
    content_type, failure = _judged(call.spool)
    sha256 = None
    if content_type is not None:
        sha256 = _keep(world, call.spool, content_type)
    uploads.arrived(world, row["urn"], sha256, failure)
    return Response(status_code=201, headers=errors.headers())


def show(world: World, call: Call) -> Response:
    """GET /rest/documents/{urn}."""
    grant = access.enter_rest(world, call)
    return uploads.show(world, call, grant, kind="document")


def _keep(world: World, spool: Path, content_type: str) -> str:
    key = world.stash.new()
    world.stash.append(key, spool)
    return uploads.keep_file(world, key, content_type)


def _judged(file: Path) -> tuple[str | None, str | None]:
    """What kind of document it is, or why it is none that can be shown."""
    if file.stat().st_size > LARGEST_DOCUMENT:
        return None, "The document is larger than 100 MB."
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as all_:
        if all_[:5] == b"%PDF-":
            pages = sum(1 for _ in _PAGE.finditer(all_))
            if pages > MOST_PAGES:
                return None, f"The document has {pages} pages."
            return "application/pdf", None
        if all_[: len(_OLE)] == _OLE:
            found = (
                kind for name, kind in _IN_OLE.items() if all_.find(name.encode("utf-16-le")) >= 0
            )
        else:
            found = (kind for name, kind in _IN_ZIP.items() if name in _names(file))
        kind = next(found, None)
    return kind, None if kind else "It is neither PDF nor Word nor PowerPoint."


def _names(file: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return frozenset()
