using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Tests.Incidents;

public sealed class IncidentFactsTests
{
    private readonly Words words = new(Tongue.En);

    private string? Value(IncidentView incident, string key) => IncidentFacts.Of(incident, words).FirstOrDefault(fact => fact.Term == words[key])?.Value;

    [Fact]
    public void ARecord_SaysWhereItComesFrom_HowCloseItsSourceStood_AndWhichVersionItIs()
    {
        var incident = Sample.Incident(agency: Agency.YouthService, grade: InfoGrade.FirstHand, source: SourceKind.ChildToldUs);
        Assert.Equal(words.Word(InfoGrade.FirstHand), Value(incident, "incidents.info_grade"));
        Assert.Equal(words.Word(SourceKind.ChildToldUs), Value(incident, "incidents.source"));
        Assert.Equal(words.Word(Agency.YouthService), Value(incident, "incidents.agency"));
        Assert.Equal("1", Value(incident, "desktop.version"));
        Assert.Equal("Within 10 m of this point.", Value(incident, "incidents.where"));
    }

    [Fact]
    public void WhatWasNotSent_IsNotThere_AndACoarsePlaceSaysSo()
    {
        var incident = Sample.Incident(precision: LocationPrecision.GridSquare1Km);
        Assert.Null(Value(incident, "incidents.narrative"));
        Assert.Equal(words["desktop.in_square"], Value(incident, "incidents.where"));
        Assert.Equal(words["incidents.no_point"], Value(Sample.Incident(hasPoint: false), "incidents.where"));
    }

    [Fact]
    public void AnUncertainTime_HasBothEnds()
    {
        var incident = Sample.Incident(at: Sample.Now.AddDays(-3), until: Sample.Now.AddDays(-2)) with { TimeConfidence = TimeConfidence.Unsure };
        Assert.Equal("17 November 2026, 12:00 to 18 November 2026, 12:00", Value(incident, "incidents.when"));
    }

    [Fact]
    public void ADraftAtAnotherPoint_IsTheSameRecord()
    {
        IncidentDraft draft = new(new(-4.9, 52.4), 12) { Kind = IncidentKind.Harm, Narrative = "Adults waited." };
        draft.HarmTypes.Add(HarmType.Cse);
        draft.Children.Add(new("7KQ2-M9XD-4TBC", Agency.Police, AgeBand.Under10));
        var moved = draft.MovedTo(new(-4.8, 52.5), 3);
        Assert.Equal((draft.Id, -4.8, 3d), (moved.Id, moved.At.Lon, moved.AccuracyMetres));
        Assert.Equal((IncidentKind?)IncidentKind.Harm, moved.Kind);
        Assert.Equal(("Adults waited.", 1, 1), (moved.Narrative, moved.HarmTypes.Count, moved.Children.Count));
    }
}
