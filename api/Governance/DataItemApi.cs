using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>The appendix of a sharing agreement: every stored field, made from what runs and not from what somebody once wrote down.</summary>
internal static class DataItemApi
{
    public static IEndpointRouteBuilder MapDataItems(this IEndpointRouteBuilder governance)
    {
        governance.MapGet("/data-items", List).Requires(Permission.SeeAgreements).Audited(AuditAction.DataItemsListed)
            .WithSummary("Every stored field: what it is, why and how long it is held, who receives it; format=html gives a page to print");
        return governance;
    }

    private static async Task<Results<Ok<DataItemList>, ContentHttpResult, ProblemHttpResult>> List(
        [Description("json (default) or html")] string? format, HttpContext http, Actor actor, SpacesContext context, TimeProvider clock,
        AuditTrail trail, CancellationToken cancel)
    {
        if (format is not (null or "json" or "html")) return Problems.Of(ProblemCodes.WordUnknown, "format");
        var tongue = RequestLanguage.Of(http);
        var list = await ReadAsync(tongue, actor, context, clock.GetUtcNow(), cancel);
        trail.Note("fields", list.Items.Count);
        return format == "html"
            ? TypedResults.Content(DataItemPage.Of(list, tongue, PrivacyHeaders.MakeStyleNonce(http)), "text/html; charset=utf-8")
            : TypedResults.Ok(list);
    }

    private static async Task<DataItemList> ReadAsync(Tongue tongue, Actor actor, SpacesContext context, DateTimeOffset now, CancellationToken cancel)
    {
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel);
        var months = await RetentionRun.MonthsAsync(context, actor.PartnershipId, cancel);
        var agreements = await context.SharingAgreements.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId)
            .OrderBy(a => a.Reference).ThenBy(a => a.Id).ToListAsync(cancel);
        return new(
            tongue == Tongue.Cy ? partnership.NameCy : partnership.NameEn, now,
            [.. StoredFields.Of(context.Model).Select(field => View(field, months, tongue))],
            [.. agreements.Select(a => Agreements.View(a, actor.Agency, LocalDays.Of(now)))
                .Where(a => a.State is AgreementState.InForce or AgreementState.EndingSoon)]);
    }

    private static DataItemView View(StoredField field, IReadOnlyDictionary<RetentionClass, int> months, Tongue tongue) => new(
        field.Table.Name, field.Name, field.Type, field.Technical,
        Texts.Get(tongue, field.MeaningKey ?? $"data_field.{field.Table.Name}.{field.Name}"),
        Texts.Get(tongue, $"data_purpose.{field.Table.Purpose}"), Texts.Get(tongue, $"data_basis.{field.Table.Basis}"),
        field.Recipients, field.SharedAs, field.Class, field.Class is { } of ? months[of] : null);
}
