using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>What the caller of <c>pinv_ReviseInvoice</c> asks for.</summary>
/// <param name="Invoice">The confirmed invoice.</param>
/// <param name="Details">The chosen details; null for all of them.</param>
/// <param name="Draft">The draft that takes the corrections; null for a new one.</param>
internal sealed record RevisionRequest(Guid Invoice, IReadOnlyList<Guid>? Details, Guid? Draft)
{
    /// <summary>The parameter with the chosen details.</summary>
    public const string DetailsParameter = "Details";

    /// <summary>The parameter with the draft, and the property of the answer.</summary>
    public const string InvoiceParameter = "Invoice";

    /// <summary>Reads the parameters of a call.</summary>
    /// <param name="parameters">The parameters as the platform hands them over.</param>
    /// <exception cref="InvalidPluginExecutionException">The details are not readable.</exception>
    public static RevisionRequest From(ParameterCollection parameters)
    {
        parameters.TryGetValue(DetailsParameter, out var details);
        parameters.TryGetValue(InvoiceParameter, out var draft);
        return new(((EntityReference)parameters["Target"]).Id, Parse(details as string), (draft as EntityReference)?.Id);
    }

    private static IReadOnlyList<Guid>? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return [.. text!.Split(',').Select(part => Guid.TryParse(part.Trim(), out var id) ? id : throw Unreadable(part)).Distinct()];
    }

    private static InvalidPluginExecutionException Unreadable(string part) => RevisionErrors.DetailsUnreadable.For("Invoice", part.Trim()).ToException();
}
