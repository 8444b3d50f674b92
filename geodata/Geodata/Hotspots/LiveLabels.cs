namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Events of a <see cref="LiveDbscan"/> and their clusters.</summary>
/// <param name="Keys">The callers' keys, ascending.</param>
/// <param name="Labels">Labels and core flags in the order of the keys, numbered as in <see cref="DbscanOrder.Canonical"/>.</param>
public sealed record LiveLabels(IReadOnlyList<long> Keys, DbscanLabels Labels);
