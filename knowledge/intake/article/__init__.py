"""From an article to who said what: sentences, quotations, and attributions with offsets."""
