using Microsoft.Xrm.Sdk.Extensions;
using Microsoft.Xrm.Sdk.Query;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_query_is_built
{
    [TestMethod]
    public void Should_start_with_empty_parts()
    {
        var query = new QueryExpression();

        Assert.IsNull(query.EntityName);
        Assert.IsFalse(query.ColumnSet.AllColumns);
        Assert.IsEmpty(query.ColumnSet.Columns);
        Assert.AreEqual(LogicalOperator.And, query.Criteria.FilterOperator);
        Assert.AreEqual(0, query.PageInfo.PageNumber);
        Assert.AreEqual(0, query.PageInfo.Count);
        Assert.IsEmpty(query.LinkEntities);
        Assert.IsEmpty(query.Orders);
        Assert.IsNull(query.TopCount);
    }

    [TestMethod]
    public void Should_have_page_and_columns_by_attribute_only_without_a_table()
    {
        Assert.IsNotNull(new QueryByAttribute().PageInfo);
        Assert.IsNotNull(new QueryByAttribute().ColumnSet);
        Assert.IsNull(new QueryByAttribute("invoice").PageInfo);
        Assert.IsNull(new QueryByAttribute("invoice").ColumnSet);
    }

    [TestMethod]
    public void Should_link_from_the_table_of_the_query()
    {
        var query = new QueryExpression("invoice");
        var link = query.AddLink("invoicedetail", "invoiceid", "invoiceid", JoinOperator.LeftOuter);

        Assert.AreSame(link, query.LinkEntities[0]);
        Assert.AreEqual("invoice", link.LinkFromEntityName);
        Assert.AreEqual("invoicedetail", link.LinkToEntityName);
        Assert.AreEqual(JoinOperator.LeftOuter, link.JoinOperator);
        Assert.IsNull(link.EntityAlias);
        Assert.IsEmpty(link.Columns.Columns);
        Assert.IsEmpty(link.LinkCriteria.Conditions);
    }

    [TestMethod]
    public void Should_name_the_query_and_not_the_link_as_the_source_of_a_nested_link()
    {
        var link = new QueryExpression("invoice").AddLink("invoicedetail", "invoiceid", "invoiceid");
        var nested = link.AddLink("product", "productid", "productid");

        Assert.AreSame(nested, link.LinkEntities[0]);
        Assert.AreEqual("invoice", nested.LinkFromEntityName);
        Assert.AreEqual("product", nested.LinkToEntityName);
        Assert.AreEqual(JoinOperator.Inner, nested.JoinOperator);
    }

    [TestMethod]
    public void Should_list_a_link_with_all_below_it()
    {
        var link = new LinkEntity { LinkToEntityName = "a" };
        link.AddLink("b", "x", "y").AddLink("c", "x", "y");
        link.AddLink("d", "x", "y");

        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d" }, link.GetChildLinkEntities().Select(each => each.LinkToEntityName).ToList());
    }

    [TestMethod]
    public void Should_keep_the_order_of_orders()
    {
        var query = new QueryExpression("invoice");
        query.AddOrder("name", OrderType.Descending);
        query.AddOrder("createdon", OrderType.Ascending, "c", "account");

        Assert.AreEqual("name", query.Orders[0].AttributeName);
        Assert.AreEqual(OrderType.Descending, query.Orders[0].OrderType);
        Assert.AreEqual("c", query.Orders[1].Alias);
        Assert.AreEqual("account", query.Orders[1].EntityName);
    }

    [TestMethod]
    public void Should_replace_missing_columns_but_not_missing_parts()
    {
        var columns = new ColumnSet("name") { Columns = null! };
        var link = new LinkEntity { Columns = null };
        var query = new QueryExpression
        {
            ColumnSet = null,
            Criteria = null,
            PageInfo = null,
        };

        Assert.IsEmpty(columns.Columns);
        Assert.IsNotNull(link.Columns);
        Assert.IsNull(query.ColumnSet);
        Assert.IsNull(query.Criteria);
        Assert.IsNull(query.PageInfo);
    }

    [TestMethod]
    public void Should_copy_the_columns_it_is_given()
    {
        var names = new[] { "name" };
        var columns = new ColumnSet(names);
        names[0] = "other";
        columns.AddColumn("name");
        columns.AddColumns("a", "b");

        CollectionAssert.AreEqual(new[] { "name", "name", "a", "b" }, columns.Columns);
        Assert.IsEmpty(new ColumnSet((string[])null!).Columns);
        Assert.IsTrue(new ColumnSet(true).AllColumns);
    }
}
