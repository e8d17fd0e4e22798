using System.Net;
using System.Text.Json.Nodes;

namespace LocalDataverse.Tests.WebApi;

/// <summary>
/// The sets GlobalOptionSetDefinitions and RelationshipDefinitions.
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
/// </summary>
[TestClass]
public sealed class When_definitions_are_read_by_their_sets
{
    private const string Choices = "GlobalOptionSetDefinitions";
    private const string Relationships = "RelationshipDefinitions";
    private const string OneToMany = Relationships + "/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata";
    private const string ManyToMany = Relationships + "/Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata";

    [TestMethod]
    public async Task Choices_are_listed_once_each_with_their_type()
    {
        var rows = (await Get(Choices)).Rows;

        Assert.HasCount(1, rows.Where(row => Name(row) == "msdyn_billingtype").ToList());
        Assert.IsTrue(rows.All(row => row["@odata.type"]!.GetValue<string>() == "#Microsoft.Dynamics.CRM.OptionSetMetadata"));
        Assert.IsTrue(rows.All(row => row["IsGlobal"]!.GetValue<bool>()));
    }

    [TestMethod]
    public async Task A_choice_is_read_by_its_name_and_by_its_id()
    {
        var byName = (await Get($"{Choices}(Name='msdyn_billingtype')")).Json;
        var byId = (await Get($"{Choices}({byName["MetadataId"]})")).Json;

        Assert.AreEqual("msdyn_billingtype", byId["Name"]!.GetValue<string>());
        Assert.AreEqual("Picklist", byName["OptionSetType"]!.GetValue<string>());
        Assert.AreEqual(byName["Options"]!.ToJsonString(), byId["Options"]!.ToJsonString());
        Assert.AreEqual("Non Chargeable", Label(byName["Options"]!.AsArray().Single(option => option!["Value"]!.GetValue<int>() == 192350000)!));
        Assert.EndsWith($"$metadata#{Choices}/$entity", byName["@odata.context"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task An_option_has_what_a_recorded_one_has()
    {
        var option = (await Get($"{Choices}(Name='msdyn_billingtype')/Microsoft.Dynamics.CRM.OptionSetMetadata?$select=Options")).Json["Options"]![0]!;

        Assert.AreEqual(
            "Value,Color,IsManaged,ExternalValue,ParentValues,Tag,IsHidden,MetadataId,HasChanged,Label,Description",
            string.Join(',', option.AsObject().Select(property => property.Key))
        );
    }

    [TestMethod]
    public async Task Choices_are_not_filtered()
    {
        var dataverse = await RunningDataverse.Shared;

        (await dataverse.Administrator.Get($"{Choices}?$filter=Name eq 'msdyn_billingtype'")).IsError(HttpStatusCode.BadRequest, "0x80060888");
    }

    [TestMethod]
    public async Task All_relationships_are_listed_with_their_type()
    {
        var rows = (await Get($"{Relationships}?$select=SchemaName")).Rows;

        Assert.AreEqual("#Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata", Of(rows, "invoice_details")["@odata.type"]!.GetValue<string>());
        Assert.AreEqual("#Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata", Of(rows, "teamroles_association")["@odata.type"]!.GetValue<string>());
        Assert.AreEqual("@odata.type,MetadataId,SchemaName", string.Join(',', rows[0].Select(property => property.Key)));
    }

    [TestMethod]
    public async Task A_cast_leaves_those_of_its_type_and_opens_their_own_properties()
    {
        var many = (await Get($"{OneToMany}?$select=SchemaName,ReferencingEntity&$filter=ReferencedEntity eq 'invoice'")).Rows;
        var both = (await Get($"{ManyToMany}?$select=SchemaName,IntersectEntityName")).Rows;

        Assert.AreEqual("invoicedetail", Of(many, "invoice_details")["ReferencingEntity"]!.GetValue<string>());
        Assert.AreEqual("MetadataId,SchemaName,ReferencingEntity", string.Join(',', many[0].Select(property => property.Key)));
        Assert.AreEqual("teamroles", Of(both, "teamroles_association")["IntersectEntityName"]!.GetValue<string>());
        var beneath = (await Get("EntityDefinitions(LogicalName='invoice')/OneToManyRelationships?$select=SchemaName")).Rows;
        Assert.AreEqual(Names(beneath), Names(many));
    }

    [TestMethod]
    public async Task A_relationship_is_read_by_its_name_and_by_its_id()
    {
        var byName = (await Get($"{Relationships}(SchemaName='invoice_details')")).Json;
        var cast = (await Get($"{Relationships}({byName["MetadataId"]})/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata?$select=ReferencedEntity")).Json;

        Assert.AreEqual("invoicedetail", byName["ReferencingEntity"]!.GetValue<string>());
        Assert.AreEqual("invoice", cast["ReferencedEntity"]!.GetValue<string>());
        Assert.EndsWith($"$metadata#{OneToMany}(ReferencedEntity)/$entity", cast["@odata.context"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task Properties_of_one_type_are_not_asked_for_without_a_cast()
    {
        var dataverse = await RunningDataverse.Shared;

        var answer = await dataverse.Administrator.Get($"{Relationships}?$filter=ReferencedEntity eq 'invoice'");

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
        Assert.Contains("Could not find a property named 'ReferencedEntity' on type 'Microsoft.Dynamics.CRM.RelationshipMetadataBase'", answer.ErrorMessage!);
    }

    [TestMethod]
    [DataRow(Choices + "(Name='nothing')")]
    [DataRow(Relationships + "(SchemaName='nothing')")]
    [DataRow(Relationships + "(SchemaName='invoice_details')/Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata")]
    public async Task What_is_not_there_is_404(string address)
    {
        var dataverse = await RunningDataverse.Shared;

        (await dataverse.Administrator.Get(address)).Is(HttpStatusCode.NotFound);
    }

    [TestMethod]
    [DataRow(Choices, "prvReadOptionSet")]
    [DataRow(Relationships, "prvReadRelationship")]
    public async Task Who_lacks_the_privilege_is_refused(string address, string privilege)
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var answer = await reader.Get(address);

        answer.IsError(HttpStatusCode.Forbidden, "0x80040220");
        Assert.Contains($"is missing {privilege} privilege", answer.ErrorMessage!);
    }

    private static async Task<Answer> Get(string address) => (await (await RunningDataverse.Shared).Administrator.Get(address)).Is(HttpStatusCode.OK);

    private static JsonObject Of(IReadOnlyList<JsonObject> rows, string name) => rows.Single(row => row["SchemaName"]!.GetValue<string>() == name);

    private static string Name(JsonObject row) => row["Name"]!.GetValue<string>();

    private static string Names(IReadOnlyList<JsonObject> rows) =>
        string.Join(',', rows.Select(row => row["SchemaName"]!.GetValue<string>()).Order(StringComparer.Ordinal));

    private static string Label(JsonNode option) => option["Label"]!["UserLocalizedLabel"]!["Label"]!.GetValue<string>();
}
