using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;

namespace SpacesPlaces.MapClient.Tests.Incidents;

public sealed class IncidentDraftTests
{
    [Fact]
    public void AnEmptyDraft_NamesEveryEmptyAnswer_InTheOrderOfTheForm() => Assert.Equal(
        ["Kind", "HarmTypes", "Context", "From", "Confidence", "Source", "Grade"], Fields(new(new LonLat(-4.9, 52.4), 12)));

    [Fact]
    public void AWholeDraft_HasNoFault_AndKeepsItsPlaceAndReach()
    {
        var draft = Whole();
        Assert.Empty(draft.Faults(Sample.Now));
        var incident = draft.AsIncident(Tongue.Cy);
        Assert.Equal((-4.9, 52.4, 12), (incident.Location!.Point.X, incident.Location.Point.Y, incident.Location.AccuracyMetres));
        Assert.Null(incident.NarrativeLanguage);
    }

    [Fact]
    public void HarmNeedsAChild_AConcernAboutAPlaceDoesNot()
    {
        var draft = Whole();
        draft.ChildrenUnknown = 0;
        Assert.Equal(["ChildrenUnknown"], Fields(draft));
        draft.Kind = IncidentKind.HotspotReport;
        Assert.Empty(Fields(draft));
    }

    [Fact]
    public void ANameInPlaceOfAToken_IsRefused()
    {
        var draft = Whole();
        draft.Children.Add(new("Sian", Agency.Police, AgeBand.From13To15));
        Assert.Equal(["Children"], Fields(draft));
    }

    [Fact]
    public void AChallengedWording_NeedsAReason_AndTheTextIsNeverChanged()
    {
        const string blaming = "She is placing herself at risk.";
        var draft = Whole();
        draft.Narrative = blaming;
        Assert.Equal(["LanguageReason"], Fields(draft));
        draft.LanguageReason = "Words of the referral.";
        Assert.Empty(Fields(draft));
        Assert.Equal((blaming, "Words of the referral."), (draft.AsIncident(Tongue.En).Narrative, draft.AsIncident(Tongue.En).LanguageReason));
        draft.Narrative = "Adults are targeting children near the shelter.";
        Assert.Null(draft.AsIncident(Tongue.En).LanguageReason);
    }

    [Fact]
    public void TimesThatCannotBe_AreRefusedWithTheReason()
    {
        var draft = Whole();
        draft.To = draft.From!.Value.AddHours(-1);
        Assert.Equal("when.wrong_order", Assert.Single(draft.Faults(Sample.Now)).TextKey);
        draft.To = Sample.Now.AddDays(1);
        Assert.Equal("when.end_in_the_future", Assert.Single(draft.Faults(Sample.Now)).TextKey);
        (draft.From, draft.To) = (Sample.Now.AddDays(1), null);
        Assert.Equal("when.in_the_future", Assert.Single(draft.Faults(Sample.Now)).TextKey);
    }

    [Fact]
    public void ADraftThatIsNotWhole_CannotBeSent() =>
        Assert.Throws<InvalidOperationException>(() => new IncidentDraft(new LonLat(-4.9, 52.4), 12).AsIncident(Tongue.En));

    private static IEnumerable<string> Fields(IncidentDraft draft)
    {
        var faults = draft.Faults(Sample.Now);
        Assert.All(faults, fault => Assert.True(Texts.Has(fault.TextKey), fault.TextKey));
        return faults.Select(fault => fault.Field);
    }

    private static IncidentDraft Whole()
    {
        var draft = new IncidentDraft(new LonLat(-4.9, 52.4), 11.3)
        {
            Kind = IncidentKind.Harm,
            Context = ContextLevel.Neighbourhood,
            From = Sample.Now.AddHours(-3),
            Confidence = TimeConfidence.Exact,
            Source = SourceKind.PractitionerObserved,
            Grade = InfoGrade.FirstHand,
            ChildrenUnknown = 1,
        };
        draft.HarmTypes.Add(HarmType.Cce);
        return draft;
    }
}
