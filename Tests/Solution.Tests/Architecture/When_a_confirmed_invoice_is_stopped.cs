using Remedies;

namespace Solution.Tests.Architecture;

/// <summary>The table of remedies has every code of the parts that an invoice passes after it was confirmed.</summary>
[TestClass]
public sealed class When_a_confirmed_invoice_is_stopped
{
    [TestMethod]
    [DataRow("Connector/Connector", '3')]
    [DataRow("Connector/Finance", '4')]
    public void Its_code_has_a_remedy_that_a_test_carries_out_or_a_reason_why_it_needs_none(string part, char range)
    {
        var listed = new ErrorCodes(Path.Combine(TestEnvironment.RepositoryRoot, part), range).Listed.Select(code => $"PINV{code}").ToList();
        var remedied = RemedyTable.All.Select(remedy => remedy.Code).Where(code => code[4] == range).ToHashSet(StringComparer.Ordinal);
        var without = RemedyTable.Without.SelectMany(reason => reason.Each()).Where(code => code[4] == range).ToList();

        Assert.IsEmpty(listed.Except(remedied).Except(without), $"{part}: give these codes a row in the table of remedies");
        Assert.IsEmpty(remedied.Concat(without).Except(listed), $"{part}: these codes are in no README");
        Assert.IsEmpty(remedied.Intersect(without), $"{part}: these codes have a remedy and a reason for having none");
        CollectionAssert.AllItemsAreUnique(without);
    }

    [TestMethod]
    public void No_situation_stands_there_twice() =>
        Assert.IsEmpty(RemedyTable.All.GroupBy(remedy => (remedy.Test, remedy.Situation)).Where(same => same.Count() > 1).Select(same => same.Key));
}
