namespace InvoicePlugins.Dataverse.Tables;

/// <summary>What an actual or an invoice line detail is.</summary>
internal enum TransactionType
{
    /// <summary>A cost.</summary>
    Cost = 192350000,

    /// <summary>A value of the contract.</summary>
    ProjectContract = 192350004,

    /// <summary>Work that can be billed.</summary>
    UnbilledSales = 192350005,

    /// <summary>Work that was billed.</summary>
    BilledSales = 192350006,

    /// <summary>The cost in the unit that lends the resource.</summary>
    ResourcingUnitCost = 192350007,

    /// <summary>A sale between organizational units.</summary>
    InterOrganizationalSales = 192350008,
}
