"""What the site shows."""
