using System.Net;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_there_are_more_rows_than_a_page_holds
{
    private const int Rows = 5203;
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        var service = dataverse.Organization.CreateService(dataverse.Organization.AdministratorId);
        foreach (var chunk in Enumerable.Range(0, Rows).Chunk(1000))
        {
            service.Execute(
                new CreateMultipleRequest
                {
                    Targets = new EntityCollection([
                        .. chunk.Select(number => new Entity("msdyn_transactionconnection")
                        {
                            ["msdyn_name"] = $"{number:00000}",
                            ["msdyn_transaction1role"] = number < 7 ? "few" : "many",
                        }),
                    ])
                    {
                        EntityName = "msdyn_transactionconnection",
                    },
                }
            );
        }
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task A_page_holds_5000_and_the_next_link_leads_to_the_rest()
    {
        var first = (await dataverse.Administrator.Get("msdyn_transactionconnections?$select=msdyn_name&$count=true")).Is(HttpStatusCode.OK);
        var second = (await dataverse.Administrator.Get(first.Json["@odata.nextLink"]!.GetValue<string>())).Is(HttpStatusCode.OK);

        Assert.HasCount(5000, first.Rows);
        Assert.AreEqual(5000, first.Json["@odata.count"]!.GetValue<int>(), "The count is capped.");
        Assert.HasCount(Rows - 5000, second.Rows);
        Assert.IsFalse(second.Json.ContainsKey("@odata.nextLink"));
        Assert.AreEqual(Rows, first.Rows.Concat(second.Rows).Select(row => row["msdyn_name"]!.GetValue<string>()).Distinct().Count());
    }

    [TestMethod]
    public async Task A_smaller_page_is_kept_by_every_next_link_and_no_row_is_lost_or_repeated()
    {
        const string Prefer = "odata.maxpagesize=3,odata.include-annotations=\"*\"";
        List<string> names = [];
        string? address = "msdyn_transactionconnections?$select=msdyn_name&$filter=msdyn_transaction1role eq 'few'&$orderby=msdyn_name desc";
        List<int> sizes = [];
        while (address is not null)
        {
            var page = (await dataverse.Administrator.Get(address, ("Prefer", Prefer))).Is(HttpStatusCode.OK);
            StringAssert.Contains(page.Headers["Preference-Applied"], "odata.maxpagesize=3");
            sizes.Add(page.Rows.Count);
            names.AddRange(page.Rows.Select(row => row["msdyn_name"]!.GetValue<string>()));
            address = page.Json["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.AreEqual("3,3,1", string.Join(',', sizes));
        Assert.AreEqual("00006,00005,00004,00003,00002,00001,00000", string.Join(',', names));
    }

    [TestMethod]
    public async Task Top_is_ignored_beside_a_page_size()
    {
        var page = (await dataverse.Administrator.Get("msdyn_transactionconnections?$select=msdyn_name&$top=1", ("Prefer", "odata.maxpagesize=3"))).Is(
            HttpStatusCode.OK
        );

        Assert.HasCount(3, page.Rows);
    }

    [TestMethod]
    public async Task A_next_link_with_a_slash_behind_it_is_taken()
    {
        var first = (await dataverse.Administrator.Get("msdyn_transactionconnections?$select=msdyn_name")).Is(HttpStatusCode.OK);

        Assert.HasCount(Rows - 5000, (await dataverse.Administrator.Get(first.Json["@odata.nextLink"]!.GetValue<string>() + "/")).Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task A_next_link_that_was_changed_is_refused()
    {
        (await dataverse.Administrator.Get("msdyn_transactionconnections?$skiptoken=nonsense")).Is(HttpStatusCode.BadRequest);
    }
}
