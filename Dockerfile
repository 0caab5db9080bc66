# Two stages: what builds is left behind, what runs has no compiler, no pip cache and no root.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY data data
COPY seeds seeds
RUN python -m venv /opt/attache \
 && /opt/attache/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 attache \
 && mkdir -p /home/attache/var \
 && chown attache:attache /home/attache/var
COPY --from=build /opt/attache /opt/attache
USER attache
WORKDIR /home/attache
# The database: var/attache.db. Keep it, and a new container goes on where the old one ended.
VOLUME /home/attache/var
ENV PATH=/opt/attache/bin:$PATH PYTHONUNBUFFERED=1 ATTACHE_METRICS=127.0.0.1:9464
# A first start indexes the names before it answers; a large library that is migrated takes longer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/healthz', timeout=4)"]
# docker stop sends SIGTERM: the bot ends cleanly, exit status 0.
CMD ["attache", "run"]
