using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>Tells who calls: a person or program from outside, or logic that runs within another operation; and which roles the caller has.</summary>
public static class Callers
{
    /// <summary>The role that loads data, for example at go-live.</summary>
    public const string DataImport = "Project Invoice Data Import";

    /// <summary>The role of the connector.</summary>
    public const string FinanceIntegration = "Project Invoice Finance Integration";

    // Messages that only carry others: a row within them was still sent by the caller himself.
    private static readonly HashSet<string> Envelopes = new(StringComparer.OrdinalIgnoreCase)
    {
        "CreateMultiple", "UpdateMultiple", "DeleteMultiple", "Upsert", "UpsertMultiple", "ExecuteMultiple", "ExecuteTransaction", "BulkDelete", "SetState", "Assign",
    };

    /// <summary>
    /// Whether the operation was asked for from outside. In PreValidation such a call has no parent context; what other logic does has the operation it runs in.
    /// </summary>
    /// <param name="context">The context, in stage PreValidation.</param>
    /// <returns>Yes or no.</returns>
    public static bool IsDirect(IPluginExecutionContext context)
    {
        for (var parent = context.ParentContext; parent is not null; parent = parent.ParentContext)
        {
            if (!Envelopes.Contains(parent.MessageName))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the caller has one of several security roles, by name, since every environment has ids of its own.</summary>
    /// <param name="call">The call.</param>
    /// <param name="roles">The names of the roles.</param>
    /// <returns>Yes or no.</returns>
    public static bool HasRole(PluginCall call, params string[] roles)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet("name") };
        query.AddLink("systemuserroles", "roleid", "roleid").LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, call.Context.InitiatingUserId);

        return call.System.RetrieveMultiple(query).Entities
            .Any(role => roles.Contains(role.GetAttributeValue<string>("name"), StringComparer.OrdinalIgnoreCase));
    }
}
