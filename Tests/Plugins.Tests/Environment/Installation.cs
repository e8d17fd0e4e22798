using LocalDataverse;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Environment;

/// <summary>Installs the packed solution, with the shipped assembly in it, and what a deployment sets besides.</summary>
internal static class Installation
{
    public const string SigningSecret = "a secret between the two, long enough";

    public static void Into(DataverseOrganization organization)
    {
        var solution = File.ReadAllBytes(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "ProjectInvoiceIntegration.zip"));
        SolutionImporter.Import(organization, solution, new Caller(organization.AdministratorId));

        var administrator = organization.CreateService(organization.AdministratorId);
        var secret = administrator.Create(new Entity("sdkmessageprocessingstepsecureconfig") { ["secureconfig"] = SigningSecret });
        var step = InvoicePlugins.Delivery.DeliverMessage.Steps.Single().Id;
        administrator.Update(
            new Entity("sdkmessageprocessingstep", step)
            {
                ["sdkmessageprocessingstepsecureconfigid"] = new EntityReference("sdkmessageprocessingstepsecureconfig", secret),
            }
        );
    }
}
