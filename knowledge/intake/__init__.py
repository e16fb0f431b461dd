"""How records come in: packs, folders of plain files that a person can read and review."""
