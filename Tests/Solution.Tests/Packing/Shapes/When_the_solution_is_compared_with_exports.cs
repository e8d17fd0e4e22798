using System.Xml.Linq;
using Solution.Tests.Importing;

namespace Solution.Tests.Packing.Shapes;

[TestClass]
public sealed class When_the_solution_is_compared_with_exports
{
    // Legal, and meant: each with its reason.
    private static readonly IReadOnlyList<string> Deliberate = DeviationPage
        .Rows("From real exports")
        .Select(row => row[0])
        .Where(difference => !difference.Contains(":diff:", StringComparison.Ordinal))
        .ToList();

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Nothing_differs_but_what_has_a_reason(bool managed)
    {
        var faults = ExportedShapes.FaultsOf(new PackedSolution(managed ? TestEnvironment.ManagedZip : TestEnvironment.UnmanagedZip));

        Assert.AreEqual(string.Empty, string.Join(Environment.NewLine, faults.Where(f => !Deliberate.Contains(f.Key)).Select(f => $"{f.Key} ({f.Value})")));
        Assert.AreEqual(
            string.Empty,
            string.Join(Environment.NewLine, Deliberate.Where(reason => !faults.ContainsKey(reason))),
            "reasons of differences that are no more"
        );
    }

    [TestMethod]
    [DataRow("customizations.xml", "<AutoNumberFormat></AutoNumberFormat>", "", "element AutoNumberFormat is missing")]
    [DataRow("customizations.xml", "<SdkMessageProcessingStepImages />", "", "element SdkMessageProcessingStepImages is missing")]
    [DataRow("customizations.xml", "<IsCustomizable>1</IsCustomizable>", "<IsCustomizable>2</IsCustomizable>", "IsCustomizable is 2")]
    [DataRow("customizations.xml", "<CanChangeDateTimeBehavior>1<", "<CanChangeDateTimeBehavior>0<", "CanChangeDateTimeBehavior is 0")]
    [DataRow(
        "customizations.xml",
        "<RolePrivileges>",
        "<IntroducedVersion>1.0</IntroducedVersion><RolePrivileges>",
        "element IntroducedVersion was never seen"
    )]
    [DataRow("customizations.xml", "<LogicalName>statecode</LogicalName>", "<RequiredFor>x</RequiredFor>", "element RequiredFor was never seen")]
    [DataRow("customizations.xml", "level=\"Global\"", "level=\"Everywhere\"", "level is Everywhere")]
    [DataRow("solution.xml", "type=\"20\" id=\"{", "type=\"20\" id=\"{A", "id is no {guid}")]
    [DataRow("solution.xml", "type=\"9\" schemaName", "type=\"380\" schemaName", "RootComponent:380")]
    public void What_exports_never_do_is_found(string path, string from, string to, string fault)
    {
        using var folder = new TemporaryFolder();
        var zip = Path.Combine(folder.Path, "spoiled.zip");
        File.WriteAllBytes(zip, SolutionZip.Copy().Replace(path, from, to).ToBytes());

        var found = ExportedShapes.FaultsOf(new PackedSolution(zip)).Keys;

        Assert.IsTrue(found.Any(f => f.Contains(fault, StringComparison.Ordinal)), string.Join(Environment.NewLine, found));
    }

    [TestMethod]
    public void Another_order_of_elements_is_found()
    {
        using var folder = new TemporaryFolder();
        var zip = Path.Combine(folder.Path, "spoiled.zip");
        File.WriteAllBytes(
            zip,
            SolutionZip
                .Copy()
                .Edit(
                    "customizations.xml",
                    root =>
                    {
                        var key = root.Descendants("EntityKey").First();
                        var name = key.Element("Name")!;
                        name.Remove();
                        key.Add(name);
                    }
                )
                .ToBytes()
        );

        Assert.IsTrue(ExportedShapes.FaultsOf(new PackedSolution(zip)).ContainsKey("EntityKey: LogicalName stands before Name"));
    }

    [TestMethod]
    public void No_table_of_others_that_carries_columns_is_marked_as_unmodified()
    {
        var shells = new PackedSolution(TestEnvironment.ManagedZip)
            .Customizations.Descendants("entity")
            .Where(e => e.Attribute("Name") is not null && e.Element("EntitySetName") is null && e.Elements("attributes").Any())
            .ToList();

        Assert.HasCount(3, shells);
        Assert.IsTrue(shells.All(shell => shell.Attribute("unmodified") is null));
        Assert.IsTrue(shells.SelectMany(shell => shell.Elements()).All(child => child.Name.LocalName is "attributes" or "EntityKeys"));
    }

    [TestMethod]
    public void Own_tables_have_all_views_and_forms_of_exports()
    {
        var own = new PackedSolution(TestEnvironment.ManagedZip)
            .Customizations.Descendants("Entity")
            .Where(e => e.Descendants("attribute").Any(a => (string?)a.Element("Type") == "primarykey"))
            .ToList();

        Assert.HasCount(4, own);
        foreach (var table in own)
        {
            CollectionAssert.IsSubsetOf(
                new[] { "0", "1", "2", "4", "64", "8192" },
                table.Descendants("querytype").Select(type => type.Value).ToList(),
                (string?)table.Element("Name")
            );
            CollectionAssert.AreEquivalent(
                new[] { "main", "quick", "card" },
                table.Descendants("forms").Select(forms => (string)forms.Attribute("type")!).ToList(),
                (string?)table.Element("Name")
            );
        }
    }

    [TestMethod]
    public void Every_column_of_a_view_chart_or_form_is_one_of_its_table()
    {
        var installed = Installation.Installed().Metadata;
        var customizations = new PackedSolution(TestEnvironment.ManagedZip).Customizations;
        foreach (var table in customizations.Descendants("Entity").Where(e => e.Descendants("savedquery").Any()))
        {
            var columns = installed.Table(((string)table.Element("Name")!).ToLowerInvariant())!;
            var used = table
                .Descendants("fetch")
                .Descendants()
                .Select(e => (string?)e.Attribute(e.Name.LocalName == "attribute" ? "name" : "attribute"))
                .Concat(table.Descendants("layoutxml").Descendants("cell").Select(cell => (string?)cell.Attribute("name")))
                .Concat(table.Descendants("control").Select(control => (string?)control.Attribute("datafieldname")));

            Assert.AreEqual(
                string.Empty,
                string.Join(", ", used.OfType<string>().Where(column => columns.Column(column) is null).Distinct()),
                (string?)table.Element("Name")
            );
        }
    }

    [TestMethod]
    public void An_update_step_names_its_columns_or_says_why_it_does_not()
    {
        var updates = new PackedSolution(TestEnvironment.ManagedZip)
            .Steps.Where(step => (string?)step.Element("SdkMessageId") == "20bebb1b-ea3e-db11-86a7-000a3a5473e8")
            .ToList();

        Assert.IsNotEmpty(updates);
        Assert.AreEqual(
            string.Empty,
            string.Join(
                Environment.NewLine,
                updates
                    .Where(step =>
                        (string)step.Element("FilteringAttributes")! == string.Empty
                        && !((string)step.Element("Description")!).Contains("No filter: ", StringComparison.Ordinal)
                    )
                    .Select(step => (string)step.Attribute("Name")!)
            )
        );
    }

    [TestMethod]
    public void The_lock_of_a_retainer_looks_at_every_column_but_those_that_stay_editable()
    {
        var solution = new PackedSolution(TestEnvironment.ManagedZip);
        var filter = solution
            .Steps.Single(step => ((string)step.Attribute("Name")!).Contains("ProtectRetainer: Update", StringComparison.Ordinal))
            .Element("FilteringAttributes")!
            .Value.Split(',');
        var columns = solution
            .Customizations.Descendants("entity")
            .Single(e => (string?)e.Attribute("Name") == "pinv_Retainer")
            .Descendants("attribute")
            .Where(a => (string?)a.Element("ValidForUpdateApi") != "0" && (string?)a.Element("Type") != "primarykey")
            .Select(a => (string)a.Element("LogicalName")!)
            .Except(["pinv_name", "ownerid", "importsequencenumber", "overriddencreatedon", "timezoneruleversionnumber", "utcconversiontimezonecode"]);

        CollectionAssert.AreEquivalent(columns.ToList(), filter);
    }

    [TestMethod]
    public void What_is_needed_of_other_solutions_is_named_with_the_solution_and_its_version()
    {
        var required = new PackedSolution(TestEnvironment.ManagedZip).Manifest.Descendants("Required").ToList();

        Assert.IsNotEmpty(required);
        Assert.IsTrue(required.All(r => System.Text.RegularExpressions.Regex.IsMatch((string)r.Attribute("solution")!, @"^\w+ \(\d+(\.\d+){3}\)$")));
    }
}
