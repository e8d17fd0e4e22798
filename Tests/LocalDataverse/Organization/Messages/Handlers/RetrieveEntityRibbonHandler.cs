using System.Globalization;
using LocalDataverse.Calls;
using LocalDataverse.Ribbons;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

internal sealed class RetrieveEntityRibbonHandler(DataverseOrganization organization) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var table = organization.TableOrFault(request.Required<string>("EntityName")).LogicalName;
        var locations = (RibbonLocations)Convert.ToInt32(request.Required<object>("RibbonLocationFilter"), CultureInfo.InvariantCulture);
        var language = organization.Texts.LanguageOf(scope.UserId, scope.Transaction);
        var ribbon = new RibbonDocument(organization, scope.Transaction).Write(table, locations, language);
        return Responses.Of("RetrieveEntityRibbon", ("CompressedEntityXml", RibbonPackage.Of(ribbon)));
    }
}
