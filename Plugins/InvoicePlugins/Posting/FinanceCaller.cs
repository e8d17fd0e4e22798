using InvoicePlugins.Dataverse;
using InvoicePlugins.Protection;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Posting;

/// <summary>Lets only the connector report postings; no privilege of the platform says that.</summary>
internal static class FinanceCaller
{
    /// <summary>Throws unless the caller has the role of the connector.</summary>
    /// <param name="api">What is called.</param>
    /// <exception cref="InvalidPluginExecutionException">The caller has not the role.</exception>
    public static void Require(PluginCall call, string api)
    {
        if (!Callers.HasRole(call, Callers.FinanceIntegration))
        {
            throw PostingErrors.NotAllowed.For(api, Callers.FinanceIntegration).ToException();
        }
    }
}
