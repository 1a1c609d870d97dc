# Server, worker and command line in one image: what starts is said by compose.yaml.
# The major version of Node.js is that of .nvmrc; the flags of the server are those of `npm run server:built`.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY flows flows
COPY webhooks webhooks
COPY models models
COPY scripts/services scripts/services
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# A new volume takes owner and rights of the folder it covers. The key file wants one that nobody else may enter.
RUN install -d -o node -g node -m 700 /var/lib/oubli /var/lib/oubli/keys /var/lib/oubli/journal /var/backups/oubli
USER node
EXPOSE 8080
CMD ["node", "--max-semi-space-size=32", "--no-allocation-site-pretenuring", "dist/src/server.js"]
