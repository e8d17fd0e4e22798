using ProjectInvoice.Connector.Dataverse.Options;

namespace ProjectInvoice.Connector.Dataverse;

/// <summary>What Dataverse tells of an invoice.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="CustomerId">Its customer; null for none.</param>
/// <param name="IsConfirmed">Whether it is confirmed.</param>
internal sealed record ToldInvoice(Guid Id, string? Number, Guid? CustomerId, bool IsConfirmed)
{
    /// <summary>The customer's name.</summary>
    public string? Customer { get; init; }

    /// <summary>When its last confirmation was, in UTC: its message is written in the same transaction.</summary>
    public DateTime? ConfirmedOn { get; init; }

    /// <summary>How far that message is; null for none.</summary>
    public IntegrationMessageStatus? MessageStatus { get; init; }

    /// <summary>Why it is not further; null for nothing.</summary>
    public string? MessageError { get; init; }
}
