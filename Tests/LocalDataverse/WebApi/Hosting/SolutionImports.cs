using LocalDataverse.Faults;
using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>Imports solution zips, one at a time.</summary>
internal sealed class SolutionImports(DataverseOrganization organization)
{
    private readonly Lock gate = new();

    public void Import(OrganizationRequest message, Caller caller)
    {
        if (!message.Parameters.TryGetValue("CustomizationFile", out var file) || file is not byte[] zip || zip.Length == 0)
        {
            throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "CustomizationFile is empty.");
        }

        lock (gate)
        {
            var job = message.Parameters.TryGetValue("ImportJobId", out var given) && given is Guid id ? id : (Guid?)null;
            SolutionImporter.Import(organization, zip, caller, job);
        }
    }
}
