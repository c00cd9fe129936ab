"""What a PowerPoint template is worth to us: looked at, judged, and made a template of the project."""
