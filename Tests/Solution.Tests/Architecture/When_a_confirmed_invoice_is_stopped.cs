using ErrorPages;
using Remedies;

namespace Solution.Tests.Architecture;

/// <summary>The table of remedies has every code of the parts that an invoice passes after it was confirmed.</summary>
[TestClass]
public sealed class When_a_confirmed_invoice_is_stopped
{
    [TestMethod]
    [DataRow("Plugins")]
    [DataRow("Connector/Connector")]
    [DataRow("Connector/Finance")]
    public void Its_code_has_a_remedy_that_a_test_carries_out_or_a_reason_why_it_needs_none(string folder)
    {
        var part = Part.All.Single(part => part.Folder == folder);
        var listed = part.Entries(TestEnvironment.RepositoryRoot, TestEnvironment.BuildFolder).Select(entry => entry.Number).ToHashSet();
        var remedied = RemedyTable.All.Select(remedy => remedy.Number).Where(part.Owns).ToHashSet();
        var without = RemedyTable.Without.SelectMany(reason => reason.Each()).Where(part.Owns).ToList();

        Assert.IsEmpty(listed.Except(remedied).Except(without), $"{folder}: give these codes a row in the table of remedies");
        Assert.IsEmpty(remedied.Concat(without).Except(listed), $"{folder}: these codes are in no catalogue");
        Assert.IsEmpty(remedied.Intersect(without), $"{folder}: these codes have a remedy and a reason for having none");
        CollectionAssert.AllItemsAreUnique(without);
    }

    [TestMethod]
    public void A_test_that_is_named_as_proof_is_there()
    {
        foreach (var remedy in RemedyTable.All.Where(remedy => remedy.Proof is not null))
        {
            var (type, method) = remedy.Proof!.Split('.') is [var first, var second] ? (first, second) : throw new InvalidOperationException(remedy.Proof);
            var files = Directory.GetFiles(Path.Combine(TestEnvironment.RepositoryRoot, "Tests", remedy.Test), type + ".cs", SearchOption.AllDirectories);
            Assert.IsTrue(
                files.Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal)),
                $"{remedy.Code}: there is no test {remedy.Proof} in {remedy.Test}"
            );
        }
    }

    [TestMethod]
    public void No_situation_stands_there_twice() =>
        Assert.IsEmpty(RemedyTable.All.GroupBy(remedy => (remedy.Test, remedy.Situation)).Where(same => same.Count() > 1).Select(same => same.Key));
}
