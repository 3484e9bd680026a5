"""One edition, read once: what pages, checks, reviews and commands all take."""
