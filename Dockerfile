# The page needs Node to be built, the program the .NET SDK; neither is in the image that runs.
FROM node:22-bookworm-slim AS page
WORKDIR /src/api/Page
COPY api/Page/package.json api/Page/package-lock.json api/Page/.npmrc* ./
RUN npm ci --no-audit --no-fund
COPY api/Page ./
COPY geodata/Geodata/Language /src/geodata/Geodata/Language
COPY geodata/Geodata/Disclosure /src/geodata/Geodata/Disclosure
RUN npm run build

# Ubuntu's own .NET 10, so that security updates come with the system's.
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0
WORKDIR /src
COPY . .
COPY --from=page /src/api/wwwroot api/wwwroot
RUN dotnet publish api/SpacesPlaces.Api.csproj -c Release -o /out -p:BuildPage=false -p:UseAppHost=false

FROM ubuntu:26.04
# curl is for the health check.
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 curl && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /app
RUN useradd --system --uid 10001 --home-dir /data app && mkdir -p /data && chown app /data
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1
USER app
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD curl -fsS http://127.0.0.1:8080/health/ready || exit 1
ENTRYPOINT ["dotnet", "/app/SpacesPlaces.Api.dll"]
CMD ["serve", "--data", "/data", "--bind", "0.0.0.0", "--port", "8080"]
