# Two stages: what builds is left behind; what runs has no compiler, no pip and no root, and needs to write nowhere but to its volume.
# The tag names an exact Python; to pin the image to the byte, give its digest: --build-arg BASE=python@sha256:...
ARG BASE=python:3.12.12-slim-bookworm

FROM ${BASE} AS build
WORKDIR /src
COPY locks locks
# Every file that is installed has the hash that locks/ states; none is built here, and nothing is installed that they do not name.
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --no-deps --require-hashes --only-binary :all: --requirement locks/build.txt \
 && python -m venv --without-pip /opt/attache \
 && pip --python /opt/attache/bin/python install --no-cache-dir --no-deps --require-hashes --only-binary :all: --requirement locks/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY data data
COPY seeds seeds
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
 && pip --python /opt/attache/bin/python install --no-cache-dir --no-deps --no-index /wheels/*.whl

FROM ${BASE}
RUN pip uninstall --yes pip \
 && useradd --create-home --uid 10001 attache \
 && mkdir -p /home/attache/var \
 && chown attache:attache /home/attache/var
COPY --from=build /opt/attache /opt/attache
USER 10001
WORKDIR /home/attache
# The database: var/attache.db, and its backups. Keep it, and a new container goes on where the old one ended.
VOLUME /home/attache/var
ENV PATH=/opt/attache/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ATTACHE_METRICS=127.0.0.1:9464
# A first start indexes the names before it answers; a large library that is migrated takes longer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/healthz', timeout=4)"]
# docker stop sends SIGTERM: the bot finishes what is under way and ends with exit status 0.
CMD ["attache", "run"]
