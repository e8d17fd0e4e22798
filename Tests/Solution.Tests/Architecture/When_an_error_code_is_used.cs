namespace Solution.Tests.Architecture;

[TestClass]
public sealed class When_an_error_code_is_used
{
    [TestMethod]
    [DataRow("Plugins", '1')]
    [DataRow("Solution", '2')]
    [DataRow("Connector/Connector", '3')]
    [DataRow("Connector/Finance", '4')]
    [DataRow("Tests/LocalEnvironment", '5')]
    public void The_readme_of_its_part_lists_it_and_lists_no_other(string part, char range)
    {
        var codes = new ErrorCodes(Path.Combine(TestEnvironment.RepositoryRoot, part), range);

        Assert.IsNotEmpty(codes.Used);
        Assert.IsEmpty(codes.Unlisted, $"{part}: used and not in the table of its README: {string.Join(", ", codes.Unlisted)}");
        Assert.IsEmpty(codes.Unused, $"{part}: in the table of its README and used nowhere: {string.Join(", ", codes.Unused)}");
    }

    [TestMethod]
    public void One_that_is_missing_in_the_table_is_told_and_abbreviated_lists_are_understood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "README.md"), "| PINV3001, 3002 | a |\n| 3010 – 3012, 3020 | b | 3030 | c |\n| setting | 3040 rows | |\n");
        File.WriteAllText(
            Path.Combine(folder.Path, "Errors.cs"),
            """
            // PINV3999 stands in a comment
            throw new X("PINV3001", $"PINV3002: {record}"); var code = "PINV3011"; var other = "PINV4001";
            public static readonly ErrorCode A = new(
                3040, "x");
            """
        );

        var codes = new ErrorCodes(folder.Path, '3');

        CollectionAssert.AreEqual(new[] { 3001, 3002, 3011, 3040 }, codes.Used.ToArray());
        CollectionAssert.AreEqual(new[] { 3001, 3002, 3010, 3011, 3012, 3020, 3030 }, codes.Listed.ToArray());
        CollectionAssert.AreEqual(new[] { 3040 }, codes.Unlisted.ToArray());
    }
}
