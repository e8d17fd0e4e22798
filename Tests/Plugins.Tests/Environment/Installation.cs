using InvoicePlugins.Dataverse;
using LocalDataverse;
using LocalDataverse.Registration;

namespace Plugins.Tests.Environment;

/// <summary>Registers the shipped assembly as its declarations say, as the packed solution does.</summary>
internal static class Installation
{
    public const string SigningSecret = "a secret between the two";

    private static readonly Guid AssemblyId = new("a5517b15-0b5e-4e3d-8bd5-6c6a0b6b1d01");

    public static void Into(DataverseOrganization organization)
    {
        PinvTables.AddTo(organization);
        var shipped = File.ReadAllBytes(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "InvoicePlugins.dll"));
        organization.RegisterAssembly(new PluginAssemblyRegistration(AssemblyId, "InvoicePlugins", shipped));
        foreach (var type in InvoicePlugins.Dataverse.Registration.All)
        {
            organization.RegisterPluginType(new PluginTypeRegistration(type.Id, AssemblyId, type.TypeName));
            foreach (var step in type.Steps)
            {
                organization.RegisterStep(Step(type, step));
            }

            if (type.CustomApi is { } api)
            {
                organization.RegisterCustomApi(CustomApi(type, api));
            }
        }

        Variable(organization, "pinv_CreateActuals", EnvironmentVariableType.Boolean, "yes");
        Variable(organization, "pinv_MaxSynchronousWrites", EnvironmentVariableType.Number, "500");
        Variable(organization, "pinv_ConnectorUrl", EnvironmentVariableType.String, null);
        Variable(organization, "pinv_ConnectorTimeoutSeconds", EnvironmentVariableType.Number, "15");
        Variable(organization, "pinv_TimeZone", EnvironmentVariableType.String, "UTC");
        Variable(organization, "pinv_RetainerTransactionClass", EnvironmentVariableType.Number, null);
    }

    private static StepRegistration Step(PluginTypeDeclaration type, StepDeclaration step) =>
        new(step.Id, type.Id, step.Message, step.Table, (LocalDataverse.Registration.PipelineStage)(int)step.Stage, (StepMode)(int)step.Mode)
        {
            Name = $"{type.TypeName}: {step.Message} of {step.Table}",
            Rank = step.Rank,
            FilteringAttributes = step.FilteringAttributes,
            Images = [.. step.Images.Select(image => new StepImage(
                image.Id, image.Alias, (LocalDataverse.Registration.ImageType)(int)image.Type, image.Columns) { Name = image.Name })],
            SecureConfiguration = step.HasSecureConfiguration ? SigningSecret : null,
        };

    private static CustomApiRegistration CustomApi(PluginTypeDeclaration type, CustomApiDeclaration api) =>
        new(api.Id, api.UniqueName)
        {
            Binding = (LocalDataverse.Registration.CustomApiBinding)(int)api.Binding,
            BoundTable = api.BoundTable,
            IsFunction = api.IsFunction,
            ExecutePrivilege = api.ExecutePrivilege,
            PluginTypeId = type.Id,
            Parameters = [.. api.RequestParameters.Select(parameter => new CustomApiParameter(
                parameter.Id, parameter.Name, (LocalDataverse.Registration.CustomApiType)(int)parameter.Type, parameter.IsOptional, parameter.Table))],
            ResponseProperties = [.. api.ResponseProperties.Select(property => new CustomApiResponseProperty(
                property.Id, property.Name, (LocalDataverse.Registration.CustomApiType)(int)property.Type, property.Table))],
        };

    private static void Variable(DataverseOrganization organization, string name, EnvironmentVariableType type, string? value) =>
        organization.RegisterEnvironmentVariable(new EnvironmentVariableRegistration(NameBasedGuid.Derive("variable", name), name, type, value));
}
