using LocalDataverse.Faults;
using LocalDataverse.Registration;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_an_assembly_is_registered_by_its_bytes
{
    private readonly Sample sample = new();

    [TestMethod]
    public void Its_plug_ins_run_against_the_SDK_of_the_host()
    {
        var assembly = new PluginAssemblyRegistration(Guid.NewGuid(), "LocalDataverse.Tests", File.ReadAllBytes(typeof(ConfiguredPlugin).Assembly.Location));
        sample.Organization.RegisterAssembly(assembly);
        var type = new PluginTypeRegistration(Guid.NewGuid(), assembly.Id, typeof(ConfiguredPlugin).FullName!);
        sample.Organization.RegisterPluginType(type);
        sample.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), type.Id, "Create", "new_order", PipelineStage.PreOperation)
            {
                UnsecureConfiguration = "bytes",
                SecureConfiguration = "loaded",
            }
        );

        Assert.AreEqual("bytes loaded 1", sample.Read(sample.Order("first"))["new_region"]);
    }

    [TestMethod]
    public void More_than_sixteen_megabytes_are_refused() =>
        Sample.Refused(
            ErrorCode.InvalidArgument,
            () => sample.Organization.RegisterAssembly(new PluginAssemblyRegistration(Guid.NewGuid(), "Large", new byte[(16 * 1024 * 1024) + 1]))
        );

    [TestMethod]
    public void A_type_that_the_assembly_does_not_have_fails_when_the_step_runs()
    {
        var assembly = new PluginAssemblyRegistration(Guid.NewGuid(), "LocalDataverse.Tests", File.ReadAllBytes(typeof(ConfiguredPlugin).Assembly.Location));
        sample.Organization.RegisterAssembly(assembly);
        var type = new PluginTypeRegistration(Guid.NewGuid(), assembly.Id, "LocalDataverse.Tests.Nothing");
        sample.Organization.RegisterPluginType(type);
        sample.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), type.Id, "Create", "new_order", PipelineStage.PreOperation));

        StringAssert.Contains(Sample.Refused(ErrorCode.IsvUnexpected, () => sample.Order("first")).Detail.Message, "has no type LocalDataverse.Tests.Nothing");
    }
}
