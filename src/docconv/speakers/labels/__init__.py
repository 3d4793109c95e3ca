"""Labels taken apart: names, offices, groups, anonymous voices, joint labels."""
