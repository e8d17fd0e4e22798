using Microsoft.Xrm.Sdk.Query;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_conditions_are_added
{
    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    [TestMethod]
    public void Should_take_any_number_of_values()
    {
        CollectionAssert.AreEqual(Array.Empty<object>(), new ConditionExpression("a", ConditionOperator.Null).Values);
        CollectionAssert.AreEqual(new object[] { 1 }, new ConditionExpression("a", ConditionOperator.Equal, 1).Values);
        CollectionAssert.AreEqual(new object[] { 1, 2 }, new ConditionExpression("a", ConditionOperator.In, 1, 2).Values);
        CollectionAssert.AreEqual(new object[] { 1, 2 }, new ConditionExpression("a", ConditionOperator.In, new object[] { 1, 2 }).Values);
    }

    [TestMethod]
    public void Should_spread_a_collection_only_in_a_condition_without_table()
    {
        var ids = new[] { Id };
        var filter = new FilterExpression();
        filter.AddCondition("a", ConditionOperator.In, ids);

        CollectionAssert.AreEqual(ids, new ConditionExpression("a", ConditionOperator.In, ids).Values);
        CollectionAssert.AreEqual(ids, new ConditionExpression("a", ConditionOperator.In, new List<Guid> { Id }).Values);
        CollectionAssert.AreEqual(new object[] { ids }, new ConditionExpression("account", "a", ConditionOperator.In, ids).Values);
        CollectionAssert.AreEqual(new object[] { ids }, new ConditionExpression("a", ConditionOperator.In, (object)ids).Values);
        CollectionAssert.AreEqual(new object[] { ids }, filter.Conditions[0].Values);
    }

    [TestMethod]
    public void Should_tell_a_null_value_from_no_values()
    {
        CollectionAssert.AreEqual(new object?[] { null }, new ConditionExpression("a", ConditionOperator.Equal, (object)null!).Values);
        Assert.IsEmpty(new ConditionExpression("a", ConditionOperator.Equal, (object[])null!).Values);
    }

    [TestMethod]
    public void Should_tell_a_table_from_a_value()
    {
        var filter = new FilterExpression();
        filter.AddCondition("account", "name", ConditionOperator.Equal, "x");
        filter.AddCondition("name", ConditionOperator.Equal, true);

        Assert.AreEqual("account", filter.Conditions[0].EntityName);
        Assert.AreEqual("name", filter.Conditions[0].AttributeName);
        Assert.IsFalse(filter.Conditions[1].CompareColumns);
        Assert.IsTrue((bool)filter.Conditions[1].Values[0]);
    }

    [TestMethod]
    public void Should_compare_columns_where_asked()
    {
        var condition = new ConditionExpression("a", ConditionOperator.Equal, true, "b");

        Assert.IsTrue(condition.CompareColumns);
        CollectionAssert.AreEqual(new object[] { "b" }, condition.Values);
    }

    [TestMethod]
    public void Should_copy_the_values()
    {
        var values = new object[] { 1 };
        var condition = new ConditionExpression("a", ConditionOperator.In, values);
        values[0] = 2;
        condition.Values.Add(3);

        CollectionAssert.AreEqual(new object[] { 1, 3 }, condition.Values);
    }

    [TestMethod]
    public void Should_nest_filters_and_skip_null()
    {
        var filter = new FilterExpression(LogicalOperator.Or);
        var child = filter.AddFilter(LogicalOperator.And);
        filter.AddFilter(null);

        Assert.HasCount(1, filter.Filters);
        Assert.AreSame(child, filter.Filters[0]);
    }
}
