using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>Tells who calls: a person or program from outside, or logic that runs within another operation; and which roles the caller has.</summary>
internal static class Callers
{
    /// <summary>The role that loads data, for example at go-live.</summary>
    public static readonly SecurityRole DataImport = new("Project Invoice Data Import", new Guid("9404c901-5230-5e76-91cd-d4198e3cb95d"));

    /// <summary>The role of the connector.</summary>
    public static readonly SecurityRole FinanceIntegration = new("Project Invoice Finance Integration", new Guid("cbec496f-eb01-56b2-ae8e-7848c5f81562"));

    /// <summary>The role of those who install, watch and resend.</summary>
    public static readonly SecurityRole Administrator = new("Project Invoice Administrator", new Guid("e15d6068-dbcb-55fd-b135-466aa0f13350"));

    /// <summary>The platform's own administrators.</summary>
    public static readonly SecurityRole SystemAdministrator = new("System Administrator", new Guid("627090ff-40a3-4053-8790-584edc5be201"));

    // The messages of this product start with its publisher's prefix, as every custom API has to.
    private const string OwnMessages = "pinv_";

    // Messages that only carry others: a row within them was still sent by the caller himself.
    private static readonly HashSet<string> Envelopes = new(StringComparer.OrdinalIgnoreCase)
    {
        "CreateMultiple",
        "UpdateMultiple",
        "DeleteMultiple",
        "Upsert",
        "UpsertMultiple",
        "ExecuteMultiple",
        "ExecuteTransaction",
        "BulkDelete",
        "SetState",
        "Assign",
        "Associate",
        "Disassociate",
        "Merge",
    };

    /// <summary>
    /// Whether the operation was asked for from outside. Such a call has no parent operation; what other logic does has the operation it runs in. What the
    /// platform itself does to the children of a row (delete, assign) was asked for by who did it to the row.
    /// </summary>
    /// <param name="context">The context, in any stage.</param>
    public static bool IsDirect(IPluginExecutionContext context)
    {
        for (var parent = ParentOf(context); parent is not null; parent = parent.ParentContext)
        {
            if (!Envelopes.Contains(parent.MessageName) && !IsCascade(parent))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether one of this product's own messages makes the call, or the step of a confirmation chunk. Other people's logic that runs within it does not count.
    /// </summary>
    /// <param name="context">The context, in any stage.</param>
    public static bool IsProduct(IPluginExecutionContext context) =>
        ParentOf(context) is { } parent
        && (
            parent.MessageName.StartsWith(OwnMessages, StringComparison.Ordinal)
            || (parent.PrimaryEntityName == ConfirmationChunk.Table && parent.Mode == (int)ExecutionMode.Asynchronous)
        );

    /// <summary>Whether the call happens because a row above is being deleted.</summary>
    /// <param name="context">The context, in any stage.</param>
    /// <param name="table">The table of the row above.</param>
    public static bool IsBelowDelete(IPluginExecutionContext context, string table)
    {
        for (var parent = ParentOf(context); parent is not null; parent = parent.ParentContext)
        {
            if (parent.MessageName == "Delete" && parent.PrimaryEntityName == table && IsCascade(parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the transaction has written, and so locked, the row of this call before: the call is made after an update of the same row.</summary>
    /// <param name="context">The context, in any stage.</param>
    public static bool IsAfterUpdateOfSameRow(IPluginExecutionContext context)
    {
        var parent = ParentOf(context);
        return parent is { MessageName: "Update", Stage: (int)PipelineStage.PostOperation, Mode: (int)ExecutionMode.Synchronous }
            && parent.PrimaryEntityName == context.PrimaryEntityName
            && parent.PrimaryEntityId == context.PrimaryEntityId;
    }

    /// <summary>Whether the caller has one of several security roles. A role counts whether the user has it or one of the user's teams.</summary>
    public static bool HasRole(PluginCall call, params SecurityRole[] roles)
    {
        var own = AnyOf(roles);
        own.AddLink("systemuserroles", "roleid", "roleid").LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, call.Context.InitiatingUserId);
        if (call.System.RetrieveMultiple(own).Entities.Count > 0)
        {
            return true;
        }

        var ofTeams = AnyOf(roles);
        ofTeams
            .AddLink("teamroles", "roleid", "roleid")
            .AddLink("teammembership", "teamid", "teamid")
            .LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, call.Context.InitiatingUserId);
        return call.System.RetrieveMultiple(ofTeams).Entities.Count > 0;
    }

    private static QueryExpression AnyOf(SecurityRole[] roles)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet("roleid"), TopCount = 1 };
        query.Criteria.FilterOperator = LogicalOperator.Or;
        foreach (var column in new[] { "roleid", "parentrootroleid", "roletemplateid" })
        {
            query.Criteria.AddAnyOf(column, roles.Select(role => role.Id));
        }

        return query;
    }

    // From PreOperation on, the parent of a Create, Update or Delete is its own PreValidation. Its depth tells it from an operation that calls the same one.
    private static IPluginExecutionContext? ParentOf(IPluginExecutionContext context)
    {
        var parent = context.ParentContext;
        return
            parent is not null
            && context.Stage != (int)PipelineStage.PreValidation
            && parent.Depth == context.Depth
            && parent.MessageName == context.MessageName
            && parent.PrimaryEntityName == context.PrimaryEntityName
            ? parent.ParentContext
            : parent;
    }

    // Plug-ins call from the stage they run in; only the platform itself acts in the main operation of its own messages.
    private static bool IsCascade(IPluginExecutionContext parent) =>
        parent.Stage == (int)PipelineStage.MainOperation && parent.MessageName is "Delete" or "Update";
}
