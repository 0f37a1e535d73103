"""All tests. Helper modules are imported by their path from the checkout: `from tests.unit.extract.reading import Read`."""
