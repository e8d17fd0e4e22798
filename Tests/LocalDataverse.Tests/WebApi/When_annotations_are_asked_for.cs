using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_annotations_are_asked_for
{
    [TestMethod]
    public async Task Labels_names_and_amounts_come_beside_the_values_and_only_then()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new
            {
                msdyn_amount = 1600,
                msdyn_billingtype = 192350001,
                msdyn_isjournalized = true,
                msdyn_startdatetime = "2026-11-22T10:00:00Z",
            }
        );
        var address = $"msdyn_actuals({id})?$select=msdyn_amount,msdyn_billingtype,msdyn_isjournalized,msdyn_startdatetime,_ownerid_value";

        var plain = (await dataverse.Administrator.Get(address)).Is(HttpStatusCode.OK).Json;
        var annotated = (await dataverse.Administrator.Get(address, ("Prefer", "odata.include-annotations=\"*\""))).Is(HttpStatusCode.OK).Json;
        var chosen = (await dataverse.Administrator.Get(address, ("Prefer", "odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname\"")))
            .Is(HttpStatusCode.OK)
            .Json;

        Assert.IsFalse(plain.Any(property => property.Key.IndexOf('@', StringComparison.Ordinal) > 0));
        Assert.AreEqual("1,600.00", annotated["msdyn_amount@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("Chargeable", annotated["msdyn_billingtype@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("Yes", annotated["msdyn_isjournalized@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("11/22/2026 10:00 AM", annotated["msdyn_startdatetime@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("systemuser", annotated["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.GetValue<string>());
        Assert.AreEqual("systemuser", chosen["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.GetValue<string>());
        Assert.IsFalse(chosen.ContainsKey("msdyn_billingtype@OData.Community.Display.V1.FormattedValue"));
    }
}
