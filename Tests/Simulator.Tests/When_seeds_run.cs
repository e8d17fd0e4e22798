using System.Globalization;
using Simulator.Faults;
using Simulator.Runs;

namespace Simulator.Tests;

[TestClass]
public sealed class When_seeds_run
{
    private const int Seeds = 20;

    [TestMethod]
    public async Task Every_invoice_is_through_and_the_books_agree()
    {
        var failed = new List<string>();

        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = await SharedWorld.RunAsync(seed);
            failed.AddRange(result.Broken.Select(broken => string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {broken}")));
        }

        Assert.AreEqual(string.Empty, string.Join('\n', failed));
    }

    [TestMethod]
    public async Task Without_a_fault_everything_is_posted()
    {
        var result = await SharedWorld.RunAsync(1, new RunOptions { Faults = new HashSet<Fault>() });

        Assert.AreEqual(string.Empty, string.Join('\n', result.Broken));
        Assert.AreEqual(result.State.Drafted.Count, result.State.Posted.Count);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(7)]
    public async Task The_same_seed_has_the_same_log(int seed)
    {
        var all = Enum.GetValues<Fault>().ToHashSet();

        var first = await SharedWorld.RunAsync(seed, new RunOptions { Faults = all });
        var second = await SharedWorld.RunAsync(seed, new RunOptions { Faults = all });

        Assert.AreEqual(string.Join('\n', first.Log), string.Join('\n', second.Log));
        Assert.IsGreaterThan(100, first.Log.Count);
    }
}
