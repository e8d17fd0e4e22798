namespace ProjectInvoice.Finance.Staging;

/// <summary>ProjTransactionRelationships: the staging of connections between actuals.</summary>
internal sealed class TransactionRelationshipSet()
    : StagingSet<TransactionRelationship>(
        "ProjTransactionRelationships",
        "ProjCDSTransactionRelationshipImportEntity",
        nameof(TransactionRelationship.ConnectionId)
    )
{
    private const string ActualTable = "msdyn_actual";

    public override string Named(TransactionRelationship row) => $"connection {row.ConnectionId}";

    protected override void Complete(TransactionRelationship row, string place)
    {
        row.Transaction1Role = Role(row, place, nameof(row.Transaction1Role), row.Transaction1Role);
        row.Transaction2Role = Role(row, place, nameof(row.Transaction2Role), row.Transaction2Role);
        RequireActual(row, place, nameof(row.Transaction1Type), row.Transaction1Type);
        RequireActual(row, place, nameof(row.Transaction2Type), row.Transaction2Type);
    }

    private string Role(TransactionRelationship row, string place, string field, string given) =>
        RelationshipRole.All.FirstOrDefault(role => string.Equals(role, given, StringComparison.OrdinalIgnoreCase))
        ?? throw Faulty(row, place, field, StagingErrors.UnknownRole, given, string.Join(", ", RelationshipRole.All));

    private void RequireActual(TransactionRelationship row, string place, string field, string given)
    {
        if (!string.Equals(given, ActualTable, StringComparison.OrdinalIgnoreCase))
        {
            throw Faulty(row, place, field, StagingErrors.NotBetweenActuals, given, ActualTable);
        }
    }
}
