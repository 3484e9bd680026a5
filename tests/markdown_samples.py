"""Texts for tests that mean something to Markdown or to GitHub."""

from hypothesis import strategies as st

# Signs that mean something to Markdown or to GitHub, among words.
PIECES = st.sampled_from(
    [
        *("Ban", "Điều", "5", "họp", "a", "tháng", "đ", "10", "o\u0302\u0301"),
        *" \n\t.,;:!?()[]{}*_~`#|<>&@$+-=^\\/\"'“”",
        *("**", "~~~", "```", "@everyone", "#1", "GH-1", "http://a.vn", "www.a.vn", ":tada:"),
        *("<script>", "<!--", "![x](y)", "&#64;x", "1. ", "- ", "deadbeef12", "---"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
