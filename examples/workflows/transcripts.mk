# make -f transcripts.mk: every transcript beside it as TEI, Word and PDF in out/; only what changed is made anew.
SOURCES := $(wildcard *.txt)
FORMATS ?= xml docx pdf

all: $(foreach format,$(FORMATS),$(SOURCES:%.txt=out/%.$(format)))

define rule
out/%.$(1): %.txt
	docconv convert $$< -o $$@ --force --quiet
endef
$(foreach format,$(FORMATS),$(eval $(call rule,$(format))))

.PHONY: all
