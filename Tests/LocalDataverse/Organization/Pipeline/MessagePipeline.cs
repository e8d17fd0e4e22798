using LocalDataverse.Calls;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Leads the tracks of a message through the stages and the transaction; the main operation between them is the message's own.</summary>
internal sealed class MessagePipeline(DataverseOrganization organization)
{
    private readonly StageRunner stages = new(organization);

    /// <summary>The tracks of single rows, and the Multiple form beside them where it is asked for or has steps.</summary>
    public List<Track> WithMultiple(List<Track> rows, string message, CallScope scope, bool isMultiple, ConcurrencyBehavior? behavior = null)
    {
        var table = rows[0].Table;
        if (!isMultiple && !organization.Registrations.HasSteps(message, table))
        {
            return rows;
        }

        var targets = new EntityCollection([.. rows.Select(row => row.Target!)]) { EntityName = table };
        return [.. rows, new Track(message, table, Track.InputOf("Targets", targets, behavior)) { Rows = rows }.Tagged(scope)];
    }

    public void Run(PipelineStage stage, Track track, CallScope scope, DateTime startedOn) => stages.Run(stage, track, scope, startedOn);

    public void Run(PipelineStage stage, IEnumerable<Track> tracks, CallScope scope, DateTime startedOn)
    {
        foreach (var track in tracks)
        {
            stages.Run(stage, track, scope, startedOn);
        }
    }

    /// <summary>The main operation of a custom API: its plug-in.</summary>
    public void RunMain(CustomApiRegistration api, (Guid AssemblyId, string TypeName) type, Track track, CallScope scope, DateTime startedOn) =>
        stages.RunMain(api, type, track, scope, startedOn);

    /// <summary>PostOperation, and then what is left for later.</summary>
    public void Post(IReadOnlyList<Track> tracks, CallScope scope, DateTime startedOn)
    {
        Run(PipelineStage.PostOperation, tracks, scope, startedOn);
        foreach (var track in tracks)
        {
            stages.Queue(track, scope, startedOn);
        }
    }

    /// <summary>The scope of what the platform itself does to other rows because of this operation.</summary>
    public CallScope WithinMain(Track track, CallScope scope, DateTime startedOn) => scope with { Parent = stages.MainContext(track, scope, startedOn) };

    /// <summary>All stages of a message that is not merged with another.</summary>
    public Track Through(Track track, CallScope scope, DateTime startedOn, Action<CallScope> main)
    {
        stages.Run(PipelineStage.PreValidation, track, scope, startedOn);
        return InTransaction(
            scope,
            inner =>
            {
                stages.Run(PipelineStage.PreOperation, track, inner, startedOn);
                main(inner);
                Post([track], inner, startedOn);
                return track;
            }
        );
    }

    public void InTransaction(CallScope scope, Action<CallScope> work) =>
        InTransaction(
            scope,
            inner =>
            {
                work(inner);
                return true;
            }
        );

    /// <summary>Inside the caller's transaction, or in one of its own that commits at the end or takes back everything.</summary>
    public T InTransaction<T>(CallScope scope, Func<CallScope, T> work)
    {
        if (scope.Transaction is not null)
        {
            return work(scope);
        }

        var askedOn = organization.UtcNow;
        var transaction = organization.BeginTransaction();
        try
        {
            scope.Time?.Exclude(organization.UtcNow - askedOn);
            var result = work(scope with { Transaction = transaction });
            scope.Time?.Demand();
            transaction.Commit();
            return result;
        }
        catch
        {
            if (transaction.IsOpen)
            {
                transaction.Rollback();
            }

            throw;
        }
    }
}
