"""Whatever staff change, in a browser or at the command line, leaves an entry in the log."""

import ast
from pathlib import Path

import pytest

ADMIN = Path(__file__).parent.parent.parent / "admin"
WRITERS = ("catalogue/*.py", "imports/*.py", "demonstration/filling.py", "report/room.py")
# A try at the door, and the set-up link of a start: nothing that staff change.
UNNOTED = {"_begin_attempt", "announce"}


def called(node: ast.AST) -> set[str]:
    """What a piece of code calls by its name, or as a part of a module: `catalogue.retire`."""
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    parts = {
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
    }
    return {call.id for call in calls if isinstance(call, ast.Name)} | (parts - {"add"})


def noting(files: list[ast.Module], known: set[str]) -> set[str]:
    """What writes an entry: what is known to, and the functions of some files that call it."""
    functions = [each for file in files for each in ast.walk(file)]
    calls = {each.name: called(each) for each in functions if isinstance(each, ast.FunctionDef)}
    found = known
    while more := {name for name, names in calls.items() if names & found} - found:
        found = found | more
    return found


def silent(file: ast.Module, known: set[str]) -> list[str]:
    """The transactions of one file that note nothing, by what they call."""
    noted = noting([file], known)
    return [
        f"{function.name}: {sorted(calls)}"
        for function in ast.walk(file)
        if isinstance(function, ast.FunctionDef) and function.name not in UNNOTED
        for block in ast.walk(function)
        if isinstance(block, ast.With) and "writing" in called(block.items[0].context_expr)
        if not (calls := called(block)) & noted
    ]


@pytest.fixture(scope="module")
def writers() -> set[str]:
    """The functions that change records and note it."""
    files = [ast.parse(path.read_text()) for kind in WRITERS for path in ADMIN.glob(kind)]
    return noting(files, {"record_audit"})


def test_every_transaction_of_staff_notes_what_it_changes(writers):
    found = {
        str(path.relative_to(ADMIN)): lines
        for path in sorted(ADMIN.rglob("*.py"))
        if (lines := silent(ast.parse(path.read_text()), writers))
    }

    assert found == {}


def test_a_change_that_is_not_noted_is_found(writers):
    code = "def change():\n    with writing():\n        retire_quietly(site)\n"
    noted = code + "def retire_quietly(site):\n    record_audit(site)\n"

    assert silent(ast.parse(code), writers) == ["change: ['retire_quietly', 'writing']"]
    assert silent(ast.parse(noted), writers) == []
