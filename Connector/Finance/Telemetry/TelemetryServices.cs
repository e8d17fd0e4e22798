using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ProjectInvoice.Finance.Telemetry;

/// <summary>
/// Sends traces and metrics to the address of the setting OpenTelemetry:Endpoint (OTLP), and keeps what others log to what a person has to know.
/// </summary>
internal static class TelemetryServices
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Commands, requests and their parameters are no business of a log; finance says itself what a person has to know.
        foreach (var category in new[] { "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Http", "Hangfire" })
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        var endpoint = builder.Configuration["OpenTelemetry:Endpoint"];
        if (string.IsNullOrEmpty(endpoint))
        {
            return;
        }

        var address = new Uri(endpoint);
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("project-invoice-finance"))
            .WithTracing(tracing =>
                tracing
                    .AddSource(FinanceTelemetry.SourceName)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddOtlpExporter(exporter => exporter.Endpoint = address)
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(FinanceTelemetry.SourceName)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddOtlpExporter(exporter => exporter.Endpoint = address)
            );
    }
}
