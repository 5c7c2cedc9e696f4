"""What scripts call and commands are made of: one function a deed, values in, values out.

`tracker` itself lends these names (`from tracker import add`), each loaded when it is first
asked for. docs/scripting.md has them all, with examples.
"""
