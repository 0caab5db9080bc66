"""The only SQL: nouns of the model into rows and back, each query naming the libraries it may see."""
