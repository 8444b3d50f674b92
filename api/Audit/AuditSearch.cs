using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Audit;

/// <summary>Which acts to find.</summary>
public sealed record AuditQuery
{
    [FromQuery(Name = "person"), Description("Only acts of this user name, as it is spelled, or account id")]
    public string? Person { get; init; }

    [FromQuery(Name = "act"), Description("Only this act, for instance incident_seen")]
    public string? Act { get; init; }

    [FromQuery(Name = "outcome"), Description("done or refused; both when left out")]
    public string? Outcome { get; init; }

    [FromQuery(Name = "record"), Description("Only acts that changed or showed this record")]
    public Guid? Record { get; init; }

    [FromQuery(Name = "from"), Description("Only acts at or after this instant")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to"), Description("Only acts before this instant")]
    public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "agency"), Description("Only acts of people of this agency")]
    public string? Agency { get; init; }

    [FromQuery(Name = "limit"), Description("Entries on a page, 1 to 500; 100 when left out")]
    public int? Limit { get; init; }

    [FromQuery(Name = "after"), Description("Token of the next page, from the answer before")]
    public string? After { get; init; }
}

/// <summary>Finding acts in the partnership's chain.</summary>
internal static class AuditSearch
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 500;
    private const int LongestName = 256;

    public static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> Find(
        [AsParameters] AuditQuery query, Actor actor, SpacesContext context, PageTokens tokens, AuditTrail trail, CancellationToken cancel)
    {
        if (Check(query) is { } refusal) return Problems.Of([refusal]);
        Note(query, trail);
        var hidden = actor.HidesRecords ? await HiddenRecords.ReadAsync(context, actor, cancel) : [];
        var matching = Matching(query, context.AuditEntries.AsNoTracking().Where(e => e.PartnershipId == actor.PartnershipId));
        if (hidden.Length > 0)
        {
            if (query.Record is { } asked && hidden.Contains(asked)) return TypedResults.Ok(new AuditPage([], null));
            matching = matching.Where(e => e.Subjects.Length == 0 || !e.Subjects.All(subject => hidden.Contains(subject)));
        }

        // What was done to keep somebody from a record is not told to that somebody.
        var me = actor.UserId;
        matching = matching.Where(e => !e.Action.StartsWith("exclusion_") || !e.Subjects.Contains(me));
        var key = KeyOf(query);
        if (query.After is not null)
        {
            if (!tokens.TryRead(query.After, key, out _, out var position)) return Problems.Of(ProblemCodes.PageTokenNotValid, "after");
            var before = PositionOf(position);
            matching = matching.Where(e => e.Sequence < before);
        }

        var limit = query.Limit ?? DefaultLimit;
        var found = await matching.OrderByDescending(e => e.Sequence).Take(limit + 1).ToListAsync(cancel);
        var shown = found.Take(limit).ToList();
        trail.Note("shown", shown.Count);
        return TypedResults.Ok(new AuditPage(
            [.. shown.Select(entry => View(entry, hidden))],
            found.Count > limit ? tokens.Make(key, shown[^1].At, TokenOf(shown[^1].Sequence)) : null));
    }

    private static Refusal? Check(AuditQuery query)
    {
        if (query.Limit is < 1 or > LargestLimit) return Refusal.Of(ProblemCodes.NumberOutOfRange, "limit", ("min", 1), ("max", LargestLimit));
        if (query.Person is { Length: > LongestName }) return Refusal.Of(ProblemCodes.FieldTooLong, "person", ("max", LongestName));
        if (query.Person?.Any(c => char.IsControl(c) || char.IsSurrogate(c)) == true) return new(ProblemCodes.TextNotClean, "person");
        if (query.Act is not null && !WireName.TryParse<AuditAction>(query.Act, out _)) return new(ProblemCodes.WordUnknown, "act");
        if (query.Outcome is not null && !WireName.TryParse<AuditOutcome>(query.Outcome, out _)) return new(ProblemCodes.WordUnknown, "outcome");
        if (query.Agency is not null && !WireName.TryParse<Agency>(query.Agency, out _)) return new(ProblemCodes.WordUnknown, "agency");
        return query.From > query.To ? new(ProblemCodes.EndBeforeStart, "to") : null;
    }

    private static IQueryable<AuditEntry> Matching(AuditQuery query, IQueryable<AuditEntry> entries)
    {
        if (query.Person is { } person)
            entries = Guid.TryParse(person, out var id) ? entries.Where(e => e.ActorId == id) : entries.Where(e => e.ActorName == person);
        if (query.Act is not null) entries = entries.Where(e => e.Action == query.Act);
        if (query.Outcome is not null) entries = entries.Where(e => e.Outcome == query.Outcome);
        if (query.Agency is not null) entries = entries.Where(e => e.Agency == query.Agency);
        if (query.Record is { } record) entries = entries.Where(e => e.Subjects.Contains(record));
        if (query.From?.ToUniversalTime() is { } from) entries = entries.Where(e => e.At >= from);
        if (query.To?.ToUniversalTime() is { } to) entries = entries.Where(e => e.At < to);
        return entries;
    }

    // Who looked for whom is itself an act worth knowing.
    private static void Note(AuditQuery query, AuditTrail trail)
    {
        if (query.Person is not null) trail.Note("person", query.Person);
        if (query.Act is not null) trail.Note("act", query.Act);
        if (query.Record is { } record) trail.Note("record", record);
    }

    private static AuditEntryView View(AuditEntry entry, Guid[] hidden)
    {
        using var detail = JsonDocument.Parse(entry.Detail);
        var purpose = detail.RootElement.TryGetProperty("purpose", out var stated) ? stated.GetString() : null;
        return new(
            entry.At, entry.ActorId, entry.ActorName, entry.Role, entry.Agency, entry.Action, WireName.Parse<AuditOutcome>(entry.Outcome),
            entry.Problem, [.. entry.Subjects.Except(hidden)], purpose, entry.Address);
    }

    private static string KeyOf(AuditQuery query) => string.Create(CultureInfo.InvariantCulture,
        $"audit|{query.Person}|{query.Act}|{query.Outcome}|{query.Record}|{query.From?.UtcTicks}|{query.To?.UtcTicks}|{query.Agency}");

    // A page goes on at a position: entries of one instant are told apart.
    private static Guid TokenOf(long position)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, position);
        return new(bytes);
    }

    private static long PositionOf(Guid token)
    {
        Span<byte> bytes = stackalloc byte[16];
        token.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes);
    }
}
