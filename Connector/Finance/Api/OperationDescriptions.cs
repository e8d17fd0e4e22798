using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace ProjectInvoice.Finance.Api;

/// <summary>The description of the operations below /api at /openapi/v1.json. Whoever has a role in finance may read it, as they may read $metadata.</summary>
internal static class OperationDescriptions
{
    private const string Scheme = "bearer";

    private static readonly int[] Errors =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    public static void AddOperationDescriptions(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info = new OpenApiInfo
                    {
                        Title = "Finance",
                        Version = "v1",
                        Description = "Operations of the embedded finance application. The sets below /data have $metadata of their own.",
                    };
                    document.Components ??= new OpenApiComponents();
                    document.AddComponent<IOpenApiSecurityScheme>(
                        Scheme,
                        new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = Scheme,
                            BearerFormat = "JWT",
                            Description = "A token of the configured authority with a role of finance.",
                        }
                    );
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(
                (operation, context, _) =>
                {
                    var roles = context
                        .Description.ActionDescriptor.EndpointMetadata.OfType<AuthorizationPolicy>()
                        .SelectMany(policy => policy.Requirements)
                        .OfType<Microsoft.AspNetCore.Authorization.Infrastructure.RolesAuthorizationRequirement>()
                        .SelectMany(requirement => requirement.AllowedRoles);
                    operation.Description = $"Roles: {string.Join(", ", roles.Distinct())}.";
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Says what an operation does and what it may answer besides.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder operation, string summary)
    {
        operation.WithSummary(summary);
        foreach (var status in Errors)
        {
            operation.Produces<ApiError>(status);
        }

        return operation;
    }

    /// <summary>Says what an operation does, what it answers, and what it may answer besides.</summary>
    public static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder operation, string summary) => operation.Describe(summary).Produces<TAnswer>();
}
