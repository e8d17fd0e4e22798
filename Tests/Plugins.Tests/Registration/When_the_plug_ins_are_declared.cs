using System.Reflection;
using InvoicePlugins.Dataverse;

namespace Plugins.Tests.Registration;

[TestClass]
internal sealed class When_the_plug_ins_are_declared
{
    private static readonly IReadOnlyList<PluginTypeDeclaration> All = InvoicePlugins.Dataverse.Registration.All;

    [TestMethod]
    public void Every_plug_in_of_the_assembly_is_listed()
    {
        var written = typeof(PluginBase).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PluginBase))).Select(type => type.FullName!);

        CollectionAssert.AreEquivalent(written.ToArray(), All.Select(type => type.TypeName).ToArray());
    }

    [TestMethod]
    public void No_id_is_used_twice()
    {
        var ids = All.SelectMany(Ids).ToList();

        Assert.AreEqual(ids.Count, ids.Distinct().Count());
        Assert.IsFalse(ids.Contains(Guid.Empty));
    }

    [TestMethod]
    public void Every_step_says_what_it_is_for_and_has_an_order() =>
        Assert.IsTrue(All.SelectMany(type => type.Steps).All(step => step.Description.Length > 0 && step.Rank > 0));

    [TestMethod]
    public void Every_error_code_is_unique_and_stands_in_the_README()
    {
        var codes = typeof(ErrorCode)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(ErrorCode))
            .Select(field => ((ErrorCode)field.GetValue(null)!).Number)
            .ToList();
        var readme = File.ReadAllText(Readme());

        Assert.AreEqual(codes.Count, codes.Distinct().Count());
        Assert.AreEqual("", string.Join(", ", codes.Where(code => !readme.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture)))));
    }

    private static IEnumerable<Guid> Ids(PluginTypeDeclaration type) =>
        [
            type.Id,
            .. type.Steps.Select(step => step.Id),
            .. type.Steps.SelectMany(step => step.Images).Select(image => image.Id),
            .. type.CustomApi is { } api ? api.RequestParameters.Concat(api.ResponseProperties).Select(parameter => parameter.Id) : [],
            .. type.CustomApi is { } itself ? new[] { itself.Id } : [],
        ];

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppDomain.CurrentDomain.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InvoicePlugins.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "Plugins", "README.md");
    }
}
