using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>Keeps what invoices have billed against a limit to the product; the limit itself is people's.</summary>
public sealed class ProtectNotToExceed() : PluginBase(Steps)
{
    private static readonly HashSet<string> Own = [NotToExceed.BilledColumn, NotToExceed.LastInvoiceNumberColumn];

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", NotToExceed.Table).PreValidation().Ranked(20).As("d35c1cab-3bd8-42ee-a894-1ddc92a3b5c7", "Refuses a billed amount entered by hand."),
        Step.On("Update", NotToExceed.Table)
            .PreValidation()
            .Filter([.. Own])
            .Ranked(20)
            .As("5504f565-2272-4ff5-972c-bdf001bfd17b", "Refuses a billed amount changed by hand."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        // A form sends the default values of a new row along.
        var isNew = call.Context.MessageName == "Create";
        var own = string.Join(
            ", ",
            call.Target.Attributes.Where(column => Own.Contains(column.Key) && !(isNew && column.Value is (null or Money { Value: 0 })))
                .Select(column => column.Key)
        );
        if (own.Length > 0 && Callers.IsDirect(call.Context) && !Callers.HasRole(call, Callers.DataImport))
        {
            throw ProtectionErrors.OwnColumns.For("Not-to-exceed limit " + new NotToExceed(call.Target).Name, own).ToException();
        }
    }
}
