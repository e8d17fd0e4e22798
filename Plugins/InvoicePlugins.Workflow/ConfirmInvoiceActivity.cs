using System.Activities;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Workflow;

namespace InvoicePlugins.Workflow;

/// <summary>
/// Confirms a project invoice from a classic workflow. All the work, and every refusal with its PINV code, is the custom API's; it runs with the rights of the
/// user the workflow runs as.
/// </summary>
public sealed class ConfirmInvoiceActivity : CodeActivity
{
    /// <summary>The invoice to confirm.</summary>
    [RequiredArgument]
    [Input("Invoice")]
    [ReferenceTarget("invoice")]
    public InArgument<EntityReference> Invoice { get; set; } = null!;

    /// <summary>How far the confirmation has got; a large invoice is only scheduled when the activity ends.</summary>
    [Output("Confirmation status")]
    [AttributeTarget("invoice", "pinv_confirmationstatus")]
    public OutArgument<OptionSetValue> ConfirmationStatus { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Execute(CodeActivityContext context)
    {
        var user = context.GetExtension<IWorkflowContext>().UserId;
        var service = context.GetExtension<IOrganizationServiceFactory>().CreateOrganizationService(user);
        var response = service.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = Invoice.Get(context) });
        ConfirmationStatus.Set(context, (OptionSetValue)response["ConfirmationStatus"]);
    }
}
