"""The theme as MkDocs finds it by the name `quyche`: the folder this file lies in."""
