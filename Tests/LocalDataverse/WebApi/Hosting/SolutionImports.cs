using LocalDataverse.Faults;
using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>Imports solution zips, one at a time as the platform does.</summary>
internal sealed class SolutionImports(DataverseOrganization organization)
{
    private readonly Lock gate = new();

    public void Import(OrganizationRequest message, Caller caller)
    {
        if (!message.Parameters.TryGetValue("CustomizationFile", out var file) || file is not byte[] zip || zip.Length == 0)
        {
            throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "CustomizationFile is empty.");
        }

        message.Parameters.TryGetValue("ImportJobId", out var importJob);
        lock (gate)
        {
            SolutionImporter.Import(organization, zip, caller, importJob is Guid id && id != Guid.Empty ? id : null);
        }
    }
}
