"""The container files are right as far as that can be told without containers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
COMPOSE = PROJECT / "docker-compose.yml"
DOCKERFILE = PROJECT / "Dockerfile"


def compose_check(path):
    command = [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", path]
    return subprocess.run(command, capture_output=True, text=True)


def hadolint(path):
    return subprocess.run([TOOLS / "hadolint", path], capture_output=True, text=True)


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load(COMPOSE.read_text())["services"]


@pytest.fixture(scope="module")
def stages():
    """The Dockerfile's stages as ``{name: text}``; the last, nameless one is the image."""
    parts = re.split(r"^FROM ", DOCKERFILE.read_text(), flags=re.MULTILINE)[1:]
    named = (re.match(r"\S+(?: AS (\S+))?", part) for part in parts)
    return {name[1] or "image": part for name, part in zip(named, parts, strict=True)}


def test_compose_file_follows_the_specification():
    checked = compose_check(COMPOSE)

    assert checked.returncode == 0, checked.stdout


def test_misspelt_key_in_the_compose_file_is_caught(tmp_path):
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("healthcheck:", "heathcheck:", 1))

    checked = compose_check(wrong)

    assert checked.returncode == 1
    assert "heathcheck" in checked.stdout


def test_dockerfile_passes_its_lint():
    checked = hadolint(DOCKERFILE)

    assert checked.returncode == 0, checked.stdout


def test_bad_habit_in_the_dockerfile_is_caught(tmp_path):
    wrong = tmp_path / "Dockerfile"
    wrong.write_text("FROM python:latest\nRUN pip install django\n")

    assert "DL3007" in hadolint(wrong).stdout


def test_services_are_all_there(services):
    wanted = {"web", "worker", "beat", "migrate", "postgres", "pgbouncer", "redis", "mail"}

    assert set(services) == wanted
    assert services["postgres"]["image"] == "postgres:18"
    assert services["pgbouncer"]["environment"]["POOL_MODE"] == "transaction"


def test_every_lasting_service_tells_whether_it_is_well(services, stages):
    assert "HEALTHCHECK" in stages["image"]
    for name, service in services.items():
        own = service.get("healthcheck", {})
        assert name in ("web", "migrate") or "test" in own, name


def test_pages_come_as_the_role_that_owns_nothing(services):
    for name in ("web", "worker", "beat"):
        assert "//ipc_app:" in services[name]["environment"]["DATABASE_URL"]
    assert "@pgbouncer:" in services["web"]["environment"]["DATABASE_URL"]
    assert services["web"]["environment"]["IPC_DB_OPTIONS"] == ""


def test_no_secret_is_written_in_the_compose_file(services):
    for name, service in services.items():
        for setting, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET", setting):
                assert value.startswith("${"), f"{name}: {setting}"


def test_every_value_the_compose_file_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE.read_text()))
    example = (PROJECT / "docker" / "example.env").read_text()

    assert asked == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_settings_load_with_the_environment_of_the_compose_file(services):
    values = {
        name: re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", value)
        for name, value in services["web"]["environment"].items()
    }
    values = {name: re.sub(r"\$\{([A-Z_]+):\?[^}]*\}", "w" * 60, value) for name, value in values.items()}

    loaded = subprocess.run(
        [sys.executable, "-c", "from ipc import settings; print(settings.DATABASES['default']['HOST'])"],
        cwd=PROJECT, env={"PATH": os.environ["PATH"], **values}, capture_output=True, text=True,
    )  # fmt: skip

    assert loaded.stdout.strip() == "pgbouncer", loaded.stderr


def test_image_runs_as_an_ordinary_user(stages):
    user = re.search(r"^USER (\d+):(\d+)$", stages["image"], re.MULTILINE)

    assert user
    assert int(user[1]) > 0


def test_image_has_no_build_tools(stages):
    assert not re.search(r"\b(apt-get|pip|uv|npm|node|gcc|make)\b", stages["image"])
    assert re.findall(r"--from=(\S+)", stages["image"]) == ["programme"]


def test_what_the_dockerfile_copies_is_there_and_not_ignored(stages):
    ignore = (PROJECT / ".dockerignore").read_text()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)

    for path in " ".join(copied).split():
        assert (PROJECT / path).exists(), path
        assert path == "." or f"!{path}\n" in ignore, path


def test_every_package_of_the_programme_goes_into_the_image():
    ignore = (PROJECT / ".dockerignore").read_text()
    packages = {path.parent.name for path in PROJECT.glob("*/__init__.py")} - {"tests", "bench"}

    assert all(f"!{name}/\n" in ignore for name in packages)
