using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>An issuer outside, for instance a council's directory, whose access tokens are taken. Section <c>Oidc</c> of the settings.</summary>
public sealed class OidcSettings
{
    public string Issuer { get; set; } = "";
    public string Audience { get; set; } = "";

    /// <summary>Where the issuer publishes its keys' address; fetched through <see cref="OutgoingAddresses"/>.</summary>
    public string MetadataAddress { get; set; } = "";

    /// <summary>Signature algorithms that are taken; never a shared secret, never none.</summary>
    public string[] Algorithms { get; set; } = ["RS256", "ES256"];

    /// <summary>The claim that tells how the person proved who they are, and the values that mean a second factor.</summary>
    public string MfaClaim { get; set; } = "amr";
    public string[] MfaValues { get; set; } = ["mfa"];

    /// <summary>Scope that an access token must carry when its type does not say what it is.</summary>
    public string RequiredScope { get; set; } = "";
    public Guid PartnershipId { get; set; }
    public string GroupsClaim { get; set; } = "groups";
    public OidcGroup[] Groups { get; set; } = [];

    public bool IsOn => Issuer.Length > 0;

    /// <summary>The first group of the list that the person is in decides.</summary>
    internal (Role Role, Agency Agency)? RightsOf(IEnumerable<string> groups)
    {
        var mine = groups.ToHashSet(StringComparer.Ordinal);
        var found = Groups.FirstOrDefault(group => mine.Contains(group.Group));
        return found is null ? null : (WireName.Parse<Role>(found.Role), WireName.Parse<Agency>(found.Agency));
    }

    internal bool IsWhole() => !IsOn || (Audience.Length > 0 && MetadataAddress.Length > 0 && PartnershipId != Guid.Empty && MfaValues.Length > 0
        && Algorithms.Length > 0 && Algorithms.All(name => name is "RS256" or "ES256")
        && Groups.All(group => group.Group.Length > 0 && WireName.TryParse<Role>(group.Role, out _) && WireName.TryParse<Agency>(group.Agency, out _)));
}

/// <summary>What members of a directory's group do here; words as on the wire.</summary>
public sealed class OidcGroup
{
    public string Group { get; set; } = "";
    public string Role { get; set; } = "";
    public string Agency { get; set; } = "";
}

/// <summary>
/// Tokens of an outside issuer: checked here, then turned into a session of ours, keyed by the token. The account is bound to issuer
/// and subject, never to a name. Each token's groups decide role and agency; a person without a group loses the membership.
/// </summary>
internal static partial class OutsideIssuer
{
    public const string Scheme = "outside";
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static AuthenticationBuilder AddOutsideIssuer(this AuthenticationBuilder authentication)
    {
        var services = authentication.Services;
        services.AddOptions<OidcSettings>().BindConfiguration("Oidc")
            .Validate(settings => settings.IsWhole(), "The section Oidc is not whole: see docs/operate.md.").ValidateOnStart();
        services.AddOptions<JwtBearerOptions>(Scheme).Configure<IOptions<OidcSettings>, OutgoingAddresses, TimeProvider>(
            (options, settings, outgoing, clock) => Configure(options, settings.Value, outgoing, clock));
        return authentication.AddJwtBearer(Scheme, _ => { });
    }

    /// <summary>True for a token of three parts, which ours never have.</summary>
    public static bool IsMeantBy(HttpContext http) =>
        http.Request.Headers.Authorization.ToString().Count(c => c == '.') == 2
        && http.RequestServices.GetRequiredService<IOptions<OidcSettings>>().Value.IsOn;

    private static void Configure(JwtBearerOptions options, OidcSettings settings, OutgoingAddresses outgoing, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new()
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = settings.Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => Lifetime(from, until, clock.GetUtcNow().UtcDateTime),
        };
        if (settings.IsOn)
            options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                settings.MetadataAddress, new OpenIdConnectConfigurationRetriever(),
                // Plain HTTP is refused by the client itself, but for origins that the operator names.
                new HttpDocumentRetriever(outgoing.CreateClient()) { RequireHttps = false });
        options.Events = new()
        {
            OnAuthenticationFailed = failed => RefuseAsync(failed.HttpContext, ReasonOf(failed.Exception), null),
            OnTokenValidated = AdmitAsync,
        };
    }

    private static bool Lifetime(DateTime? from, DateTime? until, DateTime now)
    {
        if (until is null || until + ClockSkew < now) throw new SecurityTokenExpiredException();
        return from is null || from - ClockSkew <= now ? true : throw new SecurityTokenNotYetValidException();
    }

    private static async Task AdmitAsync(TokenValidatedContext validated)
    {
        var http = validated.HttpContext;
        var settings = http.RequestServices.GetRequiredService<IOptions<OidcSettings>>().Value;
        var token = (JsonWebToken)validated.SecurityToken;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var reason = FaultOf(token, settings, now, out var provenAt);
        SessionTicket? ticket = null;
        if (reason is null)
        {
            await using var scope = http.RequestServices.CreateAsyncScope();
            var entry = ActivatorUtilities.CreateInstance<OutsideEntry>(scope.ServiceProvider);
            (ticket, reason) = await entry.EnterAsync(token, settings, provenAt, http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted);
        }

        if (ticket is { } standing)
        {
            validated.Principal = standing.ToPrincipal(Scheme);
            validated.Success();
            return;
        }

        validated.Fail(reason!);
        await RefuseAsync(http, reason!, token.Subject);
    }

    // What the handler does not check by itself; the word says what is wrong.
    private static string? FaultOf(JsonWebToken token, OidcSettings settings, DateTimeOffset now, out DateTimeOffset provenAt)
    {
        provenAt = default;
        if (string.IsNullOrEmpty(token.Subject)) return "subject";
        // A token that tells a program who signed in (an ID token) gives no access, whoever shows it.
        string[] ofIdTokens = ["nonce", "at_hash", "c_hash"];
        var scopes = ValuesOf(token, "scp").Concat(ValuesOf(token, "scope")).SelectMany(value => value.Split(' '));
        var saysAccess = token.Typ is "at+jwt" or "application/at+jwt"
            || (settings.RequiredScope.Length > 0 && scopes.Contains(settings.RequiredScope, StringComparer.Ordinal));
        if (!saysAccess || ofIdTokens.Any(name => token.TryGetPayloadValue<object>(name, out _))) return "token_type";
        if (!ValuesOf(token, settings.MfaClaim).Intersect(settings.MfaValues, StringComparer.Ordinal).Any()) return "second_factor";
        if (!token.TryGetPayloadValue<long>("auth_time", out var seconds) || seconds is < 0 or > 253_402_300_799) return "auth_time";
        provenAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return provenAt > now + ClockSkew || now - provenAt >= AccessSetup.SessionLength ? "auth_time" : null;
    }

    internal static IEnumerable<string> ValuesOf(JsonWebToken token, string claim) => token.Claims.Where(c => c.Type == claim).Select(c => c.Value);

    private static string ReasonOf(Exception fault) => fault switch
    {
        SecurityTokenExpiredException => "expired",
        SecurityTokenNotYetValidException => "not_yet_valid",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "lifetime",
        SecurityTokenInvalidAudienceException => "audience",
        SecurityTokenInvalidIssuerException => "issuer",
        SecurityTokenInvalidAlgorithmException => "algorithm",
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "signature",
        SecurityTokenException or ArgumentException => "not_readable",
        _ => "keys_unavailable",
    };

    private static async Task RefuseAsync(HttpContext http, string reason, string? subject)
    {
        await using var scope = http.RequestServices.CreateAsyncScope();
        var settings = http.RequestServices.GetRequiredService<IOptions<OidcSettings>>().Value;
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Note("issuer", settings.Issuer);
        trail.Note("reason", reason);
        // The subject is believed only once the signature was.
        var nobody = new ActorIdentity(Guid.Empty, subject ?? "outside", settings.PartnershipId, Role.Reporter, Agency.Other);
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RefuseAsync(nobody, AuditAction.SignedIn, ProblemCodes.SignInRefused.Code, http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted);
        Refused(http.RequestServices.GetRequiredService<ILogger<OidcSettings>>(), reason, http.TraceIdentifier);
    }

    [LoggerMessage(LogLevel.Warning, "A token of the outside issuer was refused: {Reason}, reference {Reference}")]
    private static partial void Refused(ILogger log, string reason, string reference);

    /// <summary>Account, membership and session of a token that has passed its checks, in one transaction each.</summary>
    private sealed class OutsideEntry(SpacesContext context, UnitOfWork work, AuditTrail trail, UserManager<Account> accounts, TimeProvider clock)
    {
        private const string GrantedBy = "outside issuer";

        public async Task<(SessionTicket?, string? Reason)> EnterAsync(
            JsonWebToken token, OidcSettings settings, DateTimeOffset provenAt, string address, CancellationToken cancel)
        {
            var session = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(token.EncodedToken)).AsSpan(0, 16));
            var rights = settings.RightsOf(OutsideIssuer.ValuesOf(token, settings.GroupsClaim));
            await work.BeginForHouseAsync(settings.PartnershipId, cancel);
            // One person's tokens take turns: two first requests make one account.
            await work.LockOutAsync(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Issuer} {token.Subject}")).AsSpan(0, 16)), cancel);
            var account = await (
                from login in context.UserLogins
                join found in context.Users on login.UserId equals found.Id
                where login.LoginProvider == token.Issuer && login.ProviderKey == token.Subject
                select found).SingleOrDefaultAsync(cancel);
            if (account?.DisabledAt is not null) return await GiveUpAsync("account_disabled");
            if (account is not null && await context.Sessions.AnyAsync(s => s.PartnershipId == settings.PartnershipId && s.Id == session, cancel))
            {
                // Seen before: whether it still stands is asked at the act, like for every session.
                await work.RollbackAsync();
                return (new(account.Id, settings.PartnershipId, session, ""), null);
            }

            if (rights is null) return account is null ? await GiveUpAsync("no_role") : await EndAsync(account, settings.PartnershipId, address, cancel);
            account ??= await CreateAsync(token, cancel);
            var who = await JoinAsync(account, settings.PartnershipId, rights.Value, cancel);
            BeginSession(who, session, provenAt);
            account.LastSignedInAt = clock.GetUtcNow();
            trail.Subject(account.Id);
            trail.Note("issuer", token.Issuer);
            await work.CommitAsync(who, AuditAction.SignedIn, address, cancel);
            return (new(account.Id, settings.PartnershipId, session, ""), null);
        }

        private async Task<(SessionTicket?, string?)> GiveUpAsync(string reason)
        {
            await work.RollbackAsync();
            return (null, reason);
        }

        private async Task<Account> CreateAsync(JsonWebToken token, CancellationToken cancel)
        {
            var wanted = token.TryGetPayloadValue<string>("preferred_username", out var name) ? name : "";
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Issuer} {token.Subject}")));
            // A name that somebody has here is theirs: names bind nothing.
            var free = PeopleChecks.IsUserName(wanted) && await accounts.FindByNameAsync(wanted) is null;
            var account = new Account { Id = Guid.CreateVersion7(), UserName = free ? wanted : $"outside-{digest[..12]}", CreatedAt = clock.GetUtcNow() };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded) throw new InvalidOperationException("The account of an outside person could not be made.");
            context.UserLogins.Add(new() { LoginProvider = token.Issuer, ProviderKey = token.Subject, UserId = account.Id });
            await context.SaveChangesAsync(cancel);
            return account;
        }

        // Role and agency are the token's; what changes them here is written down as a grant.
        private async Task<ActorIdentity> JoinAsync(Account account, Guid partnership, (Role Role, Agency Agency) rights, CancellationToken cancel)
        {
            await work.LockOutAsync(account.Id, cancel);
            var membership = await context.Memberships.SingleOrDefaultAsync(m => m.PartnershipId == partnership && m.AccountId == account.Id, cancel);
            var who = new ActorIdentity(account.Id, account.UserName!, partnership, rights.Role, rights.Agency);
            if (membership is { EndedAt: null } && membership.Role == rights.Role && membership.Agency == rights.Agency) return who;
            if (membership is null or { EndedAt: not null })
            {
                if (membership is null) context.Memberships.Add(membership = new() { PartnershipId = partnership, AccountId = account.Id });
                (membership.CreatedAt, membership.EndedAt) = (clock.GetUtcNow(), null);
            }

            (membership.Role, membership.Agency) = (rights.Role, rights.Agency);
            await EndSessionsAsync(partnership, account.Id, SessionEnd.RoleChanged, cancel);
            await context.SaveChangesAsync(cancel);
            trail.Subject(account.Id);
            trail.Note("granted_by", GrantedBy);
            trail.Note("is", $"{WireName.Of(rights.Role)} {WireName.Of(rights.Agency)}");
            await trail.AppendAsync(context, who, AuditAction.MembershipChanged, null, "", cancel);
            trail.Clear();
            return who;
        }

        private async Task<(SessionTicket?, string?)> EndAsync(Account account, Guid partnership, string address, CancellationToken cancel)
        {
            await work.LockOutAsync(account.Id, cancel);
            var membership = await context.Memberships
                .SingleOrDefaultAsync(m => m.PartnershipId == partnership && m.AccountId == account.Id && m.EndedAt == null, cancel);
            if (membership is null) return await GiveUpAsync("no_role");
            membership.EndedAt = clock.GetUtcNow();
            await EndSessionsAsync(partnership, account.Id, SessionEnd.MembershipEnded, cancel);
            trail.Subject(account.Id);
            trail.Note("reason", "no_role");
            var who = new ActorIdentity(account.Id, account.UserName!, partnership, membership.Role, membership.Agency);
            await work.CommitAsync(who, AuditAction.MembershipEnded, address, cancel);
            return (null, "no_role");
        }

        private Task<int> EndSessionsAsync(Guid partnership, Guid account, string why, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            return context.Sessions.Where(s => s.PartnershipId == partnership && s.AccountId == account && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now).SetProperty(s => s.EndedWhy, why), cancel);
        }

        private void BeginSession(ActorIdentity who, Guid id, DateTimeOffset provenAt)
        {
            var now = clock.GetUtcNow();
            context.Sessions.Add(new()
            {
                PartnershipId = who.PartnershipId,
                Id = id,
                AccountId = who.UserId,
                Kind = SessionKind.Outside,
                CreatedAt = now,
                LastUsedAt = now,
                AuthenticatedAt = provenAt,
            });
        }
    }
}
