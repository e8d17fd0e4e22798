using System.Text.Json.Serialization;

namespace ProjectInvoice.Connector.Api;

/// <summary>One entry of the error list in the status.</summary>
/// <param name="Kind">message, posting, row, map, poll, reconcile or books.</param>
/// <param name="Id">What to name in a retry; null where there is nothing to retry.</param>
/// <param name="Code">The PINV code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Message">Cause and remedy.</param>
/// <param name="Attempts">How often it was tried.</param>
internal sealed record StatusError(string Kind, string? Id, string Code, string Record, string Message, int Attempts)
{
    /// <summary>The entry of a fault that nothing is stored of.</summary>
    public static StatusError Of(string kind, Fault fault) => new(kind, null, fault.Code, fault.Record, fault.Text, 0);

    /// <summary>The number of the invoice it concerns, where that is known.</summary>
    public string? Invoice { get; init; }

    /// <summary>The customer of that invoice; null where Dataverse does not tell.</summary>
    public string? Customer { get; init; }

    /// <summary>When it is tried next, in UTC; null where that is the next run, or where it waits for a person.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>That invoice in Dataverse, where it is known.</summary>
    [JsonIgnore]
    public Guid? InvoiceId { get; init; }

    /// <summary>The id from the confirmation to the callback, where there is one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Since when it has been waiting here, in UTC.</summary>
    public DateTime? Since { get; init; }
}
