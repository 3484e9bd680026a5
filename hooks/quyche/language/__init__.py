"""How rules are written, in each language: kinds, words, numbers, spelling, citations, dates."""
