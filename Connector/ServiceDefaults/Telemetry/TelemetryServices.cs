using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>
/// Sends traces and metrics to the address of the setting OpenTelemetry:Endpoint (OTLP), and keeps what others log to what a person has to know.
/// </summary>
public static class TelemetryServices
{
    // Commands, requests and their parameters are no business of a log; the program says itself what a person has to know.
    private static readonly string[] Talkative = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Http", "Hangfire"];

    /// <summary>Adds both.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="service">Its name in traces and metrics.</param>
    /// <param name="source">The name of its own trace source and meter.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var category in Talkative)
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        // A failed start is thrown to whoever started the host, with its code.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (builder.Configuration["OpenTelemetry:Endpoint"] is { Length: > 0 } endpoint && Uri.TryCreate(endpoint, UriKind.Absolute, out var address))
        {
            AddExport(builder.Services, service, source, address);
        }
    }

    private static void AddExport(IServiceCollection services, string service, string source, Uri address) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(tracing =>
                tracing.AddSource(source).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter(exporter => exporter.Endpoint = address)
            )
            .WithMetrics(metrics =>
                metrics.AddMeter(source).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter(exporter => exporter.Endpoint = address)
            );
}
