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
            throw Faulty(row, place, nameof(row.TransactionType), StagingErrors.TypeOutOfScope, row.TransactionType);
        }

        row.IsRetainer = row.TransactionClassification == options.RetainerTransactionClassification;
        row.AccountingType = row.IsRetainer ? TransactionClass.OnAccount : TransactionClass.TransactionType(row.TransactionClassification);
        if (row.AccountingType is null)
        {
            throw Faulty(row, place, nameof(row.TransactionClassification), StagingErrors.ClassNotBooked, row.TransactionClassification);
        }

        if (row.AccountingType == TransactionClass.OnAccount && row.TransactionType != ProjCDSTransType.BilledSales)
        {
            throw Faulty(row, place, nameof(row.TransactionClassification), StagingErrors.ClassOfBilledSales, row.IsRetainer ? "Retainer" : "Milestone");
        }

        if (row.TransactionType == ProjCDSTransType.BilledSales && row.InvoiceProposalId is null)
        {
            throw Faulty(row, place, nameof(row.InvoiceProposalId), StagingErrors.NoProposal);
        }

        row.TransactionDate = row.StartDate ?? row.DocumentDate ?? row.AccountingDate;
    }
}
