"""Gold of our own: who is for or against what, what happened and who said it, listed by hand over many outlets."""
