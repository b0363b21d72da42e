"""A made-up archive of as many stories as are wanted, to see how a newsroom works with a million of them.

Pure are `pieces` (words made ready for both search indexes), `texts` (what the stories are made of) and `stories` (the
rows of each). `plan` makes sections, people and subjects, `tables` says what the tables take, `loading` writes them
and `indexes` sets PostgreSQL's indexes aside meanwhile.
"""
