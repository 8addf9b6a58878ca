"""/api/v1/keys: stored secrets are sealed anew, by order of this machine's commands only."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from config.secrets import fingerprint
from domain.errors import ConflictError, ForbiddenError
from server.auth.access import LOCAL_SURFACE, Admin
from server.running import RunningDep
from tools.rotating import Rotation, rotate

router = APIRouter(prefix="/keys", tags=["operation"])


class RotateBody(BaseModel):
    fingerprint: str = Field(max_length=64)
    """Of the keys that the caller goes by: a server started with others would not use the new."""


@router.post("/rotate")
async def rotate_keys(body: RotateBody, caller: Admin, running: RunningDep) -> Rotation:
    """Seal every stored secret of the installation with the first key."""
    if caller.surface != LOCAL_SURFACE:
        raise ForbiddenError(
            "Keys are rotated by whoever runs this installation: `insta-media rotate-keys`.",
            code="not_allowed",
        )
    if body.fingerprint != fingerprint(running.system.secret_keys):
        raise ConflictError(
            "The server that holds this data was started with other keys. Restart it with the "
            "INSTA_SECRET_KEY of this command, then run this again. Nothing was changed.",
            code="other_keys",
        )
    return await rotate(running.system.store)
