using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Environment;

/// <summary>Expects that an operation is refused as the catalogue has it, and leaves no trace.</summary>
internal static class Refusal
{
    public static string Of(Action action) => Assert.Throws<FaultException<OrganizationServiceFault>>(action).Detail.Message;

    public static void Expect(this Site site, ErrorCode error, Action action)
    {
        var before = site.Organization.DumpState();
        FaultException<OrganizationServiceFault>? refused = null;
        try
        {
            action();
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            refused = fault;
        }

        Assert.IsNotNull(refused, $"Should have been refused with {error.Code}.");
        Assert.StartsWith(error.Code + ": ", refused.Detail.Message);
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));
    }
}
