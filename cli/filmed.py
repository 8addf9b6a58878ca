"""Pictures and storyboards fetched to files: ordered, waited for, written whole."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from cli import output
from cli.api import Api
from cli.posts import finished
from domain.errors import InvalidError


def read_script(file: Path) -> dict[str, Any]:
    """The script in a file: one by itself, or the first of what `video --json` printed.

    Raises:
        InvalidError: `bad_script`; it is neither.
    """
    try:
        read = json.loads(file.read_text("utf-8"))
        script: dict[str, Any] = read["items"][0] if "items" in read else read
        if "scenes" not in script:
            raise KeyError("scenes")
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise InvalidError(
            f"{file} holds no script. Write one with: insta-media video BRIEF --json > script.json",
            code="bad_script",
        ) from error
    return script


def storyboard(api: Api, wanted: dict[str, Any], file: Path) -> dict[str, Any]:
    """Have a script drawn as a video, and write it there; what the job answered.

    Raises:
        InvalidError: `bad_file`; the file cannot be written.
        UpstreamError: It could not be drawn; says why.
    """
    _require_place(file)
    job = api.post("/api/v1/studio/storyboard", wanted)
    done = finished(api, job["job_id"], "Drew {done} of {total} seconds")
    for told in done["left_out"]:
        output.note(told)
    _fetch(api, done["medium"]["sha256"], file)
    return done


def pictures(api: Api, made: dict[str, Any], folder: Path) -> list[Path]:
    """Write what was drawn into the folder, numbered in its order.

    Raises:
        InvalidError: `bad_file`; a file cannot be written.
    """
    files = []
    for number, item in enumerate(made["items"], 1):
        ending = "jpg" if item["content_type"] == "image/jpeg" else "png"
        files.append(folder / f"picture-{number}.{ending}")
        _require_place(files[-1])
        _fetch(api, item["sha256"], files[-1])
    return files


def _require_place(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(file, error) from error


def _fetch(api: Api, sha256: str, file: Path) -> None:
    content = api.content(f"/api/v1/media/{sha256}")
    try:
        handle, written = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(written).replace(file)
    except OSError as error:
        raise _unwritable(file, error) from error
    output.note(f"Written to {file}")


def _unwritable(file: Path, error: OSError) -> InvalidError:
    return InvalidError(
        f"{file} cannot be written ({error.strerror}). Choose another place.", code="bad_file"
    )
