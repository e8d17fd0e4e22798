using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Documents;

/// <summary>A line of an invoice that is one document.</summary>
/// <param name="Number">Its number within the document: the same whenever it is made.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Content">Its fields.</param>
internal sealed record DocumentLine(int Number, string Record, JObject Content);
