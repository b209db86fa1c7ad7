"""The project's own promises: migrations made, settings named, tasks found, nothing said of elsewhere."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import camk.celery  # noqa: F401 - makes the app known
from tests.test_architecture import APPS, files, imported, tree

pytestmark = pytest.mark.guard
ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_from_the_environment_stands_in_the_readme():
    source = (ROOT / "camk" / "settings.py").read_text()
    names = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    readme = (ROOT / "README.md").read_text()
    assert len(names) >= 8
    assert not [name for name in names if f"`{name}`" not in readme]


def test_every_beat_entry_names_a_registered_task():
    current_app.loader.import_default_modules()
    missing = [e["task"] for e in settings.CELERY_BEAT_SCHEDULE.values() if e["task"] not in current_app.tasks]
    assert not missing


def installed_for_the_portal() -> set[str]:
    """The packages of requirements.txt and all that they bring along."""
    lines = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines()]
    found, waiting = set(), [Requirement(line) for line in lines if line]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if (name, *wanted.extras) in found:
            continue
        found |= {name, (name, *wanted.extras)}
        for each in map(Requirement, requires(name) or []):
            if each.marker is None or any(each.marker.evaluate({"extra": e}) for e in (*wanted.extras, "")):
                waiting.append(each)
    return found


def test_no_task_is_put_off_by_the_broker():
    """What is due later stands in the database: a broker forgets an ETA, or hands it out twice."""
    late = []
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg in ("eta", "countdown"):
                late.append(f"{path}:{node.value.lineno}")
    assert not late


def test_every_package_the_portal_imports_is_one_it_installs():
    """A machine of the charity has the run-time packages only; what the tests bring along is not there."""
    there, at_hand, missing = installed_for_the_portal(), packages_distributions(), set()
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.level:
                continue
            for name in imported(ast.Module([node], [])) if isinstance(node, ast.Import | ast.ImportFrom) else ():
                package = name.split(".")[0]
                if package in APPS or package in sys.stdlib_module_names:
                    continue
                if not there & {canonicalize_name(owner) for owner in at_hand.get(package, [])}:
                    missing.add(f"{path.relative_to(ROOT)}: {package}")
    assert not missing


def tracked() -> list[Path]:
    """Every text file git tracks."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in names.splitlines()]
    return [p for p in paths if p.suffix not in {".png", ".woff2", ".svg", ".pdf"} and p.is_file()]


def test_no_file_names_a_package_registry_or_this_machine():
    """The project speaks of itself alone."""
    banned = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|/work/(main|shared)", re.I)
    found = [str(p.relative_to(ROOT)) for p in tracked() if p.name != Path(__file__).name]
    found = [name for name in found if banned.search((ROOT / name).read_text(errors="ignore"))]
    assert not found


def test_every_requirement_is_pinned_and_says_why():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.match(r"^[\w\[\]-]+==[\w.]+ +# \S", line), line
