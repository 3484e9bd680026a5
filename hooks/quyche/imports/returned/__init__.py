"""What came back from Word: taken over into the text that went out."""
