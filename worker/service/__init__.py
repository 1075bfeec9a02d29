"""Working through documents: bounded, recorded, each failure its own document's."""
