using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse;

/// <summary>Something that forbids the operation: which record, why, and what to do.</summary>
/// <param name="Kind">The kind of fault with its code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Cause">The cause in this case.</param>
/// <param name="Remedy">What to do in this case.</param>
internal sealed record Fault(ErrorCode Kind, string Record, string Cause, string Remedy)
{
    /// <summary>The whole sentence: code, record, cause, remedy.</summary>
    /// <returns>For example <c>PINV1001: PF-1003: The invoice is already confirmed. …</c></returns>
    public override string ToString() => $"{Kind.Code}: {Record}: {Cause}. {Remedy}.";

    /// <summary>The one exception the platform understands, with this fault's sentence as its message.</summary>
    /// <param name="status">How the platform should treat the failure; <see cref="OperationStatus.Retry"/> only in asynchronous steps.</param>
    /// <returns>The exception to throw.</returns>
    public InvalidPluginExecutionException ToException(OperationStatus status = OperationStatus.Failed) => new(status, Kind.Number, ToString());

    /// <summary>The code at the beginning of a message that one of these plug-ins gave.</summary>
    /// <returns>The four digits; null where the message is not one of ours.</returns>
    public static int? NumberIn(string message) =>
        message.StartsWith("PINV", StringComparison.Ordinal) && message.Length > 8 && int.TryParse(message.Substring(4, 4), out var number) ? number : null;

    /// <summary>Throws when there is a fault. All faults are told in one answer, one a line; the first gives the platform's sub error code.</summary>
    /// <param name="faults">What was found; may be empty.</param>
    /// <exception cref="InvalidPluginExecutionException">There is at least one fault.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<Fault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        throw new InvalidPluginExecutionException(OperationStatus.Failed, faults.First().Kind.Number, string.Join("\n", faults));
    }
}
