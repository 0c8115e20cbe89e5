"""Server addresses as people write them in the environment, read into settings."""

from urllib.parse import parse_qs, unquote, urlsplit


def postgres(url):
    """Return Django's connection settings for ``postgresql://user:password@host:port/name``.

    A ``host`` in the query names a socket directory; any other query parameter goes to libpq.
    """
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def celery(redis_url, database):
    """Return ``redis_url`` as Celery writes it, pointing at the numbered ``database``."""
    if redis_url.startswith("unix://"):
        return f"redis+socket://{redis_url.removeprefix('unix://')}?virtual_host={database}"
    parts = urlsplit(redis_url)
    return parts._replace(path=f"/{database}").geturl()


def smtp(url):
    """Return host, port, user, password and tls of ``smtp://…`` or ``smtps://…`` (TLS by STARTTLS)."""
    parts = urlsplit(url)
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or (587 if parts.scheme == "smtps" else 25),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": parts.scheme == "smtps",
    }
