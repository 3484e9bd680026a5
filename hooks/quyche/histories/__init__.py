"""A text from edition to edition: pairs, reasons, articles, effects."""
