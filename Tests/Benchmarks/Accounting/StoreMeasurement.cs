namespace Benchmarks.Accounting;

/// <summary>What it costs to write the same rows into equal tables, in this process and with everything committed.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Bulk">The database's own bulk insert.</param>
/// <param name="Store">Finance's store layer, rows given as objects.</param>
internal sealed record StoreMeasurement(int Rows, Cost Bulk, Cost Store);
