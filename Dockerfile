# The image has isnad, the certificates it trusts, git for --changed-since, and a user of its own.
FROM rust:1-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
ARG ISNAD_COMMIT=""
ENV ISNAD_COMMIT=$ISNAD_COMMIT
RUN cargo install --locked --path . --root /out --profile dist

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 isnad
COPY --from=build /out/bin/isnad /usr/local/bin/isnad
USER isnad
WORKDIR /documents
ENTRYPOINT ["isnad"]
CMD ["--help"]
