namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Which side a map reads and which it writes.</summary>
internal enum MapDirection
{
    /// <summary>Rows of Dataverse become rows of finance.</summary>
    DataverseToFinance,

    /// <summary>What finance posted becomes columns of Dataverse.</summary>
    FinanceToDataverse,
}
