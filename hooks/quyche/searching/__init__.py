"""What a search finds: the provisions, pages and names of an edition, in pieces loaded as needed."""
