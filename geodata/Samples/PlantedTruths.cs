using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>One thing planted in the data for analyses to find, or rightly not to find.</summary>
/// <param name="Id">Its id, see <see cref="PlantedTruths"/>.</param>
/// <param name="What">What was planted, in a few words.</param>
/// <param name="PlaceId">The place, or null when it concerns a whole district.</param>
/// <param name="DistrictId">The district.</param>
/// <param name="Centre">Centre of its incidents, EPSG:27700; null when it concerns a whole district.</param>
/// <param name="RadiusMetres">All its incidents lie within this distance of the centre.</param>
/// <param name="From">First day on which its incidents may fall.</param>
/// <param name="To">Last such day.</param>
/// <param name="ExpectedClass">Class of the cluster found with eps 100 m and at least 3 events; null when no cluster may be found.</param>
/// <param name="Events">Incidents of harm in the cluster.</param>
/// <param name="DistinctChildren">Different known children in the cluster.</param>
public sealed record PlantedTruth(
    string Id, string What, Guid? PlaceId, Guid DistrictId, Point? Centre, double RadiusMetres, DateOnly From, DateOnly To,
    ClusterClass? ExpectedClass, int Events, int DistinctChildren);

/// <summary>
/// What is planted in the invented county, so that a test or a visitor can check what an analysis finds. Cluster classes are
/// those of DBSCAN with eps 100 m and at least 3 events over incidents of harm in the whole window; any other cluster is an error.
/// <list type="table">
/// <item><term>park-by-river</term><description>Dolau Park, Beechminster: 11 events, 7 children, 2023-10 to 2026-06: place_repeat.</description></item>
/// <item><term>bus-station</term><description>Wyllthaven Bus Station: 9 events, 6 children, 2024-02 to 2026-05: place_repeat.</description></item>
/// <item><term>takeaway-street</term><description>Three takeaways in a row, Wyllthaven: 8 events, 5 children, 2024-05 to 2026-07: place_repeat.</description></item>
/// <item><term>car-park</term><description>The car park in the middle of Stonewick: 4 events, 3 children, 2025-03 to 2026-02: place_repeat.</description></item>
/// <item><term>one-child-skate</term><description>Larkmoor Skate Park: 4 events to one child, 2024-03 to 2024-06: individual_repeat.</description></item>
/// <item><term>one-child-leisure</term><description>Wrackport Leisure Centre: 3 events to one child, 2025-04 to 2025-07: individual_repeat.</description></item>
/// <item><term>outlives-case</term><description>Beechminster Railway Station: 4 events to one child, 2023-11 to 2024-04, whose case then closes; 5 events to
/// 3 new children, 2024-12 to 2025-09. Together 9 events, 4 children: place_repeat. The space stayed harmful.</description></item>
/// <item><term>show-peak</term><description>Gwaelod Showground: 4 events on the four days of each July's show (2024, 2025, 2026), none else: 12 events,
/// 9 children: place_repeat, with a season.</description></item>
/// <item><term>unknown-children</term><description>Old Woollen Mill, Alderbridge: 5 events, no child known, 2025-01 to 2025-10: unknown_children.</description></item>
/// <item><term>gap-stonewick</term><description>Stonewick District, 2024-11-01 to 2025-01-31: no agency recorded anything, though outreach went on. Fewer
/// records, not less harm. No cluster.</description></item>
/// <item><term>gap-wrackport</term><description>Wrackport District, 2025-10-01 to 2025-11-30: the same. No cluster.</description></item>
/// <item><term>busy-no-harm</term><description>Stonewick Youth Club: 30 outreach sessions or more and no incident within 300 m: effort alone makes no hotspot.</description></item>
/// </list>
/// Every incident outside these lies at least 130 m from all others, but for ten pairs, and at least 300 m from every centre.
/// </summary>
public static class PlantedTruths
{
    /// <summary>The largest distance of a planted incident from its centre, metres; so any two are within 100 m.</summary>
    public const double RadiusMetres = 48;

    internal static readonly PlantedBrief[] Briefs =
    [
        new("park-by-river", "Harm to several children in a park beside the river", "Dolau Park",
            [new(11, 7, new(2023, 10, 6), new(2026, 6, 20))], ClusterClass.PlaceRepeat, HarmType.Cse),
        new("bus-station", "Harm to several children at a bus station", "Wyllthaven Bus Station",
            [new(9, 6, new(2024, 2, 2), new(2026, 5, 29))], ClusterClass.PlaceRepeat, HarmType.Cce),
        new("takeaway-street", "Harm to several children outside three takeaways in a row", "",
            [new(8, 5, new(2024, 5, 3), new(2026, 7, 11))], ClusterClass.PlaceRepeat, HarmType.DrugAlcoholSupplyToChildren),
        new("car-park", "Harm to several children in a car park", "",
            [new(4, 3, new(2025, 3, 7), new(2026, 2, 21))], ClusterClass.PlaceRepeat, HarmType.Harassment),
        new("one-child-skate", "Repeated harm to one child", "Larkmoor Skate Park",
            [new(4, 1, new(2024, 3, 4), new(2024, 6, 28))], ClusterClass.IndividualRepeat, HarmType.HsbPeerOnPeer),
        new("one-child-leisure", "Repeated harm to one child", "Wrackport Leisure Centre",
            [new(3, 1, new(2025, 4, 5), new(2025, 7, 26))], ClusterClass.IndividualRepeat, HarmType.Harassment),
        new("outlives-case", "A space that stays harmful after the first child's case has closed", "Beechminster Railway Station",
            [new(4, 1, new(2023, 11, 3), new(2024, 4, 26)), new(5, 3, new(2024, 12, 6), new(2025, 9, 27))], ClusterClass.PlaceRepeat, HarmType.Cce),
        new("show-peak", "A peak on the four days of each July's show", "Gwaelod Showground",
            [new(4, 3, new(2024, 7, 22), new(2024, 7, 25)), new(4, 3, new(2025, 7, 21), new(2025, 7, 24)), new(4, 3, new(2026, 7, 20), new(2026, 7, 23))],
            ClusterClass.PlaceRepeat, HarmType.DrugAlcoholSupplyToChildren),
        new("unknown-children", "Harm to children whom nobody has yet identified", "Old Woollen Mill",
            [new(5, 0, new(2025, 1, 10), new(2025, 10, 18))], ClusterClass.UnknownChildren, HarmType.Cce),
    ];

    internal static readonly (string Id, string TownEn, DateOnly From, DateOnly To)[] Gaps =
    [
        ("gap-stonewick", "Stonewick", new(2024, 11, 1), new(2025, 1, 31)),
        ("gap-wrackport", "Wrackport", new(2025, 10, 1), new(2025, 11, 30)),
    ];
}

/// <summary>Some events to some children (none: nobody known) between two days.</summary>
internal sealed record PlantedSpell(int Events, int Children, DateOnly From, DateOnly To);

/// <summary>A cluster to plant; an empty place name means that the place is found by what stands there.</summary>
internal sealed record PlantedBrief(string Id, string What, string PlaceEn, PlantedSpell[] Spells, ClusterClass Class, HarmType Chiefly);
