using Solution.Packer;

namespace Solution.Tests.Packing;

[TestClass]
public sealed class When_the_solution_is_packed_twice
{
    [TestMethod]
    public void Both_files_have_the_same_bytes_as_those_of_the_build()
    {
        using var folder = new TemporaryFolder();

        var packed = SolutionPacker.Pack(
            new PackOptions(TestEnvironment.SourceFolder, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, folder.Path)
        );

        CollectionAssert.AreEqual(File.ReadAllBytes(TestEnvironment.UnmanagedZip), File.ReadAllBytes(packed.UnmanagedZip));
        CollectionAssert.AreEqual(File.ReadAllBytes(TestEnvironment.ManagedZip), File.ReadAllBytes(packed.ManagedZip));
    }

    [TestMethod]
    public void Touching_the_source_changes_nothing()
    {
        using var source = new TemporaryFolder();
        using var output = new TemporaryFolder();
        source.CopyOf(TestEnvironment.SourceFolder);
        foreach (var file in Directory.EnumerateFiles(source.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        }

        var packed = SolutionPacker.Pack(new PackOptions(source.Path, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, output.Path));

        CollectionAssert.AreEqual(File.ReadAllBytes(TestEnvironment.UnmanagedZip), File.ReadAllBytes(packed.UnmanagedZip));
    }
}
