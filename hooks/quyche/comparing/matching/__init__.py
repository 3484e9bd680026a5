"""Which provision of one text is which of another, and which words of it stayed."""
