# The desk for a team, with its record in PostgreSQL: see compose.yaml. Nothing is fetched when it runs.
FROM python:3.13-slim-bookworm AS build
WORKDIR /source
COPY requirements.lock pyproject.toml README.md LICENSE NOTICE ./
COPY src ./src
RUN python -m venv /opt/cenotaph \
    && sed '/^[A-Za-z0-9]/!d; s/[[:space:]]*\\$//' requirements.lock > constraints.txt \
    && /opt/cenotaph/bin/pip install --no-cache-dir --constraint constraints.txt ".[all]"

FROM python:3.13-slim-bookworm
COPY --from=build /opt/cenotaph /opt/cenotaph
ENV PATH="/opt/cenotaph/bin:$PATH" PYTHONUNBUFFERED=1
RUN useradd --create-home --uid 1000 recorder && mkdir /case && chown recorder /case
USER 1000
VOLUME /case
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8765), 3)"]
ENTRYPOINT ["cenotaph"]
CMD ["--help"]
