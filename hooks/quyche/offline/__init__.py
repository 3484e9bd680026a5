"""The copies that readers keep: an edition as one file, what is in force in a browser."""
