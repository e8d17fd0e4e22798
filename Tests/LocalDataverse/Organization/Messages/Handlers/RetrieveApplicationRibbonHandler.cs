using LocalDataverse.Calls;
using LocalDataverse.Ribbons;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

internal sealed class RetrieveApplicationRibbonHandler(DataverseOrganization organization) : IMessageHandler
{
    // What stands for a table in the rows of the application ribbon.
    private const string NoTable = "none";

    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var language = organization.Texts.LanguageOf(scope.UserId, scope.Transaction);
        var ribbon = new RibbonDocument(organization, scope.Transaction).Write(NoTable, RibbonLocations.All, language);
        return Responses.Of("RetrieveApplicationRibbon", ("CompressedApplicationRibbonXml", RibbonPackage.Of(ribbon)));
    }
}
