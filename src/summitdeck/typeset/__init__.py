"""How much room text takes: faces, line breaking with kinsoku, heights, fitting. Knows no slides."""
