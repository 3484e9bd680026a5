"""What a proposal changes, and how that is shown."""
