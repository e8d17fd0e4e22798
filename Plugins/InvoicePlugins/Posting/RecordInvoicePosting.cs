using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Posting;

/// <summary>
/// Carries out <c>pinv_RecordInvoicePosting</c>: what finance booked for the billed sales of an invoice, and with the last call for the invoice itself.
/// </summary>
public sealed class RecordInvoicePosting() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("b81e7029-edf4-4361-ac0e-6ae274351b01"),
        UniqueName = "pinv_RecordInvoicePosting",
        DisplayName = "Record invoice posting",
        Description =
            "Records the accounting details that finance posted for an invoice. May be repeated; what contradicts an earlier call is refused, "
            + "unless it is to be replaced.",
        Binding = CustomApiBinding.Global,
        RequestParameters =
        [
            new()
            {
                Id = new Guid("091965ff-f709-4659-844d-55d486a8cc92"),
                Name = "InvoiceNumber",
                Type = CustomApiType.String,
                Description = "The number of the pro forma invoice.",
            },
            new()
            {
                Id = new Guid("5b3cd750-1501-4334-aa3e-4a33083a0025"),
                Name = "CustomerInvoiceNumber",
                Type = CustomApiType.String,
                IsOptional = true,
                Description = "The number of the customer-facing invoice; none where there is nothing to invoice.",
            },
            new()
            {
                Id = new Guid("6c82c75f-5f05-4935-9c9e-fd92c43efbf1"),
                Name = "CustomerInvoiceDate",
                Type = CustomApiType.DateTime,
                IsOptional = true,
                Description = "The date of the customer-facing invoice; none where there is nothing to invoice.",
            },
            new()
            {
                Id = new Guid("0ffcf0d7-9f94-4f12-9ad3-c9c8b2a63f06"),
                Name = "TaxAmount",
                Type = CustomApiType.Decimal,
                Description = "The sales tax of the invoice in its own currency.",
            },
            new()
            {
                Id = new Guid("b205f67d-b821-4475-81a3-9f7c827b6735"),
                Name = "FinanceStatus",
                Type = CustomApiType.Picklist,
                Description = "Posted or Nothing to invoice, as a value of the invoice's finance status.",
            },
            new()
            {
                Id = new Guid("f09bb063-4c78-4048-8450-196fee7a87c0"),
                Name = "Complete",
                Type = CustomApiType.Boolean,
                Description = "Whether this is the last call for the invoice, which sets the invoice's own columns.",
            },
            new()
            {
                Id = new Guid("0a08ebdb-577f-4969-967a-c64e45877da5"),
                Name = "Actuals",
                Type = CustomApiType.EntityCollection,
                Table = Actual.Table,
                Description = "At most 1,000 billed sales actuals with voucher, rate, accounting amount and sales tax.",
            },
            new()
            {
                Id = new Guid("c1b6e0a4-8f2d-4d0b-a1f5-2f3b8a9c6e72"),
                Name = PostingParameters.Replace,
                Type = CustomApiType.Boolean,
                IsOptional = true,
                Description = "Whether what an earlier posting recorded gives way: finance was restored from a backup and posted again.",
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("16e2b6ed-a340-4201-b39a-8ede7938240f"),
                Name = "UpdatedRows",
                Type = CustomApiType.Integer,
                Description = "How many rows were written; none when everything was known already.",
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        FinanceCaller.Require(call, CustomApi.UniqueName);
        var posting = InvoicePosting.From(call.Context.InputParameters);

        call.Context.OutputParameters["UpdatedRows"] = new InvoicePostingRecorder(call.System).Record(posting);
    }
}
