using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace InvoicePlugins.Delivery;

/// <summary>
/// The natural keys by which finance knows an invoice. They are read once, when it is confirmed, and travel with its message: a record that is renamed later
/// does not make header and rows disagree. What was not known then is left out, and read where it is needed.
/// </summary>
[DataContract]
public sealed class InvoiceKeys
{
    private static readonly DataContractJsonSerializer Serializer = new(typeof(InvoiceKeys));

    /// <summary>The number of the pro forma invoice.</summary>
    [DataMember(Name = "invoiceNumber", Order = 0, EmitDefaultValue = false)]
    public string? InvoiceNumber { get; set; }

    /// <summary>The number of the project contract.</summary>
    [DataMember(Name = "contractNumber", Order = 1, EmitDefaultValue = false)]
    public string? ContractNumber { get; set; }

    /// <summary>The account number of the customer who is billed.</summary>
    [DataMember(Name = "customerAccountNumber", Order = 2, EmitDefaultValue = false)]
    public string? CustomerAccountNumber { get; set; }

    /// <summary>The number of the contract customer who pays, the funding source of finance.</summary>
    [DataMember(Name = "fundingSourceNumber", Order = 3, EmitDefaultValue = false)]
    public string? FundingSourceNumber { get; set; }

    /// <summary>The code of the company that owns the projects.</summary>
    [DataMember(Name = "companyCode", Order = 4, EmitDefaultValue = false)]
    public string? CompanyCode { get; set; }

    /// <summary>The ISO code of the currency.</summary>
    [DataMember(Name = "currency", Order = 5, EmitDefaultValue = false)]
    public string? Currency { get; set; }

    /// <summary>The keys as JSON.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        Serializer.WriteObject(stream, this);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
