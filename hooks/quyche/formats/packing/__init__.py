"""Files made smaller that say the same."""
