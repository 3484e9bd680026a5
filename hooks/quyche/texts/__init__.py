"""One file to a tree and back: front matter, addresses, provisions, parser, minutes, states."""
