# Every target is a command of ./run, which sets up what it needs first. Options: make demo ARGS="--scale 10"
TARGETS = demo test lint types layers docs-check soak format golden

.PHONY: $(TARGETS)
$(TARGETS):
	@./run $@ $(ARGS)
