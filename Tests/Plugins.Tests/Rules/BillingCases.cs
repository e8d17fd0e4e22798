using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Rules;

/// <summary>Every row of the two tables, with the figures of the worked example: 8 h at 200, with 10 % tax.</summary>
internal static class BillingCases
{
    private const string FromDetail = "invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry";
    private const string Replaced = "msdyn_timeentry, invoice, invoicedetail, msdyn_invoicelinetransaction";
    private const string CorrectedDetail = "invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry";
    private const string AgainstCorrected =
        "invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry, invoice, invoicedetail, msdyn_invoicelinetransaction";
    private const string CorrectiveDetail =
        "invoice, invoicedetail, msdyn_invoicelinetransaction, invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry";
    private const string RestOfRetainer = "msdyn_invoicelinetransaction, invoice, invoicedetail, msdyn_invoicelinetransaction";

    private const TransactionClass Retainer = (TransactionClass)Environment.Site.RetainerClass;
    private static readonly TransactionClass[] Work = [TransactionClass.Time, TransactionClass.Expense, TransactionClass.Material];
    private static readonly TransactionClass[] WorkAndFee = [.. Work, TransactionClass.Fee];

    public static IReadOnlyList<BillingCase> All { get; } =
    [
        new("as recorded", WorkAndFee, (@class, type) => Taken(@class, type))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | same | posted | unadjustable | skip | invoice | U0 | U0
                B   | billed   |  8 | 200 |  1600 |  160 | same | posted |              |      | invoice | U0 | detail
                """,
            Connections = ["U0' Reversing - U0 Original", "B Billed Sales - U0 Unbilled Sales"],
            Origins = ["U0' from msdyn_timeentry", "B from " + FromDetail],
            Changes = ["U0: msdyn_billingstatus 192350002"],
        },
        new("only tax changed", WorkAndFee, (@class, type) => Taken(@class, type).WithTax(144.44m))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160   | same | posted | unadjustable | skip | invoice | U0 | U0
                B   | billed   |  8 | 200 |  1600 |  144.44 | same | posted |             |      | invoice | U0 | detail
                """,
            Connections = ["U0' Reversing - U0 Original", "B Billed Sales - U0 Unbilled Sales"],
            Origins = ["U0' from msdyn_timeentry", "B from " + FromDetail],
            Changes = ["U0: msdyn_billingstatus 192350002"],
        },
        new("reduced to 6", WorkAndFee, (@class, type) => Taken(@class, type).With(6, 200, 1200).WithTax(120))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | same         | canceled | unadjustable |      | invoice | U0 | U0
                U1  | unbilled |  6 | 200 |  1200 |  120 | same         | posted   |              |      | invoice | U0 | detail
                U1' | unbilled | -6 | 200 | -1200 | -120 | same         | posted   | unadjustable | skip | invoice | U0 | detail
                B1  | billed   |  6 | 200 |  1200 |  120 | same         | posted   |              |      | invoice | U0 | detail
                U2  | unbilled |  2 | 200 |   400 |   40 | NonChargeable | posted  |              |      | invoice | U0 | detail
                U2' | unbilled | -2 | 200 |  -400 |  -40 | NonChargeable | posted  | unadjustable | skip | invoice | U0 | detail
                B2  | billed   |  2 | 200 |   400 |   40 | NonChargeable | posted  |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U1 Replacing - U0 Original",
                "U1 Unbilled Sales - C0 Cost",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
                "U2 Replacing - U0 Original",
                "U2 Unbilled Sales - C0 Cost",
                "U2' Reversing - U2 Original",
                "B2 Billed Sales - U2 Unbilled Sales",
            ],
            Origins =
            [
                "U0' from msdyn_timeentry",
                "U1 from " + Replaced,
                "U1' from " + Replaced,
                "B1 from " + FromDetail,
                "U2 from " + Replaced,
                "U2' from " + Replaced,
                "B2 from " + FromDetail,
            ],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new("raised to 10", WorkAndFee, (@class, type) => Taken(@class, type).With(10, 200, 2000).WithTax(200))
        {
            Actuals = """
                U0' | unbilled |  -8 | 200 | -1600 | -160 | same | canceled | unadjustable |      | invoice | U0 | U0
                U1  | unbilled |  10 | 200 |  2000 |  200 | same | posted   |              |      | invoice | U0 | detail
                U1' | unbilled | -10 | 200 | -2000 | -200 | same | posted   | unadjustable | skip | invoice | U0 | detail
                B1  | billed   |  10 | 200 |  2000 |  200 | same | posted   |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U1 Replacing - U0 Original",
                "U1 Unbilled Sales - C0 Cost",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
            ],
            Origins = ["U0' from msdyn_timeentry", "U1 from " + Replaced, "U1' from " + Replaced, "B1 from " + FromDetail],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new("price lowered to 150", WorkAndFee, (@class, type) => Taken(@class, type).With(8, 150, 1200).WithTax(120))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | same | canceled | unadjustable |      | invoice | U0 | U0
                U1  | unbilled |  8 | 150 |  1200 |  120 | same | posted   |              |      | invoice | U0 | detail
                U1' | unbilled | -8 | 150 | -1200 | -120 | same | posted   | unadjustable | skip | invoice | U0 | detail
                B1  | billed   |  8 | 150 |  1200 |  120 | same | posted   |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U1 Replacing - U0 Original",
                "U1 Unbilled Sales - C0 Cost",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
            ],
            Origins = ["U0' from msdyn_timeentry", "U1 from " + Replaced, "U1' from " + Replaced, "B1 from " + FromDetail],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new("reduced to 6 at 150", WorkAndFee, (@class, type) => Taken(@class, type).With(6, 150, 900).WithTax(90))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | same         | canceled | unadjustable |      | invoice | U0 | U0
                U1  | unbilled |  6 | 150 |   900 |   90 | same         | posted   |              |      | invoice | U0 | detail
                U1' | unbilled | -6 | 150 |  -900 |  -90 | same         | posted   | unadjustable | skip | invoice | U0 | detail
                B1  | billed   |  6 | 150 |   900 |   90 | same         | posted   |              |      | invoice | U0 | detail
                U2  | unbilled |  2 | 200 |   400 |   40 | NonChargeable | posted  |              |      | invoice | U0 | detail
                U2' | unbilled | -2 | 200 |  -400 |  -40 | NonChargeable | posted  | unadjustable | skip | invoice | U0 | detail
                B2  | billed   |  2 | 200 |   400 |   40 | NonChargeable | posted  |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U1 Replacing - U0 Original",
                "U1 Unbilled Sales - C0 Cost",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
                "U2 Replacing - U0 Original",
                "U2 Unbilled Sales - C0 Cost",
                "U2' Reversing - U2 Original",
                "B2 Billed Sales - U2 Unbilled Sales",
            ],
            Origins =
            [
                "U0' from msdyn_timeentry",
                "U1 from " + Replaced,
                "U1' from " + Replaced,
                "B1 from " + FromDetail,
                "U2 from " + Replaced,
                "U2' from " + Replaced,
                "B2 from " + FromDetail,
            ],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new("set to zero", WorkAndFee, (@class, type) => Taken(@class, type).With(0, 200, 0).WithTax(0))
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | same         | canceled | unadjustable |      | invoice | U0 | U0
                U2  | unbilled |  8 | 200 |  1600 |  160 | NonChargeable | posted  |              |      | invoice | U0 | detail
                U2' | unbilled | -8 | 200 | -1600 | -160 | NonChargeable | posted  | unadjustable | skip | invoice | U0 | detail
                B2  | billed   |  8 | 200 |  1600 |  160 | NonChargeable | posted  |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U2 Replacing - U0 Original",
                "U2 Unbilled Sales - C0 Cost",
                "U2' Reversing - U2 Original",
                "B2 Billed Sales - U2 Unbilled Sales",
            ],
            Origins = ["U0' from msdyn_timeentry", "U2 from " + Replaced, "U2' from " + Replaced, "B2 from " + FromDetail],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new(
            "billing type changed",
            WorkAndFee,
            (@class, type) => Taken(@class, Other(type)).Where(it => it.Detail["msdyn_billingtype"] = new OptionSetValue((int)type))
        )
        {
            Actuals = """
                U0' | unbilled | -8 | 200 | -1600 | -160 | other | canceled | unadjustable |      | invoice | U0 | U0
                U1  | unbilled |  8 | 200 |  1600 |  160 | same  | posted   |              |      | invoice | U0 | detail
                U1' | unbilled | -8 | 200 | -1600 | -160 | same  | posted   | unadjustable | skip | invoice | U0 | detail
                B1  | billed   |  8 | 200 |  1600 |  160 | same  | posted   |              |      | invoice | U0 | detail
                """,
            Connections =
            [
                "U0' Reversing - U0 Original",
                "U1 Replacing - U0 Original",
                "U1 Unbilled Sales - C0 Cost",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
            ],
            Origins = ["U0' from msdyn_timeentry", "U1 from " + Replaced, "U1' from " + Replaced, "B1 from " + FromDetail],
            Changes = ["U0: msdyn_adjustmentstatus 192350001, msdyn_billingstatus 192350003"],
        },
        new("added on time and material", WorkAndFee, (@class, type) => Added(@class, type, BillingMethod.TimeAndMaterial))
        {
            Actuals = """
                U  | unbilled |  8 | 200 |  1600 |  160 | same | posted |              |      | invoice | detail | detail
                U' | unbilled | -8 | 200 | -1600 | -160 | same | posted | unadjustable | skip | invoice | detail | detail
                B  | billed   |  8 | 200 |  1600 |  160 | same | posted |              |      | invoice | detail | detail
                """,
            Connections = ["U' Reversing - U Original", "B Billed Sales - U Unbilled Sales"],
            Origins = ["U from " + FromDetail, "U' from " + FromDetail, "B from " + FromDetail],
        },
        new("added on a fixed price", WorkAndFee, (@class, type) => Added(@class, type, BillingMethod.FixedPrice))
        {
            Actuals = "B | billed | 8 | 200 | 1600 | 160 | same | posted | | | invoice | detail | detail",
            Origins = ["B from " + FromDetail],
        },
        new("milestone", [TransactionClass.Milestone], (_, type) => Filled(Situation.OfAMilestone(), type))
        {
            Actuals = "B | billed | 1 | 5000 | 5000 | none | same | posted | | | invoice | detail | detail",
            Origins = ["B from " + FromDetail],
            Changes = ["milestone: msdyn_invoicestatus 192350003"],
        },
        new(
            "retainer invoiced",
            [Retainer],
            (_, type) => Filled(Situation.OfARetainer(RetainerAction.Invoice, 1600, status: RetainerStatus.Open).WithTax(160), type)
        )
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                B | billed   |  1 | 1600 |  1600 | 160  | same | posted  | |      | invoice | detail | detail
                U | unbilled | -1 | 1600 | -1600 | none | same | created | | skip | none    | detail | detail
                """,
            Origins = ["B from " + FromDetail, "U from " + FromDetail],
            Changes = ["retainer: pinv_amount 1600.00, pinv_openactualid msdyn_actual U, pinv_status 482190001, pinv_usedamount 0.00"],
        },
        new("retainer applied in full", [Retainer], (_, type) => Filled(Situation.OfARetainer(RetainerAction.Apply, -1200, used: 400), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                U0' | unbilled |  1 | 1200 |  1200 | none | same | posted | unadjustable | skip | invoice | R0 | R0
                B   | billed   | -1 | 1200 | -1200 | none | same | posted |              |      | invoice | R0 | detail
                """,
            Connections = ["U0' Reversing - R0 Original", "B Billed Sales - R0 Unbilled Sales"],
            Origins = ["U0' from msdyn_invoicelinetransaction", "B from " + FromDetail],
            Changes =
            [
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid none, pinv_status 482190002, pinv_usedamount 1600.00",
            ],
        },
        new("retainer applied in part", [Retainer], (_, type) => Filled(Situation.OfARetainer(RetainerAction.Apply, -600), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                U0' | unbilled |  1 | 1600 |  1600 | none | same | posted  | unadjustable | skip | invoice | R0 | R0
                B   | billed   | -1 |  600 |  -600 | none | same | posted  |              |      | invoice | R0 | detail
                U2  | unbilled | -1 | 1000 | -1000 | none | same | created |              | skip | none    | R0 | R0
                """,
            Connections = ["U0' Reversing - R0 Original", "B Billed Sales - R0 Unbilled Sales", "U2 Replacing - R0 Original"],
            Origins = ["U0' from msdyn_invoicelinetransaction", "B from " + FromDetail, "U2 from " + RestOfRetainer],
            Changes =
            [
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid msdyn_actual U2, pinv_status 482190001, pinv_usedamount 600.00",
            ],
        },
        new("retainer refunded in part", [Retainer], (_, type) => Filled(Situation.OfARetainer(RetainerAction.Refund, -600, used: 400), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                U0' | unbilled |  1 | 1200 |  1200 | none | same | posted  | unadjustable | skip | invoice | R0 | R0
                B   | billed   | -1 |  600 |  -600 | none | same | posted  |              |      | invoice | R0 | detail
                U2  | unbilled | -1 |  600 |  -600 | none | same | created |              | skip | none    | R0 | R0
                """,
            Connections = ["U0' Reversing - R0 Original", "B Billed Sales - R0 Unbilled Sales", "U2 Replacing - R0 Original"],
            Origins = ["U0' from msdyn_invoicelinetransaction", "B from " + FromDetail, "U2 from " + RestOfRetainer],
            Changes =
            [
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid msdyn_actual U2, pinv_status 482190003, pinv_usedamount 1000.00",
            ],
        },
        new("retainer refunded in full", [Retainer], (_, type) => Filled(Situation.OfARetainer(RetainerAction.Refund, -1600), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                U0' | unbilled |  1 | 1600 |  1600 | none | same | posted | unadjustable | skip | invoice | R0 | R0
                B   | billed   | -1 | 1600 | -1600 | none | same | posted |              |      | invoice | R0 | detail
                """,
            Connections = ["U0' Reversing - R0 Original", "B Billed Sales - R0 Unbilled Sales"],
            Origins = ["U0' from msdyn_invoicelinetransaction", "B from " + FromDetail],
            Changes =
            [
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid none, pinv_status 482190003, pinv_usedamount 1600.00",
            ],
        },
        new("credited in full", WorkAndFee, (@class, type) => Filled(Situation.CorrectingWork(@class), type))
        {
            Actuals = """
                B0' | billed   | -8 | 200 | -1600 | -160 | same | posted  | unadjustable | | invoice | B0 | B0
                U   | unbilled |  8 | 200 |  1600 |  160 | same | created |              | | none    | U0 | U0
                """,
            Connections = ["B0' Reversing - B0 Original", "U Replacing - B0 Original"],
            Origins = ["B0' from " + CorrectedDetail, "U from " + AgainstCorrected],
            Changes = ["B0: msdyn_adjustmentstatus 192350001"],
        },
        new("credited to 6", Work, (@class, type) => Filled(Situation.CorrectingWork(@class), type).With(6, 200, 1200).WithTax(120))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                B0' | billed   | -8 | 200 | -1600 | -160 | same | posted  | unadjustable |      | invoice | B0 | B0
                U1  | unbilled |  6 | 200 |  1200 |  120 | same | posted  |              |      | invoice | B0 | detail
                U1' | unbilled | -6 | 200 | -1200 | -120 | same | posted  | unadjustable | skip | invoice | B0 | detail
                B1  | billed   |  6 | 200 |  1200 |  120 | same | posted  |              |      | invoice | B0 | detail
                U2  | unbilled |  2 | 200 |   400 |   40 | same | created |              |      | none    | U0 | U0
                """,
            Connections =
            [
                "B0' Reversing - B0 Original",
                "U1 Replacing - B0 Original",
                "U1' Reversing - U1 Original",
                "B1 Billed Sales - U1 Unbilled Sales",
                "U2 Replacing - B0 Original",
            ],
            Origins =
            [
                "B0' from " + CorrectedDetail,
                "U1 from " + AgainstCorrected,
                "U1' from " + AgainstCorrected,
                "B1 from " + CorrectiveDetail,
                "U2 from " + AgainstCorrected,
            ],
            Changes = ["B0: msdyn_adjustmentstatus 192350001"],
        },
        new("fee credited to 6", [TransactionClass.Fee], (@class, type) => Filled(Situation.CorrectingWork(@class), type).With(6, 200, 1200).WithTax(120))
        {
            Actuals = """
                B0' | billed   | -8 | 200 | -1600 | -160 | same | posted | unadjustable |      | invoice | B0 | B0
                U1  | unbilled |  6 | 200 |  1200 |  120 | same | posted |              |      | invoice | B0 | detail
                U1' | unbilled | -6 | 200 | -1200 | -120 | same | posted | unadjustable | skip | invoice | B0 | detail
                B1  | billed   |  6 | 200 |  1200 |  120 | same | posted |              |      | invoice | B0 | detail
                """,
            Connections = ["B0' Reversing - B0 Original", "U1 Replacing - B0 Original", "U1' Reversing - U1 Original", "B1 Billed Sales - U1 Unbilled Sales"],
            Origins = ["B0' from " + CorrectedDetail, "U1 from " + AgainstCorrected, "U1' from " + AgainstCorrected, "B1 from " + CorrectiveDetail],
            Changes = ["B0: msdyn_adjustmentstatus 192350001"],
        },
        new("corrected to 10 at 150", WorkAndFee, (@class, type) => Filled(Situation.CorrectingWork(@class), type).With(10, 150, 1500).WithTax(150))
        {
            Actuals = """
                B0' | billed   |  -8 | 200 | -1600 | -160 | same | posted | unadjustable |      | invoice | B0 | B0
                U1  | unbilled |  10 | 150 |  1500 |  150 | same | posted |              |      | invoice | B0 | detail
                U1' | unbilled | -10 | 150 | -1500 | -150 | same | posted | unadjustable | skip | invoice | B0 | detail
                B1  | billed   |  10 | 150 |  1500 |  150 | same | posted |              |      | invoice | B0 | detail
                """,
            Connections = ["B0' Reversing - B0 Original", "U1 Replacing - B0 Original", "U1' Reversing - U1 Original", "B1 Billed Sales - U1 Unbilled Sales"],
            Origins = ["B0' from " + CorrectedDetail, "U1 from " + AgainstCorrected, "U1' from " + AgainstCorrected, "B1 from " + CorrectiveDetail],
            Changes = ["B0: msdyn_adjustmentstatus 192350001"],
        },
        new("fixed price credited", [TransactionClass.Time], (_, type) => Filled(Situation.CorrectingFixedPrice(), type))
        {
            Actuals = "B0' | billed | -8 | 200 | -1600 | -160 | same | posted | unadjustable | | invoice | B0 | B0",
            Connections = ["B0' Reversing - B0 Original"],
            Origins = ["B0' from " + CorrectedDetail],
            Changes = ["B0: msdyn_adjustmentstatus 192350001"],
        },
        new("milestone credited", [TransactionClass.Milestone], (_, type) => Filled(Situation.CorrectingAMilestone(), type))
        {
            Actuals = "B0' | billed | -1 | 5000 | -5000 | -500 | same | posted | unadjustable | | invoice | B0 | B0",
            Connections = ["B0' Reversing - B0 Original"],
            Origins = ["B0' from " + CorrectedDetail],
            Changes = ["B0: msdyn_adjustmentstatus 192350001", "milestone: msdyn_invoicestatus 192350001"],
        },
        new("unused retainer taken back", [Retainer], (_, type) => Filled(Situation.CorrectingARetainer(RetainerAction.Invoice, 1600, used: 0), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                B0' | billed   | -1 | 1600 | -1600 | -160 | same | posted | unadjustable |      | invoice | B0 | B0
                U0' | unbilled |  1 | 1600 |  1600 | none | same | posted | unadjustable | skip | invoice | R0 | R0
                """,
            Connections = ["B0' Reversing - B0 Original", "U0' Reversing - R0 Original"],
            Origins = ["B0' from " + CorrectedDetail, "U0' from msdyn_invoicelinetransaction"],
            Changes =
            [
                "B0: msdyn_adjustmentstatus 192350001",
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid none, pinv_status 482190000, pinv_usedamount 0.00",
            ],
        },
        new("partly used retainer taken back", [Retainer], (_, type) => Filled(Situation.CorrectingARetainer(RetainerAction.Invoice, 1600, used: 400), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                U0' | unbilled |  1 | 1200 |  1200 | none | same | posted | unadjustable | skip | invoice | R0 | R0
                B   | billed   | -1 | 1200 | -1200 | -120 | same | posted |              |      | invoice | R0 | detail
                """,
            Connections = ["U0' Reversing - R0 Original", "B Billed Sales - R0 Unbilled Sales"],
            Origins = ["U0' from msdyn_invoicelinetransaction", "B from " + CorrectiveDetail],
            Changes =
            [
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid none, pinv_status 482190003, pinv_usedamount 1600.00",
            ],
        },
        new(
            "application taken back",
            [Retainer],
            (_, type) => Filled(Situation.CorrectingARetainer(RetainerAction.Apply, -1600, used: 1600, RetainerStatus.Used), type)
        )
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                B0' | billed   |  1 | 1600 |  1600 | 160  | same | posted  | unadjustable |      | invoice | B0 | B0
                U   | unbilled | -1 | 1600 | -1600 | none | same | created |              | skip | none    | B0 | B0
                """,
            Connections = ["B0' Reversing - B0 Original", "U Replacing - B0 Original"],
            Origins = ["B0' from " + CorrectedDetail, "U from " + AgainstCorrected],
            Changes =
            [
                "B0: msdyn_adjustmentstatus 192350001",
                "retainer: pinv_amount 1600.00, pinv_openactualid msdyn_actual U, pinv_status 482190001, pinv_usedamount 0.00",
            ],
        },
        new("application in part taken back", [Retainer], (_, type) => Filled(Situation.CorrectingARetainer(RetainerAction.Apply, -600, used: 700), type))
        {
            BillingTypes = [BillingType.Chargeable],
            Actuals = """
                B0' | billed   |  1 |  600 |   600 | 60   | same | posted  | unadjustable |      | invoice | B0 | B0
                U0' | unbilled |  1 |  900 |   900 | none | same | posted  | unadjustable | skip | invoice | R0 | R0
                U   | unbilled | -1 | 1500 | -1500 | none | same | created |              | skip | none    | B0 | B0
                """,
            Connections = ["B0' Reversing - B0 Original", "U0' Reversing - R0 Original", "U Replacing - B0 Original", "U Replacing - R0 Original"],
            Origins =
            [
                "B0' from " + CorrectedDetail,
                "U0' from msdyn_invoicelinetransaction",
                "U from invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry, msdyn_invoicelinetransaction, invoice, "
                    + "invoicedetail, msdyn_invoicelinetransaction",
            ],
            Changes =
            [
                "B0: msdyn_adjustmentstatus 192350001",
                "R0: msdyn_billingstatus 192350002",
                "retainer: pinv_amount 1600.00, pinv_openactualid msdyn_actual U, pinv_status 482190001, pinv_usedamount 100.00",
            ],
        },
    ];

    /// <summary>The billing type that a row has before a person changes it to this one.</summary>
    public static BillingType Other(BillingType type) => type == BillingType.Chargeable ? BillingType.Complimentary : BillingType.Chargeable;

    private static Situation Taken(TransactionClass @class, BillingType type) => Filled(Situation.FromAnActual(@class), type);

    private static Situation Added(TransactionClass @class, BillingType type, BillingMethod method) =>
        Filled(Situation.AddedByHand(method).Where(it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)@class)), type);

    private static Situation Filled(Situation situation, BillingType type)
    {
        ColumnFilling.Fill(situation);
        foreach (var row in new[] { situation.Detail, situation.Original, situation.Billed, situation.Unbilled, situation.RetainerOpen }.OfType<Entity>())
        {
            row["msdyn_billingtype"] = new OptionSetValue((int)type);
        }

        return situation;
    }
}
