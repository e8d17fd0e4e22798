namespace ProjectInvoice.Finance.Staging;

/// <summary>The type of a staged transaction. Only cost, sales (unbilled) and billed sales belong to project invoicing.</summary>
internal enum ProjCDSTransType
{
    Cost,
    Sales,
    Tax,
    BilledSales,
    InterOrgSales,
    ResourcingUnitCost,
}
