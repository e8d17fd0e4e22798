using System.Globalization;
using System.ServiceModel;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Http;

/// <summary>Faults of the organization as a client of the Web API sees them.</summary>
internal static class ErrorTranslation
{
    private const string Prefix = "@Microsoft.PowerApps.CDS.";

    public static bool CanTranslate(Exception error) => error is WebApiException or FaultException<OrganizationServiceFault>;

    public static WebApiException Translate(Exception error) =>
        error switch
        {
            WebApiException known => known,
            FaultException<OrganizationServiceFault> fault => Of(fault.Detail, fault),
            _ => new WebApiException(StatusCodes.Status500InternalServerError, ErrorCode.IsvUnexpected, "An unexpected error occurred.", error),
        };

    private static WebApiException Of(OrganizationServiceFault fault, Exception error)
    {
        var details = new Dictionary<string, string>();
        foreach (var (name, value) in fault.ErrorDetails ?? [])
        {
            details[$"{Prefix}ErrorDetails.{name}"] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        details[$"{Prefix}HelpLink"] =
            fault.HelpLink ?? $"http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a{fault.ErrorCode:x8}&client=platform";
        details[$"{Prefix}TraceText"] = fault.TraceText ?? "";
        details[$"{Prefix}InnerError.Message"] = fault.InnerFault?.Message ?? fault.Message ?? "";
        return new WebApiException(DataverseFault.HttpStatusOf(fault), fault.ErrorCode, fault.Message ?? "", error) { Details = details };
    }
}
