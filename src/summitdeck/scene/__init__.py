"""Where it goes: layouts rendered, slots found, everything placed. No DrawingML."""
