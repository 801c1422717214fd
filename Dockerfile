# postfix-lint in a container: docker run --rm -v "$PWD:/work:ro" postfix-lint
FROM node:22-alpine AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The same release of Node builds and runs, so that the code which V8 keeps fits.
RUN npm pack --silent --pack-destination /tmp \
  && npm install --global --prefix /package --ignore-scripts --no-audit --no-fund /tmp/postfix-lint-*.tgz

FROM node:22-alpine
COPY --from=build /package/ /usr/local/
RUN ["postfix-lint", "--version"]
USER node
WORKDIR /work
ENTRYPOINT ["postfix-lint"]
CMD ["."]
