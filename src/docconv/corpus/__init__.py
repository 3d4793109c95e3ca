"""Archives: folders of transcripts, of any number, converted file by file, and what was done of each.

`unit` converts one file and knows of no other; whoever likes may hand out the work. `storage` is where files
are, `plan` finds them, `engines` do the work, `driver` hands it out, `manifest` records what was done,
`report` sums it up. `people` tells who is who over all files.
"""
