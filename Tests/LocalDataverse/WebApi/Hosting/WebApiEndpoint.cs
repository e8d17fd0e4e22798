using System.Diagnostics;
using LocalDataverse.Faults;
using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi.Batches;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Messages;
using LocalDataverse.WebApi.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>Takes HTTP requests below <c>/api/data/v9.x/</c> and sends the answers.</summary>
internal sealed class WebApiEndpoint(
    DataverseOrganization organization,
    ModelSource models,
    CallerResolution callers,
    ServiceProtection protection,
    SolutionImports imports,
    ILogger<WebApiEndpoint> log
)
{
    public const string Route = "/api/data/v9.{minor:int}/{**path}";
    private const string Base = "/api/data/v9.";

    public async Task Answer(HttpContext context)
    {
        var request = await Read(context);
        WebApiResponse response;
        try
        {
            var caller = callers.Resolve(context.User, request);
            using var admission = protection.Admit(caller.UserId);
            response = await Answer(request, caller);
            await Send(context, request, response);
            return;
        }
        catch (Exception error) when (ErrorTranslation.CanTranslate(error) && !context.Response.HasStarted)
        {
            response = WebApiResponse.Error(ErrorTranslation.Translate(error), request.Preferences);
        }
        catch (Exception error) when (error is not OperationCanceledException && !context.Response.HasStarted)
        {
            log.LogError(error, "{Method} {Path} failed", request.Method, request.Path);
            response = WebApiResponse.Error(
                new WebApiException(
                    StatusCodes.Status500InternalServerError,
                    ErrorCode.IsvUnexpected,
                    $"An unexpected error occurred. Activity {Activity.Current?.Id ?? context.TraceIdentifier}.",
                    error
                ),
                request.Preferences
            );
        }

        await Send(context, request, response);
    }

    private async ValueTask<WebApiResponse> Answer(WebApiRequest request, Caller caller)
    {
        var session = new Session(
            models.Current,
            organization.CreateService(caller),
            request.ServiceRoot,
            privilege => organization.DemandPrivilege(privilege, caller)
        );
        var dispatch = new RequestDispatch(session, (name, message) => PlatformMessage(name, message, caller));
        return request is { Path: "$batch", Method: "POST" } ? await new BatchExecution(session, dispatch).Answer(request) : dispatch.Answer(request);
    }

    // Messages that are not the engine's: they change what the engine works with.
    private OrganizationResponse? PlatformMessage(string name, OrganizationRequest message, Caller caller)
    {
        var results = new ParameterCollection();
        switch (name)
        {
            case "ImportSolution":
                imports.Import(message, caller);
                break;
            case "ImportSolutionAsync":
                var importJob = message.Parameters.TryGetValue("ImportJobId", out var given) && given is Guid id && id != Guid.Empty ? id : Guid.NewGuid();
                results["AsyncOperationId"] = imports.ImportLater(message, caller, importJob);
                results["ImportJobKey"] = importJob.ToString("d");
                break;
            case "DeleteAndPromote":
                results["SolutionId"] = imports.Promote((string)message["UniqueName"], caller);
                break;
            case "DeleteAndPromoteAsync":
                results["AsyncOperationId"] = imports.PromoteLater((string)message["UniqueName"], caller);
                break;
            case "RetrieveDependenciesForUninstall":
                results["value"] = UninstallDependencies.Of(organization, (string)message["SolutionUniqueName"], caller);
                break;
            case "PublishAllXml" or "PublishXml":
                imports.Publish();
                break;
            default:
                return null;
        }

        return new OrganizationResponse { ResponseName = name, Results = results };
    }

    private static async ValueTask<WebApiRequest> Read(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var start = target.IndexOf(Base, StringComparison.OrdinalIgnoreCase);
        var afterVersion = target.IndexOf('/', start + Base.Length);
        var version = target[start..(afterVersion < 0 ? target.Length : afterVersion)];
        ReadOnlyMemory<byte> body = default;
        if (context.Request.ContentLength is not 0 && context.Request.Method is not "GET" and not "DELETE")
        {
            using var buffer = new MemoryStream(context.Request.ContentLength is { } length ? (int)length : 0);
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }

        return new WebApiRequest
        {
            Method = context.Request.Method,
            Target = afterVersion < 0 ? "" : target[(afterVersion + 1)..],
            ServiceRoot = new Uri($"{context.Request.Scheme}://{context.Request.Host}{version}/"),
            Headers = context.Request.Headers,
            Body = body,
        };
    }

    private static async Task Send(HttpContext context, WebApiRequest request, WebApiResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.Headers["OData-Version"] = "4.0";
        if (request.Preferences.Applied is { } applied && response.Status < StatusCodes.Status400BadRequest)
        {
            context.Response.Headers["Preference-Applied"] = applied;
        }

        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Body is null)
        {
            return;
        }

        context.Response.ContentType = response.ContentType;
        var output = context.Response.BodyWriter;
        await response.Body(output, async () => await output.FlushAsync(context.RequestAborted));
    }
}
