"""The lineage of a formulation as a picture (SVG), in the six languages."""
