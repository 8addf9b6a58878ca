"""The author that works without a model or a key: each prompt answered by one plain function.

Same inputs, same output, in every process; reads no clock but its own stopwatch.
"""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Any

from domain.content import Provenance
from domain.errors import InvalidError
from domain.prices import with_rupees
from llm.offline.align.aligning import align
from llm.offline.brand.drafting import draft
from llm.offline.edit.editing import edit_post
from llm.offline.findings import find
from llm.offline.ideate.ideating import ideate
from llm.offline.intake.reading import read_intake
from llm.offline.intent.reading import read_intent
from llm.offline.judging import judge
from llm.offline.picture.prompting import prompt_picture
from llm.offline.post.endings import lasting
from llm.offline.post.writing import write_posts
from llm.offline.reply.telling import tell
from llm.offline.report.telling import report
from llm.offline.strategy import plan
from llm.offline.studio.ad_copy import write_ads
from llm.offline.studio.blog_outline import write_outlines
from llm.offline.studio.email import write_emails
from llm.offline.studio.product_description import write_descriptions
from llm.offline.studio.templated_post import write_templated
from llm.offline.video.writing import write_scripts
from llm.port import OFFLINE_AUTHOR, InT, OutT, Task, Written
from llm.tasks.ad_copy import AD_COPY
from llm.tasks.align import ALIGN
from llm.tasks.blog_outline import BLOG_OUTLINE
from llm.tasks.brand_draft import BRAND_DRAFT
from llm.tasks.edit_post import EDIT_POST, EditedPost, EditPostInputs
from llm.tasks.email import EMAIL
from llm.tasks.findings import FINDINGS
from llm.tasks.ideate import IDEATE
from llm.tasks.image_prompt import IMAGE_PROMPT
from llm.tasks.intake import INTAKE
from llm.tasks.intent import INTENT
from llm.tasks.judge_safety import JUDGE_SAFETY
from llm.tasks.product_description import PRODUCT_DESCRIPTION
from llm.tasks.reply import REPLY
from llm.tasks.report import REPORT
from llm.tasks.social_post import SOCIAL_POST
from llm.tasks.strategy import STRATEGY
from llm.tasks.templated_post import TEMPLATED_POST
from llm.tasks.video_script import VIDEO_SCRIPT
from prompts.loader import load

LABEL = OFFLINE_AUTHOR
_LONG = frozenset({BRAND_DRAFT.prompt})
"""Reads whole sites and documents, up to two seconds: nobody else has to wait for that."""


class OfflineAuthor:
    """Rules and shipped phrases over the brand's own facts."""

    def __init__(self) -> None:
        self._writers: dict[str, Callable[[Any], Any]] = {}
        self._add(INTENT, read_intent)
        self._add(INTAKE, read_intake)
        self._add(STRATEGY, plan)
        self._add(SOCIAL_POST, write_posts)
        self._add(EDIT_POST, _edit)
        self._add(FINDINGS, find)
        self._add(IDEATE, ideate)
        self._add(REPLY, tell)
        self._add(REPORT, report)
        self._add(ALIGN, align)
        self._add(JUDGE_SAFETY, judge)
        self._add(AD_COPY, write_ads)
        self._add(BLOG_OUTLINE, write_outlines)
        self._add(EMAIL, write_emails)
        self._add(PRODUCT_DESCRIPTION, write_descriptions)
        self._add(TEMPLATED_POST, write_templated)
        self._add(VIDEO_SCRIPT, write_scripts)
        self._add(BRAND_DRAFT, draft)
        self._add(IMAGE_PROMPT, prompt_picture)

    @property
    def label(self) -> str:
        return LABEL

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        writer = self._writers.get(task.prompt)
        if writer is None:
            raise InvalidError(
                f"The offline author has no answer to “{task.prompt}”.", code="unknown_task"
            )
        started = perf_counter()
        if task.prompt in _LONG:
            output: OutT = await asyncio.to_thread(writer, inputs)
        else:
            output = writer(inputs)
        prompt = load(task.prompt)
        provenance = Provenance(
            author=LABEL,
            prompt=prompt.front.name,
            prompt_version=prompt.version,
            prompt_hash=prompt.hash,
            latency_ms=(perf_counter() - started) * 1000,
        )
        return Written(output=output, provenance=provenance)

    def _add(self, task: Task[InT, OutT], writer: Callable[[InT], OutT]) -> None:
        self._writers[task.prompt] = writer


def _edit(inputs: EditPostInputs) -> EditedPost:
    """Prices as posts write them, and facts that still hold, also where a wish adds some."""
    brand = with_rupees(inputs.brand)
    brand = brand.model_copy(update={"facts": lasting(brand.facts, inputs.goes_out)})
    return edit_post(inputs.model_copy(update={"brand": brand}))
