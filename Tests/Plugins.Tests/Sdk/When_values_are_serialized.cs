using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
#if NET
using Microsoft.Xrm.Sdk.Messages;
#endif

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_values_are_serialized
{
    private const string Namespaces = "xmlns=\"http://schemas.microsoft.com/xrm/2011/Contracts\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    [TestMethod]
    public void Should_write_the_contract_of_a_reference()
    {
        Assert.AreEqual(
            $"<EntityReference {Namespaces}><Id>{Id}</Id>"
                + "<KeyAttributes xmlns:a=\"http://schemas.microsoft.com/xrm/7.1/Contracts\" "
                + "xmlns:b=\"http://schemas.datacontract.org/2004/07/System.Collections.Generic\"/>"
                + "<LogicalName>invoice</LogicalName><Name>INV-1</Name><RowVersion i:nil=\"true\"/></EntityReference>",
            Canonical(Xml(new EntityReference("invoice", Id) { Name = "INV-1" }))
        );
    }

    [TestMethod]
    public void Should_write_the_contract_of_a_query()
    {
        Assert.AreEqual(
            $"<QueryExpression {Namespaces}><ColumnSet><AllColumns>false</AllColumns><AttributeExpressions/>"
                + "<Columns xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"/></ColumnSet>"
                + "<Criteria><Conditions/><FilterOperator>And</FilterOperator><Filters/></Criteria><Distinct>false</Distinct><EntityName>invoice</EntityName>"
                + "<LinkEntities/><Orders/><PageInfo><Count>0</Count><PageNumber>0</PageNumber><PagingCookie i:nil=\"true\"/>"
                + "<ReturnTotalRecordCount>false</ReturnTotalRecordCount></PageInfo><NoLock>false</NoLock></QueryExpression>",
            Canonical(Xml(new QueryExpression("invoice")))
        );
    }

    [TestMethod]
    public void Should_write_the_contract_of_a_fault()
    {
        Assert.AreEqual(
            $"<OrganizationServiceFault {Namespaces}><ActivityId>{Id}</ActivityId><ErrorCode>5</ErrorCode>"
                + "<ErrorDetails xmlns:a=\"http://schemas.datacontract.org/2004/07/System.Collections.Generic\"/><HelpLink i:nil=\"true\"/><Message>m</Message>"
                + "<Timestamp>2026-01-01T00:00:00Z</Timestamp><ExceptionRetriable>false</ExceptionRetriable><ExceptionSource i:nil=\"true\"/>"
                + "<InnerFault i:nil=\"true\"/><OriginalException i:nil=\"true\"/><TraceText i:nil=\"true\"/></OrganizationServiceFault>",
            Canonical(
                Xml(
                    new OrganizationServiceFault
                    {
                        ActivityId = Id,
                        ErrorCode = 5,
                        Message = "m",
                        Timestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                    }
                )
            )
        );
    }

    [TestMethod]
    public void Should_read_back_every_kind_of_column_value()
    {
        var row = new Entity("invoice", Id)
        {
            RowVersion = "5",
            EntityState = EntityState.Created,
            ["text"] = "x",
            ["whole"] = 1,
            ["big"] = 2L,
            ["decimal"] = 1.5m,
            ["float"] = 2.5,
            ["flag"] = true,
            ["id"] = Id,
            ["date"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            ["choice"] = new OptionSetValue(3),
            ["choices"] = new OptionSetValueCollection { new(1), new(2) },
            ["amount"] = new Money(4.50m),
            ["lookup"] = new EntityReference("account", Id) { Name = "Contoso" },
            ["nothing"] = null,
            ["file"] = new byte[] { 1, 2 },
            ["managed"] = new BooleanManagedProperty(true),
            ["aliased"] = new AliasedValue("account", "amount", new Money(1m)),
            ["party"] = new EntityCollection { EntityName = "activityparty", Entities = { new Entity("activityparty") } },
        };
        row.FormattedValues["choice"] = "three";
        row.KeyAttributes["number"] = "INV-1";
        row.RelatedEntities[new Relationship("lines")] = new EntityCollection { Entities = { new Entity("invoicedetail") } };

        var read = Read<Entity>(Xml(row));

        Assert.AreEqual("invoice", read.LogicalName);
        Assert.AreEqual(Id, read.Id);
        Assert.AreEqual("5", read.RowVersion);
        Assert.AreEqual(EntityState.Created, read.EntityState);
        CollectionAssert.AreEquivalent(row.Attributes.Keys.ToList(), read.Attributes.Keys.ToList());
        foreach (var name in new[] { "text", "whole", "big", "decimal", "float", "flag", "id", "date", "choice", "amount", "lookup", "nothing" })
        {
            Assert.AreEqual(row[name], read[name], name);
        }

        CollectionAssert.AreEqual((byte[])row["file"], (byte[])read["file"]);
        CollectionAssert.AreEqual(new[] { 1, 2 }, read.GetAttributeValue<OptionSetValueCollection>("choices").Select(choice => choice.Value).ToList());
        Assert.IsTrue(read.GetAttributeValue<BooleanManagedProperty>("managed").Value);
        Assert.AreEqual(new Money(1m), read.GetAttributeValue<AliasedValue>("aliased").Value);
        Assert.AreEqual("activityparty", read.GetAttributeValue<EntityCollection>("party").Entities[0].LogicalName);
        Assert.AreEqual("three", read.FormattedValues["choice"]);
        Assert.AreEqual("INV-1", read.KeyAttributes["number"]);
        Assert.AreEqual("invoicedetail", read.RelatedEntities[new Relationship("lines")].Entities[0].LogicalName);
    }

    [TestMethod]
    public void Should_read_back_a_request_with_its_parameters()
    {
        var request = new OrganizationRequest("pinv_ConfirmInvoice")
        {
            ["Target"] = new EntityReference("invoice", Id),
            ["Ids"] = new[] { Id },
            ["Names"] = new[] { "a" },
            ["Row"] = new Entity("invoice"),
            ["Columns"] = new ColumnSet("name"),
            ["Query"] = new FetchExpression("<fetch/>"),
        };

        var read = Read<OrganizationRequest>(Xml(request));

        Assert.AreEqual("pinv_ConfirmInvoice", read.RequestName);
        Assert.AreEqual(request["Target"], read["Target"]);
        CollectionAssert.AreEqual(new[] { Id }, (Guid[])read["Ids"]);
        CollectionAssert.AreEqual(new[] { "a" }, (string[])read["Names"]);
        Assert.AreEqual("invoice", ((Entity)read["Row"]).LogicalName);
        CollectionAssert.AreEqual(new[] { "name" }, ((ColumnSet)read["Columns"]).Columns);
        Assert.AreEqual("<fetch/>", ((FetchExpression)read["Query"]).Query);
    }

#if NET
    // On .NET alone: mono's serializer writes types that the contract does not know.
    [TestMethod]
    public void Should_refuse_types_that_are_no_part_of_the_contract()
    {
        Assert.ThrowsExactly<SerializationException>(() => Xml(new OrganizationRequest("x") { ["kind"] = DateTimeKind.Utc }));
        Assert.ThrowsExactly<SerializationException>(() => Xml(new OrganizationRequest("x") { ["inner"] = new CreateRequest() }));
    }
#endif

    [TestMethod]
    public void Should_fill_missing_collections_when_read()
    {
        var row = Read<Entity>("<Entity xmlns=\"http://schemas.microsoft.com/xrm/2011/Contracts\"/>");
        var query = Read<QueryExpression>("<QueryExpression xmlns=\"http://schemas.microsoft.com/xrm/2011/Contracts\"/>");

        Assert.IsEmpty(row.Attributes);
        Assert.IsEmpty(row.KeyAttributes);
        Assert.IsEmpty(query.LinkEntities);
        Assert.IsNull(query.Criteria);
        Assert.IsNull(query.ColumnSet);
    }

    [TestMethod]
    public void Should_carry_members_it_does_not_know()
    {
        const string Unknown = "<Money xmlns=\"http://schemas.microsoft.com/xrm/2011/Contracts\"><Value>1</Value><Zone>7</Zone></Money>";

        StringAssert.Contains(Xml(Read<Money>(Unknown)), "<Zone>7</Zone>", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Should_write_json_with_keys_values_and_type_hints()
    {
        Assert.AreEqual(
            "[{\"key\":\"Target\",\"value\":{\"__type\":\"EntityReference:http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts\","
                + $"\"Id\":\"{Id}\",\"KeyAttributes\":[],\"LogicalName\":\"invoice\",\"Name\":null,\"RowVersion\":null}}}}]",
            Json(new ParameterCollection { { "Target", new EntityReference("invoice", Id) } })
        );
    }

    private static string Xml(object value)
    {
        using var stream = new MemoryStream();
        new DataContractSerializer(value.GetType()).WriteObject(stream, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static T Read<T>(string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        return (T)new DataContractSerializer(typeof(T)).ReadObject(stream)!;
    }

    private static string Json(object value)
    {
        using var stream = new MemoryStream();
        new DataContractJsonSerializer(value.GetType()).WriteObject(stream, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // .NET Framework and mono write a blank before "/>" where .NET writes none.
    private static string Canonical(string xml) => xml.Replace(" />", "/>");
}
