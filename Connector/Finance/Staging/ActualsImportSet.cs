namespace ProjectInvoice.Finance.Staging;

/// <summary>ProjActualsImports: the staging of actuals.</summary>
internal sealed class ActualsImportSet(StagingOptions options)
    : StagingSet<ActualsImport>("ProjActualsImports", "ProjActualsImportEntity", nameof(ActualsImport.DataAreaId), nameof(ActualsImport.ActualsImportId))
{
    public override string Named(ActualsImport row) => $"actual {row.ActualsImportId}";

    // The invoice of an unbilled row is known only when it is drafted; that of a billed row is what it is.
    public override bool MayChange(StagingField field, ActualsImport known) =>
        base.MayChange(field, known)
        && (field.PropertyName != nameof(ActualsImport.InvoiceProposalId) || known.TransactionType != ProjCDSTransType.BilledSales);

    protected override void Complete(ActualsImport row, string place)
    {
        if (row.TransactionType is not (ProjCDSTransType.Cost or ProjCDSTransType.Sales or ProjCDSTransType.BilledSales))
        {
            throw Faulty(
                row,
                place,
                nameof(row.TransactionType),
                $"holds {row.TransactionType}, which belongs to intercompany or tax accounting and is out of scope",
                "PINV4004"
            );
        }

        row.IsRetainer = row.TransactionClassification == options.RetainerTransactionClassification;
        row.AccountingType = row.IsRetainer ? TransactionClass.OnAccount : TransactionClass.TransactionType(row.TransactionClassification);
        if (row.AccountingType is null)
        {
            throw Faulty(
                row,
                place,
                nameof(row.TransactionClassification),
                $"holds {row.TransactionClassification}, a class that project invoicing does not book",
                "PINV4004"
            );
        }

        if (row.AccountingType == TransactionClass.OnAccount && row.TransactionType != ProjCDSTransType.BilledSales)
        {
            throw Faulty(
                row,
                place,
                nameof(row.TransactionClassification),
                $"holds {(row.IsRetainer ? "Retainer" : "Milestone")} on a row that is not billed sales",
                "PINV4004"
            );
        }

        if (row.TransactionType == ProjCDSTransType.BilledSales && row.InvoiceProposalId is null)
        {
            throw Faulty(row, place, nameof(row.InvoiceProposalId), "is missing on billed sales");
        }

        row.TransactionDate = row.StartDate ?? row.DocumentDate ?? row.AccountingDate;
    }
}
