"""Find warm introductions."""
