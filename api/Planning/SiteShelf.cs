using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>Sites that come many at a time: which of them stand already, and all that are new taken in together or not at all.</summary>
internal sealed class SiteShelf(SpacesContext context, Actor actor, IGridTransform grid, TimeProvider clock)
{
    /// <summary>Two sites of one name nearer than this are one site, metres.</summary>
    private const double SameWithinMetres = 50;

    /// <summary>An id made from what a site comes from, so that it is the same site whenever it comes.</summary>
    public Guid IdOf(string source)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"candidate site\n{actor.PartnershipId:N}\n{source}")).AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest, bigEndian: true);
    }

    /// <summary>What would become of each site, in their order.</summary>
    /// <param name="sites">With their ids; null for a refused one.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<PartnerRowState>> StatesAsync(IReadOnlyList<(Guid Id, NewCandidateSite? Site)> sites, CancellationToken cancel)
    {
        var held = await context.CandidateSites.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId)
            .Select(s => new { s.Id, s.NameEn, s.NameCy, s.Point }).ToListAsync(cancel);
        var ids = held.Select(one => one.Id).ToHashSet();
        var byName = held.SelectMany(one => NamesOf(one.NameEn, one.NameCy).Select(name => (name, one.Point))).ToLookup(one => one.name, one => one.Point);
        HashSet<Guid> seen = [];
        return [.. sites.Select(one =>
            one.Site is not { } site ? PartnerRowState.Refused
            : !seen.Add(one.Id) ? PartnerRowState.Double
            : ids.Contains(one.Id) || Where.ToPoint(site.Location, grid) is var at && NamesOf(site.NameEn, site.NameCy).Any(name => byName[name].Any(point => point.IsWithinDistance(at, SameWithinMetres)))
                ? PartnerRowState.Stored
                : PartnerRowState.New)];
    }

    /// <summary>Nobody else takes sites in until this transaction ends: what is new now is new when it is stored.</summary>
    public Task WaitForTurnAsync(CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"candidate sites {actor.PartnershipId}"}, 0))", cancel);

    /// <summary>Takes all of them in, or tells why none can be.</summary>
    public async Task<Refusal?> TakeInAsync(IReadOnlyCollection<(Guid Id, NewCandidateSite Site)> sites, CancellationToken cancel)
    {
        if (await context.CandidateSites.CountAsync(s => s.PartnershipId == actor.PartnershipId, cancel) + sites.Count > SiteChecks.MostNamed)
            return Refusal.Of(ProblemCodes.TooManySites, null, ("max", SiteChecks.MostNamed));
        foreach (var (id, said) in sites)
        {
            var site = new CandidateSite
            {
                PartnershipId = actor.PartnershipId,
                Id = id,
                Point = Where.ToPoint(said.Location, grid),
                Agency = actor.Agency,
                RecordedBy = actor.UserId,
                RecordedAt = clock.StoredNow(),
                ContentSha256 = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said, WireJson.Options)),
            };
            SiteApi.Describe(site, said);
            context.CandidateSites.Add(site);
        }

        return null;
    }

    /// <summary>How many there are of each.</summary>
    public static PartnerCounts CountsOf(IReadOnlyCollection<PartnerRowState> states) => new(
        states.Count(one => one == PartnerRowState.New), states.Count(one => one == PartnerRowState.Stored),
        states.Count(one => one == PartnerRowState.Double), states.Count(one => one == PartnerRowState.Refused));

    private static IEnumerable<string> NamesOf(params string?[] names) => names.OfType<string>().Select(name => Outreach.PartnerColumns.Folded(name)).Distinct();
}
