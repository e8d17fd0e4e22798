namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A table whose rows say that what is waited for is not complete, although it has reached its value.</summary>
/// <param name="Lookup">Its lookup to the row that is waited for.</param>
/// <param name="Filter">Which of its rows say so, read by Dataverse.</param>
internal sealed record WaitUnless(string Table, string Lookup, string Filter);
