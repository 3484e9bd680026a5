"""Which folders the package is made of; everything else about it stands in pyproject.toml."""

from setuptools import find_packages, setup

# The library lies in hooks/, the theme beside it in overrides/; installed, the theme is a package
# of the library.
setup(
    packages=[*find_packages("hooks"), "quyche.theme"],
    package_dir={"": "hooks", "quyche.theme": "overrides"},
)
