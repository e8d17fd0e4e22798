using System;
using System.ServiceModel;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Chunks;

/// <summary>
/// Tries to have a chunk carried out. Each call is a transaction of its own, since the step is asynchronous. What a rule forbids is final at once; anything
/// else may pass, and is tried as often as the platform runs a step that asks for it.
/// </summary>
/// <param name="call">The call of the step.</param>
internal sealed class ChunkTries(PluginCall call)
{
    private readonly IOrganizationService service = call.System;

    /// <summary>How often a chunk is tried: as often as the platform runs an asynchronous step that asks to be run again.</summary>
    public const int MostTries = 4;

    /// <summary>Tries once.</summary>
    /// <param name="confirm">Confirms an invoice whose turn has come: the one work that is done in the step itself.</param>
    /// <exception cref="InvalidPluginExecutionException">It did not work, and asks the platform to run the step again.</exception>
    public void Try(Guid chunk, Action<ConfirmationChunk> confirm)
    {
        try
        {
            var row = new ConfirmationChunk(
                service.Retrieve(
                    ConfirmationChunk.Table,
                    chunk,
                    new ColumnSet(
                        ConfirmationChunk.KindColumn,
                        ConfirmationChunk.StatusColumn,
                        ConfirmationChunk.InvoiceColumn,
                        ConfirmationChunk.AttemptColumn,
                        ConfirmationChunk.OwnerColumn
                    )
                )
            );
            if (row.Kind == ChunkKind.Confirm)
            {
                confirm(row);
            }
            else
            {
                CarryOut(chunk);
            }
        }
        catch (FaultException<OrganizationServiceFault> failure)
        {
            Note(chunk, failure);
        }
    }

    private void Note(Guid id, FaultException<OrganizationServiceFault> failure)
    {
        try
        {
            if (NoteOrGiveUp(id, failure))
            {
                return;
            }
        }
        catch (FaultException<OrganizationServiceFault> second)
        {
            failure = second;
        }

        throw new InvalidPluginExecutionException(OperationStatus.Retry, Fault.NumberIn(failure) ?? PluginErrors.Unexpected.Number, MessageOf(failure));
    }

    // True: nothing is left to be tried.
    private bool NoteOrGiveUp(Guid id, FaultException<OrganizationServiceFault> failure)
    {
        var number = Fault.NumberIn(failure);
        if (number == ChunkErrors.Superseded.Number)
        {
            return true;
        }

        var chunk = new ConfirmationChunk(
            service.Retrieve(
                ConfirmationChunk.Table,
                id,
                new ColumnSet(ConfirmationChunk.NameColumn, ConfirmationChunk.StatusColumn, ConfirmationChunk.TriesColumn)
            )
        );
        if (chunk.Status != ChunkStatus.Pending)
        {
            return true;
        }

        var tries = chunk.Tries + 1;
        var platform = number is null ? PlatformFaults.Of(failure, chunk.Name) : null;
        if (!MayPass(number, platform) || tries >= MostTries)
        {
            CarryOut(id, platform?.ToString() ?? MessageOf(failure));
            return true;
        }

        service.Update(new Entity(ConfirmationChunk.Table, id) { [ConfirmationChunk.TriesColumn] = tries });
        return false;
    }

    private static string MessageOf(FaultException<OrganizationServiceFault> failure) => failure.Detail?.Message ?? failure.Message;

    // What the platform itself refused may pass, but for a right that somebody has to be given.
    private static bool MayPass(int? number, Fault? platform) =>
        platform is not null
            ? platform.Error.Kind != ErrorKind.Setting
            : number == PluginErrors.Unexpected.Number || number == PluginErrors.ChangedMeanwhile.Number;

    private void CarryOut(Guid chunk, string? failure = null) =>
        service.Execute(
            new OrganizationRequest(ChunkMessage.Name)
            {
                ["Target"] = new EntityReference(ConfirmationChunk.Table, chunk),
                [ChunkMessage.FailureParameter] = failure,
            }
        );
}
