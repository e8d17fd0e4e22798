using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Delivery;

/// <summary>
/// Pushes a new integration message to the connector. Where that fails nothing is lost: the message stays Pending, and the connector asks for it.
/// </summary>
public sealed class DeliverMessage : PluginBase
{
    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", IntegrationMessage.Table)
            .AfterCommit()
            .Ranked(10)
            .WithSecret()
            .As("71394d00-ea72-43c9-b258-027a40298b66", "Sends an integration message to the connector."),
    ];

    private const int DeepestDepth = 8;

    private readonly string? secret;

    /// <summary>Called by the platform with the configuration of the step.</summary>
    /// <param name="unsecureConfiguration">Not used: a secret has no place there.</param>
    /// <param name="secureConfiguration">The signing secret shared with the connector.</param>
    public DeliverMessage(string? unsecureConfiguration, string? secureConfiguration)
        : base(Steps)
    {
        _ = unsecureConfiguration;
        secret = secureConfiguration;
    }

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var service = call.System;
        var message = new IntegrationMessage(service.Retrieve(IntegrationMessage.Table, call.Context.PrimaryEntityId, MessageDelivery.Columns));
        if (message.Status == IntegrationMessageStatus.Waiting && call.Context.Depth < DeepestDepth && !new MessageRelease(service).Release(message))
        {
            call.Trace("The actuals of the invoice are not all there: the message waits until the connector asks for it.");
            return;
        }

        if (call.Variables.ConnectorUrl is not { } url)
        {
            call.Trace("No connector is set (pinv_ConnectorUrl): the message waits until the connector asks for it.");
            return;
        }

        // What delivery writes would fire steps beyond the depth that the platform allows. It happens at the end of a bulk confirmation of large invoices.
        if (call.Context.Depth >= DeepestDepth)
        {
            call.Trace("The message was written too deep within other operations to be sent from here: it waits until the connector asks for it.");
            return;
        }

        // OperationCreatedOn is when the message was written. The job may run much later, and the connector's replay window counts from the sending.
        var connector = new Connector(url, call.Variables.ConnectorTimeout, secret, () => DateTimeOffset.UtcNow);
        new MessageDelivery(call.System, connector).Deliver(call.Context.PrimaryEntityId, call.Context.OrganizationId);
    }
}
