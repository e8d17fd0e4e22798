using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Commands;

/// <summary>A map, and what is wrong with it.</summary>
internal sealed record MapCheck(TableMap Map, IReadOnlyList<Fault> Faults);
