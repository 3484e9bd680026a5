"""How Vietnamese rules are written: kinds, words, numbers, spelling, markers, citations, dates."""
