"""Prints the API's schema as JSON, from which the web app's types are made. Opens nothing."""

import json
import sys

from config.settings import Settings
from server.app import create_app


def main() -> None:
    schema = create_app(Settings(env="production")).openapi()
    json.dump(schema, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
