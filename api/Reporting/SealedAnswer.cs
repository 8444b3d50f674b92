using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// Sends a sealed file, or the rest of it, piece by piece. Each piece is read in a short transaction of its own as the person who asks:
/// nobody's slow line holds one open, and a right that ends ends the download.
/// </summary>
internal sealed class SealedAnswer(Export export, ExportFile file, Actor actor, string mediaType, long from, long to, bool whole) : IResult
{
    /// <summary>The tag of a file: it stands for its bytes.</summary>
    public static EntityTagHeaderValue TagOf(Export export) => new($"\"{Convert.ToHexStringLower(export.FileSha256)}\"");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        var services = httpContext.RequestServices;
        var response = httpContext.Response;
        var headers = response.GetTypedHeaders();
        response.StatusCode = whole ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        response.ContentType = mediaType;
        response.ContentLength = to - from + 1;
        headers.ETag = TagOf(export);
        response.Headers.AcceptRanges = "bytes";
        // Parts are counted in these very bytes, so nothing may pack them on the way.
        response.Headers.ContentEncoding = "identity";
        if (!whole) headers.ContentRange = new(from, to, file.Length);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(export.FileName);
        headers.ContentDisposition = disposition;

        var key = ExportApi.Protector(services.GetRequiredService<IDataProtectionProvider>()).Unprotect(file.SealedKey);
        try
        {
            var last = Seal.LastOf(file.Length);
            for (var number = (int)(from / Seal.PieceLength); number <= to / Seal.PieceLength && to >= from; number++)
            {
                if (await PieceAsync(services, number, cancel) is not { } closed)
                {
                    // Headers are sent: a connection that breaks off is the only way to say that the file is not whole.
                    httpContext.Abort();
                    return;
                }

                var plain = Seal.Open(closed, key, export.Id, number, number == last);
                var begin = (int)Math.Max(0, from - (long)number * Seal.PieceLength);
                var end = (int)Math.Min(plain.Length, to - (long)number * Seal.PieceLength + 1);
                await response.Body.WriteAsync(plain.AsMemory(begin, end - begin), cancel);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private async Task<byte[]?> PieceAsync(IServiceProvider services, int number, CancellationToken cancel)
    {
        var work = services.GetRequiredService<UnitOfWork>();
        var who = await work.BeginAsync(actor.UserId, actor.PartnershipId, UnitOfWork.InteractiveLimit, cancel);
        if (who is null) return null;
        try
        {
            if (!Permissions.Allow(who.Role, Permission.SeeExports)) return null;
            return await services.GetRequiredService<SpacesContext>().ExportPieces.AsNoTracking()
                .Where(p => p.PartnershipId == actor.PartnershipId && p.ExportId == export.Id && p.Number == number)
                .Select(p => p.Content).SingleOrDefaultAsync(cancel);
        }
        finally
        {
            await work.RollbackAsync();
        }
    }
}
