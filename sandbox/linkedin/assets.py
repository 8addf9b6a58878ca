"""What a LinkedIn post may show: uploads of its author that have arrived and are good."""

from sandbox.exchange import Call
from sandbox.linkedin import errors, uploads, videos
from sandbox.linkedin.content import Asset
from sandbox.world import World


def use(world: World, owner: str, assets: tuple[Asset, ...]) -> tuple[str, ...]:
    """The hashes of the media that a post of this owner shows.

    Raises:
        RefusalError: one is unknown, somebody else's, not uploaded, or not usable.
    """
    return tuple(_use(world, owner, asset) for asset in assets)


def fail(world: World, call: Call) -> None:
    """Lets the processing of the upload that the call is about end in failure."""
    names = {"urn": call.params.get("urn", ""), "key": call.params.get("key", "")}
    uploads.fail(world.state, **names)
    videos.fail(world.state, **names)


def _use(world: World, owner: str, asset: Asset) -> str:
    if asset.kind == "video":
        row = videos.find(world.state, asset.urn)
        has_arrived = row is not None and row["finalized_ms"] is not None
    else:
        row = uploads.find(world.state, asset.urn)
        has_arrived = row is not None and row["uploaded_ms"] is not None
    if row is None or row["owner"] != owner:
        raise errors.bad_input(
            "INVALID_IMAGE_ID" if asset.kind == "image" else "INVALID_URN_ID",
            f"{asset.urn} is no {asset.kind} of the author",
            field=asset.field,
        )
    if not has_arrived:
        raise errors.bad_input(
            "MEDIA_ASSET_WAITING_UPLOAD",
            f"{asset.urn} has not been uploaded yet",
            field=asset.field,
        )
    if row["failure"] or row["sha256"] is None:
        raise errors.bad_input(
            "MEDIA_ASSET_PROCESSING_FAILED",
            f"{asset.urn} could not be processed",
            field=asset.field,
        )
    return str(row["sha256"])
