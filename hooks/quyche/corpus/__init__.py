"""All texts of one edition, and what they point to."""
