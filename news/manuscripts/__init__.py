"""From a manuscript to an article draft without losing a character: read, understand, check, account for, file.

`source` turns bytes into numbered lines, `understanding` lines into typed pieces, `checking` says what looks odd in them,
`filing` turns pieces into a draft and back, and `ledger` says where every character went; the `desk` shows all of it to
editors. All speak in `pieces` and `errors`. Only `filing`, `desk` and `checking.registered` ask the database.
"""
