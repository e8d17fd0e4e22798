using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse;

/// <summary>What a refusal of the platform itself means to who reads it.</summary>
internal static class PlatformFaults
{
    // Names and numbers in the platform's error code list:
    // https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes
    private const int ConcurrencyVersionMismatch = unchecked((int)0x80060882);
    private const int ObjectDoesNotExist = unchecked((int)0x80040217);

    // A right on the table, and one on the row.
    private const int PrivilegeDenied = unchecked((int)0x80040220);
    private const int AccessDenied = unchecked((int)0x80048306);

    /// <summary>The fault of a record that the platform refused.</summary>
    public static Fault Of(FaultException<OrganizationServiceFault> refusal, string record) =>
        ErrorOf(refusal.Detail?.ErrorCode).For(record, (refusal.Detail?.Message ?? refusal.Message).TrimEnd('.'));

    private static ErrorCode ErrorOf(int? code) =>
        code switch
        {
            ConcurrencyVersionMismatch => PluginErrors.ChangedMeanwhile,
            ObjectDoesNotExist => PluginErrors.Gone,
            PrivilegeDenied or AccessDenied => PluginErrors.AccessMissing,
            _ => PluginErrors.Unexpected,
        };
}
