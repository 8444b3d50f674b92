using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>A version of the form that the partnership made; the first is shipped and stored nowhere.</summary>
public sealed class AssessmentFormVersion
{
    public Guid PartnershipId { get; set; }
    public int Version { get; set; }

    /// <summary>The prompts in order, as JSON.</summary>
    public required string Prompts { get; set; }
    public required string Reason { get; set; }
    public Guid PublishedBy { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class FormTables : IEntityTypeConfiguration<AssessmentFormVersion>
{
    public void Configure(EntityTypeBuilder<AssessmentFormVersion> form)
    {
        form.ToTable("assessment_form", table => table.HasCheckConstraint("assessment_form_version_after_the_first", "version >= 2"));
        form.HasKey(f => new { f.PartnershipId, f.Version });
        form.Property(f => f.Prompts).HasColumnType("jsonb");
        form.HasOne<Partnership>().WithMany().HasForeignKey(f => f.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        form.HasOne<Account>().WithMany().HasForeignKey(f => f.PublishedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Versions of the form: read, and published by the panel's chair. An assessment keeps the one that it began with.</summary>
internal static class AssessmentForms
{
    public static void MapForms(this RouteGroupBuilder forms)
    {
        forms.MapGet("/current", Current).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.AssessmentFormSeen)
            .WithSummary("The version of the form that an assessment begins with today");
        forms.MapPost("/{version:int}", Publish).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.PublishForms).Audited(AuditAction.AssessmentFormPublished).Checked<NewAssessmentForm>(AssessmentPlanChecks.Check)
            .WithSummary("Publish the next version of the form: prompts added, worded anew or left out. Assessments that are under way keep theirs");
    }

    /// <summary>The number of the version that an assessment begins with today.</summary>
    public static async Task<int> CurrentAsync(SpacesContext context, Guid partnership, CancellationToken cancel) =>
        await context.AssessmentForms.Where(f => f.PartnershipId == partnership).MaxAsync(f => (int?)f.Version, cancel) ?? AssessmentFormFirst.Form.Version;

    /// <summary>A version of the form.</summary>
    /// <exception cref="InvalidOperationException">There is no such version: nothing is ever begun with one.</exception>
    public static async Task<AssessmentForm> ReadAsync(SpacesContext context, Guid partnership, int version, CancellationToken cancel)
    {
        if (version == AssessmentFormFirst.Form.Version) return AssessmentFormFirst.Form;
        var prompts = await context.AssessmentForms.AsNoTracking().Where(f => f.PartnershipId == partnership && f.Version == version).Select(f => f.Prompts).SingleAsync(cancel);
        return new(version, [.. JsonSerializer.Deserialize<FormPromptView[]>(prompts, WireJson.Options)!.Select(Of)]);
    }

    /// <summary>A version as it is sent, with the label that must stand with it.</summary>
    public static AssessmentFormView ViewOf(AssessmentForm form) => new(
        form.Version, Texts.Get(Tongue.En, AssessmentForm.LabelKey), Texts.Get(Tongue.Cy, AssessmentForm.LabelKey),
        [.. form.Prompts.Select(prompt => new FormPromptView(
            prompt.Key, prompt.Side, prompt.Kind, prompt.TextEn, prompt.TextCy, prompt.GuidanceEn, prompt.GuidanceCy))]);

    public static FormPrompt Of(FormPromptView prompt) =>
        new(prompt.Key, prompt.Side, prompt.Kind, prompt.TextEn, prompt.TextCy, prompt.GuidanceEn, prompt.GuidanceCy);

    private static async Task<Ok<AssessmentFormView>> Current(Actor actor, SpacesContext context, CancellationToken cancel) =>
        TypedResults.Ok(ViewOf(await ReadAsync(context, actor.PartnershipId, await CurrentAsync(context, actor.PartnershipId, cancel), cancel)));

    private static async Task<Results<Created<AssessmentFormView>, Accepted<AssessmentFormView>, ProblemHttpResult>> Publish(
        int version, NewAssessmentForm body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Note("version", version);
        var content = AssessmentRows.Digest(body);
        var form = new AssessmentForm(version, [.. body.Prompts.Select(Of)]);
        var held = await context.AssessmentForms.AsNoTracking().SingleOrDefaultAsync(f => f.PartnershipId == actor.PartnershipId && f.Version == version, cancel);
        if (held is not null && held.PublishedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content))
            return TypedResults.Accepted("/api/v1/assessment-forms/current", ViewOf(form));
        if (version != await CurrentAsync(context, actor.PartnershipId, cancel) + 1) return Problems.Of(ProblemCodes.FormVersionNotNext, "version");
        var faults = AssessmentForm.Faults(form.Prompts);
        if (faults.Count > 0)
        {
            var tongue = RequestLanguage.Of(http);
            return Problems.Of([.. faults.Select(one => Refusal.Of(
                ProblemCodes.FormNotValid, one.At < form.Prompts.Count ? $"prompts[{one.At}]" : "prompts", ("what", Texts.Get(tongue, $"form_fault.{WireName.Of(one.Fault)}"))))]);
        }

        var told = await SpaceTexts.RefuseAsync(
            [
                ("reason", body.Reason),
                .. form.Prompts.SelectMany((prompt, at) => new (string, string?)[]
                {
                    ($"prompts[{at}].textEn", prompt.TextEn), ($"prompts[{at}].textCy", prompt.TextCy),
                    ($"prompts[{at}].guidanceEn", prompt.GuidanceEn), ($"prompts[{at}].guidanceCy", prompt.GuidanceCy),
                }),
            ], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        context.AssessmentForms.Add(new()
        {
            PartnershipId = actor.PartnershipId,
            Version = version,
            Prompts = JsonSerializer.Serialize(body.Prompts, WireJson.Options),
            Reason = body.Reason.Trim(),
            PublishedBy = actor.UserId,
            PublishedAt = clock.StoredNow(),
            ContentSha256 = content,
        });
        return TypedResults.Created("/api/v1/assessment-forms/current", ViewOf(form));
    }
}
