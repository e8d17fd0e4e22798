using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_related_rows_are_expanded
{
    [TestMethod]
    public async Task The_row_behind_a_lookup_comes_along_and_null_where_there_is_none()
    {
        var dataverse = await RunningDataverse.Shared;
        var customer = await dataverse.Administrator.Create("accounts", new { name = "Customer of the project" });
        var project = await dataverse.Administrator.Create(
            "msdyn_projects",
            new Dictionary<string, object?> { ["msdyn_subject"] = "Expanded", ["msdyn_Customer@odata.bind"] = $"/accounts({customer})" }
        );
        await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?>
            {
                ["msdyn_description"] = "1",
                ["msdyn_externaldescription"] = "expanded",
                ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})",
            }
        );
        await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_description"] = "2", ["msdyn_externaldescription"] = "expanded" }
        );

        var rows = (
            await dataverse.Administrator.Get(
                "msdyn_actuals?$select=msdyn_description&$filter=msdyn_externaldescription eq 'expanded'&$orderby=msdyn_description&"
                    + "$expand=msdyn_Project($select=msdyn_subject;$expand=msdyn_Customer($select=name)),ownerid($select=fullname)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Rows;

        Assert.AreEqual("Expanded", rows[0]["msdyn_Project"]!["msdyn_subject"]!.GetValue<string>());
        Assert.AreEqual("Customer of the project", rows[0]["msdyn_Project"]!["msdyn_Customer"]!["name"]!.GetValue<string>());
        Assert.AreEqual("Application with every right", rows[0]["ownerid"]!["fullname"]!.GetValue<string>());
        Assert.IsTrue(rows[1].ContainsKey("msdyn_Project"));
        Assert.IsNull(rows[1]["msdyn_Project"]);
    }

    [TestMethod]
    public async Task The_rows_of_a_collection_come_along_filtered_and_ordered()
    {
        var dataverse = await RunningDataverse.Shared;
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "With actuals" });
        foreach (var name in (string[])["b", "a", "c"])
        {
            await dataverse.Administrator.Create(
                "msdyn_actuals",
                new Dictionary<string, object?> { ["msdyn_description"] = name, ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})" }
            );
        }

        var definition = (
            await dataverse.Administrator.Get(
                "EntityDefinitions(LogicalName='msdyn_project')?$select=LogicalName&$expand=OneToManyRelationships($select=ReferencingEntity,"
                    + "ReferencingAttribute,ReferencedEntityNavigationPropertyName)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;
        var collection = definition["OneToManyRelationships"]!
            .AsArray()
            .Single(relationship =>
                relationship!["ReferencingEntity"]!.GetValue<string>() == "msdyn_actual"
                && relationship["ReferencingAttribute"]!.GetValue<string>() == "msdyn_project"
            )!["ReferencedEntityNavigationPropertyName"]!.GetValue<string>();

        var row = (
            await dataverse.Administrator.Get(
                $"msdyn_projects({project})?$select=msdyn_subject&$expand={collection}($select=msdyn_description;$filter=msdyn_description ne "
                    + "'c';$orderby=msdyn_description desc)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;
        var related = (
            await dataverse.Administrator.Get(
                $"msdyn_projects({project})/{collection}?$select=msdyn_description&$orderby=msdyn_description&$filter=msdyn_description ne 'b'"
            )
        )
            .Is(HttpStatusCode.OK)
            .Rows;

        Assert.AreEqual("ba", string.Concat(row[collection]!.AsArray().Select(child => child!["msdyn_description"]!.GetValue<string>())));
        Assert.AreEqual("ac", string.Concat(related.Select(child => child["msdyn_description"]!.GetValue<string>())));
    }
}
