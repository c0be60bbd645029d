"""How long building takes, beside what people would otherwise pick; `make bench` runs it."""
