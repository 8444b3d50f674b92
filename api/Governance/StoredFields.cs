using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>A field of the database, as the live model has it, with what is said of it.</summary>
/// <param name="Table">Table.</param>
/// <param name="Name">Column.</param>
/// <param name="Type">Type in the database.</param>
/// <param name="Technical">True for what says nothing by itself.</param>
/// <param name="MeaningKey">Key of its sentence; null when nobody has written one, which a test finds.</param>
/// <param name="Recipients">Roles that may receive it.</param>
/// <param name="SharedAs">Data item of the agreements under which it passes.</param>
/// <param name="Class">Class of retention.</param>
internal sealed record StoredField(
    StoredTable Table, string Name, string Type, bool Technical, string? MeaningKey, IReadOnlyList<Role> Recipients, DataItem? SharedAs,
    RetentionClass? Class);

/// <summary>Every stored field, read from the model that the program runs with.</summary>
internal static class StoredFields
{
    private const string TechnicalKey = "data_field.technical";

    // Neither key nor digest by type, and still nothing but the program's own housekeeping.
    private static readonly FrozenSet<string> Housekeeping =
        ["normalized_user_name", "normalized_email", "security_stamp", "sequence", "attempts", "lease_until", "event_key"];

    // Leaves the database for no reader, whoever may see the rest of its table.
    private static readonly FrozenSet<string> ForNobody = ["password_hash"];

    // What a view calls otherwise.
    private static readonly FrozenDictionary<string, string> InViews = new Dictionary<string, string>
    {
        ["controller"] = "governance",
        ["regime"] = "governance",
        ["review_on"] = "governance",
        ["hull"] = "shape",
    }.ToFrozenDictionary();

    public static IReadOnlyList<StoredField> Of(IModel model) =>
        [.. from entity in model.GetEntityTypes()
            let table = StoredTables.Of(entity.GetTableName()!)
            orderby table.Position
            from property in entity.GetProperties()
            select Of(table, property)];

    private static StoredField Of(StoredTable table, IProperty property)
    {
        var name = property.GetColumnName();
        var told = ToldKey(table.Name, name);
        var technical = told is null && IsTechnical(property, name);
        var view = JsonNamingPolicy.CamelCase.ConvertName(InViews.GetValueOrDefault(name) ?? property.Name);
        var readers = table.Name == "incident" && FieldTable.Incident.TryGetValue(view, out var known) ? known : (IncidentReaders?)null;
        var type = property.GetColumnType();
        return new(
            table, name, type, technical,
            told ?? (technical ? TechnicalKey : Known($"data_field.{table.Name}.*")),
            technical || ForNobody.Contains(name) ? [] : RecipientsOf(table, view, readers),
            technical ? null : table.Name == "incident" ? ItemOf(readers) : table.SharedAs,
            table.Name == "incident" ? ClassOf(name, readers) : (table.Name, name) is ("outreach_session", "detail") ? RetentionClass.OutreachText : table.Class);
    }

    /// <summary>Keys, ids, digests, versions and what the database computes from other fields.</summary>
    private static bool IsTechnical(IProperty property, string name) =>
        property.IsPrimaryKey() || property.IsForeignKey() || property.IsConcurrencyToken
        || property.ValueGenerated == ValueGenerated.OnAddOrUpdate
        || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid)
        || (property.ClrType == typeof(byte[]) && (name.EndsWith("sha256", StringComparison.Ordinal)
            || name.EndsWith("hash", StringComparison.Ordinal) || name.EndsWith("digest", StringComparison.Ordinal)))
        || Housekeeping.Contains(name);

    // A sentence of its own, or one that serves all fields of its kind: who, when, why, about which record.
    private static string? ToldKey(string table, string name) => Known($"data_field.{table}.{name}") ?? name switch
    {
        "account_id" or "user_id" or "owner_id" or "actor_id" => "data_field.person",
        "incident_id" or "subject_id" => "data_field.about",
        "reason" => "data_field.reason",
        "role" or "agency" => "data_field.position",
        _ when name.EndsWith("_by", StringComparison.Ordinal) => "data_field.person",
        _ when name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("_on", StringComparison.Ordinal) => "data_field.moment",
        _ => null,
    };

    private static string? Known(string key) => Texts.Has(key) ? key : null;

    private static IReadOnlyList<Role> RecipientsOf(StoredTable table, string view, IncidentReaders? readers) => table.Name switch
    {
        "incident" => readers is { } who ? RolesWhere(role => FieldTable.Gives(who, Sights.OfIncidents(role))) : [],
        "child" or "incident_child" => RolesWhere(role => FieldTable.Gives(IncidentReaders.Tokens, Sights.OfIncidents(role))),
        "hotspot" => RolesWhere(role => FieldTable.Hotspot.GetValueOrDefault(view, []).Contains(Sights.OfHotspots(role))),
        "hotspot_analysis" => RolesWhere(role => FieldTable.Analysis.GetValueOrDefault(view, []).Contains(Sights.OfHotspots(role))),
        _ => table.ShownTo is { } permission ? RolesWhere(role => Permissions.Allow(role, permission)) : [],
    };

    private static IReadOnlyList<Role> RolesWhere(Func<Role, bool> receives) => [.. Enum.GetValues<Role>().Where(receives)];

    private static DataItem? ItemOf(IncidentReaders? readers) => readers switch
    {
        IncidentReaders.All => DataItem.CoarseIncident,
        IncidentReaders.AllCoarsened or IncidentReaders.Exact => DataItem.ExactPlace,
        IncidentReaders.Narrative => DataItem.Narrative,
        IncidentReaders.Tokens => DataItem.ChildToken,
        _ => null,
    };

    // What a reduction takes away; how many children there were stays.
    private static RetentionClass ClassOf(string name, IncidentReaders? readers) =>
        readers is IncidentReaders.AllCoarsened or IncidentReaders.Exact or IncidentReaders.Narrative && name != "children_unknown_count"
            ? RetentionClass.IncidentDetail
            : RetentionClass.IncidentCoarse;
}
