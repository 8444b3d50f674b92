namespace SpacesPlaces.Geodata.Grids;

/// <summary>Which cell of a grid: its column counted from west and its row from south, both from the grid's fixed origin.</summary>
/// <param name="Column">Columns east of the origin.</param>
/// <param name="Row">Rows north of the origin.</param>
public readonly record struct GridAddress(int Column, int Row);
