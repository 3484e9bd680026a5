"""Two texts beside each other: matching, changes, synopsis, sentences, table."""
