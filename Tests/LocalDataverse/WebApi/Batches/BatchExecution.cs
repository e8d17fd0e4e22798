using System.ServiceModel;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Messages;
using LocalDataverse.WebApi.Messages.Writes;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Batches;

/// <summary>
/// Runs a batch: single requests each by themselves, a change set in one transaction. Without <c>odata.continue-on-error</c> the first failure ends the batch
/// and its status is the status of the whole answer.
/// </summary>
internal sealed class BatchExecution(Session session, RequestDispatch dispatch)
{
    public async ValueTask<WebApiResponse> Answer(WebApiRequest batch)
    {
        var items = BatchReader.Read(batch.Headers.ContentType, batch.Body);
        var writer = new BatchWriter();
        var status = StatusCodes.Status200OK;
        foreach (var item in items)
        {
            var failure = item.IsChangeSet ? await ChangeSet(batch, item, writer) : await Single(batch, item.Operations[0], writer);
            if (failure is { } failed && !batch.Preferences.ContinueOnError)
            {
                status = failed;
                break;
            }
        }

        return WebApiResponse.Raw(status, writer.ContentType, writer.Finish());
    }

    private async ValueTask<int?> Single(WebApiRequest batch, BatchOperation operation, BatchWriter writer)
    {
        var request = Request(batch, operation, operation.Address, operation.Body);
        WebApiResponse response;
        try
        {
            if (request.Path == "$batch")
            {
                throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, "A batch cannot hold another batch.");
            }

            response = dispatch.Answer(request);
        }
        catch (Exception error) when (ErrorTranslation.CanTranslate(error))
        {
            response = Failed(request, ErrorTranslation.Translate(error));
        }

        await writer.Single(response);
        return response.Status >= StatusCodes.Status400BadRequest ? response.Status : null;
    }

    private async ValueTask<int?> ChangeSet(WebApiRequest batch, BatchItem item, BatchWriter writer)
    {
        List<(BatchOperation Operation, WebApiRequest Request, PlannedOperation Planned)> planned = [];
        var current = item.Operations.Count > 0 ? item.Operations[0] : null;
        try
        {
            var references = new ContentReferences();
            var referred = ContentReferences.Named(item.Operations);
            foreach (var operation in item.Operations)
            {
                current = operation;
                var request = Request(batch, operation, references.Resolve(operation.Address), references.Resolve(operation.Body));
                var step = dispatch.Plan(request, idAhead: operation.ContentId is not null && referred.Contains(operation.ContentId));
                references.Add(operation.ContentId, step.EntityAddress);
                planned.Add((operation, request, step));
            }

            var answers = Commit(planned);
            List<(string?, WebApiResponse)> responses = [];
            var position = 0;
            foreach (var (operation, _, step) in planned)
            {
                responses.Add((operation.ContentId, step.Answer([.. answers.Skip(position).Take(step.Requests.Count)])));
                position += step.Requests.Count;
            }

            await writer.ChangeSet(responses);
            return null;
        }
        catch (Exception error) when (ErrorTranslation.CanTranslate(error))
        {
            // The answer to a failed change set is the one error, outside any multipart of its own.
            var failing = planned.Count < item.Operations.Count ? current! : FaultedOperation(error, planned);
            var request = Request(batch, failing, failing.Address, failing.Body);
            var response = Failed(request, ErrorTranslation.Translate(error));
            await writer.Single(response, failing.ContentId);
            return response.Status;
        }
    }

    private List<OrganizationResponse> Commit(List<(BatchOperation Operation, WebApiRequest Request, PlannedOperation Planned)> planned)
    {
        if (planned.Count == 0)
        {
            return [];
        }

        var transaction = new ExecuteTransactionRequest { Requests = [], ReturnResponses = true };
        transaction.Requests.AddRange(planned.SelectMany(step => step.Planned.Requests));
        return [.. ((ExecuteTransactionResponse)session.Service.Execute(transaction)).Responses];
    }

    private static BatchOperation FaultedOperation(Exception error, List<(BatchOperation Operation, WebApiRequest Request, PlannedOperation Planned)> planned)
    {
        var index = error is FaultException<OrganizationServiceFault> { Detail: ExecuteTransactionFault fault } ? fault.FaultedRequestIndex : 0;
        foreach (var (operation, _, step) in planned)
        {
            if (index < step.Requests.Count)
            {
                return operation;
            }

            index -= step.Requests.Count;
        }

        return planned[^1].Operation;
    }

    private static WebApiResponse Failed(WebApiRequest request, WebApiException error) => WebApiResponse.Error(error, request.Preferences);

    private static WebApiRequest Request(WebApiRequest batch, BatchOperation operation, string address, ReadOnlyMemory<byte> body) =>
        new()
        {
            Method = operation.Method,
            Target = PathReader.Relative(address),
            ServiceRoot = batch.ServiceRoot,
            Headers = operation.Headers,
            Body = body,
        };
}
