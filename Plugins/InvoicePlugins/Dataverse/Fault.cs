using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse;

/// <summary>Something that forbids the operation: which record, why, and what to do.</summary>
/// <param name="Error">The kind of error, with its code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Cause">The cause in this case.</param>
/// <param name="Remedy">What to do in this case.</param>
internal sealed record Fault(ErrorCode Error, string Record, string Cause, string Remedy)
{
    // IsvAborted in the platform's error code list: a plug-in refused with the one exception that is for that.
    private const int IsvAborted = unchecked((int)0x80040265);

    // The key of that exception's own error code among the details of the fault.
    private const string SubErrorCode = "SubErrorCode";

    // The plug-ins' share of the product's numbers. Others who refuse give no number, or the framework's.
    private const int LowestNumber = 1000;
    private const int HighestNumber = 1999;

    /// <summary>The whole sentence: code, record, cause, remedy.</summary>
    /// <returns>For example <c>PINV1001: PF-1003: The invoice is already confirmed. …</c></returns>
    public override string ToString() => $"{Error.Code}: {Record}: {Cause}. {Remedy}.";

    /// <summary>The one exception the platform understands, with this fault's sentence as its message.</summary>
    /// <param name="status">How the platform should treat the failure; <see cref="OperationStatus.Retry"/> only in asynchronous steps.</param>
    /// <returns>The exception to throw.</returns>
    public InvalidPluginExecutionException ToException(OperationStatus status = OperationStatus.Failed) => new(status, Error.Number, ToString());

    /// <summary>The number with which one of these plug-ins refused a nested call; the platform hands it on as the sub error code.</summary>
    /// <returns>The four digits; null where the platform itself or a plug-in of somebody else failed.</returns>
    public static int? NumberIn(FaultException<OrganizationServiceFault> refused) =>
        refused.Detail is { ErrorCode: IsvAborted, ErrorDetails: { } details }
        && details.TryGetValue(SubErrorCode, out var given)
        && int.TryParse(Convert.ToString(given, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= LowestNumber and <= HighestNumber
            ? number
            : null;

    /// <summary>Throws when there is a fault. All faults are told in one answer, one a line; the first gives the platform's sub error code.</summary>
    /// <param name="faults">What was found; may be empty.</param>
    /// <exception cref="InvalidPluginExecutionException">There is at least one fault.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<Fault> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        throw new InvalidPluginExecutionException(OperationStatus.Failed, faults.First().Error.Number, string.Join("\n", faults));
    }
}
