"""The law of the house (README, "The law"), kept by reading imports and calls."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from camk import merging

pytestmark = pytest.mark.guard

ROOT = Path(__file__).resolve().parent.parent
APPS = ["camk", "groups", "meetings", "insights"]  # each may import those before it
# Inside an app: a room may import rooms of earlier lines; rooms of one line do not import each other.
ROOMS = {
    "groups": [
        ["places"],
        ["themes"],
        ["programmes"],
        ["organisations"],
        ["invitations"],
        ["contacts", "yearly"],
        ["duplicates"],
        ["action_groups"],
        ["coverage", "directory", "networks", "suggestions", "support_plans", "updates", "workspace"],
        ["enquiries"],
        ["joining", "first_run"],
    ],
    "meetings": [
        ["meetings"],
        ["clashes"],
        ["series"],
        ["rsvps"],
        ["programme"],
        ["day"],
        ["outcomes", "interests"],
        ["reminders", "calendars", "connections", "inviting", "taking_part"],
        ["introductions"],
        ["exchange", "who_can_help"],
        ["waiting"],
    ],
    "insights": [
        ["stakeholders"],
        ["issues"],
        ["safeguarding"],
        ["triage", "loop"],
        ["agenda"],
        ["discussions"],
        ["together", "stories"],
        ["reports"],
        ["pledges"],
        ["dialogue"],
        ["figures"],
        [
            "rankings",
            "learning",
            "offers",
            "contributions",
            "initiatives",
            "packs",
            "reviews",
            "impact",
            "surveys",
        ],
        ["evaluations", "returns"],
        ["operations"],
        ["demo"],
        ["sample"],
    ],
}
MOST_LINES = 300
MOST_VIEW_LINES = 20


@cache
def files() -> tuple[Path, ...]:
    """All Python files of the four apps outside migrations."""
    found = []
    for app in APPS:
        found += [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]
    return tuple(sorted(found))


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(node: ast.AST):
    """Dotted names imported anywhere under `node`."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield from (f"{child.module}.{alias.name}" for alias in child.names)


def room_of(parts) -> tuple[str, str | None]:
    """App and room of a dotted name or path."""
    app = parts[0]
    rooms = {room for line in ROOMS.get(app, []) for room in line}
    return app, parts[1] if len(parts) > 1 and parts[1] in rooms else None


def line_of(app: str, room: str) -> int:
    return next(n for n, line in enumerate(ROOMS[app]) if room in line)


def forbidden(path_parts, name: str) -> str | None:
    """Why the import `name` must not stand in this file, or None."""
    target = name.split(".")
    if target[0] not in APPS:
        return None
    app, room = room_of(path_parts)
    other_app, other_room = room_of(target)
    if APPS.index(other_app) > APPS.index(app):
        return f"{app} imports {other_app}, which stands above it"
    if room and other_app == app and other_room and other_room != room:
        if line_of(app, other_room) >= line_of(app, room):
            return f"room {app}/{room} imports {other_room}, which is not below it"
    return None


def test_imports_run_one_way():
    broken = []
    for path in files():
        parts = path.relative_to(ROOT).with_suffix("").parts
        broken += [f"{ids(path)}: {why}" for name in imported(tree(path)) if (why := forbidden(parts, name))]
    assert not broken


def test_the_import_rule_sees_a_broken_one():
    assert forbidden(("groups", "places", "models"), "insights.issues.models.Issue")
    assert forbidden(("insights", "issues", "actions"), "insights.reports.models.Ask")
    assert forbidden(("insights", "triage", "actions"), "insights.dialogue.models.Dialogue")
    assert not forbidden(("insights", "reports", "actions"), "insights.issues.models.Issue")


def test_no_import_inside_a_function():
    """Only `AppConfig.ready()` may: the receivers need the apps to be there."""
    for path in files():
        for node in functions_in(path):
            assert node.name == "ready" or not list(imported(node)), f"{ids(path)}: import inside {node.name}()"


def test_foreign_keys_follow_the_same_order():
    for model in apps.get_models():
        label = model._meta.app_label
        if label not in APPS:
            continue
        here = model.__module__.split(".")
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target._meta.app_label not in APPS:
                continue
            why = forbidden(here, target.__module__)
            assert not why, f"{model.__name__}.{field.name}: {why}"


def test_what_points_at_a_record_that_can_be_merged_says_how_it_follows():
    """A relation nobody declared would make every merge refuse; groups/README.md, "Two records become one"."""
    for model in merging.mergeable_models():
        for label in merging.unknown(model):
            table = apps.get_model(label.rpartition(".")[0])
            owner = table._meta.auto_created or table
            file = owner.__module__.replace(".", "/") + ".py"
            raise AssertionError(
                f"{label} points at {model._meta.label}, and nobody said what becomes of its rows when two records "
                f'are joined. Add below the models in {file}:  carry("{label}", "words that name the rows to staff")'
                "  with `from camk.merging import carry`; for a many-to-many field name the field."
            )
        clashing = merging.clashing_undeclared(model)
        assert not clashing, (
            f"{clashing}: the database lets one row alone stand for a record, so carry(..., clash=...) must say "
            "what becomes of two: DROP, Ends(...) or a function (groups/README.md)."
        )


WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
WRITING_FILES = {"actions", "management", "migrations"}
# The kernel's own tools, which actions call.
KERNEL_WRITERS = {
    "camk/audit.py",
    "camk/links.py",
    "camk/drafts.py",
    "camk/files.py",
    "camk/numbers.py",
    "camk/addresses.py",
    "camk/merging.py",
    "camk/next_steps.py",
    "camk/admin_lists.py",
    "camk/accounts/models.py",
    "camk/outbox/models.py",
    "camk/accounts/offices.py",
}


def writes_in(path: Path):
    """Calls such as `x.save()` or `Model.objects.create()` in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            chain = ast.unparse(node.func)
            if node.func.attr in WRITES and not chain.startswith(("super().", "self.client")):
                yield f"{ids(path)}:{node.lineno} {chain}"
            elif node.func.attr in {"update", "delete"} and (".objects" in chain or ".filter(" in chain):
                yield f"{ids(path)}:{node.lineno} {chain}"


# Not rows of the portal: form objects building text, PIL pictures, the file store.
NOT_ROWS = (".objects.none", "cache.", "picture.save", "formset.save", "image.save", "out.save")


def test_only_actions_write():
    found = []
    for path in files():
        if ids(path) not in KERNEL_WRITERS and not WRITING_FILES & set(path.relative_to(ROOT).with_suffix("").parts):
            found += [w for w in writes_in(path) if not any(part in w for part in NOT_ROWS)]
    assert not found


def test_a_file_stays_readable():
    long = []
    for path in files():
        lines = len(path.read_text().splitlines())
        if lines > (400 if "data" in path.stem or "data" in path.parts else MOST_LINES):
            long.append(f"{ids(path)} has {lines} lines: split it by verb or noun")
    assert not long


def functions_in(path: Path):
    """Every function of a file, inner ones and methods too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def test_a_view_function_is_short():
    long = []
    for path in (p for p in files() if p.stem == "views" or "views" in p.parts):
        for node in functions_in(path):
            length = node.end_lineno - node.lineno + 1
            if length > MOST_VIEW_LINES:
                long.append(f"{ids(path)}: {node.name} has {length} lines")
    assert not long


def test_actions_take_keywords_and_end_with_by():
    """`@action def verb(*, ..., by)`: nothing positional; `by` last where it is asked for."""
    for path in (p for p in files() if "actions" in p.with_suffix("").parts):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and any(ast.unparse(d) == "action" for d in node.decorator_list):
                where, names = f"{ids(path)}: {node.name}", [a.arg for a in node.args.kwonlyargs]
                assert not node.args.args, f"{where} takes positional arguments"
                assert "by" not in names or names[-1] == "by", f"{where}: `by` stands last"
                assert ast.get_docstring(node), f"{where} says nothing of what it is"


def test_no_model_signals():
    """Django's row signals stay unused; news travels upward by a named domain signal."""
    banned = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
    for path in files():
        for name in imported(tree(path)):
            assert name.split(".")[-1] not in banned, f"{ids(path)} imports {name}"


@pytest.mark.parametrize("kind", ["models", "admin", "tasks", "urls"])
def test_gatherers_gather_every_room(kind):
    """A room's file of these kinds is imported by its app's gatherer, or nobody would find it."""
    for app in APPS:
        gathered = set(imported(tree(ROOT / app / f"{kind}.py")))
        for path in (ROOT / app).rglob(f"{kind}.py"):
            room = path.parent.relative_to(ROOT / app)
            if not room.parts or "management" in room.parts or "migrations" in room.parts:
                continue
            dotted = ".".join((app, *room.parts))
            found = any(name.startswith(f"{dotted}.") for name in gathered)
            included = kind == "urls" and f'"{dotted}.urls"' in (ROOT / app / "urls.py").read_text()
            assert found or included, f"{app}/{kind}.py does not gather {dotted}.{kind}"


def test_every_module_says_what_it_is():
    for path in files():
        if path.name != "__init__.py":
            assert ast.get_docstring(tree(path)), f"{ids(path)} has no first sentence"


def test_every_model_says_what_it_is():
    for model in apps.get_models():
        if model._meta.app_label in APPS and not model._meta.auto_created:
            doc = model.__doc__ or ""
            assert not doc.startswith(f"{model.__name__}("), f"{model.__name__} has no docstring"
