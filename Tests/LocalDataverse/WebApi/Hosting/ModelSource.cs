using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>The model of the organization as it stands; made anew once tables or custom APIs have changed.</summary>
internal sealed class ModelSource(DataverseOrganization organization)
{
    private readonly Lock gate = new();
    private WebApiModel? model;
    private OrganizationMetadata? metadata;
    private IReadOnlyCollection<CustomApiRegistration>? customApis;

    public WebApiModel Current
    {
        get
        {
            lock (gate)
            {
                var currentMetadata = organization.Metadata;
                var currentApis = organization.CustomApis;
                if (model is null || !ReferenceEquals(metadata, currentMetadata) || !ReferenceEquals(customApis, currentApis))
                {
                    metadata = currentMetadata;
                    customApis = currentApis;
                    model = new WebApiModel(currentMetadata, [.. currentApis.Select(Operation)]);
                }

                return model;
            }
        }
    }

    private static OperationModel Operation(CustomApiRegistration api) =>
        new(
            api.UniqueName,
            api.IsFunction,
            (OperationBinding)(int)api.Binding,
            api.BoundTable,
            [
                .. api.Parameters.Select(parameter => new OperationParameter(
                    parameter.UniqueName,
                    (ParameterType)(int)parameter.Type,
                    parameter.IsOptional,
                    parameter.LogicalEntityName
                )),
            ],
            [
                .. api.ResponseProperties.Select(property => new OperationParameter(
                    property.UniqueName,
                    (ParameterType)(int)property.Type,
                    true,
                    property.LogicalEntityName
                )),
            ],
            api.IsPrivate
        );
}
