namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What happens to a document that has all its lines.</summary>
internal enum DocumentEnd
{
    /// <summary>It stays a draft, and a clerk posts it.</summary>
    Leave,

    /// <summary>The connector posts it.</summary>
    Post,
}
