using LocalDataverse.Faults;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_rows_are_queried : OrganizationSuite
{
    protected When_rows_are_queried(Way way)
        : base(way)
    {
        var large = Sample.Order(
            "Alpha",
            ("new_count", 1),
            ("new_kind", new OptionSetValue(2)),
            ("new_amount", new Money(10)),
            ("new_code", "X"),
            ("new_at", Sample.Clock.GetUtcNow().UtcDateTime.AddDays(-1))
        );
        var small = Sample.Order(
            "beta",
            ("new_count", 2),
            ("new_kind", new OptionSetValue(1)),
            ("new_amount", new Money(20)),
            ("new_parentid", new EntityReference("new_order", large))
        );
        Sample.Order("Gamma", ("new_count", 3), ("new_code", "x1"), ("new_tags", new OptionSetValueCollection([new OptionSetValue(1), new OptionSetValue(2)])));
        Sample.Line(large, 1);
        Sample.Line(large, 2);
        Sample.Line(small, 3);
    }

    [TestMethod]
    [DataRow("new_name", ConditionOperator.Equal, "ALPHA", "Alpha")]
    [DataRow("new_name", ConditionOperator.NotEqual, "alpha", "beta,Gamma")]
    [DataRow("new_kind", ConditionOperator.NotEqual, 2, "beta,Gamma")]
    [DataRow("new_kind", ConditionOperator.NotIn, 2, "beta,Gamma")]
    [DataRow("new_kind", ConditionOperator.Null, null, "Gamma")]
    [DataRow("new_kind", ConditionOperator.NotNull, null, "Alpha,beta")]
    [DataRow("new_count", ConditionOperator.GreaterThan, 1, "beta,Gamma")]
    [DataRow("new_count", ConditionOperator.LessEqual, 2, "Alpha,beta")]
    [DataRow("new_amount", ConditionOperator.GreaterEqual, 20, "beta")]
    [DataRow("new_name", ConditionOperator.Like, "%a", "Alpha,beta,Gamma")]
    [DataRow("new_name", ConditionOperator.Like, "_eta", "beta")]
    [DataRow("new_name", ConditionOperator.Like, "[ab]%", "Alpha,beta")]
    [DataRow("new_code", ConditionOperator.NotLike, "x_", "Alpha,beta")]
    [DataRow("new_name", ConditionOperator.BeginsWith, "al", "Alpha")]
    [DataRow("new_name", ConditionOperator.EndsWith, "MA", "Gamma")]
    [DataRow("new_name", ConditionOperator.Contains, "et", "beta")]
    [DataRow("new_at", ConditionOperator.Yesterday, null, "Alpha")]
    [DataRow("new_at", ConditionOperator.LastXDays, 2, "Alpha")]
    [DataRow("new_at", ConditionOperator.On, "2026-11-21", "Alpha")]
    [DataRow("new_at", ConditionOperator.OnOrAfter, "2026-11-22", "")]
    [DataRow("new_tags", ConditionOperator.ContainValues, 2, "Gamma")]
    [DataRow("ownerid", ConditionOperator.EqualUserId, null, "Alpha,beta,Gamma")]
    public void Each_operator_finds_its_rows(string column, ConditionOperator condition, object? value, string expected)
    {
        var query = Orders();
        query.Criteria.Conditions.Add(value is null ? new ConditionExpression(column, condition) : new ConditionExpression(column, condition, value));

        Assert.AreEqual(expected, Names(query));
    }

    [TestMethod]
    public void In_and_between_take_several_values()
    {
        var query = Orders();
        query.Criteria.AddCondition("new_count", ConditionOperator.In, 1, 3);
        Assert.AreEqual("Alpha,Gamma", Names(query));

        query = Orders();
        query.Criteria.AddCondition("new_count", ConditionOperator.Between, 2, 3);
        Assert.AreEqual("beta,Gamma", Names(query));
    }

    [TestMethod]
    public void An_in_condition_takes_an_array_as_its_values()
    {
        var query = Orders();
        query.Criteria.Conditions.Add(new ConditionExpression("new_count", ConditionOperator.In, new[] { 1, 3 }));

        Assert.AreEqual("Alpha,Gamma", Names(query));
    }

    [TestMethod]
    public void Filters_nest_with_and_and_or()
    {
        var query = Orders();
        var or = query.Criteria.AddFilter(LogicalOperator.Or);
        or.AddCondition("new_code", ConditionOperator.Equal, "X");
        or.AddCondition("new_count", ConditionOperator.Equal, 3);
        query.Criteria.AddCondition("new_count", ConditionOperator.LessThan, 3);

        Assert.AreEqual("Alpha", Names(query));
    }

    [TestMethod]
    public void Columns_of_a_row_can_be_compared()
    {
        var query = Orders();
        query.Criteria.AddCondition("new_code", ConditionOperator.Equal, true, (object)"new_name");

        Assert.AreEqual(string.Empty, Names(query));
    }

    [TestMethod]
    public void An_inner_link_repeats_the_row_and_aliases_its_columns()
    {
        var query = Orders();
        var link = query.AddLink("new_line", "new_orderid", "new_orderid");
        link.EntityAlias = "line";
        link.Columns = new ColumnSet("new_position");
        link.LinkCriteria.AddCondition("new_position", ConditionOperator.LessThan, 3);
        link.Orders.Add(new OrderExpression("new_position", OrderType.Descending));
        query.Orders.Clear();

        var rows = Sample.Admin.RetrieveMultiple(query).Entities;
        Assert.AreEqual("Alpha 2,Alpha 1", string.Join(",", rows.Select(row => $"{row["new_name"]} {((AliasedValue)row["line.new_position"]).Value}")));
        Assert.AreEqual("new_line", ((AliasedValue)rows[0]["line.new_position"]).EntityLogicalName);
    }

    [TestMethod]
    public void An_outer_link_keeps_rows_without_a_match()
    {
        var query = Orders();
        var link = query.AddLink("new_line", "new_orderid", "new_orderid", JoinOperator.LeftOuter);
        link.EntityAlias = "line";
        link.Columns = new ColumnSet("new_position");
        query.Criteria.AddCondition("line", "new_position", ConditionOperator.Null);

        Assert.AreEqual("Gamma", Names(query));
    }

    [TestMethod]
    public void A_link_by_lookup_reaches_the_parent()
    {
        var query = Orders();
        query.AddLink("new_order", "new_parentid", "new_orderid").LinkCriteria.AddCondition("new_code", ConditionOperator.Equal, "x");

        Assert.AreEqual("beta", Names(query));
    }

    [TestMethod]
    public void Distinct_leaves_out_what_looks_the_same()
    {
        var query = Orders();
        query.AddLink("new_line", "new_orderid", "new_orderid");
        Assert.AreEqual("Alpha,Alpha,beta", Names(query));
        query.Distinct = true;

        Assert.AreEqual("Alpha,beta", Names(query));
    }

    [TestMethod]
    public void Orders_go_by_label_for_choices_and_by_name_for_lookups()
    {
        var query = new QueryExpression("new_order") { ColumnSet = new ColumnSet("new_name") };
        query.Criteria.AddCondition("new_kind", ConditionOperator.NotNull);
        query.AddOrder("new_kind", OrderType.Ascending);

        Assert.AreEqual("Alpha,beta", Names(query), "Large before Small");
    }

    [TestMethod]
    public void Pages_cover_every_row_once_though_rows_go_in_between()
    {
        for (var i = 0; i < 10; i++)
        {
            Sample.Order($"page {i}", ("new_region", "paged"));
        }

        var query = new QueryExpression("new_order")
        {
            ColumnSet = new ColumnSet("new_name"),
            PageInfo = new PagingInfo
            {
                Count = 4,
                PageNumber = 1,
                ReturnTotalRecordCount = true,
            },
        };
        query.Criteria.AddCondition("new_region", ConditionOperator.Equal, "paged");
        query.AddOrder("new_name", OrderType.Ascending);
        var first = Sample.Admin.RetrieveMultiple(query);
        Assert.AreEqual(10, first.TotalRecordCount);
        Assert.IsTrue(first.MoreRecords);
        Sample.Admin.Delete("new_order", first.Entities[0].Id);

        query.PageInfo.PageNumber = 2;
        query.PageInfo.PagingCookie = first.PagingCookie;
        var second = Sample.Admin.RetrieveMultiple(query);
        Assert.AreEqual("page 4,page 5,page 6,page 7", string.Join(",", second.Entities.Select(row => row["new_name"])));
        query.PageInfo.PageNumber = 3;
        query.PageInfo.PagingCookie = second.PagingCookie;
        var third = Sample.Admin.RetrieveMultiple(query);
        Assert.HasCount(2, third.Entities);
        Assert.IsFalse(third.MoreRecords);
    }

    [TestMethod]
    public void Top_cuts_off()
    {
        var query = Orders();
        query.TopCount = 2;

        Assert.AreEqual("Alpha,beta", Names(query));
    }

    [TestMethod]
    public void Money_comes_with_its_currency_and_empty_columns_do_not_come()
    {
        var row = Sample
            .Admin.RetrieveMultiple(
                new QueryByAttribute("new_order")
                {
                    ColumnSet = new ColumnSet("new_amount", "new_code"),
                    Attributes = { "new_name" },
                    Values = { "beta" },
                }
            )
            .Entities.Single();

        Assert.IsTrue(row.Contains("transactioncurrencyid"));
        Assert.IsFalse(row.Contains("new_code"));
    }

    [TestMethod]
    public void A_column_that_does_not_exist_is_refused_wherever_it_stands()
    {
        Sample.Refused(
            ErrorCode.NoSuchAttribute,
            () => Sample.Admin.RetrieveMultiple(new QueryExpression("new_order") { ColumnSet = new ColumnSet("nothing") })
        );
        var query = Orders();
        query.Criteria.AddCondition("nothing", ConditionOperator.Equal, 1);
        Sample.Refused(ErrorCode.NoSuchAttribute, () => Sample.Admin.RetrieveMultiple(query));
    }

    [TestMethod]
    public void Fetch_xml_means_the_same()
    {
        var found = Sample.Admin.RetrieveMultiple(
            new FetchExpression(
                "<fetch><entity name='new_order'><attribute name='new_name'/><order attribute='new_name' descending='true'/><filter type='or'>"
                    + "<condition attribute='new_count' operator='eq' value='1'/><condition attribute='new_count' operator='in'><value>3</value>"
                    + "</condition></filter></entity></fetch>"
            )
        );

        Assert.AreEqual("Gamma,Alpha", string.Join(",", found.Entities.Select(row => row["new_name"])));
    }

    private static QueryExpression Orders()
    {
        var query = new QueryExpression("new_order") { ColumnSet = new ColumnSet("new_name") };
        query.AddOrder("new_name", OrderType.Ascending);
        return query;
    }

    private string Names(QueryExpression query) => string.Join(",", Sample.Admin.RetrieveMultiple(query).Entities.Select(row => row["new_name"]));

    [TestClass]
    public sealed class In_process() : When_rows_are_queried(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_rows_are_queried(Way.OverHttp);
}
