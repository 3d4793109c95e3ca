"""RELAX NG made of an ODD that the user gives, and of the specifications of the TEI."""
