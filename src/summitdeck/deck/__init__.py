"""What the author says: the slide language read, resolved and printed. No geometry, no XML."""
