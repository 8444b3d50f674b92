using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>Three years of outreach, harm and concern in the invented county; what is planted comes first, the rest keeps clear of it.</summary>
internal sealed class CountyLife(
    ulong seed, Landscape land, IReadOnlyList<Settlement> settlements, IReadOnlyList<District> districts, IReadOnlyList<SamplePlace> places,
    Func<Point, Guid> districtOf)
{
    private const double ClearOfTruthsMetres = 320;
    private const double ClearOfEachOtherMetres = 130;
    private const int PairedIncidents = 10;

    private static readonly Agency[] Recorders =
    [
        Agency.ChildrensServices, Agency.CeTeam, Agency.CeTeam, Agency.Police, Agency.Police, Agency.Education, Agency.YouthService,
        Agency.YouthService, Agency.Health, Agency.MissingChildrenService, Agency.ThirdSector, Agency.YouthJustice,
    ];

    private static readonly HarmType[] Common =
    [
        HarmType.Cse, HarmType.Cse, HarmType.Cse, HarmType.Cce, HarmType.Cce, HarmType.Cce, HarmType.DrugAlcoholSupplyToChildren, HarmType.Harassment,
        HarmType.Harassment, HarmType.HsbPeerOnPeer, HarmType.HsbPeerOnPeer, HarmType.OnlineAbuse, HarmType.SeriousViolence,
        HarmType.TraffickingModernSlavery, HarmType.FinancialExploitation, HarmType.MissingLink,
    ];

    private readonly SplitMix64 random = new SplitMix64(seed).Fork("life");
    private readonly SplitMix64 tokens = new SplitMix64(seed).Fork("tokens");
    private readonly List<Coordinate> centres = [];
    private readonly List<Coordinate> lone = [];
    private readonly List<(Guid DistrictId, DateOnly From, DateOnly To)> gaps = [];
    private int serial;

    public List<SampleShow> Shows { get; } = [];

    public List<SampleSession> Sessions { get; } = [];

    public List<SampleIncident> Incidents { get; } = [];

    public List<SampleIncident> HotspotReports { get; } = [];

    public List<PlantedTruth> Truths { get; } = [];

    public void Live()
    {
        var ground = PlaceNamed("Gwaelod Showground");
        for (var year = 2024; year <= 2026; year++)
        {
            // Four days from the fourth Monday of July.
            var first = new DateOnly(year, 7, 22);
            while (first.DayOfWeek != DayOfWeek.Monday) first = first.AddDays(-1);
            Shows.Add(new SampleShow(Id("show", year), $"Gwaelod Show {year}", $"Sioe Gwaelod {year}", ground.Id, first, first.AddDays(3)));
        }

        foreach (var (id, townEn, from, to) in PlantedTruths.Gaps)
        {
            var district = districts.First(d => d.NameEn == $"{townEn} District");
            gaps.Add((district.Id, from, to));
        }

        foreach (var brief in PlantedTruths.Briefs) Plant(brief);
        var busy = PlaceNamed("Stonewick Youth Club");
        centres.Add(busy.Anchor.Coordinate);
        foreach (var (gap, brief) in gaps.Zip(PlantedTruths.Gaps))
            Truths.Add(new PlantedTruth(brief.Id, "Nothing recorded in a district for months, though outreach went on", null, gap.DistrictId, null, 0,
                gap.From, gap.To, null, 0, 0));
        Truths.Add(new PlantedTruth("busy-no-harm", "A place with much outreach and no harm", busy.Id, busy.DistrictId, busy.Anchor, 300,
            InventedCounty.From, InventedCounty.To, null, 0, 0));

        Elsewhere();
        Concerns();
        Outreach(busy);
        Incidents.Sort((a, b) => (a.OccurredFrom, a.Id).CompareTo((b.OccurredFrom, b.Id)));
        HotspotReports.Sort((a, b) => (a.OccurredFrom, a.Id).CompareTo((b.OccurredFrom, b.Id)));
        Sessions.Sort((a, b) => (a.StartedAt, a.Id).CompareTo((b.StartedAt, b.Id)));
    }

    private Guid Id(string kind, int number) => InventedId.Of(seed, kind, number.ToString(CultureInfo.InvariantCulture));

    private SamplePlace PlaceNamed(string nameEn) => places.First(p => p.NameEn == nameEn);

    private SamplePlace PlaceFor(PlantedBrief brief)
    {
        if (brief.PlaceEn.Length > 0) return PlaceNamed(brief.PlaceEn);
        Guid In(string town) => settlements.First(s => s.NameEn == town).Id;
        // The middle one of three takeaways in a row; the car park of Stonewick.
        return brief.Id == "takeaway-street"
            ? places.Where(p => p.Type == PlaceType.TakeawayCafe && p.SettlementId == In("Wyllthaven")).ElementAt(1)
            : places.First(p => p.Type == PlaceType.CarPark && p.SettlementId == In("Stonewick"));
    }

    private void Plant(PlantedBrief brief)
    {
        var place = PlaceFor(brief);
        var centre = place.Anchor.Coordinate;
        centres.Add(centre);
        var children = 0;
        foreach (var spell in brief.Spells)
        {
            List<SampleChild> group = [.. Enumerable.Range(0, spell.Children).Select(_ => NewChild())];
            children += spell.Children;
            var days = Spread(spell, place.DistrictId);
            var order = random.Shuffle(Enumerable.Range(0, spell.Events));
            for (var k = 0; k < spell.Events; k++)
            {
                // Every child of the spell is met at least once; a second child comes in now and then.
                List<SampleChild> harmed = group.Count == 0 ? [] : [order[k] < group.Count ? group[order[k]] : random.Pick(group)];
                if (group.Count > 2 && random.Chance(0.2) && random.Pick(group) is var other && !harmed.Contains(other)) harmed.Add(other);
                var harm = random.Chance(0.6) ? brief.Chiefly : random.Pick(Common);
                var at = Within(place, centre);
                Record(IncidentKind.Harm, place, at, days[k], harm, harmed, group.Count == 0 ? random.Whole(1, 2) : group.Count > 1 && random.Chance(0.12) ? 1 : 0, brief.Id,
                    place.NightTime || brief.Id == "show-peak");
            }
        }

        Truths.Add(new PlantedTruth(brief.Id, brief.What, place.Id, place.DistrictId, place.Anchor, PlantedTruths.RadiusMetres,
            brief.Spells[0].From, brief.Spells[^1].To, brief.Class, brief.Spells.Sum(s => s.Events), children));
    }

    // Days over the whole spell, one in each equal part of it, none in a reporting gap.
    private List<DateOnly> Spread(PlantedSpell spell, Guid districtId)
    {
        var length = spell.To.DayNumber - spell.From.DayNumber + 1;
        List<DateOnly> days = [];
        for (var k = 0; k < spell.Events; k++)
        {
            var (low, high) = (length * k / spell.Events, Math.Max(length * k / spell.Events, length * (k + 1) / spell.Events - 1));
            DateOnly day;
            do day = spell.From.AddDays(random.Whole(low, high));
            while (InGap(districtId, day, 21));
            days.Add(day);
        }

        return days;
    }

    private bool InGap(Guid districtId, DateOnly day, int marginBefore) =>
        gaps.Any(g => g.DistrictId == districtId && day >= g.From.AddDays(-marginBefore) && day <= g.To);

    private Coordinate Within(SamplePlace place, Coordinate centre)
    {
        for (var attempt = 0; ; attempt++)
        {
            var at = Around(centre, PlantedTruths.RadiusMetres - 1);
            // Inside the place when it has an area, unless the area is too thin to hit.
            if (place.Geometry is Point || attempt > 40 || place.Geometry.Contains(Curves.Point(at))) return at;
        }
    }

    private Coordinate Around(Coordinate centre, double radiusMetres)
    {
        while (true)
        {
            var (dx, dy) = (random.Between(-radiusMetres, radiusMetres), random.Between(-radiusMetres, radiusMetres));
            if (dx * dx + dy * dy <= radiusMetres * radiusMetres) return Curves.Round(centre.X + dx, centre.Y + dy);
        }
    }

    private void Elsewhere()
    {
        int[] perYear = [50, 50, 53];
        List<(SampleChild Child, DateOnly Last, Guid DistrictId)> met = [];
        for (var year = 0; year < perYear.Length; year++)
            for (var k = 0; k < perYear[year]; k++)
            {
                var (place, at) = Lone();
                DateOnly day;
                do day = InventedCounty.From.AddYears(year).AddDays(random.Below(365));
                while (InGap(place.DistrictId, day, 21));
                var known = met.Where(m => m.DistrictId == place.DistrictId && Math.Abs(m.Last.DayNumber - day.DayNumber) < 300).ToList();
                List<SampleChild> harmed = [];
                if (!random.Chance(0.08))
                {
                    var child = known.Count > 0 && random.Chance(0.45) ? random.Pick(known).Child : NewChild();
                    harmed.Add(child);
                    met.Add((child, day, place.DistrictId));
                }

                if (random.Chance(0.07))
                {
                    harmed.Add(NewChild());
                    met.Add((harmed[^1], day, place.DistrictId));
                }

                Record(IncidentKind.Harm, place, at, day, random.Pick(Common), harmed, harmed.Count == 0 ? 1 : random.Chance(0.06) ? 1 : 0, null, place.NightTime);
                // Some spaces see a second incident, which is not yet a cluster.
                if (year == 1 && k % 5 == 0 && k / 5 < PairedIncidents && !InGap(place.DistrictId, day.AddDays(40), 21))
                    Record(IncidentKind.Harm, place, Around(at, 20), day.AddDays(40), random.Pick(Common), [NewChild()], 0, null, place.NightTime);
            }
    }

    // A point of its own: clear of all planted centres and of every other lone point.
    private (SamplePlace Place, Coordinate At) Lone()
    {
        while (true)
        {
            SamplePlace place;
            Coordinate at;
            if (random.Chance(0.55))
            {
                place = random.Pick(places);
                at = Around(place.Anchor.Coordinate, 45);
            }
            else
            {
                // On a street; the nearest place names it.
                var edge = random.Pick(land.Roads.Edges);
                if (edge.Class == RoadClass.Lane || edge.Line.Length > 400) continue;
                at = Around(edge.Line.Centroid.Coordinate, 30);
                place = places.MinBy(p => p.Anchor.Coordinate.Distance(at))!;
            }

            if (!land.Outline.Contains(Curves.Point(at)) || centres.Any(c => c.Distance(at) < ClearOfTruthsMetres)
                || lone.Any(c => c.Distance(at) < ClearOfEachOtherMetres + 40)) continue;
            lone.Add(at);
            return (place, at);
        }
    }

    private void Concerns()
    {
        string[] echoed = ["park-by-river", "bus-station", "takeaway-street", "outlives-case", "show-peak", "unknown-children"];
        for (var k = 0; k < 80; k++)
        {
            var truth = k < 30 ? Truths.First(t => t.Id == echoed[k % echoed.Length]) : null;
            var (place, at) = truth is null ? Lone() : (places.First(p => p.Id == truth.PlaceId), Around(truth.Centre!.Coordinate, PlantedTruths.RadiusMetres - 1));
            DateOnly day;
            do day = truth?.Id == "show-peak" ? Shows[k % 3].FirstDay.AddDays(random.Below(4)) : InventedCounty.From.AddDays(random.Below(1075));
            while (InGap(place.DistrictId, day, 21));
            Record(IncidentKind.HotspotReport, place, at, day, random.Pick(Common), [], 0, truth?.Id, place.NightTime);
        }
    }

    private SampleChild NewChild()
    {
        AgeBand[] bands = [AgeBand.From10To12, AgeBand.From13To15, AgeBand.From13To15, AgeBand.From13To15, AgeBand.From16To17, AgeBand.From16To17];
        return new SampleChild(ChildToken.Make(() => tokens.Below(32)), tokens.Chance(0.7) ? Agency.ChildrensServices : Agency.Police, tokens.Pick(bands));
    }

    private void Record(
        IncidentKind kind, SamplePlace place, Coordinate at, DateOnly day, HarmType harm, List<SampleChild> harmed, int unknown, string? truthId, bool night)
    {
        var point = Curves.Point(at);
        var school = place.Type is PlaceType.School or PlaceType.College;
        var hour = night ? random.Between(20.5, 25.5) : school ? random.Between(8.3, 15.6) : random.Between(14.5, 22);
        var confidence = random.Pick([TimeConfidence.Exact, TimeConfidence.Approximate, TimeConfidence.Approximate, TimeConfidence.Unsure]);
        // At the show the range stays inside the day or its night, so that the season is sharp.
        var width = confidence switch
        {
            TimeConfidence.Exact => 0,
            TimeConfidence.Approximate => random.Whole(1, 4),
            _ => truthId == "show-peak" ? 5 : random.Pick([8, 12, 24, 48]),
        };
        hour = Math.Round(hour * 4) / 4;
        var (from, to) = (BritishTime.ToUtc(day, hour), BritishTime.ToUtc(day, hour + width));
        var onPlace = place.Geometry.Distance(point) < 60;
        var named = onPlace && random.Chance(0.8);
        var source = named ? random.Pick([PointSource.Place, PointSource.Pin, PointSource.Gps]) : random.Pick([PointSource.Pin, PointSource.GridRef, PointSource.Gps]);
        var accuracy = source switch
        {
            PointSource.Gps => random.Whole(5, 25),
            PointSource.Pin => random.Whole(10, 50),
            _ => random.Whole(30, 80),
        };
        HarmType[] types = kind == IncidentKind.Harm && harm == HarmType.Cce && random.Chance(0.3) ? [harm, HarmType.CountyLines] : [harm];
        var context = harm == HarmType.OnlineAbuse ? ContextLevel.Online
            : school ? ContextLevel.School
            : harm == HarmType.HsbPeerOnPeer ? ContextLevel.Peer : random.Chance(0.85) ? ContextLevel.Neighbourhood : ContextLevel.Peer;
        var agency = random.Pick(Recorders);
        var knownBy = agency == Agency.Police ? SourceKind.PoliceRecord
            : kind == IncidentKind.HotspotReport
                ? random.Pick([SourceKind.PractitionerObserved, SourceKind.PractitionerObserved, SourceKind.Business, SourceKind.Community])
                : random.Pick([SourceKind.ChildToldUs, SourceKind.ChildToldUs, SourceKind.Parent, SourceKind.PractitionerObserved, SourceKind.PartnerReport, SourceKind.Community]);
        var grade = knownBy is SourceKind.ChildToldUs or SourceKind.PractitionerObserved ? InfoGrade.FirstHand
            : random.Pick([InfoGrade.SecondHand, InfoGrade.SecondHand, InfoGrade.Unverified]);
        var (text, language) = Narratives.Tell(random, kind == IncidentKind.Harm ? harm : null, place.NameEn, place.NameCy);
        var recorded = BritishTime.ToUtc(day.AddDays(width / 24 + random.Whole(1, 9)), random.Between(8.5, 17));
        var last = BritishTime.ToUtc(InventedCounty.To, 17);
        var list = kind == IncidentKind.Harm ? Incidents : HotspotReports;
        list.Add(new SampleIncident(
            Id("incident", serial++), kind, named ? place.Id : null, districtOf(point), point, accuracy, source, from, to < last ? to : from, confidence,
            types, context, knownBy, grade, agency, harmed, unknown, text, language, recorded < last ? recorded : last, truthId));
    }

    private void Outreach(SamplePlace busy)
    {
        var number = 0;
        PlaceType[] visited =
        [
            PlaceType.ParkOpenSpace, PlaceType.PlaySkate, PlaceType.TransportHub, PlaceType.TownCentre, PlaceType.TakeawayCafe, PlaceType.YouthClub,
            PlaceType.School, PlaceType.ShopCentre, PlaceType.RiversideWater, PlaceType.College,
        ];
        for (var month = 0; month < 36; month++)
        {
            var first = InventedCounty.From.AddMonths(month);
            foreach (var district in districts)
            {
                var town = settlements.First(s => s.Id == district.TownId);
                var gap = gaps.Any(g => g.DistrictId == district.Id && first >= g.From && first <= g.To);
                var count = gap ? 2 : town.Population > 10000 ? random.Whole(1, 3) : random.Whole(0, 2);
                var sites = places.Where(p => p.SettlementId == town.Id && visited.Contains(p.Type)).ToList();
                for (var k = 0; k < count; k++) Hold(first.AddDays(random.Below(28)), district.Id, random.Shuffle(sites).Take(random.Whole(1, 3)), 0);
            }

            // The busy place: a session at the youth club most months.
            if (month % 6 != 5) Hold(first.AddDays(random.Below(28)), busy.DistrictId, [busy], 0);
        }

        foreach (var show in Shows)
            for (var day = show.FirstDay; day <= show.LastDay; day = day.AddDays(1))
                Hold(day, PlaceNamed("Gwaelod Showground").DistrictId, [PlaceNamed("Gwaelod Showground")], 150);

        void Hold(DateOnly day, Guid districtId, IEnumerable<SamplePlace> stops, int atLeast)
        {
            List<SamplePlace> visits = [.. stops];
            if (visits.Count == 0) return;
            var evening = atLeast > 0 || random.Chance(0.65);
            var start = Math.Round((evening ? random.Between(17, 20) : random.Between(10, 14.5)) * 4) / 4;
            var length = random.Pick([1.5, 2.0, 2.5, 3.0]) + (atLeast > 0 ? 3 : 0);
            Agency[] partners = [Agency.Police, Agency.CeTeam, Agency.ThirdSector, Agency.StreetPastors, Agency.Health, Agency.Licensing, Agency.PostSixteen];
            List<Agency> agencies = [random.Chance(0.75) ? Agency.YouthService : Agency.ThirdSector];
            agencies.AddRange(random.Shuffle(partners.Where(p => p != agencies[0])).Take(random.Whole(0, 2)));
            if (atLeast > 0) agencies.Add(Agency.EventSafety);
            var spoken = random.Chance(0.07) && atLeast == 0 ? 0 : atLeast + random.Whole(3, 24) * visits.Count;
            List<GivenResource> given = [];
            if (spoken > 0 && random.Chance(0.7)) given.Add(new GivenResource("wristband", Math.Max(1, spoken * random.Whole(40, 90) / 100)));
            if (spoken > 0 && random.Chance(0.3)) given.Add(new GivenResource("bicycle_light", random.Whole(2, 12)));
            if (spoken > 0 && random.Chance(0.35)) given.Add(new GivenResource("leaflet", random.Whole(5, 40)));
            if (spoken > 0 && atLeast > 0) given.Add(new GivenResource("water", random.Whole(30, 120)));
            Sessions.Add(new SampleSession(
                Id("session", number++), BritishTime.ToUtc(day, start), BritishTime.ToUtc(day, start + length), [.. visits.Select(v => v.Id)], districtId,
                agencies, random.Whole(2, 5) + (atLeast > 0 ? 4 : 0), spoken, given, random.Chance(0.6) ? ["en", "cy"] : ["en"]));
        }
    }
}
