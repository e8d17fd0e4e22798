using LocalDataverse;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Chunks;

/// <summary>Counts the service calls of plug-ins.</summary>
internal sealed class CountsCalls : IPluginCallObserver
{
    public int Reads { get; private set; }

    public int Writes { get; private set; }

    /// <summary>Custom APIs that plug-ins call.</summary>
    public int Others { get; private set; }

    public void Started(OrganizationRequest request)
    {
        switch (request.RequestName)
        {
            case "Retrieve" or "RetrieveMultiple":
                Reads++;
                break;
            case "Create" or "Update" or "Delete":
                Writes++;
                break;
            default:
                Others++;
                break;
        }
    }

    public void Ended(OrganizationRequest request) { }
}
