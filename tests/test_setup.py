"""The embedded servers start, survive being killed, and are closed to everybody else."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis as redis_client

from ipc.kernel import embedded
from ipc.kernel.embedded import places, postgres, processes, redis
from ipc.kernel.management.commands import demo

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", params=["short path", "long path"])
def servers(request, tmp_path_factory):
    """Both servers, running in a folder of their own: beside it when its path is too long for a socket."""
    long = request.param == "long path"
    folder = tmp_path_factory.mktemp("servers") / ("a-long-name" * 8) if long else short_folder()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "REDIS_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("IPC_RUN_DIR", str(folder))
        embedded.up()
        yield
        embedded.wipe()
    shutil.rmtree(folder, ignore_errors=True)


def short_folder():
    return Path("/tmp") / f"ipc-test-{os.getpid()}"


def sql(statements, role="ipc_owner"):
    answer = postgres._run(
        "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", postgres.directory(), "-U", role, "-d", "ipc",
        input=statements,
    )  # fmt: skip
    return answer.stdout.strip() or answer.stderr.strip()


def queue():
    return redis_client.Redis.from_url(embedded.redis_url())


def postgres_pid():
    return processes.pid_in(postgres._data() / "postmaster.pid")


def test_starting_again_changes_nothing(servers):
    before = postgres_pid(), redis.answers()

    embedded.up()

    assert (postgres_pid(), redis.answers()) == before
    assert embedded.status() == {"PostgreSQL": True, "Redis": True}


def test_processes_starting_at_once_share_one_server(servers):
    embedded.down()
    script = "from ipc.kernel import embedded; embedded.up()"

    starting = [subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT) for _ in range(3)]

    assert [process.wait(60) for process in starting] == [0, 0, 0]
    assert embedded.status() == {"PostgreSQL": True, "Redis": True}


def test_killed_postgresql_comes_back_with_what_was_committed(servers):
    sql("CREATE TABLE kept (number int); INSERT INTO kept SELECT generate_series(1, 1000)")
    os.kill(postgres_pid(), signal.SIGKILL)

    embedded.up()

    assert sql("SELECT count(*) FROM kept; DROP TABLE kept") == "1000"


def test_killed_redis_comes_back_with_its_queue(servers):
    """Unless fakeredis stands in, which keeps nothing: then the outbox sends again."""
    kept = 0 if redis.program() is None else 2
    with queue() as connection:
        connection.lpush("waiting", "one", "two")
    time.sleep(1.2)  # it writes to the disk every second
    os.kill(processes.pid_in(redis._pid()), signal.SIGKILL)

    embedded.up()

    with queue() as connection:
        assert connection.llen("waiting") == kept


def test_data_outlives_a_stop(servers):
    sql("CREATE TABLE stays (number int)")

    embedded.down()
    assert embedded.status() == {"PostgreSQL": False, "Redis": False}
    embedded.up()

    assert sql("SELECT count(*) FROM stays; DROP TABLE stays") == "0"


def test_application_role_may_do_nothing_by_itself(servers):
    attributes = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolinherit"

    assert sql(f"SELECT {attributes} FROM pg_roles WHERE rolname = 'ipc_app'") == "f|f|f|f|f|f"
    assert "permission denied" in sql("CREATE TABLE mine (number int)", role="ipc_app")


def test_owner_is_no_superuser_but_makes_the_roles_the_application_takes_on(servers):
    made = sql(
        "CREATE TABLE seen (number int); CREATE ROLE ipc_tester NOLOGIN; GRANT SELECT ON seen TO ipc_tester;"
        "GRANT ipc_tester TO ipc_app WITH INHERIT FALSE, SET TRUE"
    )

    assert made == ""
    assert sql("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'ipc_owner'") == "f"
    assert "permission denied" in sql("SELECT count(*) FROM seen", role="ipc_app")
    assert sql("SET ROLE ipc_tester; SELECT count(*) FROM seen", role="ipc_app") == "0"
    sql("DROP TABLE seen; DROP ROLE ipc_tester")


def test_backup_role_reads_past_row_level_security_and_changes_nothing(servers):
    sql(
        "CREATE TABLE guarded AS SELECT 1 AS number; ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;"
        "ALTER TABLE guarded FORCE ROW LEVEL SECURITY"
    )

    assert sql("SELECT count(*) FROM guarded") == "0"
    assert sql("SELECT count(*) FROM guarded", role="ipc_backup") == "1"
    assert "read-only" in sql("DELETE FROM guarded", role="ipc_backup")
    sql("DROP TABLE guarded")


def test_nobody_else_can_reach_the_servers(servers):
    assert sql("SHOW listen_addresses") == ""
    for folder in (postgres.directory(), redis.directory()):
        assert folder.stat().st_mode & 0o077 == 0
    assert len(str(postgres.directory() / ".s.PGSQL.5432")) < 104


def test_postgresql_sorts_and_compares_as_the_containers_do(servers):
    assert sql("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'ipc'") == "b|C.UTF-8"
    assert sql("SELECT lower('ÉLAN')") == "élan"


def test_servers_of_ones_own_are_left_alone(servers, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ipc_app@db.example/ipc")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example")

    assert embedded.status() == {}


def test_data_of_a_removed_checkout_is_not_taken_for_ours(servers):
    if not places.outside():
        assert not places.outlived_its_run_dir()
        return
    sql("CREATE TABLE stranger (number int)")
    shutil.rmtree(embedded.run_dir())

    embedded.up()

    assert sql("SELECT to_regclass('stranger') IS NULL") == "t"


def test_folder_of_somebody_else_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("IPC_RUN_DIR", str(tmp_path / ("x" * 60)))
    monkeypatch.setattr(places.os, "geteuid", lambda: 54321)
    monkeypatch.setattr(places, "servers_dir", lambda: tmp_path)

    with pytest.raises(embedded.CannotStart, match="belongs to somebody else"):
        places.prepare_servers_dir()


def test_programs_still_run_when_copied_to_where_nobody_can_reach_them(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "servers_dir", lambda: tmp_path)
    package = Path(postgres.importlib.util.find_spec(postgres.WHEEL).submodule_search_locations[0])

    copy = postgres._copied(package)

    programs = copy / package.name / "pginstall18" / "bin"
    assert programs.joinpath("psql").stat().st_mode & 0o005 == 0o005
    assert "18." in processes.run([programs / "psql", "--version"]).stdout


def test_fake_redis_stands_in_where_no_program_fits(monkeypatch):
    monkeypatch.setenv("IPC_RUN_DIR", f"{short_folder()}-fake")
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://ipc_app@db.example/ipc")
    monkeypatch.setattr(redis, "FETCHED", Path("/nowhere"))
    monkeypatch.setattr(redis.shutil, "which", lambda name: None)

    embedded.up()

    with queue() as connection:
        connection.lpush("waiting", "one")
        assert connection.brpop(["waiting"], timeout=1) == (b"waiting", b"one")
    embedded.wipe()
    assert embedded.status() == {"Redis": False}
    shutil.rmtree(embedded.run_dir())


def test_zombie_counts_as_dead():
    ended = subprocess.Popen(["sleep", "60"])
    assert processes.is_running(ended.pid, "sleep")

    ended.kill()

    assert processes.wait_until(lambda: not processes.is_running(ended.pid, "sleep"), seconds=5)
    ended.wait()


def test_part_that_is_killed_is_started_again(monkeypatch, tmp_path):
    monkeypatch.setenv("IPC_RUN_DIR", str(tmp_path))
    (tmp_path / "logs").mkdir()
    part, said = demo.Part("web", ["http.server", "0", "--bind", "127.0.0.1"]), []
    part.start()
    first = part.process.pid
    os.kill(first, signal.SIGKILL)
    part.process.wait()

    part.look(said.append)
    part.next_start_at = 0
    part.look(said.append)

    assert part.process.pid != first
    assert "web stopped" in said[0]
    part.ask_to_stop()
    part.stop(until=time.monotonic() + 5)
    assert not part.pid_file.exists()


@pytest.mark.parametrize("lock", sorted(PROJECT.glob("requirements/*.lock")), ids=lambda path: path.name)
def test_lock_is_hashed_and_names_no_registry(lock):
    text = lock.read_text()
    packages = re.findall(r"^[a-z0-9][^=\n]*==.*(?:\n    .*)*", text, re.MULTILINE)

    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_front_end_lock_names_no_registry():
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()
