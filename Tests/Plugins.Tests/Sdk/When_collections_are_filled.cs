using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_collections_are_filled
{
    [TestMethod]
    public void Should_refuse_the_same_key_twice()
    {
        var columns = new AttributeCollection { { "name", "x" } };

        Assert.ThrowsExactly<ArgumentException>(() => columns.Add("name", "y"));
        Assert.ThrowsExactly<ArgumentException>(() => columns.AddRange(new KeyValuePair<string, object>("name", "y")));
        Assert.AreEqual("x", columns["name"]);
    }

    [TestMethod]
    public void Should_overwrite_through_the_indexer()
    {
        var columns = new AttributeCollection { { "name", "x" } };
        columns["name"] = "y";

        Assert.HasCount(1, columns);
        Assert.AreEqual("y", columns["name"]);
    }

    [TestMethod]
    public void Should_refuse_null_as_a_key()
    {
        var columns = new AttributeCollection();

        Assert.ThrowsExactly<ArgumentNullException>(() => columns.Add(null!, 1));
        Assert.ThrowsExactly<ArgumentNullException>(() => columns[null!]);
        Assert.ThrowsExactly<ArgumentNullException>(() => columns.Remove((string)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => columns.Contains((string)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => columns.TryGetValue(null!, out _));
    }

    [TestMethod]
    public void Should_remove_by_key_and_by_pair()
    {
        var columns = new AttributeCollection { { "name", 1 } };

        Assert.IsFalse(columns.Remove("other"));
        Assert.IsFalse(columns.Remove(new KeyValuePair<string, object>("name", 2)));
        Assert.IsTrue(columns.Remove(new KeyValuePair<string, object>("name", 1)));
        Assert.IsEmpty(columns);
    }

    [TestMethod]
    public void Should_take_null_for_nothing_to_add()
    {
        var columns = new AttributeCollection();
        var references = new EntityReferenceCollection();
        columns.AddRange((IEnumerable<KeyValuePair<string, object>>)null!);
        references.AddRange((IEnumerable<EntityReference>)null!);
        references.AddRange((EntityReference[])null!);

        Assert.IsEmpty(columns);
        Assert.IsEmpty(references);
        Assert.IsEmpty(new EntityReferenceCollection(null!));
        Assert.IsEmpty(new EntityCollection(null!).Entities);
    }

    [TestMethod]
    public void Should_copy_the_list_they_are_made_from()
    {
        var rows = new List<Entity> { new("invoice") };
        var collection = new EntityCollection(rows);
        collection.Entities.Add(new Entity("invoice"));

        Assert.HasCount(1, rows);
        Assert.HasCount(2, collection.Entities);
        Assert.IsNull(collection.EntityName);
    }

    [TestMethod]
    public void Should_give_their_items_as_an_array()
    {
        var references = new EntityReferenceCollection();
        references.AddRange(new EntityReference("invoice"), new EntityReference("account"));

        Assert.HasCount(2, references.ToArray());
    }

    [TestMethod]
    public void Should_refuse_an_index_outside()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EntityCollection()[0]);
    }

    [TestMethod]
    public void Should_read_parameters_by_type()
    {
        var parameters = new ParameterCollection { { "count", 1 }, { "none", null } };

        Assert.IsTrue(parameters.TryGetValue<int>("count", out var count));
        Assert.AreEqual(1, count);
        Assert.IsFalse(parameters.TryGetValue<string>("count", out _));
        Assert.IsFalse(parameters.TryGetValue<string>("none", out _));
        Assert.IsFalse(parameters.TryGetValue<string>("missing", out _));
    }

    [TestMethod]
    public void Should_add_parameters_only_with_a_value()
    {
        var parameters = new ParameterCollection();
        parameters.AddOrUpdateIfNotNull("a", 1);
        parameters.AddOrUpdateIfNotNull("a", null);
        parameters.AddOrUpdateIfNotNull("b", null);

        Assert.HasCount(1, parameters);
        Assert.AreEqual(1, parameters["a"]);
    }
}
