"""The study of own posts as a process of its own: its figures would hold a server up.

Reads one JSON object from the standard input and writes the study to the standard output: exit 0.
A study that cannot be made is told there in words, with exit 3.
"""

import asyncio
import sys

from pydantic import BaseModel

from domain.errors import InstaMediaError
from domain.post import Post
from domain.study import Study
from esg.onnx import build_embedder
from esg.study.feeling import feeling
from esg.study.own import history_of
from esg.study.run import Wanted, study_history

REFUSED = 3


class Ordered(BaseModel):
    """What to study.

    name: What the posts are, for people. posts: One platform's, in any order. embedder: The
    setting of that name.
    """

    name: str
    posts: list[Post]
    embedder: str


async def _made(ordered: Ordered) -> Study:
    history = history_of(ordered.posts)
    wanted = Wanted(name=ordered.name, raw=b"", platform=history.platform)
    return await study_history(
        history, wanted, build_embedder(ordered.embedder), told=lambda _: None, extra=feeling()
    )


def main() -> int:
    ordered = Ordered.model_validate_json(sys.stdin.buffer.read())
    try:
        made = asyncio.run(_made(ordered))
    except InstaMediaError as error:
        sys.stdout.write(error.message)
        return REFUSED
    sys.stdout.write(made.model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
