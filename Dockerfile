# L'image du site, du travailleur et de l'horloge : la commande seule les distingue
# (docker-compose.yml). Aucun secret n'y entre : tout vient de l'environnement.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.txt /
RUN /venv/bin/pip install -r /requirements.txt

FROM python:3.11-slim-bookworm
# Pango et HarfBuzz dessinent les PDF, libmagic reconnaît les pièces jointes.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core libmagic1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home ibefe
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/data
RUN python -m compileall -q /app
USER ibefe
VOLUME /data
EXPOSE 8000
# Le processus répond-il ? Ce que dit la base se lit à /sante/pret/.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "\
import http.client, os, sys, urllib.parse; \
site = urllib.parse.urlsplit(os.environ.get('SITE_URL', 'http://127.0.0.1')); \
probe = http.client.HTTPConnection('127.0.0.1', 8000, timeout=4); \
probe.request('GET', '/sante/vivant/', headers={'Host': site.netloc, 'X-Forwarded-Proto': site.scheme}); \
sys.exit(probe.getresponse().status >= 400)"]
CMD ["gunicorn", "ibefe.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200", \
     "--no-control-socket"]
