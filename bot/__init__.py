"""Everything a person touches: words and widgets. The facts are `knowledge`'s."""
