using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Postings;

/// <summary>One part of a posting as finance sends it.</summary>
/// <param name="EventId">The posting.</param>
/// <param name="Part">The part, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Kind">What was posted.</param>
/// <param name="Document">The number of the proposal or journal.</param>
/// <param name="CorrelationId">The correlation id; empty for journals.</param>
/// <param name="Content">All of it.</param>
internal sealed record ReceivedPosting(Guid EventId, int Part, int Parts, PostingKind Kind, string Document, string CorrelationId, JObject Content)
{
    /// <summary>Whose books it is in; null for a part of a finance that does not tell.</summary>
    public PostedBooks? Books { get; init; }

    /// <summary>Whether it is of an invoice.</summary>
    public bool IsInvoice => Kind == PostingKind.Invoice;

    /// <summary>The document as its user knows it.</summary>
    public string Record => $"{Kind} {Document}";

    /// <summary>The actuals posted.</summary>
    public IEnumerable<JObject> Lines => ((JArray)Content["lines"]!).Cast<JObject>();
}
