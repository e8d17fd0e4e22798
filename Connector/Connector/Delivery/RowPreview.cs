using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>What a row of Dataverse would become in finance.</summary>
/// <param name="Map">The map's name.</param>
/// <param name="Record">The row as its user knows it.</param>
/// <param name="Id">Its id in Dataverse.</param>
/// <param name="FinanceSet">Where it would go.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Reasons">Why it would not go; empty where it would.</param>
internal sealed record RowPreview(
    string Map,
    string Record,
    Guid Id,
    string FinanceSet,
    IReadOnlyList<FieldPreview> Fields,
    IReadOnlyList<PreviewReason> Reasons
);
