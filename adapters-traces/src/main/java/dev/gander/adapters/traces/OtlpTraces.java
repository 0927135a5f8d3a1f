package dev.gander.adapters.traces;

import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.TracesFactory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// Begins to trace.
public final class OtlpTraces implements TracesFactory {
  private static final System.Logger LOG = System.getLogger(OtlpTraces.class.getName());

  @Override
  public Observer start(Plan plan) {
    TraceSettings settings =
        new TraceSettings(plan.variables(), problem -> LOG.log(Level.WARNING, problem));
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(resource(settings, plan.version())))
            .setSampler(settings.sampler())
            .addSpanProcessor(
                BatchSpanProcessor.builder(new LastingExporter(exporter(settings)::build))
                    .setScheduleDelay(settings.delay())
                    .setExporterTimeout(settings.timeout())
                    .build())
            .build();
    return new TracingObserver(
        provider, plan.version(), plan.conventionalNames(), plan.discreet(), settings.contents());
  }

  private static Resource resource(TraceSettings settings, String version) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(AttributeKey.stringKey("service.name"), "gander");
    attributes.put(AttributeKey.stringKey("service.version"), version);
    settings.resource().forEach((name, value) -> attributes.put(name, value));
    return Resource.create(attributes.build());
  }

  private static OtlpHttpSpanExporterBuilder exporter(TraceSettings settings) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint())
            .setTimeout(settings.timeout())
            .setCompression(settings.compression());
    settings.headers().forEach(exporter::addHeader);
    settings
        .certificate()
        .ifPresent(
            file -> {
              try {
                exporter.setTrustedCertificates(Files.readAllBytes(Path.of(file)));
              } catch (IOException e) {
                LOG.log(Level.WARNING, "OTEL_EXPORTER_OTLP_CERTIFICATE cannot be read: {0}", e);
              }
            });
    return exporter;
  }
}
