"""Two ways into one database: ``owner`` migrates, ``default`` does everything else."""


class OwnerMigrates:
    def db_for_read(self, model, **hints):
        return "default"

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, first, second, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == "owner"
