using System;
using System.Collections.Generic;

namespace InvoicePlugins.Dataverse;

/// <summary>The words in which a plug-in class says where it is registered.</summary>
internal static class Step
{
    /// <summary>A step on a message of a table; with the operation, unless said.</summary>
    public static StepDeclaration On(string message, string table) => new() { Message = message, Table = table };

    /// <summary>Before the transaction and before the platform's security checks.</summary>
    public static StepDeclaration PreValidation(this StepDeclaration step) => step with { Stage = PipelineStage.PreValidation };

    /// <summary>Inside the transaction, before the row is written.</summary>
    public static StepDeclaration PreOperation(this StepDeclaration step) => step with { Stage = PipelineStage.PreOperation };

    /// <summary>After the row was written, still inside the transaction.</summary>
    public static StepDeclaration PostOperation(this StepDeclaration step) => step with { Stage = PipelineStage.PostOperation };

    /// <summary>After the transaction has been committed, as a job of its own.</summary>
    public static StepDeclaration AfterCommit(this StepDeclaration step) => step.PostOperation() with { Mode = ExecutionMode.Asynchronous };

    /// <summary>Only where an update carries one of these columns.</summary>
    public static StepDeclaration Filter(this StepDeclaration step, params string[] columns) => step with { FilteringAttributes = columns };

    /// <summary>The order within the stage, lowest first.</summary>
    public static StepDeclaration Ranked(this StepDeclaration step, int rank) => step with { Rank = rank };

    /// <summary>With a copy of the row as it was before.</summary>
    /// <param name="id">The fixed id of the image in every environment.</param>
    /// <param name="alias">The key under which the step finds it, and its name in registration tools.</param>
    public static StepDeclaration WithPreImage(this StepDeclaration step, string id, string alias, IReadOnlyList<string> columns) =>
        step with
        {
            Images =
            [
                .. step.Images,
                new ImageDeclaration
                {
                    Id = new Guid(id),
                    Name = alias,
                    Alias = alias,
                    Columns = columns,
                },
            ],
        };

    /// <summary>With a secret in the step's secure configuration.</summary>
    public static StepDeclaration WithSecret(this StepDeclaration step) => step with { HasSecureConfiguration = true };

    /// <summary>Ends the sentence.</summary>
    /// <param name="id">The fixed id of the step in every environment.</param>
    /// <param name="description">What the step is for, as an administrator should read it.</param>
    public static StepDeclaration As(this StepDeclaration step, string id, string description) => step with { Id = new Guid(id), Description = description };
}
