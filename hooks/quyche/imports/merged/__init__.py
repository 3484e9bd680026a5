"""A new import onto a document that is there already: what it brings, and nothing else."""
