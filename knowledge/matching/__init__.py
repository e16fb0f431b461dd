"""Which claim was meant? reading -> candidates -> scores -> guards -> confidence -> decision."""
