using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>A file that is made: what it is called, for whom, and what was held back.</summary>
internal sealed record MadeFile(
    ExportSubject Subject, ExportFormat Format, string Recipient, Purpose Purpose, Sharing.Agreed? Agreement, int Rows,
    SortedDictionary<string, int> Suppressed, string Name);

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
    /// <param name="content">What it holds.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="kept">What of the request the register keeps, where it may not keep all: it outlives the records.</param>
    public Task<Export> EnterAsync(Guid id, string request, MadeFile file, byte[] content, CancellationToken cancel, string? kept = null) =>
        EnterAsync(id, request, file, sink => { sink.Write(content); return Task.CompletedTask; }, cancel, kept);

    /// <summary>Enters a file that is written while it is sealed, so that it is nowhere whole.</summary>
    /// <param name="id">The id that the client made.</param>
    /// <param name="request">What was asked, whole: a resend is known by it.</param>
    /// <param name="file">The file and whom it is for.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="kept">What of the request the register keeps, where it may not keep all: it outlives the records.</param>
    public async Task<Export> EnterAsync(
        Guid id, string request, MadeFile file, Func<SealedStream, Task> write, CancellationToken cancel, string? kept = null)
    {
        await SweepAsync(cancel);
        var export = Entry(id, request, file, kept);
        var key = RandomNumberGenerator.GetBytes(Seal.KeyLength);
        try
        {
            var held = new ExportFile { PartnershipId = actor.PartnershipId, ExportId = id, SealedKey = ExportApi.Protector(protection).Protect(key) };
            context.Exports.Add(export);
            context.ExportFiles.Add(held);
            await context.SaveChangesAsync(cancel);
            await using var sink = new SealedStream(actor.PartnershipId, id, key, (NpgsqlConnection)context.Database.GetDbConnection());
            await write(sink);
            export.FileSha256 = await sink.FinishAsync(cancel);
            held.Length = sink.Length;
            return export;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Takes away the files whose time is over; the daily run does it where nobody makes or fetches one.</summary>
    public Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return context.ExportFiles.Where(f => f.PartnershipId == actor.PartnershipId
            && context.Exports.Any(e => e.PartnershipId == actor.PartnershipId && e.Id == f.ExportId && e.ExpiresAt <= now)).ExecuteDeleteAsync(cancel);
    }

    private Export Entry(Guid id, string request, MadeFile file, string? kept)
    {
        var now = clock.GetUtcNow();
        return new()
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
            FileSha256 = [],
            RequestedBy = actor.UserId,
            RequestedAt = now,
            ExpiresAt = now + ExportApi.TimeToFetch,
        };
    }

    private static byte[] DigestOf(string request) => SHA256.HashData(Encoding.UTF8.GetBytes(request));
}
