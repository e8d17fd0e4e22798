namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A value that no column holds.</summary>
internal enum MapComputation
{
    /// <summary>The field comes from columns or its default.</summary>
    None,

    /// <summary>How many related rows there are.</summary>
    Count,

    /// <summary>SHA-256 over the ids of the related rows: lower-case, sorted ordinally, joined by line feeds; as lower-case hexadecimal.</summary>
    Checksum,

    /// <summary>The correlation id of the message.</summary>
    CorrelationId,

    /// <summary>The number of the line within its document, in steps.</summary>
    Ordinal,
}
