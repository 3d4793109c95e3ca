"""Who in one file is who in another: `appearances` are the speakers of files and what is known of them,
`proposals` what somebody has to say yes to, `registry` all of it.
"""
