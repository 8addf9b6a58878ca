import hashlib
import io
import zipfile
from urllib.parse import quote

import pytest

ORGANIZATION = "urn:li:organization:105432001"
MEMBER = "urn:li:person:yrZCpj2Z12"
PDF = b"%PDF-1.7\n" + b"/Type /Page \n" * 300 + b"/Type /Pages"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def office(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<x/>")
    return file.getvalue()


class Documents:
    def __init__(self, linkedin):
        self.linkedin = linkedin
        self.http = linkedin.http

    def begin(self, owner=ORGANIZATION):
        body = {"initializeUploadRequest": {"owner": owner}}
        path = "/rest/documents?action=initializeUpload"
        return self.http.post(path, json=body, headers=self.linkedin.headers)

    def put(self, url, content):
        headers = {"Authorization": f"Bearer {self.linkedin.token}"}
        return self.http.put(url, content=content, headers=headers)

    def upload(self, content, owner=ORGANIZATION):
        begun = self.begin(owner).json()["value"]
        assert self.put(begun["uploadUrl"], content).status_code == 201
        return begun["document"]

    def status(self, urn):
        return self.linkedin.get(f"/rest/documents/{quote(urn, safe='')}")

    def post(self, urn, author=ORGANIZATION):
        content = {"media": {"id": urn, "title": "Read"}}
        return self.linkedin.post(self.linkedin.body("Read", author, content=content))


@pytest.fixture
def documents(linkedin):
    return Documents(linkedin)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (PDF, "AVAILABLE"),
        (PDF + b"/Type/Page ", "PROCESSING_FAILED"),
        (office("word/document.xml"), "AVAILABLE"),
        (office("ppt/presentation.xml"), "AVAILABLE"),
        (office("xl/workbook.xml"), "PROCESSING_FAILED"),
        (OLE + "WordDocument".encode("utf-16-le"), "AVAILABLE"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "AVAILABLE"),
        (OLE, "PROCESSING_FAILED"),
        (b"PK\x03\x04 cut", "PROCESSING_FAILED"),
        (b"plain words", "PROCESSING_FAILED"),
        (PDF + bytes(100 * 1024 * 1024), "PROCESSING_FAILED"),
    ],
)
def test_documents_are_judged_by_what_they_are(documents, control, content, status):
    urn = documents.upload(content)
    assert documents.status(urn).json()["status"] == "PROCESSING"
    control.ask("clock", {"advance_s": 1})
    assert documents.status(urn).json()["status"] == status
    answer = documents.post(urn)
    if status == "AVAILABLE":
        assert answer.headers["x-restli-id"].startswith("urn:li:share:")
        (effect,) = control.look("effects")["effects"]
        assert effect["media"] == [hashlib.sha256(content).hexdigest()]
    else:
        assert answer.json()["code"] == "MEDIA_ASSET_PROCESSING_FAILED"


def test_the_same_document_twice_is_kept_once_and_shown_by_both(documents, control):
    assert documents.post(documents.upload(PDF)).status_code == 201
    assert documents.post(documents.upload(PDF, MEMBER), MEMBER).status_code == 201
    control.ask("clock", {"advance_s": 1})
    told = documents.status(documents.upload(PDF))
    assert told.json()["status"] == "PROCESSING"


def test_an_upload_is_strict(documents, control, stranger):
    begun = documents.begin().json()["value"]
    assert documents.post(begun["document"]).json()["code"] == "MEDIA_ASSET_WAITING_UPLOAD"
    assert documents.http.put(begun["uploadUrl"], content=PDF).status_code == 401
    assert documents.put(begun["uploadUrl"], b"").status_code == 400
    assert documents.put(begun["uploadUrl"], bytes(102 * 1024 * 1024)).status_code == 413
    control.ask("clock", {"advance_s": 86_400})
    late = documents.put(begun["uploadUrl"], PDF)
    assert late.json()["code"] == "EXPIRED_UPLOAD_URL"
    plain = Documents(stranger.connect(scope="openid w_member_social"))
    assert plain.status(plain.upload(PDF, MEMBER)).status_code == 403


@pytest.mark.parametrize("operation", ["upload_document", "document_status"])
def test_processing_can_fail_on_demand(documents, control, operation):
    control.arm(operation, "invalid_media")
    urn = documents.upload(PDF)
    control.ask("clock", {"advance_s": 1})
    documents.status(urn)
    assert documents.status(urn).json()["status"] == "PROCESSING_FAILED"
