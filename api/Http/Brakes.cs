using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>A door without a sign-in at which many may stand behind one address, and none of them gives a password.</summary>
public sealed record ManyAtOneAddress;

/// <summary>How much, how fast and how long: no one request and no one caller takes the program from the others.</summary>
internal static class Brakes
{
    /// <summary>Longest path with query, in characters.</summary>
    public const int LongestAddress = 4_096;

    public static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = BodyLimits.Ordinary + BodyLimits.Grace;
        limits.MaxConcurrentConnections = 2_000;
        limits.MaxRequestHeadersTotalSize = 16 << 10;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // A body that trickles in holds a connection, never a worker; below this pace it is given up.
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    public static IServiceCollection AddBrakes(this IServiceCollection services, DoorSettings doors)
    {
        services.AddSingleton<ViewBudgets>();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = doors.RequestLimit,
            TimeoutStatusCode = ProblemCodes.TookTooLong.Status,
            WriteTimeoutResponse = http => Problems.Of(ProblemCodes.TookTooLong).ExecuteAsync(http),
        });
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => ByAddress(http, doors.Rates)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => ByPerson(http, doors.Rates)));
            options.OnRejected = RefuseAsync;
        });
        return services;
    }

    public static IApplicationBuilder UseAddressLimit(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length <= LongestAddress) await next(http);
        else await Problems.Of(ProblemCodes.AddressTooLong).ExecuteAsync(http);
    });

    private static RateLimitPartition<string> ByAddress(HttpContext http, RateSettings rates)
    {
        if (!IsOfTheApi(http)) return RateLimitPartition.GetNoLimiter("");
        var address = Network(http.Connection.RemoteIpAddress);
        // Map data is read by tools, many tiles of a view at once: signing in is no part of it, and a key cannot be guessed.
        if (http.Request.Path.StartsWithSegments("/ogc")) return Partition($"address {address}", rates.PerAddress);
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<OpenToAnyone>() is null ? Partition($"address {address}", rates.PerAddress)
            : metadata.GetMetadata<ManyAtOneAddress>() is null ? Partition($"sign-in {address}", rates.SignInPerAddress)
            : Partition($"take-part {address}", rates.TakePartPerAddress);
    }

    private static RateLimitPartition<string> ByPerson(HttpContext http, RateSettings rates) =>
        IsOfTheApi(http) && http.User.TryReadSession(out var ticket)
            ? Partition($"person {ticket.AccountId}", rates.PerPerson)
            : http.Request.Path.StartsWithSegments("/ogc") && AccessKeys.Of(http) is { } key
                ? Partition($"key {string.GetHashCode(key, StringComparison.Ordinal)}", rates.PerPerson)
                : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Partition(string key, RequestBudget budget) => budget.Burst == int.MaxValue
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = budget.Burst,
            TokensPerPeriod = budget.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    // Whoever has one address of IPv6 has 2^64 of them.
    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.ToString();
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private static bool IsOfTheApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/ogc");

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var http = rejected.HttpContext;
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.Of(ProblemCodes.TooManyRequests).ExecuteAsync(http);
    }
}
