"""What PowerPoint gets: templates read with their inheritance, slides and packages written and checked."""
