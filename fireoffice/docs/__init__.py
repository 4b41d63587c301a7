"""Official papers: structure, GB/T 9704 layout, Word writer, reader."""
