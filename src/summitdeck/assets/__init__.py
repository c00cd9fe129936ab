"""The one door to files: paths, limits, pictures, caches."""
