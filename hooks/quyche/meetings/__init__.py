"""What meetings concluded, and which edition came of which meeting."""
