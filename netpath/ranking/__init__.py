"""Which chains are best: tie strength, titles, search, and the words for it."""
