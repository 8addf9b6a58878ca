"""The Graph API as Pages use it: its hosts, and which of them may see a token."""

from domain.platform import Platform
from platforms.facebook.errors import FACEBOOK
from platforms.hosts import Hosts
from platforms.http import Http
from platforms.meta import graph
from platforms.meta.answers import VERSION
from platforms.ports import PlatformSettings

API_BASE = "https://graph.facebook.com"
VIDEO_BASE = "https://graph-video.facebook.com"
WWW_BASE = "https://www.facebook.com"


class Graph(graph.Graph):
    def __init__(self, http: Http, settings: PlatformSettings) -> None:
        super().__init__(http, settings.api_base or API_BASE, product=FACEBOOK)
        self.video_base = (settings.upload_base or settings.api_base or VIDEO_BASE).rstrip("/")
        self.www_base = (settings.auth_base or WWW_BASE).rstrip("/")
        bases = (settings.api_base, settings.upload_base)
        self.hosts = Hosts(Platform.FACEBOOK, "facebook.com", bases)

    def video_address(self, path: str) -> str:
        return f"{self.video_base}/{VERSION}/{path}"
