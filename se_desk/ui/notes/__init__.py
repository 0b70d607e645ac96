"""Writing notes: the editor with its preview, revisions, the quick note, and what a selection becomes."""
