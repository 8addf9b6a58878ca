"""/metrics: the running system's figures in Prometheus' text format. Names no tenant."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from config import telemetry
from config.secrets import metrics_token
from domain.errors import ForbiddenError
from server.running import Running, RunningDep

router = APIRouter(tags=["operation"])
_LOOPBACK = ("127.", "::1")


@router.get("/metrics", response_class=Response)
async def metrics(
    request: Request,
    running: RunningDep,
    authorization: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Answers this machine, and whoever brings the token of the data folder's metrics.token."""
    if not (_is_local(request) or _has_token(running, authorization)):
        raise ForbiddenError(
            "The figures are for this machine. From elsewhere, send the content of metrics.token "
            "in the server's data folder as “Authorization: Bearer …”.",
            code="not_for_you",
        )
    figures, media_type = telemetry.exposition()
    return Response(figures, media_type=media_type)


def _is_local(request: Request) -> bool:
    # a proxy on this machine speaks for strangers, and says so
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded"))
    host = request.client.host if request.client else ""
    return host.startswith(_LOOPBACK) and not forwarded


def _has_token(running: Running, authorization: str) -> bool:
    token = authorization.removeprefix("Bearer ").strip()
    wanted = metrics_token(running.system.settings.data_dir)
    return hmac.compare_digest(token.encode(), wanted.encode())
