using System.Text.Json.Serialization;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>By what the document of an invoice is cut into sections, each with its total.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvoiceSections>))]
internal enum InvoiceSections
{
    None,
    Project,
    Category,
    TransactionType,
}
