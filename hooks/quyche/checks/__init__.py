"""Everything that can be wrong, one file for each subject."""
