# The web app: built from web/ into server/built, where the server and a wheel find it.
WEB := $(shell git ls-files web 2>/dev/null || find web -type f -not -path 'web/node_modules/*')
BUILT := server/built/index.html
MODULES := web/node_modules/.package-lock.json
NPM := npm --prefix web --no-audit --no-fund
NODE_OK := node -e 'const [a, b] = process.versions.node.split(".").map(Number); \
  process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
NEEDS_NODE := Node 20.19 or newer (with npm) is needed to build the web app, and is not here. \
  Everything else works: the chat by API and command line. Install Node, then: make web
NPM_FAILED := npm could not fetch what the web app is built with: its own log in ~/.npm/_logs says \
  why (behind a proxy often a certificate: NODE_EXTRA_CA_CERTS). All else is ready. Then: make web

.PHONY: web web-check web-api screens

web: ## Build the web app (a no-op when nothing changed or Node is missing)
	@if $(NODE_OK); then $(MAKE) --no-print-directory --silent $(BUILT); \
	else echo "$(NEEDS_NODE)"; fi

$(MODULES): web/package.json web/package-lock.json
	@$(NPM) ci --silent || { echo "$(NPM_FAILED)"; exit 1; }
	@touch $@

$(BUILT): $(MODULES) $(WEB)
	@echo "Building the web app"
	@$(NPM) run --silent build -- --logLevel warn

web-check: setup ## Style, types, unit tests of the web app; its API types fit the server
	@$(NODE_OK) || { echo "$(NEEDS_NODE)"; exit 1; }
	@$(MAKE) --no-print-directory $(MODULES)
	$(NPM) run --silent lint
	$(NPM) run --silent types
	$(NPM) test --silent
	@$(MAKE) --no-print-directory web-api OUT=build/schema.d.ts
	@diff -q build/schema.d.ts web/src/api/schema.d.ts >/dev/null || { echo \
	  "web/src/api/schema.d.ts does not fit the server's API any more. Run: make web-api"; exit 1; }

OUT ?= web/src/api/schema.d.ts
web-api: setup $(MODULES) ## Write the web app's API types anew, from the server's schema
	@mkdir -p build
	@$(BIN)/python -W ignore -m server.openapi > build/openapi.json
	@$(NPM) run --silent api -- $(abspath build/openapi.json) -o $(abspath $(OUT)) >/dev/null

screens: setup web ## Pictures of every page and state, phone and desktop: build/screens
	SCREENS=all $(BIN)/python -m pytest tests/web/test_screens.py tests/web/test_screens_in_trouble.py \
	  tests/web/test_try.py tests/web/test_history_import.py tests/web/test_engine.py \
	  tests/web/test_compose.py tests/web/test_weeks.py $(ARGS)
