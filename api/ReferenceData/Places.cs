using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Finding named places in both languages.</summary>
internal static partial class Places
{
    private const int LongestSearch = 100;

    public static async Task<Results<Ok<IReadOnlyList<PlaceView>>, ProblemHttpResult>> Find(
        [Description("Part of an English or Welsh name; accents and hyphens may be left out")] string? search, Actor actor,
        SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        if (search?.Length > LongestSearch) return Problems.Of(ProblemCodes.FieldTooLong, "search", ("max", LongestSearch));
        if (search?.Any(char.IsControl) == true) return Problems.Of(ProblemCodes.TextNotClean, "search");
        List<Guid> ids = [];
        await using (var command = new NpgsqlCommand(NamedSql.Read("find_places"), (NpgsqlConnection)context.Database.GetDbConnection()))
        {
            command.Parameters.Add(new() { Value = actor.PartnershipId });
            command.Parameters.Add(new() { Value = Fold(search ?? "") });
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) ids.Add(reader.GetGuid(0));
        }

        var found = await context.Places.AsNoTracking()
            .Where(p => p.PartnershipId == actor.PartnershipId && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<PlaceView>>([.. ids.Select(id => found[id]).Select(p =>
            new PlaceView(p.Id, p.NameEn, p.NameCy, p.PlaceType, Where.ToWire(p.Point, grid), p.TownEn, p.TownCy))]);
    }

    /// <summary>Words as they are compared: lower case, accents gone, hyphens and apostrophes as spaces.</summary>
    internal static string Fold(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) bare.Append(c);
        return Gaps().Replace(bare.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"[-'’\s]+")]
    private static partial Regex Gaps();
}
