"""The terminal UI: it asks for dossiers and shows them, and computes nothing itself.

    drawing/   a chart as cells: values in, characters out; knows nothing of Textual
    archive    what workers ask of the ledger, in threads of their own
    widgets/   show what they are given and post messages
    panes/     the five screens, side by side or one at a time as the terminal allows
    dialogs/   what opens over them: why, a claim, a date, a form
    desk       the screen that holds the panes; actions/ what its keys do

`run` opens it. Nothing here imports sqlmodel before the first frame stands.
"""
