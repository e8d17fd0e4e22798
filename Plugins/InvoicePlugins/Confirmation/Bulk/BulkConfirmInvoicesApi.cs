using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Bulk;

/// <summary>Carries out <c>pinv_BulkConfirmInvoices</c>: has any number of invoices confirmed, each on its own, and says of each how it stands.</summary>
public sealed class BulkConfirmInvoicesApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("c07e9003-6c11-42f6-9753-409f8ac6bc52"),
        UniqueName = "pinv_BulkConfirmInvoices",
        DisplayName = "Confirm invoices",
        Description = "Has many project invoices confirmed, each in its own transactions. Every invoice tells how far it has got, and why it failed.",
        Binding = CustomApiBinding.Global,
        ExecutePrivilege = "prvWriteInvoice",
        RequestParameters =
        [
            new()
            {
                Id = new Guid("4966dc0f-0065-4300-b382-31fbea0426ea"),
                Name = "Invoices",
                Description = "The ids of the invoices, separated by commas; at most 1,000.",
                Type = CustomApiType.String,
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("ad0a0638-f228-4e41-ac15-2029b985775b"),
                Name = "Results",
                Description = "Of each invoice its id, the confirmation status, and the reason where it is not going to be confirmed.",
                Type = CustomApiType.EntityCollection,
                Table = Invoice.Table,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var ids = InvoiceList.Parse(call.Context.InputParameters.TryGetValue("Invoices", out var given) ? given as string : null);
        call.Context.OutputParameters["Results"] = new BulkConfirmation(call).Schedule(ids);
    }
}
