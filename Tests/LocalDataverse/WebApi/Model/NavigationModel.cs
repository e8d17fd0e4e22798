namespace LocalDataverse.WebApi.Model;

/// <summary>A single-valued navigation property: a lookup, and the tables that it can lead to under this name.</summary>
internal sealed record NavigationModel(string Name, ColumnModel Column, IReadOnlyList<string> Targets);
