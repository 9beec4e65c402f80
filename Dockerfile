# Two stages: the first installs by hash, the second holds the result and no tools to build with.
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
# An environment without pip; the pip of the image fills it, so that none is shipped.
RUN python -m venv --without-pip /app/.venv
COPY requirements.lock ./
RUN pip --python /app/.venv/bin/python install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot/ bot/
# Shipped inside the package, as bot/shipped.
COPY programmes/ programmes/
RUN pip --python /app/.venv/bin/python install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app && \
    install -d -o app -g app -m 0700 /data
COPY --from=build /app/.venv /app/.venv
# The root may be read-only: nothing is written but /data (kept: back it up) and the open week, which
# must reach no disk. Mount it from the host's memory file system; compose.yaml shows how.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PAUZEBOT_DATA=/data \
    PORT=8080
USER 10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 CMD ["pauzebot", "health"]
ENTRYPOINT ["pauzebot"]
CMD ["run"]
