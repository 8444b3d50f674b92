using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What is done to instruments that were handed out: closing them, and their links.</summary>
internal static class Collections
{
    /// <summary>A random token or ballot of 256 bits, fit for the end of an address.</summary>
    public static string MakeSecret() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Digest of a token or ballot: all that is kept of it.</summary>
    public static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Closes what its day, its round or the end of the assessment closes, so that guards see that it was used.</summary>
    /// <param name="assessment">The assessment as it stands.</param>
    /// <param name="today">The day.</param>
    /// <param name="now">The moment, for the row of the round.</param>
    /// <param name="context">The database, with the acting member's transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task CloseDueAsync(Assessment assessment, DateOnly today, DateTimeOffset now, SpacesContext context, CancellationToken cancel)
    {
        var open = await context.Collections.AsNoTracking()
            .Where(c => c.PartnershipId == assessment.PartnershipId && c.AssessmentId == assessment.Id && c.ClosedOn == null).ToListAsync(cancel);
        foreach (var collection in open.Where(one => one.StateOn(today) == CollectionState.Closed || !RoundApi.IsOpen(assessment, one.Round)))
            await CloseAsync(collection, collection.OpenedBy, collection.Agency, today, now, context, cancel);
    }

    /// <summary>Closes every collection of the acting partnership whose day has passed.</summary>
    public static async Task<int> CloseOverdueAsync(Guid partnership, DateOnly today, DateTimeOffset now, SpacesContext context, CancellationToken cancel)
    {
        var over = await context.Collections.AsNoTracking()
            .Where(c => c.PartnershipId == partnership && c.ClosedOn == null && c.ClosesOn < today).ToListAsync(cancel);
        foreach (var collection in over) await CloseAsync(collection, collection.OpenedBy, collection.Agency, today, now, context, cancel);
        return over.Count;
    }

    /// <summary>Closes one; the day is its last one, where that has passed.</summary>
    public static async Task CloseAsync(
        Collection collection, Guid by, Agency agency, DateOnly today, DateTimeOffset now, SpacesContext context, CancellationToken cancel)
    {
        var day = today < collection.ClosesOn ? today : collection.ClosesOn;
        // The assessment first, as whoever moves it: two who take the same locks in another order would wait for each other for ever.
        await context.Database.ExecuteSqlAsync($"select from assessment where partnership_id = {collection.PartnershipId} and id = {collection.AssessmentId} for share", cancel);
        await context.Database.ExecuteSqlAsync($"select close_collection({collection.Id}, {day}, {by}, {WireName.Of(agency)}, {now})", cancel);
    }
}
