namespace ProjectInvoice.Finance.Storage.Migrations;

/// <summary>
/// Which retainer a line concerns was not kept at first. What invoiced a retainer, or credited that, is found in the books; of which one a use or refund was is known only when its row is sent again.
/// The statements are of both databases: amounts are text in one of them.
/// </summary>
internal static class RetainersOfBefore
{
    /// <summary>Statements that say it of what is on a proposal, then of what is posted.</summary>
    public static readonly string[] Statements =
    [
        """
        UPDATE "ProposalLine" SET "RetainerActualId" = "ActualId"
        WHERE "RetainerActualId" IS NULL AND "CreditedActualId" IS NULL
            AND "ActualId" IN (SELECT "ActualId" FROM "ActualsImport" WHERE "IsRetainer" AND CAST("Amount" AS NUMERIC) > 0)
        """,
        """
        UPDATE "ProposalLine" SET "RetainerActualId" = "CreditedActualId"
        WHERE "RetainerActualId" IS NULL AND "CreditedActualId" IN (SELECT "ActualId" FROM "ProposalLine" WHERE "RetainerActualId" = "ActualId")
        """,
        """
        UPDATE "ProjectTransaction" SET "RetainerActualId" = (SELECT line."RetainerActualId" FROM "ProposalLine" line WHERE line."ActualId" = "ProjectTransaction"."ActualId")
        WHERE "RetainerActualId" IS NULL AND "ActualId" IN (SELECT "ActualId" FROM "ProposalLine" WHERE "RetainerActualId" IS NOT NULL)
        """,
    ];
}
