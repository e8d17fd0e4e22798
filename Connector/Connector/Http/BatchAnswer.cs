namespace ProjectInvoice.Connector.Http;

/// <summary>One answer inside an OData batch.</summary>
/// <param name="Status">Its HTTP status; the outer status says nothing of it.</param>
/// <param name="Body">Its body, empty where it has none.</param>
internal sealed record BatchAnswer(int Status, string Body)
{
    /// <summary>Whether the request succeeded.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
