"""Importing what others publish: files become claims as they are told there, then records.

files/         files of any size, piece by piece
item           what an import reads
claimreview    ClaimReview in its forms, as claims; plain_fields, people, fields_read
mapping        which column of a table is which field; rows makes claims of them
entries        what of a document may become records
claimant_ids   which speaker is that claimant?
making         a claim as told becomes records
taking         all of a document into a store; once, mentioned
"""
