using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>A file that is made: what it is called, for whom, and what was held back.</summary>
internal sealed record MadeFile(
    ExportSubject Subject, ExportFormat Format, string Recipient, Purpose Purpose, Sharing.Agreed? Agreement, int Rows,
    SortedDictionary<string, int> Suppressed, string Name, byte[] Content);

/// <summary>Entries of the register of what leaves, and the files behind them until they are fetched.</summary>
internal sealed class ExportRegister(Actor actor, SpacesContext context, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>What was asked, as it is kept.</summary>
    public static string Written<TAsked>(TAsked asked) => JsonSerializer.Serialize(asked, WireJson.Options);

    /// <summary>The entry that already stands under an id; and whether it is of the same request by the same person.</summary>
    public async Task<(Export? Held, bool IsSame)> HeldAsync(Guid id, string request, CancellationToken cancel)
    {
        var held = await context.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.PartnershipId == actor.PartnershipId && e.Id == id, cancel);
        return (held, held is not null && held.RequestedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(DigestOf(request)));
    }

    /// <summary>Enters a file, sealed, to be fetched once.</summary>
    /// <param name="id">The id that the client made.</param>
    /// <param name="request">What was asked, whole: a resend is known by it.</param>
    /// <param name="file">The file and whom it is for.</param>
    /// <param name="kept">What of the request the register keeps, where it may not keep all: it outlives the records.</param>
    public Export Enter(Guid id, string request, MadeFile file, string? kept = null)
    {
        var now = clock.GetUtcNow();
        var export = new Export
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Subject = file.Subject,
            Format = file.Format,
            Request = kept ?? request,
            ContentSha256 = DigestOf(request),
            Recipient = file.Recipient.Trim(),
            Purpose = file.Purpose,
            AgreementId = file.Agreement?.Id,
            Rows = file.Rows,
            Suppressed = JsonSerializer.Serialize(file.Suppressed),
            FileName = file.Name,
            FileSha256 = SHA256.HashData(file.Content),
            RequestedBy = actor.UserId,
            RequestedAt = now,
            ExpiresAt = now + ExportApi.TimeToFetch,
        };
        context.Exports.Add(export);
        context.ExportFiles.Add(new() { PartnershipId = actor.PartnershipId, ExportId = id, Content = ExportApi.Protector(protection).Protect(file.Content) });
        return export;
    }

    private static byte[] DigestOf(string request) => SHA256.HashData(Encoding.UTF8.GetBytes(request));
}
