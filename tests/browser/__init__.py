"""A package of its own, so that the browser, which is a fixture of the package, ends before other tests begin."""
