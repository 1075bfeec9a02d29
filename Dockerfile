# Warraq worker and command line. Build: docker build -t warraq .
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY schemas schemas
COPY worker worker
RUN python -m venv /opt/warraq && /opt/warraq/bin/pip install --no-cache-dir '.[worker,progress,zstd,web]'

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/warraq warraq
COPY --from=build /opt/warraq /opt/warraq
ENV PATH=/opt/warraq/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WARRAQ_LOG_FORMAT=json \
    WARRAQ_STATE_DIR=/var/lib/warraq
USER warraq
WORKDIR /var/lib/warraq
# SIGTERM begins the soft shutdown: documents in work are finished or handed back.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["warraq", "doctor", "--health"]
ENTRYPOINT ["warraq"]
CMD ["worker"]
