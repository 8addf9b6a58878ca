"""Somebody whose workspace holds one of everything, in words that nobody else would use."""

import json
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

CANARY = "Quillsong"
"""In everything that the landlord has written or handed in."""
V1 = "/api/v1"
AT = "2026-01-01 00:00:00"
SAID = {"role": "user", "content": f"Two LinkedIn posts about our {CANARY} chai"}
CHAI = {"name": f"{CANARY} chai", "description": "Slow-brewed with ginger", "price": "₹40"}
FACT = {"text": f"We have brewed {CANARY} since 1998.", "source": "the owner"}
POSTS = f"Date,Caption,Likes\n2026-01-05,The first {CANARY} of the year.,120\n"
GUIDE = f"Tone: honest\nKeywords: {CANARY}\n".encode()
OWN_DAY = {"name": f"{CANARY} Mela", "day": "2027-01-05", "mourning": True}
FORM = {"name": f"{CANARY} news", "occasion": "Founders' feast", "brief": "{product}"}
TEMPLATE = {**FORM, "structure": [{"purpose": "hook"}]}
SIGN_OFF = {"aspect": "sign_off", "params": {"text": f"Team {CANARY}"}}
SWAP = {"old": "tea", "text": CANARY}
EVIDENCE = {"edited": [], "wished": [], "acts": 3, "occasions": 3, "against": []}
BLOCKED = {"platform": "linkedin", "text": f"Only idiots like you drink cheap {CANARY}."}
WHY = f"It quotes the film {CANARY}."
TRACKED = {"on": False, "campaign": CANARY}

THREAD = "/threads/{thread_id}"
IN_WORDS = (
    f"{V1}/brands",
    f"{V1}/profile/assets",
    f"{V1}/profile/draft/{{draft_id}}",
    f"{V1}/profile/rules",
    f"{V1}/profile/rules?brand_id={{second_brand_id}}",
    f"{V1}/tracking",
    f"{V1}/posts",
    f"{V1}/templates?occasion=Founders' feast",
    f"{V1}/ideas",
    f"{V1}/calendar/days?from=2027-01-05&to=2027-01-05",
    f"{V1}/campaigns/{{campaign_id}}",
    f"{V1}/campaigns/{{campaign_id}}/content",
    f"{V1}/approvals/{{approval_id}}",
    f"{V1}/approvals/{{blocked_approval_id}}",
    f"{V1}/audit",
)
"""Where the landlord's words are read."""
WORDLESS = (
    f"{V1}/approvals?status=open",
    f"{V1}/publications",
    f"{V1}/timetables/{{connection_id}}",
    f"{V1}/platforms",
    f"{V1}/media",
    f"{V1}/jobs/{{job_id}}",
)
"""Where the rest is."""


@dataclass
class Landlord:
    """With the ids of all of it."""

    person: Any
    ids: dict[str, str]

    def sees(self) -> list[Any]:
        """What somebody else could change."""
        thread = self.looks_at(THREAD)
        runs = len(self.looks_at(f"{THREAD}/runs?limit=100"))
        seen = [self.looks_at(path) for path in (*IN_WORDS, *WORDLESS)]
        return [*seen, thread["metadata"], thread["interrupts"], runs]

    def looks_at(self, path: str) -> Any:
        return self.person.get(self.filled(path))

    def filled(self, value: Any, **others: object) -> Any:
        """The same with these ids in their places."""
        if isinstance(value, str):
            return value.format(**self.ids, **others)
        if isinstance(value, dict):
            return {key: self.filled(inner, **others) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner, **others) for inner in value]
        return value


def furnished(
    person: Any, chat: Any, file: Path, profile: dict[str, Any], wait_for: Callable[..., Any]
) -> Landlord:
    """A campaign of two posts, one approved and one asking; and one of all the rest.

    Args:
        person: Who is new here.
        chat: Their chat client.
        file: The server's database.
        profile: A brand's, to which the landlord's own words come.
        wait_for: Looks until something is there.
    """
    own = {"products": [CHAI, *profile["products"]], "facts": [FACT, *profile["facts"]]}
    person.put(f"{V1}/profile", {**profile, **own})
    person.import_posts(POSTS)
    person.connect_linkedin()
    ids = _campaign(person, chat, wait_for)
    ids |= _brands(person, file) | _plans(person) | _blocked(person)
    begun = person.post(f"{V1}/platforms/connect", {"platform": "instagram"})
    return Landlord(
        person,
        {
            **ids,
            "workspace_id": person.pair["user"]["workspace_id"],
            "user_id": person.pair["user"]["id"],
            "state": begun["state"],
            "job_id": _finished_job(file, person),
            "post_id": person.get(f"{V1}/posts")["items"][0]["id"],
        },
    )


def _campaign(person: Any, chat: Any, wait_for: Callable[..., Any]) -> dict[str, str]:
    thread_id = chat.threads.create()["thread_id"]
    chat.runs.wait(thread_id, "insta-media", input={"messages": [SAID]})
    first, second = person.get(f"{V1}/approvals", status="open")["items"]
    decision = {"decision": "approve", "version": 1}
    person.post(f"{V1}/approvals/{first['id']}/decision", decision)
    (publication,) = person.get(f"{V1}/publications")["items"]
    wait_for(lambda: chat.threads.get(thread_id)["status"] == "interrupted")
    person.put(f"{V1}/timetables/{second['connection_id']}", {"timezone": "Asia/Kolkata"})
    return {
        "thread_id": thread_id,
        "run_id": chat.runs.list(thread_id)[0]["run_id"],
        "checkpoint_id": chat.threads.get_state(thread_id)["checkpoint"]["checkpoint_id"],
        "approval_id": second["id"],
        "campaign_id": second["campaign_id"],
        "connection_id": second["connection_id"],
        "publication_id": publication["id"],
        "sha256": second["content"]["media"][0]["sha256"],
    }


def _brands(person: Any, file: Path) -> dict[str, str]:
    """Two of them; of the one: a file, a draft and a rule, of the other: a proposed rule."""
    second = person.post(f"{V1}/brands", {"business_name": f"{CANARY} Sweets"})["brand_id"]
    person.put(f"{V1}/tracking", TRACKED)
    medium = person.http.post(f"{V1}/media", files={"file": ("chai.png", _picture())})
    guide = person.hand_in("style_guide", GUIDE, name=f"{CANARY}.txt")["id"]
    return {
        "brand_id": person.get(f"{V1}/profile")["brand_id"],
        "second_brand_id": second,
        "own_sha256": medium.json()["sha256"],
        "asset_id": guide,
        "draft_id": person.post(f"{V1}/profile/draft", {"asset_ids": [guide]})["draft_id"],
        "stated_rule_id": person.post(f"{V1}/profile/rules", SIGN_OFF)["id"],
        "rule_id": _proposed_rule(file, person, second),
    }


def _picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (600, 600), "#a3400f").save(content, "PNG")
    return content.getvalue()


def _plans(person: Any) -> dict[str, str]:
    (idea,) = person.post(f"{V1}/ideate", {"n": 1, "brief": f"{CANARY} chai"})["ideas"]
    return {
        "idea_id": idea["id"],
        "own_day_id": person.post(f"{V1}/calendar/days", OWN_DAY)["id"],
        "template_id": person.post(f"{V1}/templates", {"template": TEMPLATE})["id"],
    }


def _blocked(person: Any) -> dict[str, str]:
    """A post that a check blocks and somebody answered for; still asked about."""
    asked = person.post(f"{V1}/content", BLOCKED)["approval"]
    content_id = asked["content"]["id"]
    answer = {"version": asked["version"], "reason": WHY}
    person.post(f"{V1}/content/{content_id}/safety/override", answer)
    return {"content_id": content_id, "blocked_approval_id": asked["id"]}


def _finished_job(file: Path, person: Any) -> str:
    """A job's row as a long import leaves it, without the minute that one takes."""
    job_id = secrets.token_hex(8)
    row = {
        "id": job_id,
        "workspace_id": person.pair["user"]["workspace_id"],
        "kind": "import",
        "status": "done",
        "order": "{}",
        "done": 1,
        "tally": "{}",
        "created_at": AT,
        "updated_at": AT,
    }
    _insert(file, "jobs", row)
    return job_id


def _proposed_rule(file: Path, person: Any, brand_id: str) -> str:
    """A rule's row as three edited drafts leave it, without the campaigns that they take."""
    rule_id = secrets.token_hex(8)
    row = {
        "id": rule_id,
        "workspace_id": person.pair["user"]["workspace_id"],
        "brand_id": brand_id,
        "aspect": "replace",
        "params": json.dumps(SWAP),
        "status": "proposed",
        "evidence": json.dumps(EVIDENCE),
        "created_at": AT,
    }
    _insert(file, "brand_rules", row)
    return rule_id


def _insert(file: Path, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    with closing(sqlite3.connect(file, timeout=60)) as database:
        database.execute(f"insert into {table} ({names}) values ({values})", row)
        database.commit()
