using Microsoft.Xrm.Sdk.Query;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_query_is_visited
{
    private readonly QueryExpression query = Query();

    [TestMethod]
    public void Should_return_the_query_itself_when_nothing_is_replaced()
    {
        Assert.AreSame(query, query.Accept(new Renaming("no such column")));
    }

    [TestMethod]
    public void Should_rebuild_what_leads_to_a_replaced_condition()
    {
        var changed = query.Accept(new Renaming("inner"));

        Assert.AreNotSame(query, changed);
        Assert.AreEqual("renamed", changed.Criteria.Filters[0].Conditions[0].AttributeName);
        Assert.AreEqual("inner", query.Criteria.Filters[0].Conditions[0].AttributeName);
        Assert.AreEqual(LogicalOperator.Or, changed.Criteria.Filters[0].FilterOperator);
        Assert.AreSame(query.ColumnSet, changed.ColumnSet);
        Assert.AreSame(query.LinkEntities[0], changed.LinkEntities[0]);
        Assert.AreEqual(5, changed.TopCount);
        Assert.IsTrue(changed.Distinct);
    }

    [TestMethod]
    public void Should_rebuild_the_link_of_a_replaced_condition()
    {
        var changed = query.Accept(new Renaming("linked"));

        Assert.AreSame(query.Criteria, changed.Criteria);
        Assert.AreEqual("renamed", changed.LinkEntities[0].LinkCriteria.Conditions[0].AttributeName);
        Assert.AreEqual("d", changed.LinkEntities[0].EntityAlias);
        Assert.AreEqual("invoicedetail", changed.LinkEntities[0].LinkToEntityName);
    }

    [TestMethod]
    public void Should_refuse_a_visit_that_returns_nothing()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => query.Accept(new Forgetting()));
        Assert.Throws<ArgumentException>(() => new Renaming("x").Visit(null));
    }

    private static QueryExpression Query()
    {
        var query = new QueryExpression("invoice") { TopCount = 5, Distinct = true };
        query.Criteria.AddCondition("outer", ConditionOperator.NotNull);
        query.Criteria.AddFilter(LogicalOperator.Or).AddCondition("inner", ConditionOperator.NotNull);
        var link = query.AddLink("invoicedetail", "invoiceid", "invoiceid");
        link.EntityAlias = "d";
        link.LinkCriteria.AddCondition("linked", ConditionOperator.NotNull);
        return query;
    }

    private sealed class Renaming(string column) : QueryExpressionVisitorBase
    {
        protected override ConditionExpression VisitConditionExpression(ConditionExpression condition) =>
            condition.AttributeName == column ? new ConditionExpression("renamed", condition.Operator) : base.VisitConditionExpression(condition);
    }

    private sealed class Forgetting : QueryExpressionVisitorBase
    {
        protected override ConditionExpression VisitConditionExpression(ConditionExpression condition) => null!;
    }
}
