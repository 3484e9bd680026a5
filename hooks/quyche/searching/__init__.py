"""What a search finds: provisions, pages and names of an edition, loaded in pieces."""
