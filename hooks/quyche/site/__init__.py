"""What MkDocs needs to know of the library: the only modules that know MkDocs."""
