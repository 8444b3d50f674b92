using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Cache;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Tests.Http;

namespace SpacesPlaces.MapClient.Tests;

public sealed partial class WorkspaceTests : IDisposable
{
    private const string Narrative = "Adults waited behind the bins.";
    private readonly RecordingMap map = new();
    private readonly Words words = new(Tongue.En);
    private readonly Workspace workspace;

    public WorkspaceTests() => workspace = new(map, words, NationalGrid.Helmert, new ConnectionTests.QuickClock());

    public void Dispose() => workspace.Dispose();

    private static Me Person(params string[] permissions) => new(
        Guid.Empty, "sian", Role.Analyst, Agency.Police, new(Guid.Empty, "Here", "Yma", [-5, 52, -4, 53], true), permissions, false, 0, 15, new(true, null, [], []));

    private WorkspaceData Received(int incidents = 3) => WorkspaceData.Empty with
    {
        Me = Person("see_incidents", "see_spaces", "see_outreach"),
        Incidents = new(Enumerable.Range(0, incidents).Select(i => Sample.Incident(harm: i == 0 ? HarmType.Cce : HarmType.Cse, at: Sample.Now.AddDays(-20 * i - 1), narrative: Narrative)), NationalGrid.Helmert),
        Spaces = [Spaces.SpaceLayerTests.Space("Pier")],
        Sessions = [Sample.Session(Sample.Now.AddDays(-3))],
    };

    [Fact]
    public void WhatWasReceived_IsDrawn_AndNothingElse()
    {
        workspace.Take(Received());
        Assert.Equal(["spaces", "incidents"], map.Shown.Select(state => state.Layer.Id)); // sessions begin off
        workspace.Layers.Turn("sessions", true);
        Assert.Contains("sessions", map.Shown.Select(state => state.Layer.Id));
    }

    [Fact]
    public void APlanner_HasNoLayerOfIncidents()
    {
        workspace.Take(WorkspaceData.Empty with { Me = Person("see_space_areas"), SpaceAreas = [new(new(Sample.Box(-5, 52, -4, 53)), ConcernBand.Improving)] });
        Assert.Equal(["spaces"], workspace.Layers.TopFirst.Select(state => state.Layer.Id));
    }

    [Fact]
    public void WhilePresenting_NothingIsMarkedAtItsExactPoint()
    {
        workspace.Take(Received());
        map.Point(new(-4.9, 52.4));
        Assert.NotNull(map.Marked);
        workspace.Present();
        Assert.Null(map.Marked);
        Assert.Empty(workspace.Picked.All);
    }

    [Fact]
    public void WhoeverComesNext_FindsNothingOfWhoWasHereBefore()
    {
        workspace.Take(Received());
        workspace.Narrow(workspace.Filter with { HarmTypes = new HashSet<HarmType> { HarmType.Cce } });
        workspace.Take(WorkspaceData.Empty with { Me = Person("see_space_areas") with { UserId = Guid.CreateVersion7() }, SpaceAreas = [] });
        Assert.Equal(["spaces"], workspace.Layers.TopFirst.Select(state => state.Layer.Id));
        Assert.Null(workspace.Filter.HarmTypes);
        Assert.Equal(0, workspace.Incidents.Count);
    }

    [Fact]
    public void OnPaper_TheScaleBarIsAPartOfThePicture()
    {
        workspace.Take(Received());
        // 900 pixels of ten metres: the bar of 1 km is a ninth of the picture, however large that is on paper.
        var degrees = 9_000 / (111_320 * Math.Cos(52.4 * Math.PI / 180));
        map.Look(new(new Envelope(-4.9, -4.9 + degrees, 52.39, 52.41), 10));
        Assert.Contains("<div>1 km</div><div class=\"scale\" style=\"width:11.11%\"></div></figure>", workspace.Print([1, 2, 3]), StringComparison.Ordinal);
    }

    [Fact]
    public void MovingTheTime_ShowsOtherIncidents_AndSaysWhichDays()
    {
        workspace.Take(Received());
        Assert.Equal(3, workspace.Rows.Count);
        workspace.Slider.Show(new(new(2026, 11, 1), new(2026, 11, 20)));
        Assert.Single(workspace.Rows);
        Assert.StartsWith("1 incident; 1 November 2026 to 20 November 2026", workspace.Layers.Find("incidents")!.Layer.Caption, StringComparison.Ordinal);
        Assert.EndsWith("Sessions: 1, hours: 2", workspace.Layers.Find("incidents")!.Layer.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherLanguage_ChangesEveryWord_AndNoFigure()
    {
        workspace.Take(Received());
        var english = Told();
        words.Speak(Tongue.Cy);
        var welsh = Told();
        Assert.Equal(english.Count, welsh.Count);
        Assert.All(english.Zip(welsh), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(english.Select(Figures), welsh.Select(Figures));

        List<string> Told() => [.. workspace.Drawn.SelectMany(state => state.Layer.Features.Select(feature => feature.Told).Append(state.Layer.Caption ?? ""))];
        static string Figures(string told) => string.Concat(Digits().Matches(told).Select(match => match.Value));
    }

    [Fact]
    public void PointingAtTheMap_PicksEverythingThere_AndMarksTheFirst()
    {
        workspace.Take(Received(12) with { Spaces = [Spaces.SpaceLayerTests.Space("Pier")] });
        map.Point(new(-4.9, 52.4));
        Assert.Equal(13, workspace.Picked.All.Count);
        Assert.Equal(10, workspace.Picked.Shown.Count);
        Assert.Equal("Point", map.Marked!.GeometryType);
        map.Point(new(-4.1, 52.9));
        Assert.Empty(workspace.Picked.All);
        Assert.Null(map.Marked);
    }

    [Fact]
    public void DrawingAnArea_PicksAndNarrows_AndIsToldOnPaper()
    {
        workspace.Take(Received() with { Incidents = new([Sample.Incident(), Sample.Incident(lon: -4.91, lat: 52.405)], NationalGrid.Helmert) });
        workspace.Select(Sample.Box(-4.905, 52.395, -4.895, 52.403));
        Assert.Single(workspace.Rows);
        Assert.Contains("inside the drawn area", workspace.Print([]), StringComparison.Ordinal);
        workspace.Select(null);
        Assert.Equal(2, workspace.Rows.Count);
    }

    // DSK-12: the print has the same features as the screen, by id, with time and type filters on.
    [Fact]
    public void Paper_HoldsTheSameFeaturesAsTheScreen_WithFiltersMarkUserAndTime()
    {
        workspace.Take(Received());
        workspace.Narrow(new(workspace.Slider.Window, new HashSet<HarmType> { HarmType.Cse }));
        var sheet = workspace.Print("picture"u8);
        var onScreen = map.Shown.SelectMany(state => state.Layer.Features.Select(feature => feature.Key)).Order();
        Assert.Equal(onScreen, Keys().Matches(sheet).Select(match => match.Groups[1].Value).Order());
        Assert.Equal(2, workspace.Rows.Count);
        foreach (var mark in (string[])["OFFICIAL-SENSITIVE", "sian", "20 November 2026, 12:00", words.Word(HarmType.Cse), "DEMONSTRATION", "data:image/png;base64,cGljdHVyZQ==", "1 km"])
            Assert.Contains(mark, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("http", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain(Narrative, sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void TextsOfPeople_CannotBecomePartOfThePage()
    {
        workspace.Take(Received() with { Spaces = [Spaces.SpaceLayerTests.Space("<script>alert(1)</script>")] });
        Assert.DoesNotContain("<script", workspace.Print([]), StringComparison.Ordinal);
    }

    // DSK-15: presentation mode blurs exact points and hides narratives.
    [Fact]
    public void Presenting_NoPointIsOnScreenOrPaper_NorFound()
    {
        workspace.Take(Received());
        workspace.Present();
        Assert.DoesNotContain(map.Shown.SelectMany(state => state.Layer.Features), feature => feature.Shape is Point);
        map.Point(new(-4.9, 52.4));
        Assert.DoesNotContain(workspace.Picked.All, picked => Guid.TryParse(picked.Feature.Key, out _) && picked.Layer == IncidentLayer.Id);
        foreach (var incident in Ids()) Assert.DoesNotContain(incident, workspace.Print([]), StringComparison.Ordinal);
        map.Look(Sample.View(metresPerPixel: 4));
        words.Speak(Tongue.Cy);
        Assert.DoesNotContain(map.Shown.SelectMany(state => state.Layer.Features), feature => feature.Shape is Point);
    }

    [Fact]
    public async Task ThePresentation_EndsOnlyForWhomHasThePassword()
    {
        workspace.Take(Received());
        workspace.Present();
        using (var wrong = Scripted.Client(_ => Scripted.Json("""{"code":"sign_in_refused","title":"Wrong"}""", System.Net.HttpStatusCode.UnprocessableEntity)))
            await Assert.ThrowsAsync<ApiProblemException>(() => workspace.EndPresentationAsync(new(wrong), "guess", null, default));
        using (var nobody = Scripted.Client(Scripted.Broken))
            await Assert.ThrowsAsync<UnreachableException>(() => workspace.EndPresentationAsync(new(nobody), "right", null, default));
        Assert.True(workspace.IsPresenting);
        using var right = Scripted.Client(_ => new(System.Net.HttpStatusCode.NoContent));
        await workspace.EndPresentationAsync(new(right), "right", null, default);
        Assert.False(workspace.IsPresenting);
        Assert.Contains(map.Shown.SelectMany(state => state.Layer.Features), feature => feature.Shape is Point);
    }

    [Fact]
    public void AKeptWorkspace_IsShownAsOld_AndHasTheSameFeatures()
    {
        var folder = Path.Combine(Path.GetTempPath(), "spacesplaces-cache-" + Guid.NewGuid().ToString("N"));
        try
        {
            using OfflineCache cache = new(folder, TimeSpan.FromDays(3), new ConnectionTests.QuickClock());
            cache.Open("sian", "password");
            Assert.False(workspace.Recall(cache));
            workspace.Take(Received());
            workspace.Keep(cache);
            var before = Keys(map);
            using Workspace later = new(map, words, NationalGrid.Helmert, new ConnectionTests.QuickClock());
            Assert.True(later.Recall(cache));
            Assert.Equal(Sample.Now, later.StaleSince);
            Assert.Equal(before, Keys(map));
            Assert.Contains("Kept from 20 November 2026, 12:00", later.Print([]), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static List<string> Keys(RecordingMap map) => [.. map.Shown.SelectMany(state => state.Layer.Features.Select(feature => feature.Key))];
    }

    // DSK-06: saved and shared, a view gives a colleague the same settings and only what their rights let them see.
    [Fact]
    public void ASharedView_HoldsSettings_AndNothingThatWasSeen()
    {
        workspace.Take(Received());
        workspace.Narrow(new(workspace.Slider.Window, new HashSet<HarmType> { HarmType.Cse }));
        workspace.Layers.SetOpacity("spaces", 0.5);
        workspace.Layers.Move("spaces", 5);
        var text = workspace.Save().Write();
        foreach (var seen in Ids().Concat(["Pier", Narrative])) Assert.DoesNotContain(seen, text, StringComparison.Ordinal);

        RecordingMap other = new();
        using Workspace colleague = new(other, new(Tongue.Cy), NationalGrid.Helmert, new ConnectionTests.QuickClock());
        colleague.Take(Received() with { Me = Person("see_spaces"), Incidents = IncidentTable.Empty, Sessions = null });
        colleague.Restore(SavedView.Read(text)!);
        Assert.Equal(["spaces"], other.Shown.Select(state => state.Layer.Id));
        Assert.Equal((0.5, workspace.Filter.Window), (colleague.Layers.Find("spaces")!.Opacity, colleague.Filter.Window));
        Assert.Equal([HarmType.Cse], colleague.Filter.HarmTypes!);
        Assert.Equal(map.View.Box, other.WentTo);
    }

    [Fact]
    public void AfterSigningOut_NothingIsLeft()
    {
        workspace.Take(Received());
        workspace.Clear();
        Assert.Empty(map.Shown);
        Assert.Empty(workspace.Rows);
        Assert.Null(workspace.Data.Me);
        Assert.Equal(0, workspace.Incidents.Count);
    }

    [Fact]
    public void WhatIsKept_IsReadAgain_ButForTheTextOfRecords()
    {
        var received = Received();
        var kept = received.Write();
        Assert.DoesNotContain(Narrative, System.Text.Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        var read = WorkspaceData.Read(kept)!;
        Assert.Equal((received.Me!.User, "Pier"), (read.Me!.User, read.Spaces![0].NameEn));
        Assert.Equal(Rows(received.Incidents), Rows(read.Incidents));

        static IEnumerable<object> Rows(IncidentTable table) => Enumerable.Range(0, table.Count).Select(row => (object)(
            table.Id(row), table.Lon(row), table.Lat(row), table.GridPoint(row), table.From(row), table.To(row), string.Join(',', table.HarmTypes(row)),
            table.Kind(row), table.Grade(row), table.Source(row), table.IsExact(row), table.Placeless));
    }

    [Fact]
    public void WhatWasKeptOtherwise_IsNotRead()
    {
        var kept = Received().Write();
        Assert.Null(WorkspaceData.Read(kept[..^1]));
        Assert.Null(WorkspaceData.Read([.. "{}"u8]));
        Assert.Null(WorkspaceData.Read([255, 255, 255, 255, 1]));
        Assert.Null(WorkspaceData.Read([]));
    }

    [Fact]
    public void ADrawnArea_IsOnTheMap_IsSaved_AndGoesWithTheFilter()
    {
        workspace.Take(Received());
        workspace.Select(Sample.Box(-4.95, 52.35, -4.85, 52.45));
        Assert.Contains("drawn", map.Shown.Select(state => state.Layer.Id));
        var saved = SavedView.Read(workspace.Save().Write())!;
        workspace.Select(null);
        Assert.DoesNotContain("drawn", map.Shown.Select(state => state.Layer.Id));
        workspace.Restore(saved);
        Assert.True(workspace.Filter.Area!.EqualsTopologically(Sample.Box(-4.95, 52.35, -4.85, 52.45)));
        Assert.Null(SavedView.Read((saved with { Area = [[-4.9, 52.4], [-4.8]] }).Write()));
    }

    private IEnumerable<string> Ids() => Enumerable.Range(0, workspace.Incidents.Count).Select(row => workspace.Incidents.Id(row).ToString());

    [GeneratedRegex("data-key=\"([^\"]*)\"")]
    private static partial Regex Keys();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
